using System;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NanoCharger.Backend.Data;
using NanoCharger.Broker;
using Xunit;

namespace NanoCharger.Web.Tests.Stories
{
    /// <summary>What people complain about elsewhere, each tried with the real firmware in a bay and looked at on the pages; without a browser.</summary>
    public sealed class ComplaintTests : IAsyncLifetime
    {
        private const string Card = "04AABBCC";
        private const string Sheet = "/stations/NC-0001";
        private const string Charges = "/charges?month=2026-06";

        private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 6, 16, 15, 0, 0, TimeSpan.Zero));
        private EmbeddedBroker _broker = null!;
        private WebHost _host = null!;
        private WebClient _client = null!;
        private LiveBay? _bay;

        public async Task InitializeAsync()
        {
            _broker = EmbeddedBroker.Start();
            _host = await WebHost.Start(builder => builder.Services.AddSingleton<TimeProvider>(_clock), "--broker", $"mqtt://{_broker.Host}:{_broker.Port}", "--token", Card, "--keys-on-first-sight");
            _client = await _host.SignedIn(Role.Operator);
            Assert.Equal(303, (await _client.Post("/first-day/house", "/first-day/house", ("name", "Hill"), ("address", "Hill 4"), ("zone", "Europe/Berlin"), ("currency", "EUR"), ("market", "DE"), ("seller", "Hill Ltd"))).Status);
            Assert.Equal(303, (await _client.Post("/first-day/price", "/first-day/price", ("kwh", "0.39"), ("start", "0.35"), ("tax", "19"))).Status);
        }

        public async Task DisposeAsync()
        {
            _bay?.Dispose();
            _client.Dispose();
            await _host.DisposeAsync();
            await _broker.DisposeAsync();
        }

        [Fact]
        public async Task A_stop_without_the_card_leaves_neither_the_charge_open_nor_the_card_blocked()
        {
            LiveBay bay = await Begin(new Car(Card), new Car(Card));
            await bay.Until(LiveBay.At(0, 2));
            Assert.True(bay.View.Closed);
            Assert.Equal(303, (await _client.Post(Sheet, Sheet + "/stop")).Status);

            // The call comes by the broker, in its own time: the bay is let go on by small steps.
            for (double minutes = 2.2; bay.View.Closed && minutes < 6; minutes += 0.2)
            {
                await Task.Delay(100);
                await bay.Until(LiveBay.At(0, minutes));
            }

            Assert.False(bay.View.Closed);
            await bay.Until(LiveBay.Gone(0));
            Assert.Equal((1, 1), await Billed(1));
            await bay.Until(LiveBay.Gone(1));
            Assert.True(bay.Closed(1));
            Assert.Equal((2, 2), await Billed(2));
        }

        [Fact]
        public async Task A_charge_of_next_to_0_Wh_costs_no_start_fee()
        {
            LiveBay bay = await Begin(new Car(Card, Sips: true), new Car(Card));
            await bay.Until(LiveBay.Gone(0));
            Assert.True(bay.Closed(0));
            await bay.Until(LiveBay.Gone(1));
            Assert.Equal((2, 1), await Billed(1));
            string page = await Page(Charges + "&state=waived");
            Assert.Equal((1, 1), (Count(page, "href=\"/charges/"), Count(page, "mark waived")));
            Assert.DoesNotContain("€", page, StringComparison.Ordinal);
        }

        [Fact]
        public async Task A_charge_that_rests_and_goes_on_is_counted_once()
        {
            LiveBay bay = await Begin(new Car(Card, Rests: true));
            await bay.Until(LiveBay.Gone(0));
            Assert.Equal((1, 1), await Billed(1));
            string page = await Page(await Newest());

            // The meter was new: what stands on it now is all that was billed, with one fee.
            string register = Regex.Match(page, "Meter 0\\.00000 kWh to ([0-9.]+) kWh").Groups[1].Value;
            Assert.InRange(decimal.Parse(register, CultureInfo.InvariantCulture), 0.5m, 1.0m);
            Assert.Contains($"{Math.Ceiling(decimal.Parse(register, CultureInfo.InvariantCulture) * 1000) / 1000:0.000} kWh ×", page, StringComparison.Ordinal);
            Assert.Single(Regex.Matches(page, "€ 0\\.35"));
        }

        [Fact]
        public async Task The_price_that_is_live_is_the_bills_and_what_is_charged_is_not_priced_anew()
        {
            LiveBay bay = await Begin(new Car(Card), new Car(Card));
            await bay.Until(LiveBay.At(0, 3));
            Assert.Contains("€ 0.39 a kWh", await Page("/prices"), StringComparison.Ordinal);
            Assert.Equal(303, (await _client.Post("/prices", "/prices", ("do", "put"), ("for", "everyone"), ("kwh", "0.77"), ("tax", "19"))).Status);
            await bay.Until(LiveBay.Gone(0));
            Assert.Equal((1, 1), await Billed(1));
            string first = await Newest();
            string told = await Page(first);
            Assert.Contains("× € 0.39", told, StringComparison.Ordinal);
            Assert.DoesNotContain("× € 0.77", told, StringComparison.Ordinal);
            await bay.Until(LiveBay.Gone(1));
            Assert.Equal((2, 2), await Billed(2));
            Assert.Contains("× € 0.77", await Page(await Newest()), StringComparison.Ordinal);
            Assert.Equal(Cost(told), Cost(await Page(first)));
        }

        /// <summary>A bay, commissioned so that the backend says who charges.</summary>
        private async Task<LiveBay> Begin(params Car[] cars)
        {
            _bay = new LiveBay(_broker, _clock, board: 1, cars);
            await _bay.Until(30);
            await _bay.Type("set auth.mode backend");
            return _bay;
        }

        /// <summary>The charges of the month and how many are billed, once so many are.</summary>
        private async Task<(int All, int Billed)> Billed(int expected)
        {
            string page = "";
            for (int looks = 0; looks < 100 && Count(page = await Page(Charges), "mark billed") < expected; looks++)
            {
                await Task.Delay(100);
            }

            return (Count(page, "href=\"/charges/"), Count(page, "mark billed"));
        }

        private async Task<string> Newest()
        {
            return Regex.Match(await Page(Charges), "/charges/[0-9]+").Value;
        }

        private async Task<string> Page(string path)
        {
            return WebUtility.HtmlDecode((await _client.Get(path)).Text);
        }

        private static string Cost(string page)
        {
            return page.Split("<table class=\"bill\">")[1].Split("</table>")[0];
        }

        private static int Count(string page, string what)
        {
            return page.Split(what).Length - 1;
        }
    }
}
