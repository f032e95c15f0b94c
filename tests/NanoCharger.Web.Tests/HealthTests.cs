using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.People;
using NanoCharger.Verify;
using Xunit;

namespace NanoCharger.Web.Tests
{
    /// <summary>How a station fares: its faults, when it was not heard, its contactor's wear, and the power of each of its charges.</summary>
    public sealed class HealthTests : IAsyncLifetime
    {
        internal const string Station = "linden-03";
        private const string Sheet = "/stations/" + Station;
        private const long Minute = 60_000;
        private const long Hour = 60 * Minute;

        private WebHost _host = null!;

        private static long Now => DemoHost.Now.ToUnixTimeMilliseconds();

        public async Task InitializeAsync()
        {
            _host = await DemoHost.Start();
        }

        public async Task DisposeAsync()
        {
            await _host.DisposeAsync();
        }

        /// <summary>A month in which much went wrong.</summary>
        internal static int Trouble(PlatformContext context)
        {
            Station station = context.Stations.Single(row => row.Name == Station);
            station.ContactorLife = 200;
            long tenant = context.Tenants.OrderBy(row => row.Id).First().Id;
            void Outage(long before, long lasted, OutageCause cause, int times = 1)
            {
                context.Outages.Add(new OutageRow { StationId = station.Id, FromMs = Now - before, TenantId = tenant, ToMs = Now - before + lasted, Cause = cause, Times = times });
            }

            Outage(50 * Hour, 95 * Minute, OutageCause.Power);
            Outage(30 * Hour, 3 * Hour, OutageCause.Link, 14);
            Outage(20 * Hour, 2 * Minute, OutageCause.Watchdog);
            Outage(19 * Hour, 1 * Minute, OutageCause.Restart);
            Outage(10 * Hour, 11 * Minute, OutageCause.Unknown);
            Outage(24 * 40 * Hour, Hour, OutageCause.Watchdog);
            context.Faults.Add(new FaultRow { StationId = station.Id, FromMs = Now - (26 * Hour), TenantId = tenant, What = "too hot", ToMs = Now - (25 * Hour) });
            context.Faults.Add(new FaultRow { StationId = station.Id, FromMs = Now - (70 * Minute), TenantId = tenant, What = "contactor welded" });
            context.Listenings.Add(new ListeningRow { FromMs = Now - (100 * Hour), ToMs = Now - (48 * Hour) });
            context.SaveChanges();
            context.Listenings.Add(new ListeningRow { FromMs = Now - (44 * Hour), ToMs = Now });
            context.SaveChanges();
            return 20;
        }

        [Fact]
        public async Task Times_without_contact_stand_with_their_length_and_cause_the_newest_first_and_the_platforms_own_between_them()
        {
            await _host.Write(Trouble);
            using WebClient client = await _host.SignedIn(Role.Caretaker);
            string[] lines = Lines((await client.Get(Sheet)).Text, "Not heard, 30 days");
            Assert.Equal(
            [
                "27/11/2026, 11:30 to 11:41 (11 min) Why, nobody knows",
                "27/11/2026, 02:30 to 02:31 (1 min) It was restarted",
                "27/11/2026, 01:30 to 01:32 (2 min) It hung, and its watchdog restarted it",
                "26/11/2026, 15:30 to 18:30 (3 h 0 min) The station ran, but its connection was gone (Wi-Fi or network) 14 times in that time",
                "25/11/2026, 21:30 to 26/11/2026, 01:30 (4 h 0 min) Nobody listened: this platform did not run or had no way to the broker",
                "25/11/2026, 19:30 to 21:05 (1 h 35 min) It started anew: power was gone, or somebody restarted it",
            ], lines);
        }

        [Fact]
        public async Task Faults_stand_with_their_times_and_the_one_that_lasts_with_what_helps()
        {
            await _host.Write(Trouble);
            using WebClient client = await _host.SignedIn(Role.Caretaker);
            Assert.Equal(
            [
                "since 27/11/2026, 20:20 (1 h 10 min) Contactor welded: the outlet may be live Switch off its circuit breaker and keep people away. Then call an electrician.",
                "26/11/2026, 19:30 to 20:30 (1 h 0 min) Too hot",
            ], Lines((await client.Get(Sheet)).Text, "Faults, 30 days"));
        }

        /// <summary>What the fault is, and since when, is what was stored when it was told: a restart of the program moves nothing.</summary>
        [Fact]
        public async Task Today_says_since_when_a_station_is_faulty_and_what_it_is()
        {
            await _host.Write(context => context.Faults.Where(row => row.ToMs == null).ExecuteUpdate(set => set.SetProperty(row => row.FromMs, Now - (3 * Hour))));
            using WebClient client = await _host.SignedIn(Role.Caretaker);
            string text = System.Net.WebUtility.HtmlDecode((await client.Get("/today")).Text);
            Assert.Contains("Faulty since 18:30: Residual current: it has switched off. Unplug the vehicle", text, StringComparison.Ordinal);
            Assert.Contains("<span class=\"bay-since\">since 18:30</span>", text, StringComparison.Ordinal);
            Assert.Contains("<span class=\"bay-why\">Residual current: it has switched off</span>", text, StringComparison.Ordinal);
        }

        [Fact]
        public async Task A_contactors_closings_are_a_share_of_its_life_where_somebody_has_said_what_that_is()
        {
            using WebClient client = await _host.SignedIn(Role.Caretaker);
            long closings = _host.Ask(context => context.Presences.Single(row => row.Station!.Name == Station).Closings!.Value);
            Assert.InRange(closings, 1, 199);
            Assert.Contains($"<dt>Contactor</dt><dd>closed {closings} times</dd>", (await client.Get(Sheet)).Text, StringComparison.Ordinal);
            await _host.Write(Trouble);
            Assert.Contains($"<dt>Contactor</dt><dd>closed {closings} times of 200: {(closings + 1) / 2} % of its life</dd>", (await client.Get(Sheet)).Text, StringComparison.Ordinal);
        }

        [Fact]
        public async Task Another_tenants_times_of_a_station_are_not_shown()
        {
            await _host.Write(Trouble);
            long other = await DemoTroubles.Another(_host);
            await _host.Write(context => context.Outages.ExecuteUpdate(set => set.SetProperty(row => row.TenantId, other)) + context.Faults.ExecuteUpdate(set => set.SetProperty(row => row.TenantId, other)));
            using WebClient client = await _host.SignedIn(Role.Manager);
            string text = (await client.Get(Sheet)).Text;
            Assert.Single(Lines(text, "Not heard, 30 days"));
            Assert.Contains("None.", text, StringComparison.Ordinal);
        }

        /// <summary>From the newest charge to the first one and back, each once.</summary>
        [Fact]
        public async Task The_power_of_each_charge_is_found_by_going_back()
        {
            using WebClient client = await _host.SignedIn(Role.Manager);
            List<string> seen = [];
            string? before = null;
            for (string? next = Sheet; next is not null;)
            {
                string page = System.Net.WebUtility.HtmlDecode((await client.Get(next)).Text);
                Assert.Contains("Mean between each two signed readings.", page, StringComparison.Ordinal);
                Assert.Equal(before, Link(page, "Later charge"));
                seen.Add(Link(page, "Charge [0-9]+") ?? "none");
                before = next + (next == Sheet ? "#power" : "");
                next = Link(page, "Earlier charge");
            }

            Assert.Equal(_host.Ask(context => context.Transactions.Count(row => row.Begun && context.Stations.Any(one => one.Id == row.StationId && one.Name == Station))), seen.Count);
            Assert.Equal(seen.Count, seen.Distinct().Count());
            Assert.DoesNotContain("id=\"power\"", (await client.Get(Sheet + "?back=9999")).Text, StringComparison.Ordinal);
            Assert.Equal(200, (await client.Get(Sheet + "?back=-1")).Status);
            using WebClient caretaker = await _host.SignedIn(Role.Caretaker);
            Assert.Null(Link((await caretaker.Get(Sheet)).Text, "Charge [0-9]+"));
        }

        /// <summary>Each step of the table is what two signed readings say that follow each other.</summary>
        [Fact]
        public async Task A_charges_page_shows_its_power_as_its_signed_readings_say()
        {
            ChargeRow charge = _host.Ask(context => context.Charges.Where(row => row.State == "Billed").OrderBy(row => row.Id).First());
            SignedReading[] readings = [.. _host.Ask(context => context.Documents.Where(row => row.StationId == charge.StationId && context.Transactions.Any(part => part.ChargeId == charge.Id && part.StationId == row.StationId && part.Id == row.TransactionId))
                .OrderBy(row => row.Number).Select(row => row.Text).ToList()).SelectMany(text => OcmfVerifier.Read(text).Readings).DistinctBy(reading => reading.Instant.Utc)];
            using WebClient client = await _host.SignedIn(Role.Manager);
            string page = System.Net.WebUtility.HtmlDecode((await client.Get($"/charges/{charge.Id}")).Text);
            string[] powers = [.. Regex.Matches(page, "<tr><th scope=\"row\">[^<]+</th><td>([0-9.]+) kW</td></tr>").Select(match => match.Groups[1].Value)];
            Assert.True(readings.Length > 1);
            Assert.Equal(readings.Zip(readings.Skip(1), static (from, to) => FormattableString.Invariant($"{decimal.Round((to.RegisterMilliwattHours - from.RegisterMilliwattHours) / 1_000_000m / (decimal)(to.Instant.Utc - from.Instant.Utc).TotalHours, 1):0.0}")), powers);
            Assert.Contains("Mean between each two signed readings.", page, StringComparison.Ordinal);
        }

        private static string? Link(string page, string words)
        {
            return Regex.Match(page, "<a href=\"([^\"]+)\">" + words + "</a>") is { Success: true } link ? link.Groups[1].Value : null;
        }

        /// <summary>The lines of a list below a heading, as somebody reads them.</summary>
        private static string[] Lines(string page, string heading)
        {
            string below = System.Net.WebUtility.HtmlDecode(page);
            below = below[below.IndexOf("<h3>" + heading, StringComparison.Ordinal)..];
            below = below[..below.IndexOf("</ol>", StringComparison.Ordinal)];
            return [.. Regex.Matches(below, "<li.*?</li>", RegexOptions.Singleline).Select(line => Regex.Replace(Regex.Replace(line.Value, "<[^>]+>", " "), "\\s+", " ").Trim())];
        }
    }
}
