using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using NanoCharger.Backend.Data;
using Xunit;

namespace NanoCharger.Web.Tests
{
    /// <summary>Charges, money, prices and people in a real browser: on a phone and at a desk, by day and by night, in each language.</summary>
    [Collection(Browsing.Name)]
    public sealed class ManagerPagesTests(Chromium browser)
    {
        public static IEnumerable<object[]> Looks => Enumerable.Range(0, Look.All.Length).Select(number => new object[] { number });

        [BrowserTheory]
        [MemberData(nameof(Looks))]
        public async Task A_manager_closes_a_month(int look)
        {
            await using WebHost host = await DemoHost.Start();
            (string mail, _) = await host.Make(Role.Manager, language: Look.All[look].Language);
            await using Window window = await browser.Open(host, Look.All[look]);
            await window.SignIn(mail);
            await window.Go("/charges?month=2026-11");
            await window.LookAt("m1-charges");
            await window.Page.Locator("table.list a").First.ClickAsync();
            await window.LookAt("m2-charge");
            await window.Go("/money?month=2026-11");
            await window.LookAt("m3-money");
            await window.Go("/prices");
            await window.LookAt("m4-prices");
            await window.Fill(("kwh", "0.45"), ("night", "0.30"), ("night-from", "22:00"), ("night-to", "06:00"), ("tax", "19"));
            await window.Send("button[value=look]");
            await window.LookAt("m5-prices-looked");
            await window.Go("/people");
            await window.Fill(("name", "Ada Example"), ("mail", "ada@example.org"), ("address", "Lindenweg 2\n12345 Berlin"));
            await window.Send("form[action='/people'] button");
            await window.LookAt("m6-person");
            await window.Fill(("says", "04AABBCC"), ("label", "blue key fob"));
            await window.Send("form[action$='/card'] button");
            await window.LookAt("m7-person-card");
            await window.Go("/people");
            await window.LookAt("m8-people");
        }
    }
}
