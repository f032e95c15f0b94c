using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using NanoCharger.Backend.Data;
using Xunit;

namespace NanoCharger.Web.Tests
{
    /// <summary>Houses and bays, what was refused, and a price that is asked about, in a real browser: on a phone and at a desk, by day and by night, in each language.</summary>
    [Collection(Browsing.Name)]
    public sealed class HousesPagesTests(Chromium browser)
    {
        public static IEnumerable<object[]> Looks => Enumerable.Range(0, Look.All.Length).Select(number => new object[] { number });

        [BrowserTheory]
        [MemberData(nameof(Looks))]
        public async Task A_manager_changes_what_his_house_is(int look)
        {
            await using WebHost host = await DemoHost.Start();
            long now = DemoHost.Now.ToUnixTimeMilliseconds();
            await host.Write(context =>
            {
                context.RefusedCards.Add(new RefusedCardRow { StationId = 3, FromMs = now - (now % 900_000), TenantId = 1, Count = 4, LastMs = now });
                context.RefusedCards.Add(new RefusedCardRow { StationId = 5, FromMs = now - (now % 900_000), TenantId = 1, Count = 1, LastMs = now });
                return DemoTroubles.Make(context, "gone") + DemoTroubles.Make(context, "refused") + DemoTroubles.Make(context, "altered");
            });
            (string mail, _) = await host.Make(Role.Manager, language: Look.All[look].Language);
            await using Window window = await browser.Open(host, Look.All[look]);
            await window.SignIn(mail);
            await window.LookAt("h1-today-seen");
            await window.Send("main form[action='/today/seen'] button");
            await window.Go("/houses");
            await window.LookAt("h2-houses");
            await window.Page.Locator("main .button").First.ClickAsync();
            await window.Page.Locator("main summary").First.ClickAsync();
            await window.Page.Locator("main summary").Last.ClickAsync();
            await window.LookAt("h3-house");
            await window.Page.Locator("#f-bay-1").FillAsync("Bay 2");
            await window.Send("form[action$='/bay/1'] button");
            await window.LookAt("h4-bay-taken");
            await window.Page.Locator("#f-zone").SelectOptionAsync("Europe/London");
            await window.Send("form[action='/houses/1'] button");
            await window.LookAt("h5-zone-refused");
            await window.Go("/houses/new");
            await window.LookAt("h6-another-house");
            await window.Go("/houses/1/station");
            await window.LookAt("h7-another-station");
            await window.Go("/prices");
            await window.Fill(("kwh", "39"));
            await window.Send("button[value=put]");
            await window.LookAt("h8-price-doubted");
            await window.Go("/changes");
            await window.LookAt("h9-changes");
            await window.Go("/people");
            await window.LookAt("h10-people");
            int tallest = await window.Page.EvaluateAsync<int>("Math.max(...[...document.querySelectorAll('.people tbody tr')].map(one => Math.round(one.getBoundingClientRect().height)))");
            Assert.InRange(tallest, 20, 90);
        }
    }
}
