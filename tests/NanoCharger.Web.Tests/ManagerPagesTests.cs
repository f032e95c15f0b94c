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
            await window.Page.Locator("#f-for").SelectOptionAsync("card:#1");
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
            await window.Page.Locator("main details").EvaluateAllAsync<int>("all => { all.forEach(one => one.open = true); return 0; }");
            await window.LookAt("m8-person-open");
            await window.Page.Locator("#f-mail-invite").FillAsync("ada@example.org");
            await window.Send("form[action$='/invite'] button");
            await window.LookAt("m9-person-invited");
            await window.Page.Locator("a[href$='/erase']").ClickAsync();
            await window.LookAt("n1-erase-refused");
            await window.Page.Locator("main .button").ClickAsync();
            await window.Page.Locator("main .cards summary").First.ClickAsync();
            await window.Send("form[action$='/card-end'] button");
            await window.Go(new System.Uri(window.Page.Url).AbsolutePath + "/erase");
            await window.LookAt("n2-erase");
            await window.Page.Locator("[name=sure]").CheckAsync();
            await window.Send("main .danger");
            await window.LookAt("n3-people");
            await window.Page.Locator("table.list a").First.ClickAsync();
            await window.LookAt("n4-resident");
            await window.Page.Locator("summary:has-text('" + (Look.All[look].Language == "de" ? "Auszug" : "Move out") + "')").ClickAsync();
            await window.Send("form[action$='/move-out'] button");
            await window.LookAt("n5-moved-out");
            await window.Go(new System.Uri(window.Page.Url).AbsolutePath + "/erase");
            await window.LookAt("n6-erase-bills");
        }
    }
}
