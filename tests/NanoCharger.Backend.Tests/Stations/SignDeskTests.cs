using System;
using System.Linq;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Rating;
using NanoCharger.Backend.Stations;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace NanoCharger.Backend.Tests.Stations
{
    /// <summary>The setting sign.at follows the prices: a call is stored when it has to change, and none when it has not.</summary>
    public sealed class SignDeskTests
    {
        private const string Taken = """{"setVariableResult":[{"attributeStatus":"Accepted","component":{"name":"NanoCharger"},"variable":{"name":"sign.at"}}]}""";
        private const string Refused = """{"setVariableResult":[{"attributeStatus":"Rejected","component":{"name":"NanoCharger"},"variable":{"name":"sign.at"}}]}""";

        /// <summary>As the firmware reads it: the setting under our own component, times as HH:MM with a comma between two.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_station_that_starts_is_told_once(string database)
        {
            using CallStage stage = new(database);
            stage.Know();
            Offer(stage, SignTimesTests.Version("v1", "21:00", "06:00"));
            stage.Start();
            CallRow call = Assert.Single(stage.Calls);
            Assert.Equal(
                ("SetVariables", """{"setVariableData":[{"attributeValue":"05:00,20:00","component":{"name":"NanoCharger"},"variable":{"name":"sign.at"}}]}""", "prices"),
                (call.Action, call.Payload, call.CausedBy));
            Assert.Single(stage.Sent);
            stage.Advance(20);
            stage.Start();
            stage.Answer(Taken);
            Pass(stage, minutes: 10);
            stage.Start();
            Pass(stage, minutes: 65);
            stage.Restart();
            stage.Start();
            Assert.Single(stage.Calls);
        }

        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void Two_workers_store_one_call(string database)
        {
            using CallStage one = new(database);
            using CallStage two = new(database, one.Stage.Given);
            one.Know();
            Offer(one, SignTimesTests.Version("v1", "21:00", "06:00"));
            one.Hear();
            two.Hear();
            System.Threading.Tasks.Parallel.Invoke(one.Desk.Signs.Check, two.Desk.Signs.Check);
            one.Desk.Signs.Check();
            Assert.Single(one.Calls);
        }

        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void Another_price_is_told_within_a_minute_and_one_without_windows_takes_the_times_away(string database)
        {
            using CallStage stage = Told(database);
            Offer(stage, SignTimesTests.Version("v2", "22:00", "07:00"), atMs: Now(stage) + 90_000_000);
            Pass(stage, minutes: 5);
            Assert.Single(stage.Calls);
            Offer(stage, SignTimesTests.Version("v3", "23:00", "06:00"));
            Pass(stage, minutes: 1);
            Assert.Equal("05:00,22:00", Value(stage));
            stage.Answer(Taken);
            Offer(stage, SignTimesTests.Version("v4"), audience: Audience.Guests);
            Pass(stage, minutes: 2);
            Assert.Equal(2, stage.Calls.Count);
        }

        /// <summary>What was told goes on to be billed: without its times the charge would have the price of its begin to its end.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_charge_that_goes_on_keeps_the_times_of_its_price_until_it_has_ended(string database)
        {
            using DocumentMaker maker = new();
            using CallStage stage = Told(database);
            stage.Stage.Register(maker.Key);
            stage.Stage.Say(Said.Event("T1", 0, "Started", Said.Begin, maker.Begin(1, Said.Begin, "2026-11-22T18:00:00,000+0000 I"), maker.OcppKey));
            string before = Value(stage)!;
            Pass(stage, minutes: 1);
            Offer(stage, SignTimesTests.Version("v3", "23:30", "06:30"));
            Pass(stage, minutes: 1);
            Assert.Equal(string.Join(",", before.Split(',').Concat(["05:30", "22:30"]).Order(StringComparer.Ordinal)), Value(stage));
            stage.Answer(Taken);
            stage.Stage.Say(Said.Event("T1", 1, "Ended", Said.End, maker.Receipt(2, Said.Begin, Said.End, "2026-11-22T18:00:00,000+0000 I"), maker.OcppKey));
            Pass(stage, minutes: 1);
            Assert.Equal("05:30,22:30", Value(stage));
        }

        [Fact]
        public void Prices_without_windows_take_the_times_away_and_are_no_news_to_who_never_had_any()
        {
            using CallStage stage = new(Stage.Sqlite);
            stage.Know();
            Offer(stage, SignTimesTests.Version("v0"));
            stage.Start();
            Assert.Empty(stage.Calls);
            Pass(stage, minutes: 1);
            Offer(stage, SignTimesTests.Version("v1", "21:00", "06:00"));
            Pass(stage, minutes: 1);
            stage.Answer(Taken);
            Offer(stage, SignTimesTests.Version("v2"));
            Pass(stage, minutes: 1);
            Assert.Equal("", Value(stage));
            stage.Answer(Taken);
            Pass(stage, minutes: 2);
            Assert.Equal(2, stage.Calls.Count);
        }

        /// <summary>Each boundary moves when it has come for the last time before the change, so that none is missed.</summary>
        [Theory]
        [InlineData("2026-03-28T12:00:00Z", "04:00,20:00", "04:00,19:00")]
        [InlineData("2026-10-24T12:00:00Z", "05:00,19:00", "05:00,20:00")]
        public void Daylight_saving_is_told_in_time(string noon, string before, string after)
        {
            DateTimeOffset start = DateTimeOffset.Parse(noon, System.Globalization.CultureInfo.InvariantCulture);
            FakeTimeProvider clock = new(start);
            using CallStage stage = new(Stage.Sqlite, clock: clock);
            stage.Know();
            Offer(stage, SignTimesTests.Version("v1", "21:00", "06:00"));
            stage.Start();
            stage.Answer(Taken);
            Assert.Equal(before, Value(stage));
            clock.AdjustTime(start.AddHours(24));
            stage.Hear();
            Pass(stage, minutes: 1);
            Assert.Equal(after, Value(stage));
            stage.Answer(Taken);
            clock.AdjustTime(start.AddHours(48));
            stage.Hear();
            Pass(stage, minutes: 1);
            Assert.Equal(2, stage.Calls.Count);
        }

        /// <summary>It names another board, or has another key: nobody knows what that one has.</summary>
        [Theory]
        [OnSqlite(true)]
        [OnPostgres(true)]
        [OnSqlite(false)]
        [OnPostgres(false)]
        public void A_new_board_is_told_anew(string database, bool byItsKey)
        {
            using CallStage stage = new(database);
            using DocumentMaker first = new();
            using DocumentMaker second = new();
            stage.Stage.Register(first.Key);
            Offer(stage, SignTimesTests.Version("v1", "21:00", "06:00"));
            stage.Start(serial: "A1");
            stage.Answer(Taken);
            stage.Start(serial: "A1");
            Assert.Single(stage.Calls);
            stage.Advance(2);
            if (byItsKey)
            {
                stage.Stage.Do(context => KeyRegister.Enrol(context, "bay", second.Key, KeyOrigin.Hand, Now(stage), inPlaceOfOthers: true));
            }

            stage.Start(serial: byItsKey ? "A1" : "A2");
            Assert.Equal(2, stage.Calls.Count);
            Assert.Equal("05:00,20:00", Value(stage));
        }

        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_station_that_refuses_the_times_is_told_of_once_and_asked_again_when_they_change(string database)
        {
            using CallStage stage = new(database);
            stage.Know();
            Offer(stage, SignTimesTests.Version("v1", "21:00", "06:00"));
            stage.Start();
            stage.Answer(Refused);
            Pass(stage, minutes: 10);
            stage.Start();
            Pass(stage, minutes: 10);
            Assert.Single(stage.Calls);
            Assert.Equal(1, stage.Logged("does not sign at 05:00,20:00 (Rejected)"));
            Offer(stage, SignTimesTests.Version("v2", "22:00", "06:00"));
            Pass(stage, minutes: 1);
            Assert.Equal("05:00,21:00", Value(stage));
        }

        [Fact]
        public void What_a_station_has_no_room_for_is_told_once()
        {
            using CallStage stage = new(Stage.Sqlite);
            stage.Know();
            Offer(stage, SignTimesTests.Version("v1", "21:00", "06:00"));
            Offer(stage, SignTimesTests.Version("v2", "10:00", "11:00", "12:00", "13:00"), audience: Audience.Guests);
            stage.Start();
            stage.Answer(Taken);
            Pass(stage, minutes: 5);
            Assert.Equal("05:00,09:00,10:00,20:00", Value(stage));
            Assert.Equal(1, stage.Logged("these are left out (UTC): 11:00 of v2, 12:00 of v2"));
        }

        /// <summary>The next look at its hour finds it.</summary>
        [Fact]
        public void What_an_operator_sets_otherwise_is_set_right()
        {
            using CallStage stage = Told(Stage.Sqlite);
            stage.Desk.Store("bay", StationWishes.Set("sign.at", "01:00", "by hand"));
            stage.Answer(Taken);
            Pass(stage, minutes: 1);
            Assert.Equal((3, "05:00,20:00"), (stage.Calls.Count, Value(stage)));
        }

        [Fact]
        public void A_call_that_has_expired_is_stored_anew_when_the_station_is_heard()
        {
            using CallStage stage = new(Stage.Sqlite);
            stage.Know();
            Offer(stage, SignTimesTests.Version("v1", "21:00", "06:00"));
            stage.Start();
            stage.Clock.AdjustTime(CallStage.Begin.AddDays(1.1));
            stage.Advance(2);
            Assert.Equal("expired", Assert.Single(stage.Calls).Error);
            stage.Hear();
            Pass(stage, minutes: 1);
            Assert.Equal(2, stage.Calls.Count);
        }

        [Fact]
        public void One_station_for_which_too_much_waits_keeps_no_other_from_its_times()
        {
            using CallStage stage = new(Stage.Sqlite);
            stage.Know("a");
            stage.Know("b");
            for (int number = 0; number < CallBook.MostOpen; number++)
            {
                stage.Desk.Store("a", StationWishes.Data("Blink", null, "test"));
                stage.Desk.Store("b", StationWishes.Data("Blink", null, "test"));
            }

            stage.Know();
            Offer(stage, SignTimesTests.Version("v1", "21:00", "06:00"));
            stage.Hear("a");
            stage.Hear("b");
            stage.Hear();
            stage.Desk.Signs.Check();
            Assert.Equal("05:00,20:00", Value(stage));
        }

        private static CallStage Told(string database)
        {
            CallStage stage = new(database);
            stage.Know();
            Offer(stage, SignTimesTests.Version("v1", "21:00", "06:00"));
            stage.Start();
            stage.Answer(Taken);
            return stage;
        }

        /// <summary>A price from now on, or from a moment.</summary>
        private static void Offer(CallStage stage, TariffVersion version, Audience? audience = null, long? atMs = null)
        {
            long now = Now(stage);
            stage.Stage.Do(context =>
            {
                long tenant = context.Tenants.Select(row => row.Id).First();
                return TariffRegister.Put(context, tenant, version, now) + TariffRegister.Offer(context, tenant, version.Id, audience ?? Audience.Everyone, (atMs ?? now, now));
            });
        }

        /// <summary>So many looks, a minute apart; the station says something at each.</summary>
        private static void Pass(CallStage stage, int minutes)
        {
            for (int minute = 0; minute < minutes; minute++)
            {
                stage.Clock.AdjustTime(stage.Clock.GetUtcNow().AddSeconds(60));
                stage.Hear();
                stage.Desk.Signs.Check();
            }
        }

        private static string? Value(CallStage stage)
        {
            return StationWishes.ValueOf(stage.Calls[^1].Payload, SignDesk.Setting);
        }

        private static long Now(CallStage stage)
        {
            return stage.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        }
    }
}
