using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NanoCharger.Backend;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Demo;
using NanoCharger.Backend.People;
using NanoCharger.Backend.Rating;
using NanoCharger.Backend.Web;
using NanoCharger.Verify;
using Xunit;

namespace NanoCharger.Web.Tests
{
    /// <summary>What a resident sees and does: his night, his charges, his account; and nothing of anybody else's.</summary>
    public sealed class OwnTests : IAsyncLifetime
    {
        private static readonly Language English = Languages.All["en"];

        private WebHost _host = null!;

        public async Task InitializeAsync()
        {
            _host = await DemoHost.Start();
        }

        public Task DisposeAsync()
        {
            return _host.DisposeAsync().AsTask();
        }

        /// <summary>The complaint: the live price is not the bill's. It is reckoned by the code that bills.</summary>
        [Fact]
        public async Task The_night_says_what_has_flowed_and_what_it_costs_so_far()
        {
            (TransactionRow open, string station, List<SignedDocument> signed) = Running();
            using WebClient client = await _host.SignedInFor(open.Account!.Value);
            SignedReading last = signed[^1].Readings[^1];
            long register = last.RegisterMilliwattHours + 5_500_000;
            await DemoHost.Live(_host, station, DemoBay.Value("Power.Active.Import", "W", 7360), DemoBay.Value("Energy.Active.Import.Register", "Wh", register / 1000m));
            string page = WebUtility.HtmlDecode((await client.Get("/tonight")).Text);
            Assert.Contains("Your car is charging.", page, StringComparison.Ordinal);
            Assert.Contains("7.4 kW", page, StringComparison.Ordinal);
            Assert.Contains(Answer.Plain(English.Energy(register - open.BeginMwh!.Value, 1)), page, StringComparison.Ordinal);

            List<RatedReading> readings = [.. signed.Select(document => document.Readings[0]).Select(reading => new RatedReading(TransactionRows.ToMs(reading.Instant.Utc), reading.RegisterMilliwattHours, reading.Cause))];
            readings.Add(new RatedReading(DemoHost.Now.ToUnixTimeMilliseconds(), register, 'R'));
            RatedCharge expected = Rater.Rate(TransactionRows.TariffOf(open.Tariff), [new RatedPart(readings)], timeMayCost: false);
            Assert.Contains($"<dd>{Answer.Plain(English.Money(expected.GrossMinor, "EUR"))}</dd>", page, StringComparison.Ordinal);
            Assert.True(expected.GrossMinor > 0);
            Assert.Contains("It is remembered, and not used yet", page, StringComparison.Ordinal);
        }

        /// <summary>Whoever else charges at his bay is nobody that he learns anything of.</summary>
        [Fact]
        public async Task Of_somebody_elses_charge_at_his_bay_nothing_is_told()
        {
            (TransactionRow open, string station, List<SignedDocument> signed) = Running();
            long other = _host.Ask(context => context.Residents.OrderBy(row => row.Account).First(row => row.Account != open.Account).Account);
            await _host.Write(context =>
            {
                long bay = context.Placements.Single(row => row.StationId == open.StationId && row.ToMs == null).BayId;
                context.Tenancies.Where(row => row.BayId == bay).ExecuteDelete();
                context.Tenancies.Where(row => row.Account == other).ExecuteDelete();
                context.Tenancies.Add(new TenancyRow { TenantId = open.TenantId, Account = other, BayId = bay, FromMs = 1 });
                return context.SaveChanges();
            });
            await DemoHost.Live(_host, station, DemoBay.Value("Power.Active.Import", "W", 7360), DemoBay.Value("Energy.Active.Import.Register", "Wh", (signed[^1].Readings[^1].RegisterMilliwattHours / 1000m) + 5500));
            using WebClient client = await _host.SignedInFor(other);
            string page = WebUtility.HtmlDecode((await client.Get("/tonight")).Text);
            string bayIs = page[page.IndexOf("data-live", StringComparison.Ordinal)..page.IndexOf("<h2>", StringComparison.Ordinal)];
            Assert.Contains("Somebody else's charge runs at your bay.", bayIs, StringComparison.Ordinal);
            Assert.DoesNotContain("kW", bayIs, StringComparison.Ordinal);
            Assert.DoesNotContain("€", bayIs, StringComparison.Ordinal);
            Assert.DoesNotContain("since", bayIs, StringComparison.Ordinal);
        }

        [Fact]
        public async Task What_keeps_him_from_charging_is_said()
        {
            long account = _host.Ask(context => context.Residents.Min(row => row.Account));
            using WebClient client = await _host.SignedInFor(account);
            await _host.Write(context => context.Cards.Where(row => row.Account == account).ExecuteUpdate(set => set.SetProperty(row => row.BlockedMs, 1)));
            Assert.Contains("No card of yours charges now", (await client.Get("/tonight")).Text, StringComparison.Ordinal);
            await _host.Write(context => context.Residents.Where(row => row.Account == account).ExecuteUpdate(set => set.SetProperty(row => row.BlockedMs, 1)));
            Assert.Contains("Your account is blocked", (await client.Get("/tonight")).Text, StringComparison.Ordinal);
            await _host.Write(context => context.Tenancies.Where(row => row.Account == account).ExecuteDelete());
            Assert.Contains("You have no bay here now", (await client.Get("/tonight")).Text, StringComparison.Ordinal);
        }

        [Fact]
        public async Task When_he_leaves_is_remembered_by_weekday()
        {
            long account = _host.Ask(context => context.Residents.Min(row => row.Account));
            using WebClient client = await _host.SignedInFor(account);
            Assert.Equal(303, (await client.Post("/tonight", "/tonight/plan", ("leaves-1", "07:30"), ("wants-1", "12,5"), ("leaves-6", "09:00"))).Status);
            Assert.Equal([(1, 450, 12_500), (6, 540, null)], _host.Ask(context => context.Departures.OrderBy(row => row.Weekday).Select(row => new ValueTuple<int, int?, int?>(row.Weekday, row.LeavesMinute, row.WattHours)).ToList()));
            string page = (await client.Get("/tonight")).Text;
            Assert.Contains("name=\"leaves-1\" type=\"time\" value=\"07:30\"", page, StringComparison.Ordinal);
            Assert.Contains("value=\"12.5\"", page, StringComparison.Ordinal);
            foreach ((string field, string value) in ((string, string)[])[("leaves-2", "25:00"), ("leaves-2", "soon"), ("wants-3", "0.5"), ("wants-3", "201"), ("wants-3", "much"), ("wants-3", "-3")])
            {
                Answer again = await client.Post("/tonight", "/tonight/plan", ("leaves-1", "07:30"), (field, value));
                Assert.Equal((field, value, 422), (field, value, again.Status));
                Assert.Contains($"id=\"p-{field}\"", again.Text, StringComparison.Ordinal);
            }

            Assert.Equal(2, _host.Ask(context => context.Departures.Count()));
            Assert.Equal(303, (await client.Post("/tonight", "/tonight/plan", ("leaves-1", ""))).Status);
            Assert.Equal(0, _host.Ask(context => context.Departures.Count()));
        }

        [Fact]
        public async Task His_charges_are_his_own_with_their_sums_on_top()
        {
            long account = _host.Ask(context => context.Bills.Join(context.Charges, bill => bill.ChargeId, charge => charge.Id, (bill, charge) => charge.Account).Where(one => one != null).Min()!.Value);
            using WebClient client = await _host.SignedInFor(account);
            string page = WebUtility.HtmlDecode((await client.Get("/mine?month=2026-11")).Text);
            long[] shown = [.. Regex.Matches(page, "href=\"/mine/(\\d+)\"").Select(match => long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)).Order()];
            Assert.Equal(_host.Ask(context => context.Charges.Where(row => row.Account == account).Select(row => row.Id).Order().ToList()), shown);
            Assert.True(shown.Length > 1);
            long billed = _host.Ask(context => context.Bills.Where(row => shown.Contains(row.ChargeId)).Sum(row => row.GrossMinor));
            Assert.Contains($"<dd>{Answer.Plain(English.Money(billed, "EUR"))}", Regex.Replace(page, "<dd>\\s+", "<dd>"), StringComparison.Ordinal);
            Assert.Contains("You have charged nothing in this month", (await client.Get("/mine?month=2025-01")).Text, StringComparison.Ordinal);
        }

        /// <summary>Every page, file and form of a resident, by a neighbour, by a resident of another tenant, and by one who has no account: what is named in it is not there, and nothing of it is told or done.</summary>
        [Theory]
        [InlineData("neighbour")]
        [InlineData("elsewhere")]
        [InlineData("none")]
        public async Task What_is_another_residents_is_not_there(string who)
        {
            (TransactionRow open, _, _) = Running();
            (long account, long charge, long card, string name, string file) = _host.Ask(context => context.Charges.Where(row => row.State == nameof(ChargeState.Billed) && row.Account == open.Account).OrderBy(row => row.Id).AsEnumerable()
                .Select(row => (row.Account!.Value, row.Id, context.Cards.First(one => one.Account == row.Account).Id, context.Residents.Single(one => one.Account == row.Account).Name, Receipt.FileNameOf(context.Transactions.First(of => of.ChargeId == row.Id).Id) + ".ocmf")).First());
            using WebClient owner = await _host.SignedInFor(account);
            string signature = Regex.Match((await owner.Get($"/mine/{charge}/files/{file}")).Text, "\"SD\":\"([0-9a-f]{100})").Groups[1].Value;
            Assert.Equal(100, signature.Length);
            using WebClient stranger = who == "none" ? await _host.SignedIn(Role.Resident) : await _host.SignedInFor(who == "neighbour" ? _host.Ask(context => context.Residents.OrderBy(row => row.Account).First(row => row.Account != account).Account) : await Elsewhere());
            string before = Mark(account);
            int routes = 0;
            foreach ((string method, string pattern, string? _, PageMark? mark) in RouteTests.Endpoints(_host).Where(one => one.Policy == Policies.Resident))
            {
                routes++;
                foreach (string asked in (string[])[file, "key.pem", "evidence.zip"])
                {
                    string path = pattern.Replace("{number:long}", $"{charge}", StringComparison.Ordinal).Replace("{file}", asked, StringComparison.Ordinal);
                    if (mark == PageMark.Live)
                    {
                        continue;
                    }

                    Answer answer = method == "GET" ? await stranger.Get(path + $"?month=2026-11&number={charge}&account={account}&card={card}")
                        : await stranger.Post("/account", path, ("number", $"{charge}"), ("account", $"{account}"), ("card", $"{card}"), ("charged", "yes"), ("password", "not the password"), ("sure", "yes"), ("leaves-1", "07:30"));
                    bool names = path != pattern || path == "/account/card-lost";
                    Assert.True(names ? answer.Status == 404 : answer.Status is 200 or 303 or 422, $"{method} {path}: {answer.Status}");
                    Assert.DoesNotContain(name, answer.Text, StringComparison.Ordinal);
                    Assert.DoesNotContain($"href=\"/mine/{charge}\"", answer.Text, StringComparison.Ordinal);
                    Assert.DoesNotContain(signature, answer.Text, StringComparison.Ordinal);
                }
            }

            Assert.True(routes > 10, $"{routes}");
            Assert.Equal(before, Mark(account));
        }

        [Fact]
        public async Task A_card_that_he_has_lost_charges_no_more_at_once()
        {
            CardRow card = _host.Ask(context => context.Cards.OrderBy(row => row.Id).First());
            using WebClient client = await _host.SignedInFor(card.Account, "de");
            Assert.Equal(303, (await client.Post("/account", "/account/card-lost", ("card", $"{card.Id}"))).Status);
            Assert.NotNull(_host.Ask(context => context.Cards.Single(row => row.Id == card.Id).BlockedMs));
            Assert.Contains("vom Besitzer als verloren gemeldet", WebUtility.HtmlDecode((await client.Get("/account")).Text), StringComparison.Ordinal);
            Assert.Equal(422, (await client.Post("/account", "/account/card-lost", ("card", $"{card.Id}"))).Status);
            using WebClient manager = await _host.SignedIn(Role.Manager);
            Assert.Contains($"card {card.Id} of account {card.Account}", (await manager.Get("/changes")).Text, StringComparison.Ordinal);
        }

        /// <summary>Where no mail leaves nobody is asked whether he wants one.</summary>
        [Fact]
        public async Task Without_a_mail_server_there_is_no_switch_for_mails()
        {
            using WebClient client = await _host.SignedInFor(_host.Ask(context => context.Residents.Min(row => row.Account)));
            Assert.DoesNotContain("/account/mails", (await client.Get("/account")).Text, StringComparison.Ordinal);
        }

        [Fact]
        public async Task His_data_is_all_that_is_kept_of_him_and_of_nobody_else()
        {
            (TransactionRow open, _, _) = Running();
            long account = open.Account!.Value;
            using WebClient client = await _host.SignedInFor(account);
            await client.Post("/tonight", "/tonight/plan", ("leaves-1", "07:30"));
            Answer answer = await client.Get("/account/data");
            Assert.Equal("application/json", answer.Headers["Content-Type"]);
            JsonElement file = JsonDocument.Parse(answer.Text).RootElement;
            JsonElement his = Assert.Single(file.GetProperty("accounts").EnumerateArray());
            Assert.Equal(account, his.GetProperty("number").GetInt64());
            _host.Ask(context =>
            {
                IQueryable<TransactionRow> own = context.Transactions.Where(row => row.Account == account);
                (string, int)[] expected =
                [
                    ("transactions", own.Count()), ("charges", context.Charges.Count(row => row.Account == account)), ("cards", context.Cards.Count(row => row.Account == account)), ("bays", 1), ("departures", 1),
                    ("documents", context.Documents.Count(row => own.Any(of => of.StationId == row.StationId && of.KeyNumber == row.KeyNumber && of.Id == row.TransactionId))),
                    ("messages", context.Events.Count(row => own.Any(of => of.StationId == row.StationId && of.KeyNumber == row.KeyNumber && of.Id == row.TransactionId))),
                    ("pricesTold", context.Told.Count(row => context.Cards.Any(card => card.Account == account && card.Digest == row.Token))),
                ];
                Assert.Equal(expected, expected.Select(one => (one.Item1, his.GetProperty(one.Item1).GetArrayLength())));
                Assert.All(context.Residents.Where(row => row.Account != account).Select(row => row.Name).ToList(), name => Assert.DoesNotContain(name, answer.Text, StringComparison.Ordinal));
                return 0;
            });
            Assert.NotEmpty(his.GetProperty("changes").EnumerateArray());
            Assert.Contains("resident1@example.org", answer.Text, StringComparison.Ordinal);
        }

        /// <summary>He says his password, moves out by it, and is gone; what the law keeps is told with its day.</summary>
        [Fact]
        public async Task He_deletes_himself()
        {
            (long account, string name) = _host.Ask(context => context.Residents.OrderBy(row => row.Account).AsEnumerable().Where(row => FinalBill.Unfinished(context, row.Account) == 0 && context.Charges.Any(charge => charge.Account == row.Account)).Select(row => (row.Account, row.Name)).First());
            using WebClient client = await _host.SignedInFor(account);
            await client.Post("/tonight", "/tonight/plan", ("leaves-1", "07:30"));
            string page = WebUtility.HtmlDecode((await client.Get("/account/erase")).Text);
            Assert.Contains("You move out now", page, StringComparison.Ordinal);
            Assert.Contains("Blocked now, removed on 1 January 2035", page, StringComparison.Ordinal);
            Assert.Equal(422, (await client.Post("/account/erase", "/account/erase", ("password", WebHost.Password))).Status);
            Assert.Equal(422, (await client.Post("/account/erase", "/account/erase", ("password", "not the password"), ("sure", "yes"))).Status);
            Assert.Equal(1, _host.Ask(context => context.Tenancies.Count(row => row.Account == account && row.ToMs == null)));
            Assert.Equal("/sign-in", (await client.Post("/account/erase", "/account/erase", ("password", WebHost.Password), ("sure", "yes"))).Location);
            Assert.StartsWith("/sign-in", (await client.Get("/tonight")).Location, StringComparison.Ordinal);
            Assert.Equal((0, 0, 0, 0), _host.Ask(context => (context.Residents.Count(row => row.Account == account), context.Tenancies.Count(row => row.Account == account && row.ToMs == null), context.Departures.Count(), context.People.Count())));
            using WebClient manager = await _host.SignedIn(Role.Manager);
            Assert.DoesNotContain(name, (await manager.Get("/people")).Text, StringComparison.Ordinal);
            Assert.Contains($"account {account}", (await manager.Get("/changes")).Text, StringComparison.Ordinal);
        }

        [Fact]
        public async Task Who_charges_just_now_cannot_delete_himself_and_stays_as_he_was()
        {
            (TransactionRow open, _, _) = Running();
            using WebClient client = await _host.SignedInFor(open.Account!.Value);
            string page = (await client.Get("/account/erase")).Text;
            Assert.Contains("is not settled yet", page, StringComparison.Ordinal);
            Assert.DoesNotContain("name=\"sure\"", page, StringComparison.Ordinal);
            Answer refused = await client.Post("/account", "/account/erase", ("password", WebHost.Password), ("sure", "yes"));
            Assert.Equal(422, refused.Status);
            Assert.Equal((1, 1), _host.Ask(context => (context.Residents.Count(row => row.Account == open.Account), context.Tenancies.Count(row => row.Account == open.Account && row.ToMs == null))));
            Assert.Equal(200, (await client.Get("/tonight")).Status);
        }

        /// <summary>A transaction of a resident that goes on, with what was signed of it.</summary>
        private (TransactionRow Open, string Station, List<SignedDocument> Signed) Running()
        {
            return _host.Ask(context => context.Transactions.Where(row => row.Begun && !row.Ended && row.Account != null).OrderBy(row => row.StationId).AsEnumerable()
                .Where(row => context.Presences.Any(heard => heard.StationId == row.StationId && heard.Outlet == "Occupied"))
                .Select(row => (row, context.Stations.Single(one => one.Id == row.StationId).Name, TransactionDocuments.Of(context, row.StationId, row.KeyNumber, row.Id)))
                .First(one => one.Item3[^1].Readings[^1].Cause is 'B' or 'T' or 'C'));
        }

        /// <summary>An account of another tenant.</summary>
        private async Task<long> Elsewhere()
        {
            await _host.Write(context =>
            {
                context.Tenants.Add(new Tenant { Name = "other" });
                return context.SaveChanges();
            });
            long tenant = _host.Ask(context => context.Tenants.Single(row => row.Name == "other").Id);
            return await _host.Services.GetRequiredService<WebData>().Write(context => new ResidentDesk(context, new LineTrail(static _ => { }), new By("test", 1)).Add(tenant, new PersonData("Elsa Elsewhere")));
        }

        /// <summary>What there is of an account that somebody could change.</summary>
        private string Mark(long account)
        {
            return _host.Ask(context => string.Join(' ', context.Cards.Count(row => row.Account == account && row.BlockedMs != null), context.Departures.Count(row => row.Account == account), context.Residents.Count(row => row.Account == account && (row.MailsCharged || row.EraseAskedMs != null)), context.Tenancies.Count(row => row.Account == account && row.ToMs == null)));
        }
    }
}
