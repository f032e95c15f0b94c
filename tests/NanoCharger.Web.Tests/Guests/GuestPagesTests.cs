using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.Playwright;
using NanoCharger.Backend.Demo;
using NanoCharger.Backend.Web;
using Xunit;

namespace NanoCharger.Web.Tests.Guests
{
    /// <summary>Each thing that a guest's pages say, as a browser shows it.</summary>
    [Collection(Browsing.Name)]
    public sealed class GuestPagesTests(Chromium browser)
    {
        public static IEnumerable<object[]> Looks => Enumerable.Range(0, Look.All.Length).Select(number => new object[] { number });

        [BrowserTheory]
        [MemberData(nameof(Looks))]
        public async Task What_keeps_a_guest_from_charging_stands_there_and_no_button(int look)
        {
            await using GuestYard yard = await GuestYard.Open();
            await using Window window = await browser.Open(yard.Host, Look.All[look]);
            Language text = Languages.All[Look.All[look].Language];
            foreach ((string picture, string outlet, double minutes, string key) in ((string, string, double, string)[])[("g1-offline", "Occupied", 20, "guest.silent"), ("g2-faulty", "Faulted", 0, "guest.faulty"), ("g3-no-car", "Available", 0, "guest.no-car")])
            {
                await yard.Outlet(outlet, heardMinutesAgo: minutes);
                await window.Go(GuestYard.Page);
                await Says(window, text.Say(key, "\u0001"));
                Assert.Equal(0, await window.Page.Locator("main form").CountAsync());
                await window.LookAt(picture);
            }

            await yard.Outlet("Occupied");
            await Choose(window);
            await yard.Pay(window);
            await yard.Answers("""{"status":"Rejected","statusInfo":{"reasonCode":"Faulted"}}""");
            await yard.Look();
            await window.Go(window.Page.Url[yard.Host.Address.Length..]);
            await Says(window, text["checkout.over-station"]);
            await window.LookAt("g9-not-started");
        }

        [BrowserTheory]
        [MemberData(nameof(Looks))]
        public async Task Each_step_of_a_guest_and_what_his_own_browser_says_of_his_receipt(int look)
        {
            await using GuestYard yard = await GuestYard.Open();
            await using Window window = await browser.Open(yard.Host, Look.All[look]);
            await window.Go(GuestYard.Page);
            await window.LookAt("g4-price");
            await Choose(window);
            string address = window.Page.Url[yard.Host.Address.Length..];
            await window.Send("form[action$='/blink'] button");
            await window.LookAt("g5-lamp");
            await yard.Pay(window);
            await window.Go(address);
            await window.LookAt("g6-starting");
            await yard.Answers("""{"status":"Accepted"}""");
            await yard.Begin("T1", yard.Token(), yard.Line);
            await yard.Look();
            await DemoHost.Live(yard.Host, GuestYard.Station, DemoBay.Value("Power.Active.Import", "W", 7360), DemoBay.Value("Energy.Active.Import.Register", "Wh", 4_000));
            await window.Go(address);
            await window.LookAt("g7-live");
            await yard.End("T1", yard.Token(), yard.Line, 5_000_000);
            await yard.Settle();
            await window.Go(address);
            Assert.Equal("valid", await Check(window));
            await window.LookAt("g8-receipt");

            // One figure of what was signed is another: his browser says so, whatever the page says.
            ILocator document = window.Page.Locator("[name=document]");
            string signed = await document.InputValueAsync();
            string changed = new Regex("\"RV\":5").Replace(signed, "\"RV\":4", 1);
            Assert.NotEqual(signed, changed);
            await document.FillAsync(changed);
            Assert.Equal("invalid", await Check(window));
            await window.LookAt("g8-receipt-changed");
        }

        private static async Task Choose(Window window)
        {
            await window.Go(GuestYard.Page);
            await window.Page.Locator("[name=cap][value='2000']").CheckAsync();
            await window.Send();
        }

        private static async Task Says(Window window, string sentence)
        {
            string shown = await window.Page.Locator("main").InnerTextAsync();
            Assert.All(sentence.Split('\u0001'), part => Assert.Contains(part, shown, StringComparison.Ordinal));
        }

        private static async Task<string> Check(Window window)
        {
            await window.Page.Locator("[data-check] button").ClickAsync();
            ILocator status = window.Page.Locator("[data-check] [data-state]:not([data-state=''])");
            await status.WaitForAsync();
            return (await status.GetAttributeAsync("data-state"))!;
        }
    }
}
