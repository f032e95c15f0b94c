using System;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.Playwright;
using Xunit;

namespace NanoCharger.Web.Tests.Stories
{
    /// <summary>A guest with a phone: he scans the label, and does and reads what stands on his pages.</summary>
    /// <param name="phone">How he opens another tab; null where he never does.</param>
    internal sealed class Guest(Street street, Window window, Window desk, bool scripts = true, Func<Task<Window>>? phone = null) : IAsyncDisposable
    {
        private string _address = "";

        /// <summary>The label as it is printed, read by its squares.</summary>
        internal async Task<string> Scan()
        {
            await desk.Go(House.Sheet + "/label");
            ILocator picture = desk.Page.Locator(".label svg");
            int size = int.Parse((await picture.GetAttributeAsync("viewBox"))!.Split(' ')[3], System.Globalization.CultureInfo.InvariantCulture);
            string address = SheetTests.Read(size, (await picture.Locator("path").GetAttributeAsync("d"))!)!;
            Assert.Equal(street.Host.Address + "/c/" + House.Station, address);
            Assert.Contains(street.Text["guest.blink-rule"], await desk.Page.Locator(".label").InnerTextAsync(), StringComparison.Ordinal);
            return new Uri(address).AbsolutePath;
        }

        /// <summary>He is told why he cannot charge now.</summary>
        internal async Task Reads(string label, string key)
        {
            await window.Go(label);
            Assert.Contains(street.Text[key], await Text(), StringComparison.Ordinal);
            Assert.Equal(0, await window.Page.Locator("main form").CountAsync());
        }

        /// <summary>Another has the bay, and he is told until when.</summary>
        internal async Task Waits(string label)
        {
            await window.Go(label);
            Assert.Matches(street.Text.Say("guest.paying", "\\d\\d:\\d\\d").Split('.')[0], await Text());
            Assert.Equal(0, await window.Page.Locator("main form").CountAsync());
        }

        /// <summary>He sees the price first, chooses a cap, and has the bay.</summary>
        internal async Task Chooses(string label, decimal price, string? shots = null)
        {
            await window.Go(label);
            Assert.StartsWith(street.Text.Say("prices.kwh-is", street.Text.Price(price, "EUR")), await window.Page.Locator(".price").InnerTextAsync(), StringComparison.Ordinal);
            await Looks(shots, "1-price");
            await window.Page.Locator("[name=cap][value='2000']").CheckAsync();
            await window.Send();
            _address = new Uri(window.Page.Url).AbsolutePath;
            Assert.Matches("^/r/[A-Za-z0-9_-]{27}$", _address);
        }

        /// <summary>He has the lamp blink, and reads from the lamp in the bay what his page shows.</summary>
        internal async Task Blinks(int car, string shots)
        {
            await window.Send("form[action$='/blink'] button");
            string shown = await window.Page.Locator(".blink .long, .blink .short").EvaluateAllAsync<string>("all => all.map(one => one.className === 'long' ? 'L' : 'S').join('')");
            Assert.Matches("^[LS]{12}$", shown);
            await Looks(shots, "2-check");
            await Until(car, 0.8, 2.0, () => street.Bay.Blinked.Contains(shown));
        }

        /// <summary>He asks at the desk by his code, and it says yes.</summary>
        internal async Task Pays(string shots)
        {
            await window.Send("form[action$='/pay'] button");
            string code = await window.Page.Locator(".desk-code strong").InnerTextAsync();
            await Looks(shots, "3-desk");
            await desk.Go("/today");
            Assert.Contains(code, await desk.Page.Locator(".needs").InnerTextAsync(), StringComparison.Ordinal);
            await desk.LookAt(shots + "3-today");
            await desk.Send("form[action='/today/guests/confirm'] button");
        }

        /// <summary>He pays on the provider's own page: his bank holds his cap, and he is back.</summary>
        /// <param name="shots">What the pictures begin by; null: his page is not looked at.</param>
        /// <param name="later">He closes the tab first, and comes back.</param>
        /// <param name="meanwhile">What happens while the provider's page is before him; null: nothing.</param>
        internal async Task PaysByCard(string? shots = null, bool later = false, Func<Task>? meanwhile = null)
        {
            await GoesToPay();
            if (later)
            {
                // He closes the tab, and comes by his own address.
                await window.Go(_address);
                await Looks(shots, "3-back");
                await window.Send("form[action$='/payment'] button");
            }

            await (meanwhile?.Invoke() ?? Task.CompletedTask);
            await window.Page.Locator("button[value=pay]").ClickAsync();
            await window.Page.WaitForURLAsync(street.Host.Address + _address, new PageWaitForURLOptions { WaitUntil = WaitUntilState.DOMContentLoaded });
            await Looks(shots, "3-paying");
        }

        /// <summary>He is on the provider's page.</summary>
        /// <returns>Its address.</returns>
        internal async Task<string> GoesToPay()
        {
            await window.Send("form[action$='/pay'] button");
            Assert.NotEqual(new Uri(street.Host.Address).Authority, new Uri(window.Page.Url).Authority);
            return window.Page.Url;
        }

        /// <summary>He pays there, and his tab is gone before he is back.</summary>
        internal async Task PaysAndIsLost()
        {
            string page = await GoesToPay();
            TaskCompletionSource left = new(TaskCreationOptions.RunContinuationsAsynchronously);
            await window.Page.RouteAsync(page, async route =>
            {
                // The provider has it, and his answer, which leads back, reaches nobody.
                await route.FetchAsync(new RouteFetchOptions { MaxRedirects = 0 });
                await route.AbortAsync();
                left.TrySetResult();
            });
            await window.Page.Locator("button[value=pay]").ClickAsync();
            await left.Task.WaitAsync(TimeSpan.FromSeconds(30));
            await ClosesTab();
        }

        /// <summary>He closes his tab: nothing of his looks at anything any more.</summary>
        internal Task ClosesTab()
        {
            return window.Page.CloseAsync();
        }

        /// <summary>He opens another tab by his own address, and reads how it has ended.</summary>
        internal async Task ComesBack(string key, string shots)
        {
            await window.DisposeAsync();
            window = await phone!();
            await window.Go(_address);
            Assert.Matches(Sentence(key), await Text());
            await Looks(shots, "7-back");
        }

        /// <summary>By an old tab of the provider's nobody can pay any more.</summary>
        internal async Task FindsClosed(string page)
        {
            await window.Page.GotoAsync(page);
            Assert.Equal("This page has ended", await window.Title());
        }

        /// <summary>He asks his page to end it.</summary>
        internal Task AsksToStop()
        {
            return window.Send("form[action$='/stop'] button");
        }

        /// <summary>No car takes the start, and he reads when his hold was released.</summary>
        internal async Task IsReleased(double from, string shots)
        {
            await Reads(from, "hold.released");
            Assert.Contains(street.Text["checkout.over-no-vehicle"], await Text(), StringComparison.Ordinal);
            await Looks(shots, "5-released");
        }

        /// <summary>He ends it, and what it costs is taken of his card.</summary>
        internal async Task StopsAndIsTaken(int car, string shots)
        {
            await AsksToStop();
            await Until(car, 3.7, 6.0, () => !street.Bay.View.Closed);
            await street.Bay.Until(LiveBay.Gone(car));
            await Becomes("checkout.billed");
            await Reads(LiveBay.Gone(car), "hold.captured");
            await Looks(shots, "5-taken");
        }

        /// <summary>The bay goes on until the charge has begun, and then his page shows how it grows: by itself, or each time that it loads itself.</summary>
        internal async Task Charges(int car, string? shots = null)
        {
            await Until(car, 2.0, 3.4, () => street.Bay.View.Closed);
            await Becomes("checkout.charging");
            string before = await Live();
            await street.Bay.Until(LiveBay.At(car, 3.5));
            if (scripts)
            {
                await window.Page.EvaluateAsync("document.documentElement.dataset.same = 'yes'");
                Assert.True(await street.Host.Turn(async () => await Live() != before), before);
                Assert.Equal("yes", await window.Page.EvaluateAsync<string>("document.documentElement.dataset.same"));
            }
            else
            {
                await window.Go(_address);
                Assert.NotEqual(before, await Live());
            }

            await Looks(shots, "4-live");
        }

        /// <summary>He ends it from his page, and finds what it costs.</summary>
        internal async Task Stops(int car, string shots)
        {
            await window.Send("form[action$='/stop'] button");
            await Until(car, 3.7, 6.0, () => !street.Bay.View.Closed);
            await street.Bay.Until(LiveBay.Gone(car));
            await Becomes("checkout.billed-desk");
            Assert.Matches(street.Text["checkout.stopped-here"], await Text());
            Assert.Contains(street.Text["charge.gross"], await Text(), StringComparison.Ordinal);
            await Checks();
            await Looks(shots, "5-receipt");
        }

        /// <summary>His browser verifies the receipt, and not one that differs by a byte; without scripts he is told how to.</summary>
        private async Task Checks()
        {
            ILocator part = window.Page.Locator("[data-check]");
            if (!scripts)
            {
                Assert.Contains(street.Text["check.no-script"], await part.InnerTextAsync(), StringComparison.Ordinal);
                return;
            }

            await part.Locator("button").ClickAsync();
            await part.Locator("[data-state=valid]").WaitForAsync();
            ILocator document = part.Locator("[name=document]");
            string signed = await document.InputValueAsync();
            await document.FillAsync(signed.Replace("\"PG\":\"T", "\"PG\":\"U", StringComparison.Ordinal));
            await part.Locator("button").ClickAsync();
            await part.Locator("[data-state=invalid]").WaitForAsync();
            await document.FillAsync(signed);
            await part.Locator("button").ClickAsync();
            await part.Locator("[data-state=valid]").WaitForAsync();
        }

        public async ValueTask DisposeAsync()
        {
            await window.DisposeAsync();
        }

        /// <summary>Calls come by the broker, in its own time: the bay is let go on by small steps.</summary>
        private async Task Until(int car, double from, double to, Func<bool> holds)
        {
            for (double minutes = from; !holds() && minutes < to; minutes += 0.2)
            {
                await Task.Delay(100);
                await street.Bay.Until(LiveBay.At(car, minutes));
            }

            Assert.True(holds());
        }

        /// <summary>The bay goes on until his page says the whole sentence, with whatever sums and times.</summary>
        private async Task Reads(double from, string key)
        {
            Regex sentence = Sentence(key);
            for (int looks = 0; looks < 100 && !sentence.IsMatch(await Text()); looks++)
            {
                await street.Bay.Until(from + (10 * (looks + 1)));
                await Task.Delay(100);
                await window.Go(_address);
            }

            Assert.Matches(sentence, await Text());
        }

        /// <summary>The whole sentence, with whatever sums and times.</summary>
        private Regex Sentence(string key)
        {
            return new Regex(Regex.Replace(Regex.Escape(street.Text[key]), "\\\\\\{[0-9]}", ".+"));
        }

        private async Task Becomes(string key)
        {
            for (int looks = 0; looks < 100; looks++)
            {
                await window.Go(_address);
                if ((await Text()).Contains(street.Text[key], StringComparison.Ordinal))
                {
                    return;
                }

                await Task.Delay(100);
            }

            Assert.Fail($"{key}: {await Text()}");
        }

        private Task Looks(string? shots, string name)
        {
            return shots is null ? Task.CompletedTask : window.LookAt(shots + name);
        }

        private async Task<string> Live()
        {
            return await window.Page.Locator(".live").CountAsync() == 0 ? "" : await window.Page.Locator(".live").InnerTextAsync();
        }

        private Task<string> Text()
        {
            return window.Page.Locator("main").InnerTextAsync();
        }
    }
}
