using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Playwright;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Demo;
using NanoCharger.Backend.People;
using NanoCharger.Backend.Web;
using Xunit;

namespace NanoCharger.Web.Tests
{
    /// <summary>A resident's pages in a real browser, and his browser's own check of a signature.</summary>
    [Collection(Browsing.Name)]
    public sealed class OwnPagesTests(Chromium browser)
    {
        public static IEnumerable<object[]> Looks => Enumerable.Range(0, Look.All.Length).Select(number => new object[] { number });

        [BrowserTheory]
        [MemberData(nameof(Looks))]
        public async Task A_resident_looks_at_his_night_his_charges_and_himself(int look)
        {
            await using WebHost host = await DemoHost.Start();
            (TransactionRow open, string station) = host.Ask(context => context.Transactions.Where(row => row.Begun && !row.Ended && row.Account != null).OrderBy(row => row.StationId).AsEnumerable()
                .Where(row => context.Presences.Any(heard => heard.StationId == row.StationId && heard.Outlet == "Occupied")).Select(row => (row, context.Stations.Single(one => one.Id == row.StationId).Name)).First());
            await DemoHost.Live(host, station, DemoBay.Value("Power.Active.Import", "W", 7360), DemoBay.Value("Energy.Active.Import.Register", "Wh", (open.BeginMwh!.Value / 1000m) + 30_000), DemoBay.Value("Current.Offered", "A", 16), DemoBay.Value("Current.Import", "A", 10.6m, "L1"));
            (string mail, _) = await host.Make(Role.Resident, open.TenantId, Look.All[look].Language, open.Account);
            await using Window window = await browser.Open(host, Look.All[look]);
            await window.SignIn(mail);
            Assert.EndsWith("/tonight", window.Page.Url, StringComparison.Ordinal);
            await window.Page.Locator(".bay-power").WaitForAsync();
            await window.LookAt("o1-tonight");
            await window.Page.Locator("main details summary").ClickAsync();
            await window.Page.Locator("#f-leaves-1").FillAsync("07:30");
            await window.Page.Locator("#f-wants-1").FillAsync("300");
            await window.Send();
            await window.LookAt("o2-tonight-wrong");
            await window.Page.Locator("#f-wants-1").FillAsync("12.5");
            await window.Send();
            await window.LookAt("o3-tonight-kept");
            await window.Go("/mine?month=2026-11");
            await window.LookAt("o4-mine");
            await window.Page.Locator("table.list a").First.ClickAsync();
            await window.Page.Locator(".check").First.WaitForAsync();
            await window.LookAt("o5-charge");
            await window.Page.Locator("[data-check] button").First.ClickAsync();
            await window.Page.Locator("[data-state=valid]").First.WaitForAsync();
            await window.Page.Locator("main summary").First.ClickAsync();
            await window.LookAt("o6-charge-checked");
            await window.Go("/account");
            await window.Page.Locator("main .cards summary").First.ClickAsync();
            await window.LookAt("o7-account");
            await window.Page.Locator("a[href='/account/erase']").ClickAsync();
            await window.LookAt("o8-erase-not-yet");
        }

        [BrowserTheory]
        [MemberData(nameof(Looks))]
        public async Task A_resident_deletes_himself_on_his_phone(int look)
        {
            await using WebHost host = await DemoHost.Start();
            long account = host.Ask(context => context.Residents.Select(row => row.Account).AsEnumerable().First(one => FinalBill.Unfinished(context, one) == 0 && context.Charges.Any(charge => charge.Account == one)));
            (string mail, _) = await host.Make(Role.Resident, null, Look.All[look].Language, account);
            await using Window window = await browser.Open(host, Look.All[look]);
            await window.SignIn(mail);
            await window.Go("/account/erase");
            await window.LookAt("o9-erase");
            await window.Fill(("password", WebHost.Password));
            await window.Page.Locator("[name=sure]").CheckAsync();
            await window.Send("main .danger");
            Assert.EndsWith("/sign-in", window.Page.Url, StringComparison.Ordinal);
            await window.LookAt("p1-erased");
        }

        /// <summary>Of each character of the document another one: none is valid. And what was found is gone as soon as something else stands there.</summary>
        [BrowserFact]
        public async Task The_browser_itself_finds_each_byte_that_was_changed()
        {
            await using WebHost host = await DemoHost.Start();
            await using Window window = await Charge(host, new Look());
            ILocator document = window.Page.Locator("[name=document]").First;
            string text = await document.InputValueAsync();
            Assert.Equal("valid", await Check(window));
            Assert.Equal("Valid: the holder of this key has signed exactly this.", await window.Page.Locator("[data-check] [role=status]").First.InnerTextAsync());
            await document.FillAsync(text + "\n");
            Assert.Equal("", await window.Page.Locator("[data-check] [role=status]").First.InnerTextAsync());
            Assert.Equal("valid", await Check(window));

            string found = await window.Page.EvaluateAsync<string>(
                """
                async () => {
                    const part = document.querySelector("[data-check]"), area = part.querySelector("[name=document]"), status = part.querySelector("[role=status]"), text = area.value.trimEnd();
                    const wrong = [];
                    for (let at = 0; at < text.length; at++) {
                        area.value = text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ 1) + text.slice(at + 1);
                        area.dispatchEvent(new Event("input", { bubbles: true }));
                        part.querySelector("button").click();
                        while (!status.dataset.state) await new Promise(done => setTimeout(done, 0));
                        if (!["invalid", "form"].includes(status.dataset.state)) wrong.push(at + " " + status.dataset.state);
                    }
                    area.value = text;
                    return wrong.join("; ") + " of " + text.length;
                }
                """);
            Assert.Equal(" of " + text.Length, found);

            await window.Page.Locator("[name=key]").First.FillAsync("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----");
            Assert.Equal("key", await Check(window));
            using Backend.Demo.DocumentMaker other = new();
            await window.Page.Locator("[name=key]").First.FillAsync(other.Key.Pem);
            Assert.Equal("invalid", await Check(window));
            await document.FillAsync(other.Begin(1, 1_000_000));
            Assert.Equal("valid", await Check(window));

            // With (r, s) anybody can write (r, n - s), which is no signature here.
            await document.FillAsync(other.Sign(Backend.Demo.DocumentMaker.BeginPayload(1, 1_000_000), high: true));
            Assert.Equal("invalid", await Check(window));
        }

        /// <summary>As by plain http from another machine: a page of loopback is always one that may.</summary>
        [BrowserFact]
        public async Task Where_a_browser_may_not_check_it_says_why()
        {
            await using WebHost host = await DemoHost.Start();
            await using Window window = await Charge(host, new Look(), "Object.defineProperty(Crypto.prototype, 'subtle', { get: () => undefined })");
            ILocator status = window.Page.Locator("[data-check] [role=status]").First;
            Assert.Contains("the page came by plain http", await status.InnerTextAsync(), StringComparison.Ordinal);
            Assert.Equal("http", await Check(window));
            await window.LookAt("p2-plain-http");
        }

        /// <summary>A resident's first billed charge, in a window.</summary>
        private async Task<Window> Charge(WebHost host, Look look, string? before = null)
        {
            (long account, long charge) = host.Ask(context => context.Charges.Where(row => row.State == nameof(ChargeState.Billed) && row.Account != null).OrderBy(row => row.Id).Select(row => new ValueTuple<long, long>(row.Account!.Value, row.Id)).First());
            (string mail, _) = await host.Make(Role.Resident, null, look.Language, account);
            Window window = await browser.Open(host, look);
            if (before is not null)
            {
                await window.Page.AddInitScriptAsync(before);
            }

            await window.SignIn(mail);
            await window.Go($"/mine/{charge}");
            return window;
        }

        private static async Task<string> Check(Window window)
        {
            ILocator status = window.Page.Locator("[data-check] [role=status]").First;
            await status.EvaluateAsync("one => one.dataset.state = ''");
            await window.Page.Locator("[data-check] button").First.ClickAsync();
            await window.Page.Locator("[data-check] [role=status]:not([data-state=''])").First.WaitForAsync();
            return (await status.GetAttributeAsync("data-state"))!;
        }
    }
}
