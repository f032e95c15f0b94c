using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Commands;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Guests;
using NanoCharger.Backend.People;
using NanoCharger.Backend.Rating;
using NanoCharger.Backend.Stations;
using Xunit;

namespace NanoCharger.Backend.Tests
{
    /// <summary>A station that moves to another tenant takes nothing with it and shows nothing of it.</summary>
    public sealed class PlaceTests : IDisposable
    {
        private static readonly DateTimeOffset Moved = new(2026, 11, 22, 20, 10, 0, TimeSpan.Zero);

        private readonly DocumentMaker _maker = new();

        public void Dispose()
        {
            _maker.Dispose();
        }

        /// <summary>It owes the end of a transaction, the whole of another, a forged one and a finding when it moves: all of that is the first tenant's, what begins behind it the second's, and each sees his own in every table.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void What_a_moved_station_owes_is_whose_it_was_when_it_began(string database)
        {
            using Stage stage = new(database);
            stage.Register(_maker.Key);
            (long one, long two) = AddSecond(stage);
            stage.Say(Authorize("04A1B2"));
            stage.Say(Authorize("04FFFF"));
            stage.Say(_maker.Started("T1", 1));
            stage.Do(context => Called(context, 1));
            stage.Clock.Now = Moved.AddMinutes(20);
            stage.Do(context => Move(context, Moved));

            stage.Say(_maker.Ended("T1", 2));
            stage.Say(Said.Event("T9", 1, "Odd", 5));
            stage.Say(Forged("T9", 9, Said.At1800));
            stage.Say(_maker.Ended("T2", 5, Said.End, Said.End + 1_000_000));
            stage.Say(Begun("T3", 6, "2026-11-22T20:15:00", Said.End + 1_000_000));
            stage.Say(Forged("T8", 8, "2026-11-22T20:15:00Z"));
            stage.Say(Authorize("04A1B2"));
            stage.Do(context => Decided(context, "T1") + Decided(context, "T3"));
            stage.Do(context => Called(context, 2));

            Assert.Equal([("T1", one), ("T2", one), ("T3", two)], stage.All<TransactionRow>().OrderBy(row => row.Id, StringComparer.Ordinal).Select(row => (row.Id, row.TenantId)));
            Assert.Equal([("gap", one)], stage.All<FindingRow>().Select(row => (row.Code, row.TenantId)));
            Assert.Equal([(one, "SIGNED"), (two, "FORM"), (two, "SIGNED")], stage.All<RefusalRow>().Select(row => (row.TenantId, row.Code == "PropertyConstraintViolation" && row.Reason.StartsWith("signed", StringComparison.Ordinal) ? "SIGNED" : "FORM")).Order());
            foreach (long tenant in (long[])[one, two])
            {
                stage.Do(context => Billed(context, tenant));
            }

            AssertEachSeesHisOwn(stage, one, two);
        }

        /// <summary>The same id, by a new board that counts from 1 again: no transaction of the first tenant's.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_new_boards_first_transaction_is_the_second_tenants(string database)
        {
            using DocumentMaker board = new();
            using Stage stage = new(database);
            stage.Register(_maker.Key);
            (long one, long two) = AddSecond(stage);
            stage.Say(_maker.Started("T1", 1));
            stage.Clock.Now = Moved.AddMinutes(20);
            stage.Do(context => Move(context, Moved));
            stage.Register(board.Key, inPlaceOfOthers: false);
            const string at = "2026-11-22T20:15:00";
            stage.Say(EventFrame.Write("T1", 0, "Started", at + "Z", 0, board.Begin(1, 0, time: at + ",000+0000 S"), board.OcppKey));
            Assert.Equal([(1, one), (2, two)], stage.All<TransactionRow>().OrderBy(row => row.KeyNumber).Select(row => (row.KeyNumber, row.TenantId)));
        }

        /// <summary>A clock that was never set says nothing about when it began: then whoever has the station when it comes.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void What_has_no_time_is_whose_the_station_is_when_it_comes(string database)
        {
            using Stage stage = new(database);
            stage.Register(_maker.Key);
            (_, long two) = AddSecond(stage);
            stage.Clock.Now = Moved.AddMinutes(20);
            stage.Do(context => Move(context, Moved));
            stage.Say(Said.Event("T1", 0, "Started", Said.Begin, _maker.Begin(1, Said.Begin, time: "1970-01-01T00:01:00,000+0000 U"), _maker.OcppKey, "\"customData\":{\"vendorId\":\"nanoCharger\",\"clock\":\"U\"},"));
            Assert.Equal(two, Assert.Single(stage.All<TransactionRow>()).TenantId);
        }

        [Fact]
        public void A_station_moves_only_forward_and_past_what_its_tenant_has_of_it()
        {
            using Stage stage = new(Stage.Sqlite);
            stage.Register(_maker.Key);
            AddSecond(stage);
            stage.Say(_maker.Started("T1", 1));
            stage.Clock.Now = Moved.AddMinutes(20);
            stage.Say(Begun("T2", 2, "2026-11-22T20:15:00", Said.Begin));
            AssertRefused(stage, new DateTimeOffset(2026, 11, 22, 20, 0, 1, TimeSpan.Zero), "hangs where it does since");
            AssertRefused(stage, Moved, "has a transaction of 2026-11-22T20:15:00Z with the tenant whom it leaves");
            Assert.Single(stage.All<Placement>());
            stage.Do(context => Move(context, Moved.AddMinutes(6)));
            Assert.Equal([(long?)Moved.AddMinutes(6).ToUnixTimeMilliseconds(), null], stage.All<Placement>().OrderBy(row => row.FromMs).Select(row => row.ToMs));
        }

        /// <summary>By its own word the transaction begins in 2099; it came before the station moved, and so had begun.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_station_whose_clock_is_years_ahead_can_move(string database)
        {
            using Stage stage = new(database);
            AddSecond(stage);
            stage.Say(EventFrame.Write("T1", 0, "Started", "2099-01-01T00:00:00Z", 0, null, "", ""));
            AssertRefused(stage, stage.Clock.Now, "it can only move later");
            stage.Do(context => Move(context, Moved));
            Assert.Equal(2, stage.All<Placement>().Count);
        }

        [Theory]
        [InlineData("2026-12-10", "2026-12-10T00:00:00Z")]
        [InlineData("2026-12-10T13:00", "2026-12-10T13:00:00Z")]
        [InlineData("2026-12-10T13:00Z", "2026-12-10T13:00:00Z")]
        [InlineData("2026-12-10T13:00:05+01:00", "2026-12-10T12:00:05Z")]
        [InlineData("2026-12-10T13:00:05.25Z", "2026-12-10T13:00:05Z")]
        public void A_time_of_a_command_is_iso_8601_and_utc_without_an_offset(string text, string time)
        {
            Assert.Equal(time, Moves.Text(CommandTime.Read(text, "--at")!.Value));
        }

        [Theory]
        [InlineData("1:30", "--at: 1:30 is no time of ISO 8601, as 2026-12-10 or 2026-12-10T13:00Z")]
        [InlineData("10.12.2026", "is no time of ISO 8601")]
        [InlineData("12/10/2026", "is no time of ISO 8601")]
        [InlineData("2026-12-10 13:00", "is no time of ISO 8601")]
        [InlineData("", "is no time of ISO 8601")]
        [InlineData("2019-12-31T23:59:59Z", "--at: 2019-12-31T23:59:59Z cannot be: it is not in the years 2020 to 2100")]
        [InlineData("2020-01-01T00:30+01:00", "cannot be")]
        [InlineData("2101-01-01", "cannot be")]
        [InlineData("0001-01-01T00:00+14:00", "is no time of ISO 8601")]
        public void A_time_that_could_be_another_or_cannot_be_is_refused(string text, string why)
        {
            Assert.Contains(why, Assert.Throws<InvalidDataException>(() => CommandTime.Read(text, "--at")).Message);
        }

        [Fact]
        public void An_operator_adds_tenant_house_and_bay_and_moves_a_station_there()
        {
            using Stage stage = new(Stage.Sqlite);
            stage.Register(_maker.Key);
            Assert.Equal((0, "tenant Yard Ltd added\n", ""), Run(stage, "tenant", "add", "Yard Ltd"));
            Assert.Equal((0, "house Yard Ltd/yard added\n", ""), Run(stage, "house", "add", "Yard Ltd", "yard"));
            Assert.Equal((0, "bay Yard Ltd/yard/bay added\n", ""), Run(stage, "bay", "add", "yard", "bay"));
            Assert.Equal((2, "", "nanocharger-backend: there are several bays bay: house/house/bay, Yard Ltd/yard/bay\n"), Run(stage, "station", "move", "bay", "bay"));
            Assert.Equal((2, "", "nanocharger-backend: --at: is in the future: move it when it moves\n"), Run(stage, "station", "move", "bay", "yard/bay", "--at", "2099-01-01"));
            (int code, string output, _) = Run(stage, "station", "move", "bay", "yard/bay", "--at", "2026-11-23T00:00:00Z");
            Assert.Equal((0, "bay hangs in Yard Ltd/yard/bay since 2026-11-23T00:00:00Z: what it owes of the time before stays with whose it was\n"), (code, output));
            Assert.Equal(
                "bay in house/house/bay since 2026-11-22T20:00:01Z until 2026-11-23T00:00:00Z\nbay in Yard Ltd/yard/bay since 2026-11-23T00:00:00Z\n",
                Run(stage, "station", "list").Output);
        }

        private static (int Code, string Output, string Errors) Run(Stage stage, params string[] arguments)
        {
            return WarmProgram.Run(Path.GetTempPath(), [.. arguments, "--database", stage.Given]);
        }

        /// <summary>A price, a charge and a bill of a tenant.</summary>
        private static int Billed(PlatformContext context, long tenant)
        {
            TariffVersion even = new() { Id = "even", PerKilowattHour = 1m };
            TariffRegister.Ensure(context, tenant, even, 0);
            ChargeRow charge = context.Charges.Add(new ChargeRow { TenantId = tenant, StationId = context.Stations.Single().Id, KeyNumber = 1, State = nameof(ChargeState.Billed), LastReceipt = 1000 + tenant, LastCameMs = 0 }).Entity;
            context.SaveChanges();
            context.Parts.Add(new PartRow { StationId = charge.StationId, KeyNumber = 1, Receipt = charge.LastReceipt, TenantId = tenant, ChargeId = charge.Id, TransactionId = "T1" });
            long account = new ResidentDesk(context, new LineTrail(_ => { }), new By("manager", 0)).Add(tenant, new PersonData("Resident"));
            Bay bay = context.Bays.OrderBy(row => row.Id).First(row => row.TenantId == tenant);
            context.Tenancies.Add(new TenancyRow { TenantId = tenant, Account = account, BayId = bay.Id, FromMs = 0 });
            context.Cards.Add(new CardRow { TenantId = tenant, Account = account, Digest = "~", Label = "key fob", FromMs = 0 });
            context.Outages.Add(new OutageRow { StationId = charge.StationId, FromMs = tenant, TenantId = tenant, ToMs = 9, Cause = OutageCause.Link, Times = 1 });
            context.Faults.Add(new FaultRow { StationId = charge.StationId, FromMs = tenant, TenantId = tenant, What = "x", ToMs = 9 });
            context.RefusedCards.Add(new RefusedCardRow { StationId = charge.StationId, FromMs = 0, TenantId = tenant, Count = 1, LastMs = 9 });
            context.Checkouts.Add(new NewCheckout(tenant, charge.StationId, "bay", bay.Id, GuestWay.Desk, even, FormattableString.Invariant($"secret {tenant}")).Row(0));
            context.SaveChanges();
            context.Holds.Add(new HoldRow { TenantId = tenant, CheckoutId = context.Checkouts.Single(row => row.TenantId == tenant).Id, Key = FormattableString.Invariant($"key {tenant}"), AmountMinor = 1, Currency = "EUR", PageEndsMs = 0, State = "Released", StateMs = 0 });
            context.Payees.Add(new PayeeRow { TenantId = tenant, Key = "k", Country = "DE" });
            context.LinkCertificates.Add(new LinkCertificateRow { StationId = charge.StationId, Number = tenant, TenantId = tenant, AskedMs = 0, Request = "" });
            context.Departures.Add(new DepartureRow { TenantId = tenant, Account = account, Weekday = 1 });
            context.Seen.Add(new SeenRow { TenantId = tenant, Kind = "refusals", StationId = charge.StationId, Subject = "", Mark = 9 });
            context.Erasures.Add(new ErasureRow { TenantId = tenant, Account = account, Kind = nameof(ErasureKind.Person), StationId = 0, KeyNumber = 0, Number = 0, Digest = [], Remains = [], AtMs = 0 });
            new BillDesk(context, 0).Issue(charge, new Bill
            {
                Number = 0, IssuedMs = 0, Seller = "", Site = "", Station = "bay", Customer = Bill.NameOf(account), Account = account, Tariff = even, Parts = [], Rated = new RatedCharge([], 100, 0) { MilliwattHours = 100_000 },
            });
            new BillDesk(context, 0).Skip(tenant, 1, "a backup was restored");
            return context.SaveChanges();
        }

        private static void AssertEachSeesHisOwn(Stage stage, long one, long two)
        {
            foreach (Type table in Tables(stage).Where(typeof(ITenanted).IsAssignableFrom))
            {
                List<long> all = Seen(stage, table, null);
                Assert.True(all.Contains(one) && (all.Contains(two) || table == typeof(FindingRow)), table.Name);
                foreach (long tenant in (long[])[one, two])
                {
                    Assert.Equal((table.Name, all.Count(owner => owner == tenant)), (table.Name, Seen(stage, table, tenant).Count(owner => owner == tenant)));
                    Assert.DoesNotContain(Seen(stage, table, tenant), owner => owner != tenant);
                }
            }

            using PlatformContext first = stage.Database.Context(one);
            using PlatformContext second = stage.Database.Context(two);
            Assert.Equal((one, two), (Assert.Single(first.Tenants).Id, Assert.Single(second.Tenants).Id));
            Assert.Empty(first.Secrets);
            Assert.Empty(first.ProviderEvents);

            // Those that one tenant has in another way: whose station it was, and who is whose (TenantTests of the pages).
            Assert.Equal(
                [nameof(ChangeRow), nameof(KeyRow), nameof(LinkRow), nameof(ListeningRow), nameof(Membership), nameof(Person), nameof(PresenceRow), nameof(ProviderEventRow), nameof(SecretRow), nameof(Station), nameof(WebKeyRow)],
                Tables(stage).Where(table => !typeof(ITenanted).IsAssignableFrom(table) && table != typeof(Tenant)).Select(table => table.Name).Order(StringComparer.Ordinal));
        }

        private static List<Type> Tables(Stage stage)
        {
            using PlatformContext context = stage.Database.Context();
            return context.Model.GetEntityTypes().Select(table => table.ClrType).ToList();
        }

        private static List<long> Seen(Stage stage, Type table, long? tenant)
        {
            using PlatformContext context = stage.Database.Context(tenant);
            IQueryable<object> rows = (IQueryable<object>)typeof(DbContext).GetMethod(nameof(DbContext.Set), [])!.MakeGenericMethod(table).Invoke(context, null)!;
            return rows.AsNoTracking().AsEnumerable().Cast<ITenanted>().Select(row => row.TenantId).ToList();
        }

        private static (long One, long Two) AddSecond(Stage stage)
        {
            stage.Do(context =>
            {
                Tenant two = context.Tenants.Add(new Tenant { Name = "two" }).Entity;
                context.SaveChanges();
                House yard = context.Houses.Add(new House { TenantId = two.Id, Name = "yard" }).Entity;
                context.SaveChanges();
                context.Bays.Add(new Bay { TenantId = two.Id, HouseId = yard.Id, Name = "7" });
                return context.SaveChanges();
            });
            return (stage.All<Tenant>().Min(row => row.Id), stage.All<Tenant>().Max(row => row.Id));
        }

        private static int Move(PlatformContext context, DateTimeOffset at)
        {
            Moves.Move(context, "bay", Moves.BayOf(context, "two/yard/7").Bay, at.ToUnixTimeMilliseconds());
            return 2;
        }

        /// <summary>A word on a transaction, as if it had been held: of its tenant.</summary>
        private static int Decided(PlatformContext context, string transaction)
        {
            TransactionRow row = context.Transactions.Single(one => one.Id == transaction);
            context.Decisions.Add(new DecisionRow
            {
                StationId = row.StationId,
                KeyNumber = row.KeyNumber,
                TransactionId = row.Id,
                Number = 1,
                TenantId = row.TenantId,
                Released = true,
                Held = "a finding",
                Reason = "looked at",
                Decider = "eve",
                AtMs = 0,
            });
            return context.SaveChanges();
        }

        /// <summary>A call to the station: of whoever has it then.</summary>
        private static int Called(PlatformContext context, long atMs)
        {
            return CallBook.Store(context, "bay", StationWishes.Reset("OnIdle", "eve"), atMs);
        }

        private static void AssertRefused(Stage stage, DateTimeOffset at, string why)
        {
            Assert.Contains(why, Assert.Throws<InvalidDataException>(() => stage.Do(context => Move(context, at))).Message);
        }

        private string Begun(string transaction, long number, string at, long register)
        {
            return EventFrame.Write(transaction, 0, "Started", at + "Z", register, _maker.Begin(number, register, time: at + ",000+0000 S"), _maker.OcppKey, "");
        }

        /// <summary>A document of which a byte was changed after it was signed.</summary>
        private string Forged(string transaction, long number, string at)
        {
            string spoilt = _maker.Begin(number, Said.End).Replace("\"GV\":\"1.0.0\"", "\"GV\":\"1.0.1\"", StringComparison.Ordinal);
            return EventFrame.Write(transaction, 0, "Started", at, Said.End, spoilt, _maker.OcppKey, "");
        }

        private static string Authorize(string token)
        {
            return Said.Call("Authorize", $$"""{"idToken":{"idToken":"{{token}}","type":"ISO14443"} }""");
        }
    }
}
