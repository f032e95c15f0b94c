using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.Playwright;
using Xunit;

namespace NanoCharger.Web.Tests.Stories
{
    /// <summary>A house in the making: what its operator and its manager do at the pages, and what they read there. Nothing here knows the database.</summary>
    internal sealed class House(Street street, Window operatorWindow) : IAsyncDisposable
    {
        internal const string Station = "NC-0042";
        internal const string Sheet = "/stations/" + Station;

        private Window? _manager;

        /// <summary>The window of the manager, once one was invited.</summary>
        internal Window Manager => _manager!;

        /// <summary>The printed address to the last step, and what it says to type at the charger.</summary>
        internal async Task FirstDay()
        {
            await street.Bay.Until(30);
            string key = await Key();
            Window window = operatorWindow;
            await window.Go(street.Host.SetUpPath);
            await window.Fill(("name", "Ada Bell"), ("mail", "ada@example.org"), ("password", WebHost.Password));
            await window.Send();
            await window.Fill(("name", "Hill Street 4"), ("address", "Hill Street 4, 10115 Berlin"), ("currency", "EUR"), ("market", "DE"), ("seller", "Hill Street Ltd, Hill Street 4"), ("tax", "DE123456789"));
            await window.Page.Locator("[name=zone]").SelectOptionAsync("Europe/Berlin");
            await window.Send();
            await window.Fill(("kwh", street.Number(0.39m)), ("tax", "19"));
            await window.Send();
            await window.Fill(("bay", "Bay 1"), ("station", Station), ("key", key));
            await window.Send();
            await window.LookAt("s1-first-day");
            await Commission((await window.Page.Locator("pre").InnerTextAsync()).Split('\n'));
        }

        /// <summary>Types at the console what the page said, and starts the charger anew.</summary>
        private async Task Commission(IEnumerable<string> lines)
        {
            foreach (string line in lines)
            {
                await street.Bay.Type(line.Trim());
            }

            await street.Bay.Type("reboot");
            await street.Bay.Until(180);
        }

        /// <summary>The key that a technician reads at the console.</summary>
        private async Task<string> Key()
        {
            return Regex.Match(await street.Bay.Type("key show"), "-----BEGIN PUBLIC KEY-----.*-----END PUBLIC KEY-----", RegexOptions.Singleline).Value;
        }

        /// <summary>How the house takes guests.</summary>
        internal async Task TakeGuests(string way)
        {
            await operatorWindow.Go("/prices");
            await operatorWindow.Page.Locator($"[name=guests][value={way}]").CheckAsync();
            await operatorWindow.LookAt("s0-guests");
            await operatorWindow.Send("form[action^='/prices/guests'] button");
        }

        /// <summary>What guests pay for a kilowatt hour.</summary>
        internal async Task GuestsPay(decimal price)
        {
            await operatorWindow.Go("/prices");
            await operatorWindow.Page.Locator("#f-for").SelectOptionAsync("guests");
            await operatorWindow.Fill(("kwh", street.Number(price)));
            await operatorWindow.Send("button[value=put]");
        }

        /// <summary>Somebody with a card.</summary>
        internal async Task<string> Add(string name, string card)
        {
            Window window = _manager ?? operatorWindow;
            await window.Go("/people");
            await window.Fill(("name", name));
            await window.Send("form[action='/people'] button");
            await window.Fill(("says", card), ("label", "key fob"));
            await window.Send("form[action$='/card'] button");
            return new Uri(window.Page.Url).AbsolutePath;
        }

        /// <summary>The first charge ends, and is billed: on the list and on a page of its own.</summary>
        internal async Task FirstCharge()
        {
            await street.Bay.Until(LiveBay.Gone(0));
            Assert.True(street.Bay.Closed(0));
            await operatorWindow.Go("/charges");
            await Billed(operatorWindow, 1);
            await operatorWindow.LookAt("s2-charges");
            await Open(operatorWindow);
            await operatorWindow.LookAt("s3-charge");
            Assert.Contains("Bay 1, Ada Bell", await TextOf(operatorWindow), StringComparison.Ordinal);
            Assert.Contains(street.Text["charges.receipt"], await TextOf(operatorWindow), StringComparison.Ordinal);
            Assert.Contains(street.Text.Price(0.39m, "EUR"), await TextOf(operatorWindow), StringComparison.Ordinal);
        }

        /// <summary>The operator invites a manager, who takes the invitation.</summary>
        internal async Task Invite()
        {
            await operatorWindow.Go("/invite");
            await operatorWindow.Fill(("mail", "mo@example.org"));
            await operatorWindow.Page.Locator("main [name=role][value=Manager]").CheckAsync();
            await operatorWindow.Send();
            string link = await operatorWindow.Page.Locator("input.copy").InputValueAsync();
            _manager = await street.Look();
            await Manager.Go(new Uri(link).AbsolutePath);
            await Manager.Fill(("name", "Mo Manager"), ("password", WebHost.Password));
            await Manager.Send();
        }

        /// <summary>A charge grows under a manager's eyes, on Today and on the sheet; he does nothing.</summary>
        internal async Task Watch(int car)
        {
            await street.Bay.Until(LiveBay.At(car, 1.5));
            await Manager.Go("/today");
            await Grows(".bay-energy", LiveBay.At(car, 3));
            await Manager.LookAt("s4-today");
            await Manager.Go(Sheet);
            await Grows(".bay-energy", LiveBay.At(car, 4.5));
            await Manager.LookAt("s5-sheet");
        }

        private async Task Grows(string what, double until)
        {
            ILocator live = Manager.Page.Locator(what).First;
            await live.WaitForAsync();
            string before = await live.InnerTextAsync();
            Assert.Matches("7[.,]\\d", await Manager.Page.Locator(".bay-power").First.InnerTextAsync());
            await Manager.Page.EvaluateAsync("document.documentElement.dataset.same = 'yes'");
            await street.Bay.Until(until);
            Assert.True(await street.Host.Turn(async () => Value(await live.InnerTextAsync()) > Value(before)), before);
            Assert.Equal("yes", await Manager.Page.EvaluateAsync<string>("document.documentElement.dataset.same"));
        }

        private static decimal Value(string text)
        {
            return decimal.Parse(Regex.Match(text, "\\d+[.,]\\d+").Value.Replace(',', '.'), CultureInfo.InvariantCulture);
        }

        /// <summary>Another price from now on.</summary>
        internal async Task Price(decimal price)
        {
            await Manager.Go("/prices");
            Assert.Equal("19", await Manager.Page.Locator("[name=tax]").InputValueAsync());
            await Manager.Fill(("kwh", street.Number(price)));
            await Manager.Send("button[value=put]");
            await Manager.LookAt("s6-prices");
        }

        /// <summary>A car has left: its charge is the newest, billed at this price a kilowatt hour.</summary>
        internal async Task Costs(int car, int charges, decimal price)
        {
            await street.Bay.Until(LiveBay.Gone(car));
            Assert.True(street.Bay.Closed(car));
            await Manager.Go("/charges");
            await Billed(Manager, charges);
            await Open(Manager);
            Assert.Contains(street.Text.Price(price, "EUR"), await TextOf(Manager), StringComparison.Ordinal);
            Assert.Contains(street.Text["charges.receipt"], await TextOf(Manager), StringComparison.Ordinal);
        }

        /// <summary>So many charges, all of them billed.</summary>
        private static async Task Billed(Window window, int charges)
        {
            for (int looks = 0; looks < 100 && await window.Page.Locator("table.charges .mark.billed").CountAsync() < charges; looks++)
            {
                await Task.Delay(100);
                await window.Page.ReloadAsync();
            }

            Assert.Equal(charges, await window.Page.Locator("table.charges .mark.billed").CountAsync());
            Assert.Equal(charges, await window.Page.Locator("table.charges tbody tr").CountAsync());
        }

        /// <summary>Opens the newest charge.</summary>
        private static async Task Open(Window window)
        {
            await window.Go(await window.Page.Locator("table.charges tbody tr a").First.GetAttributeAsync("href") ?? "");
        }

        private static Task<string> TextOf(Window window)
        {
            return window.Page.Locator("main").InnerTextAsync();
        }

        /// <summary>Somebody moves into the bay.</summary>
        internal async Task MoveIn(string person)
        {
            await Manager.Go(person);
            await Manager.Send("form[action$='/move-in'] button");
            Assert.Contains("Bay 1", await TextOf(Manager), StringComparison.Ordinal);
            await Manager.LookAt("s7-moved-in");
        }

        /// <summary>He has charged: it is on his account.</summary>
        internal async Task OnAccount(string person, string name, int bills)
        {
            Assert.Contains(name, await TextOf(Manager), StringComparison.Ordinal);
            await Manager.Go(person);
            Assert.Equal(bills, await Manager.Page.Locator("main a[href^='/charges/']").CountAsync());
        }

        /// <summary>He moves out: what he was billed stands there, and the bay is free.</summary>
        internal async Task MoveOut(string person)
        {
            await Manager.Go(person);
            await Manager.Page.Locator("details:has(form[action$='/move-out']) summary").ClickAsync();
            await Manager.Send("form[action$='/move-out'] button");
            await Manager.LookAt("s8-moved-out");
            Assert.Equal(0, await Manager.Page.Locator("form[action$='/move-out']").CountAsync());
        }

        internal async Task Block(string person)
        {
            await Manager.Go(person);
            await Manager.Page.Locator("details:has(form[action$='/card-block']) summary").ClickAsync();
            await Manager.Page.Locator("form[action$='/card-block'] [name=reason]").FillAsync("lost");
            await Manager.Send("form[action$='/card-block'] button");
            await Manager.LookAt("s9-card-blocked");
        }

        internal async Task Unblock(string person)
        {
            await Manager.Go(person);
            await Manager.Send("form[action$='/card-unblock'] button");
        }

        /// <summary>A car was there and got nothing: its contactor stayed open, and there is no charge more.</summary>
        internal async Task Refused(int car, int charges)
        {
            await street.Bay.Until(LiveBay.At(car, 3));
            await Manager.Go("/today");
            await Manager.LookAt("s10-refused");
            await street.Bay.Until(LiveBay.Gone(car));
            Assert.False(street.Bay.Closed(car));
            await Manager.Go("/charges");
            await Billed(Manager, charges);
        }

        /// <summary>Another board: its key to the page, and to its console what the page says.</summary>
        internal async Task ReplaceBoard(params string[] cards)
        {
            Assert.Empty(await street.Bay.End());
            street.Replace(cards);
            await street.Bay.Until(30);
            string key = await Key();
            await Manager.Go(Sheet);
            await Manager.Page.Locator("details:has(form[action$='/board']) summary").ClickAsync();
            await Manager.Fill(("key", key));
            await Manager.Send("form[action$='/board'] button");
            await Manager.LookAt("s11-board");
            await Manager.Page.Locator("details:has(form[action$='/board']) summary").ClickAsync();
            await Commission((await Manager.Page.Locator("pre").InnerTextAsync()).Split('\n'));
        }

        /// <summary>What the boards before have signed holds on: every charge is billed and verified still, and every document is there under its key.</summary>
        internal async Task OldReceiptsHold(int documents)
        {
            await Manager.Go(Sheet + "/documents");
            Assert.Equal(documents, await Manager.Page.Locator("main a[href*='/documents/']").CountAsync());
            await Manager.Go("/charges");
            string[] charges = await Manager.Page.Locator("table.charges tbody tr a").EvaluateAllAsync<string[]>("all => all.map(one => one.getAttribute('href'))");
            await Manager.Go(charges[^1]);
            Assert.Contains(street.Text["charges.receipt"], await TextOf(Manager), StringComparison.Ordinal);
        }

        public async ValueTask DisposeAsync()
        {
            if (_manager is not null)
            {
                await _manager.DisposeAsync();
            }

            await operatorWindow.DisposeAsync();
        }
    }
}
