using System;
using System.Linq;
using System.Net.Http;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Demo;
using NanoCharger.Backend.People;
using NanoCharger.Backend.Stations;
using Xunit;

namespace NanoCharger.Web.Tests
{
    /// <summary>What somebody sees who looks at his houses, and what he can do about it.</summary>
    public sealed class TodayTests : IAsyncLifetime
    {
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

        [Fact]
        public async Task A_manager_sees_each_bay_what_was_charged_and_billed_today_and_what_is_wrong()
        {
            using WebClient client = await _host.SignedIn(Role.Manager);
            string text = System.Net.WebUtility.HtmlDecode((await client.Get("/today")).Text);
            Assert.Equal(12, Regex.Matches(text, "class=\"bay ").Count);
            Assert.Single(Regex.Matches(text, "class=\"bay wrong\"[^>]*>\\s*<span class=\"bay-name\">Bay 7<"));
            Assert.Contains("Faulty", text, StringComparison.Ordinal);
            Assert.Contains("Out of contact", text, StringComparison.Ordinal);
            Assert.Contains("Billed today", text, StringComparison.Ordinal);
            Assert.Contains("€", text, StringComparison.Ordinal);
            Assert.Contains("Faulty since 21:30: Residual current: it has switched off. Unplug the vehicle", text, StringComparison.Ordinal);
        }

        [Fact]
        public async Task Energy_and_money_of_today_are_those_of_the_books_by_each_houses_own_day()
        {
            // A second house lives two hours ahead, and what ended yesterday evening is of its today, but not of the first one's.
            long start = new DateTimeOffset(2026, 11, 26, 23, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
            await _host.Write(context =>
            {
                House east = context.Houses.Add(new House { TenantId = context.Tenants.First().Id, Name = "East", Zone = "Europe/Moscow" }).Entity;
                int rows = context.SaveChanges();
                context.Bays.Add(new Backend.Data.Bay { TenantId = east.TenantId, HouseId = east.Id, Name = "East 1" });
                return rows + context.SaveChanges() + context.Database.ExecuteSql($"UPDATE transactions SET ended_ms = {start - 3_600_000} WHERE ended_ms = (SELECT max(ended_ms) FROM transactions WHERE end_mwh > begin_mwh)");
            });
            using WebClient client = await _host.SignedIn(Role.Manager);
            string text = (await client.Get("/today")).Text;
            decimal energy = _host.Ask(context => context.Transactions.Where(row => row.EndedMs >= start).Sum(row => row.EndMwh - row.BeginMwh) ?? 0) / 1_000_000m;
            decimal billed = _host.Ask(context => context.Bills.Where(row => row.IssuedMs >= start).Sum(row => row.GrossMinor)) / 100m;
            Assert.True(energy > 0 && billed > 0);
            Assert.Contains(FormattableString.Invariant($"<dd>{decimal.Round(energy, 1, MidpointRounding.AwayFromZero):0.0} kWh</dd>"), text, StringComparison.Ordinal);
            Assert.Contains(FormattableString.Invariant($"<dd>€ {billed:0.00}</dd>"), System.Net.WebUtility.HtmlDecode(text), StringComparison.Ordinal);
        }

        [Fact]
        public async Task A_caretaker_sees_faults_and_contact_and_no_money()
        {
            await DemoTroubles.Hold(_host);
            await Heard("linden-12", Now - 3_600_000);
            using WebClient client = await _host.SignedIn(Role.Caretaker);
            string text = (await client.Get("/today")).Text;
            Assert.Contains("Faulty since 21:30: Residual current: it has switched off. Unplug the vehicle", text, StringComparison.Ordinal);
            Assert.Contains("2 stations are out of contact", text, StringComparison.Ordinal);
            Assert.DoesNotContain("€", System.Net.WebUtility.HtmlDecode(text), StringComparison.Ordinal);
            Assert.DoesNotContain("EUR", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Billed", text, StringComparison.Ordinal);
            Assert.DoesNotContain("waits for your word", text, StringComparison.Ordinal);
            Assert.Equal(403, (await client.Get("/today/held")).Status);
            Assert.Equal(403, (await client.PostAlone("/today/settle")).Status);
        }

        private Task Heard(string station, long ms)
        {
            return _host.Write(context => context.Presences.Where(row => row.Station!.Name == station).ExecuteUpdate(set => set.SetProperty(row => row.HeardMs, ms)));
        }

        [Fact]
        public async Task One_station_that_is_silent_is_told_by_its_name_and_several_as_one_trouble()
        {
            using WebClient client = await _host.SignedIn(Role.Caretaker);
            await Heard("linden-12", Now - 3_600_000);
            Assert.Matches("Bay 11, Bay 12|Bay 12, Bay 11", (await client.Get("/today")).Text);
            await Heard("linden-12", Now);
            string text = System.Net.WebUtility.HtmlDecode((await client.Get("/today")).Text);
            Assert.DoesNotContain("stations are out of contact", text, StringComparison.Ordinal);
            Assert.Matches("<strong>Bay 11 · linden-11</strong><br>\\s*Nothing heard since", text);
        }

        [Theory]
        [InlineData("Operator")]
        [InlineData("Manager")]
        public async Task Whoever_sees_money_takes_another_station_in_from_here(string role)
        {
            using WebClient client = await _host.SignedIn(Enum.Parse<Role>(role));
            Assert.Contains("href=\"/houses/1/station\"", (await client.Get("/today")).Text, StringComparison.Ordinal);
            Assert.Equal(200, (await client.Get("/houses/1/station")).Status);
        }

        [Fact]
        public async Task A_running_charge_shows_what_it_draws_and_the_stream_tells_when_that_is_another()
        {
            string station = Charging();
            using WebClient client = await _host.SignedIn(Role.Manager);
            using HttpResponseMessage stream = await client.Open("/today/live");
            using System.IO.StreamReader lines = new(await stream.Content.ReadAsStreamAsync());
            Assert.DoesNotContain("7.4 kW", await Event(lines), StringComparison.Ordinal);
            await DemoHost.Live(_host, station, DemoBay.Value("Power.Active.Import", "W", 7360), DemoBay.Value("Current.Import", "A", 32, "L1"), DemoBay.Value("Current.Offered", "A", 32));
            string news = "";
            for (int tries = 0; tries < 20 && !news.Contains("7.4 kW", StringComparison.Ordinal); tries++)
            {
                _host.Clock.Advance(TimeSpan.FromSeconds(2));
                news = await Event(lines);
            }

            Assert.Matches("bay flows\"", news);
            Assert.Contains("<dt>Load now</dt><dd>7.4 kW</dd>", news, StringComparison.Ordinal);
        }

        [Fact]
        public async Task Load_stands_beside_the_supply_that_was_said()
        {
            await DemoHost.Live(_host, Charging(), DemoBay.Value("Power.Active.Import", "W", 7360), DemoBay.Value("Current.Import", "A", 32, "L1"));
            using WebClient client = await _host.SignedIn(Role.Manager);
            long house = _host.Ask(context => context.Houses.Single().Id);
            Answer wrong = await client.Post($"/today/supply/{house}", $"/today/supply/{house}", ("supply", "lots"));
            Assert.Equal(422, wrong.Status);
            Assert.Contains("This is no current", wrong.Text, StringComparison.Ordinal);
            Assert.Null(_host.Ask(context => context.Houses.Single().SupplyAmps));

            Assert.Equal(303, (await client.Post($"/today/supply/{house}", $"/today/supply/{house}", ("supply", "63"))).Status);
            Assert.Contains("7.4 kW, 32 A of 63 A a phase", (await client.Get("/today")).Text, StringComparison.Ordinal);
            Assert.Equal((ChangeKind.SupplySet, "63 A"), _host.Ask(context => context.Changes.OrderBy(row => row.Id).Select(row => new { row.Kind, row.After }).AsEnumerable().Select(row => (row.Kind, row.After)).Last()));
        }

        [Fact]
        public async Task Today_takes_as_many_statements_for_a_house_as_for_one_bay()
        {
            using WebClient client = await _host.SignedIn(Role.Manager);
            await client.Get("/today");
            using Statements seen = new(_host);
            await client.Get("/today");
            Assert.True(seen.All.Count == 17, string.Join("\n\n", seen.All));
        }

        [Fact]
        public async Task What_is_held_is_released_with_a_reason_and_nothing_happens_without_one()
        {
            (string station, string id) = await DemoTroubles.Hold(_host);
            using WebClient client = await _host.SignedIn(Role.Manager);
            string path = System.Net.WebUtility.HtmlDecode(Regex.Match((await client.Get("/today")).Text, "href=\"(/today/held[^\"]+)\"").Groups[1].Value);
            Assert.Contains(Uri.EscapeDataString(id), path, StringComparison.Ordinal);
            Assert.Contains("too much for a test", (await client.Get(path)).Text, StringComparison.Ordinal);

            (string, string)[] fields = [("station", station), ("key", "1"), ("transaction", id), ("word", "release")];
            Answer without = await client.Post(path, "/today/held", [.. fields, ("reason", " ")]);
            Assert.Equal(422, without.Status);
            Assert.Equal(0, _host.Ask(context => context.Decisions.Count()));

            Answer done = await client.Post(path, "/today/held", [.. fields, ("reason", "I was there")]);
            Assert.Equal((303, "/today"), (done.Status, done.Location));
            DecisionRow word = _host.Ask(context => context.Decisions.Single());
            Assert.True(word is { Released: true, Reason: "I was there" });
            Assert.StartsWith("#", word.Decider, StringComparison.Ordinal);
            Assert.Equal(ChangeKind.HeldReleased, _host.Ask(context => context.Changes.OrderBy(row => row.Id).Last().Kind));
            Assert.DoesNotContain("/today/held", (await client.Get("/today")).Text, StringComparison.Ordinal);
            Assert.Equal(404, (await client.Get(path)).Status);
        }

        [Fact]
        public async Task A_charge_that_waits_for_what_will_not_come_is_settled_by_one_button()
        {
            long number = await DemoTroubles.Open(_host);
            using WebClient client = await _host.SignedIn(Role.Manager);
            Assert.Contains($"Charge {number} is open since", (await client.Get("/today")).Text, StringComparison.Ordinal);
            Answer done = await client.Post("/today", "/today/settle", ("charge", $"{number}"));
            Assert.Equal((303, "/today"), (done.Status, done.Location));
            Assert.Equal((nameof(ChargeState.Billed), "settled by hand"), _host.Ask(context => context.Charges.Where(row => row.Id == number).Select(row => new { row.State, row.Reason }).AsEnumerable().Select(row => (row.State, row.Reason)).Single()));
            Assert.Equal(ChangeKind.ChargeSettled, _host.Ask(context => context.Changes.OrderBy(row => row.Id).Last().Kind));
            Assert.Equal(404, (await client.Post("/today", "/today/settle", ("charge", "987654"))).Status);
        }

        [Theory]
        [InlineData("receipt", "The receipt of one charge has not come", "/log")]
        [InlineData("gone", "and its board was replaced: it comes no more", "/today/seen")]
        [InlineData("refused", "1 document was refused since yesterday", "/today/seen")]
        [InlineData("waits", "1 document waits for the station", "#key")]
        [InlineData("key", "Its key is not known", "#key")]
        [InlineData("call", "“Restart” did not work", "#commands")]
        [InlineData("price", "There is no price", "/prices")]
        [InlineData("altered", "This price is not what was put down", "/today/seen")]
        public async Task Each_kind_of_trouble_is_told_with_the_button_that_helps(string kind, string told, string button)
        {
            using WebClient client = await _host.SignedIn(Role.Operator);
            Assert.DoesNotContain(told, System.Net.WebUtility.HtmlDecode((await client.Get("/today")).Text), StringComparison.Ordinal);
            await _host.Write(context => DemoTroubles.Make(context, kind));
            string text = System.Net.WebUtility.HtmlDecode((await client.Get("/today")).Text);
            int at = text.IndexOf(told, StringComparison.Ordinal);
            Assert.True(at > 0, text);
            Assert.Contains(button + "\"", text[at..text.IndexOf("</li>", at, StringComparison.Ordinal)], StringComparison.Ordinal);
        }

        [Fact]
        public async Task Nobody_sees_or_settles_what_is_another_tenants()
        {
            (string station, string id) = await DemoTroubles.Hold(_host);
            long number = await DemoTroubles.Open(_host);
            long other = await DemoTroubles.Another(_host);
            using WebClient client = await _host.SignedIn(Role.Manager, other);
            string text = (await client.Get("/today")).Text;
            Assert.DoesNotContain("class=\"bay ", text, StringComparison.Ordinal);
            Assert.DoesNotContain("linden", text, StringComparison.OrdinalIgnoreCase);
            Assert.Equal(404, (await client.Get($"/today/held?station={station}&key=1&transaction={id}")).Status);
            Assert.Equal(404, (await client.Post("/account", "/today/held", ("station", station), ("key", "1"), ("transaction", id), ("word", "refuse"), ("reason", "mine"))).Status);
            Assert.Equal(404, (await client.Post("/account", "/today/settle", ("charge", $"{number}"))).Status);
            Assert.Equal(404, (await client.Get($"/today/supply/{_host.Ask(context => context.Houses.Min(row => row.Id))}")).Status);
            Assert.Equal(0, _host.Ask(context => context.Decisions.Count()));
            Assert.Equal(nameof(ChargeState.Open), _host.Ask(context => context.Charges.Single(row => row.Id == number).State));
        }

        /// <summary>A station at which a charge runs.</summary>
        private string Charging()
        {
            return _host.Ask(context => (from row in context.Transactions
                                         join station in context.Stations on row.StationId equals station.Id
                                         where !row.Ended && context.Presences.Any(heard => heard.StationId == station.Id && heard.Outlet == "Occupied")
                                         orderby station.Id
                                         select station.Name).First());
        }

        private static async Task<string> Event(System.IO.StreamReader lines)
        {
            System.Text.StringBuilder text = new();
            for (string? line = await lines.ReadLineAsync(); !string.IsNullOrEmpty(line) || text.Length == 0; line = await lines.ReadLineAsync())
            {
                text.AppendLine(line);
            }

            return Answer.Plain(text.ToString());
        }
    }
}
