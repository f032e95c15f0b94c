using System;
using System.Collections;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Audit;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Rating;
using NanoCharger.Backend.Stations;
using NanoCharger.Backend.Tests.Stations;
using Xunit;

namespace NanoCharger.Backend.Tests.Billing
{
    /// <summary>The same reader on clocks, restarts, workers and commands: each was red once.</summary>
    public sealed class RestartTrialTests : ChargeStage, IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("hostile").FullName;

        public void Dispose()
        {
            Directory.Delete(_folder, recursive: true);
        }

        /// <summary>A machine that started with a clock a year ahead, and was set right: what it has kept of presence outlives every restart.</summary>
        [Theory]
        [InlineData(0)]
        [InlineData(365)]
        public async Task A_clock_that_was_ahead_for_a_minute_keeps_no_charge_waiting(int days)
        {
            using DocumentMaker maker = new();
            using Stage stage = Open(Stage.Sqlite, maker);
            stage.Clock.Now = stage.Clock.Now.AddDays(days);
            BackendOptions before = new() { TimeProvider = stage.Clock, Presence = new Presence(stage.Clock), Log = stage.Log.Enqueue };
            before.Presence.HearEvent("bay");
            await Keep(stage, before);
            stage.Clock.Now = stage.Clock.Now.AddDays(-days);
            BackendOptions after = before with { Presence = new Presence(stage.Clock) };
            await Keep(stage, after);
            Part(stage, maker, 0, Said.Begin, Said.End, "P");
            after.Presence.HearEvent("bay");
            for (int minutes = 0; minutes < 60; minutes += 5)
            {
                stage.Clock.Now = stage.Clock.Now.AddMinutes(5);
                after.Presence.Hear("bay");
                await Keep(stage, after);
            }

            Heard = after.Presence.Of("bay");
            Bill(stage);
            Assert.True(Bills(stage).Count == 1, $"now {stage.Clock.Now:o}, heard {Heard}");
        }

        /// <summary>No charge yet, so that nothing can be settled by hand either.</summary>
        [Fact]
        public void A_receipt_without_its_begin_that_came_by_a_clock_ahead_does_not_wait_for_it()
        {
            using DocumentMaker maker = new();
            using Stage stage = Open(Stage.Sqlite, maker);
            stage.Clock.Now = stage.Clock.Now.AddDays(365);
            stage.Say(maker.Ended("T0", 2));
            stage.Clock.Now = stage.Clock.Now.AddDays(-335);
            Bill(stage);
            Assert.Single(Bills(stage));
        }

        /// <summary>The price has changed between the card and the begin: he is billed as he was told, and the station signs at the times of the other.</summary>
        [Fact]
        public void A_station_signs_at_the_times_of_the_price_that_was_told_before_it_changed()
        {
            TariffVersion told = SignTimesTests.Version("v1", "21:00", "06:00");
            using DocumentMaker maker = new();
            using CallStage stage = new(Stage.Sqlite);
            stage.Stage.Register(maker.Key);
            Offer(stage, told);
            stage.Hear();
            stage.Clock.Advance(TimeSpan.FromMinutes(1));
            stage.Stage.Say(Said.Call("Authorize", "{\"idToken\":{\"idToken\":\"04A1B2\",\"type\":\"ISO14443\"}}"));
            stage.Clock.Advance(TimeSpan.FromMinutes(1));
            Offer(stage, SignTimesTests.Version("v2", "23:30", "06:30"));
            stage.Stage.Restart();
            string begin = DocumentMaker.BeginPayload(1, Said.Begin, "2026-11-22T20:02:30,000+0000 S").Replace("\"CT\"", $"\"TT\":\"{TariffText.Of(told)}\",\"CT\"", StringComparison.Ordinal);
            stage.Clock.Advance(TimeSpan.FromMinutes(1));
            Assert.StartsWith("[3", stage.Stage.Say(Said.Event("T1", 0, "Started", Said.Begin, maker.Sign(begin), maker.OcppKey)), StringComparison.Ordinal);
            stage.Hear();
            stage.Desk.Signs.Check();
            Assert.Equal("05:00,05:30,20:00,22:30", StationWishes.ValueOf(stage.Calls[^1].Payload, SignDesk.Setting));
        }

        /// <summary>One of which neither begin nor end ever came sorts before all others on PostgreSQL: it goes on for ever.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_transaction_without_begin_and_end_keeps_no_times_of_an_old_price(string database)
        {
            using DocumentMaker maker = new();
            using CallStage stage = new(database);
            stage.Stage.Register(maker.Key);
            Offer(stage, SignTimesTests.Version("v1", "21:00", "06:00"));
            stage.Clock.Advance(TimeSpan.FromMinutes(1));
            stage.Stage.Say(Said.Event("T0", 1, "Updated", Said.Begin, maker.Between(2, Said.Begin, "2026-11-22T20:00:30,000+0000 I"), maker.OcppKey));
            stage.Clock.Advance(TimeSpan.FromMinutes(1));
            Offer(stage, SignTimesTests.Version("v2", "23:30", "06:30"));
            stage.Clock.Advance(TimeSpan.FromMinutes(1));
            stage.Stage.Restart();
            stage.Stage.Say(maker.Started("T1", 3));
            stage.Stage.Say(maker.Ended("T1", 4));
            stage.Hear();
            stage.Desk.Signs.Check();
            Assert.Equal("05:30,22:30", StationWishes.ValueOf(stage.Calls[^1].Payload, SignDesk.Setting));
        }

        /// <summary>It stands under its name before its keys are read: what is served from it then gives out numbers of bills that were given out.</summary>
        [Fact]
        public void A_restore_that_fails_half_way_leaves_no_database_that_gives_numbers_out_twice()
        {
            using DocumentMaker maker = new();
            using Stage stage = new(Stage.Sqlite);
            stage.Register(maker.Key);
            string copy = Path.Combine(_folder, "copy");
            string restored = Path.Combine(_folder, "new.db");
            Assert.Equal(0, WarmProgram.Run(_folder, "backup", copy, "--database", stage.Given).Code);
            string keys = File.ReadAllText(Path.Combine(copy, "keys.json"));
            File.WriteAllText(Path.Combine(copy, "keys.json"), "[");
            Assert.Equal(2, WarmProgram.Run(_folder, "restore", copy, "--database", restored).Code);
            File.WriteAllText(Path.Combine(copy, "keys.json"), keys);
            (int code, _, string errors) = WarmProgram.Run(_folder, "restore", copy, "--database", restored);
            using PlatformDatabase database = PlatformDatabase.Open(restored);
            using PlatformContext context = database.Context();
            Assert.True(context.BillGaps.Any(), $"restored again: {code}, {errors}");
        }

        /// <summary>Whoever serves with --operator has no settings file; the first bill of a charge has no bill before it.</summary>
        [Fact]
        public void A_charge_is_settled_by_hand_in_nobodys_name_never()
        {
            using DocumentMaker maker = new();
            using Stage stage = Open(Stage.Sqlite, maker);
            Part(stage, maker, 0, Said.Begin, Said.End, "P");
            Bill(stage);
            (int code, _, string errors) = WarmProgram.Run(_folder, "charge", "settle", FormattableString.Invariant($"{stage.All<ChargeRow>().Single().Id}"), "--reason", "gone", "--database", stage.Given);
            Assert.Equal((2, "nanocharger-backend: a bill needs a seller: say by the settings (Operator) who sells\n"), (code, errors));
            Assert.Empty(Bills(stage));
        }

        /// <summary>Its next part is here, verified and priced, and only not joined yet.</summary>
        [Fact]
        public void A_charge_is_not_settled_by_hand_while_the_part_that_goes_on_is_here()
        {
            using DocumentMaker maker = new();
            using Stage stage = Open(Stage.Sqlite, maker);
            Part(stage, maker, 0, Said.Begin, Said.End, "P");
            Bill(stage);
            Part(stage, maker, 1, Said.End, Said.End + 5_000_000, "E");
            Assert.Throws<System.IO.InvalidDataException>(() => stage.Do(context => Move(stage, context, ChargeEvent.LetGo)));
            Bill(stage);
            Assert.Equal(1, Bills(stage).Sum(bill => bill.Rated.Lines.Count(line => line.Kind == LineKind.Start)));
        }

        /// <summary>More than 4,096 names are forgotten by whoever hears them; by whoever keeps them never.</summary>
        [Fact]
        public async Task Names_that_somebody_makes_up_do_not_fill_the_memory_of_presence()
        {
            using Stage stage = new(Stage.Sqlite);
            BackendOptions options = new() { TimeProvider = stage.Clock, Presence = new Presence(stage.Clock), Log = stage.Log.Enqueue };
            using PresenceKeeper keeper = new(() => stage.Database.Context(), stage.Engine.Write, options);
            for (int name = 0; name < 12_000; name++)
            {
                options.Presence.Hear(FormattableString.Invariant($"x{name}"));
                if (name % 3000 == 2999)
                {
                    await keeper.Keep();
                }
            }

            int kept = ((ICollection)typeof(PresenceKeeper).GetField("_written", BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(keeper)!).Count;
            Assert.InRange(kept, 0, 4096);
        }

        /// <summary>Held when it was written: two workers' billers, their presence and what stations say at once.</summary>
        [Theory]
        [OnPostgres]
        public async Task Two_workers_bill_each_receipt_once_and_block_each_other_for_no_time(string database)
        {
            using DocumentMaker maker = new();
            using Stage stage = Open(database, maker);
            for (int part = 0; part < 12; part++)
            {
                Part(stage, maker, part, Said.Begin + (part * 1_000_000), Said.Begin + ((part + 1) * 1_000_000), part % 3 == 0 ? "P" : "E");
            }

            using Stage other = new(database, options => options with { Tariff = Night }, given: stage.Given);
            BackendOptions[] presences = [.. new[] { stage, other }.Select(one => new BackendOptions { TimeProvider = one.Clock, Presence = new Presence(one.Clock), Log = stage.Log.Enqueue })];
            foreach (BackendOptions options in presences)
            {
                options.Presence.HearEvent("bay");
            }

            using Biller first = new(() => stage.Database.Context(), stage.Engine.Write, Rules(), stage.Clock, stage.Log.Enqueue);
            using Biller second = new(() => other.Database.Context(), other.Engine.Write, Rules(), other.Clock, stage.Log.Enqueue);
            await Task.WhenAll(
                Task.Run(first.Run), Task.Run(second.Run), Task.Run(() => Keep(stage, presences[0])), Task.Run(() => Keep(other, presences[1])),
                Task.Run(() => stage.Say(maker.Started("N1", 99, Said.Begin + 12_000_000))));
            await first.Run();
            Assert.DoesNotContain(stage.Log, line => line.Contains("not billed", StringComparison.Ordinal));
            Assert.Equal(12, Bills(stage).Sum(bill => bill.Parts.Count));
            Assert.Equal(8, Bills(stage).Count);
            Assert.DoesNotContain(new Auditor(stage.Database).Run().Findings, found => found.Code != Auditor.Gap);
        }

        private static async Task Keep(Stage stage, BackendOptions options)
        {
            using PresenceKeeper keeper = new(() => stage.Database.Context(), stage.Engine.Write, options);
            await keeper.Keep();
        }

        private static void Offer(CallStage stage, TariffVersion version)
        {
            long now = stage.Clock.GetUtcNow().ToUnixTimeMilliseconds();
            stage.Stage.Do(context =>
            {
                long tenant = context.Tenants.Select(row => row.Id).First();
                return TariffRegister.Put(context, tenant, version, now) + TariffRegister.Offer(context, tenant, version.Id, Audience.Everyone, (now, now));
            });
        }
    }
}
