using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Playwright;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Demo;
using Xunit;

namespace NanoCharger.Web.Tests
{
    /// <summary>Today and the station sheet in a real browser: on a phone and at a desk, by day and by night, in each language.</summary>
    [Collection(Browsing.Name)]
    public sealed class StationPagesTests(Chromium browser)
    {
        public static IEnumerable<object[]> Looks => Enumerable.Range(0, Look.All.Length).Select(number => new object[] { number });

        [BrowserTheory]
        [MemberData(nameof(Looks))]
        public async Task Whoever_sees_to_stations_finds_his_way(int look)
        {
            await using WebHost host = await DemoHost.Start();
            (string mail, _) = await host.Make(Role.Manager, language: Look.All[look].Language);
            string station = host.Ask(context => context.Transactions.Where(row => !row.Ended).Join(context.Stations, row => row.StationId, one => one.Id, (_, one) => one.Name)
                .OrderBy(name => name).First(name => context.Presences.Any(heard => heard.Station!.Name == name && heard.Outlet == "Occupied")));
            await DemoHost.Live(host, station, DemoBay.Value("Power.Active.Import", "W", 7360), DemoBay.Value("Energy.Active.Import.Register", "Wh", Register(host, station) + 9400), DemoBay.Value("Current.Import", "A", 16, "L1"), DemoBay.Value("Current.Import", "A", 15.9m, "L2"), DemoBay.Value("Current.Import", "A", 0, "L3"), DemoBay.Value("Current.Offered", "A", 32));
            await host.Write(context =>
            {
                TransactionRow row = context.Transactions.Where(one => one.Ended).OrderBy(one => one.EndedMs).First();
                return Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSql(context.Database, $"UPDATE transactions SET held = 'T1 energy-jump: 12.3 kWh in 4 s' WHERE station_id = {row.StationId} AND id = {row.Id}");
            });
            await using Window window = await browser.Open(host, Look.All[look]);
            await window.SignIn(mail);
            await window.Page.Locator(".bay-power").First.WaitForAsync();
            await window.LookAt("t1-today");
            await window.Page.Locator("a[href*='/today/held']").First.ClickAsync();
            await window.LookAt("t2-held");
            await window.Go("/stations/" + station);
            await window.LookAt("t3-sheet");
            await window.Page.Locator("details:has([name=amps]) summary").ClickAsync();
            await window.Fill(("amps", "4"));
            await window.Send("form[action$='/limit'] button");
            await window.LookAt("t4-sheet-wrong");
            await window.Fill(("amps", "16"));
            await window.Send("form[action$='/limit'] button");
            await window.Page.Locator(".trail-when").First.WaitForAsync();
            await window.LookAt("t5-sheet-asked");
            await window.Go($"/stations/{station}/documents");
            await window.LookAt("t6-documents");
            await window.Go($"/stations/{station}/label");
            await window.LookAt("t7-label");
            await host.Write(HealthTests.Trouble);
            await window.Go("/stations/" + HealthTests.Station);
            await window.LookAt("t8-health");
            await window.Go("/stations/" + HealthTests.Station + "?back=2");
            await window.LookAt("t9-earlier");
        }

        /// <summary>A page that lives takes nobody's place from him: what was pressed next would be something else.</summary>
        [BrowserFact]
        public async Task Whoever_goes_by_keys_stays_at_his_button_when_the_page_changes()
        {
            await using WebHost host = await DemoHost.Start();
            (string mail, _) = await host.Make(Role.Manager);
            await using Window window = await browser.Open(host, new Look(1440));
            await window.SignIn(mail);
            ILocator fault = window.Page.Locator(".needs li a[href='/stations/linden-07']");
            await fault.FocusAsync();
            await fault.EvaluateAsync("one => one.dataset.old = 'yes'");
            string station = host.Ask(context => context.Transactions.Where(row => !row.Ended).Join(context.Stations, row => row.StationId, one => one.Id, (_, one) => one.Name)
                .OrderBy(name => name).First(name => context.Presences.Any(heard => heard.Station!.Name == name && heard.Outlet == "Occupied")));
            await DemoHost.Live(host, station, DemoBay.Value("Power.Active.Import", "W", 7360));
            for (int tries = 0; await window.Page.Locator(".bay-power").CountAsync() == 0 && tries < 50; tries++)
            {
                host.Clock.Advance(System.TimeSpan.FromSeconds(2));
                await Task.Delay(100);
            }

            Assert.Equal("/stations/linden-07", await window.Page.EvaluateAsync<string>("document.activeElement.getAttribute('href')"));
            Assert.Null(await fault.GetAttributeAsync("data-old"));
        }

        /// <summary>The register at the begin of the charge that runs, Wh.</summary>
        private static decimal Register(WebHost host, string station)
        {
            return host.Ask(context => context.Transactions.Where(row => !row.Ended && context.Stations.Any(one => one.Id == row.StationId && one.Name == station)).Select(row => row.BeginMwh!.Value).First()) / 1000m;
        }
    }
}
