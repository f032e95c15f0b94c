using System;
using System.Linq;
using System.Threading.Tasks;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Guests;
using NanoCharger.Backend.Stations;
using Xunit;

namespace NanoCharger.Backend.Tests.Guests
{
    /// <summary>Chargers that say one thing and do another.</summary>
    public sealed class CheckoutTrialTests
    {
        private const string Accepted = """{"status":"Accepted"}""";

        /// <summary>It has said yes, and charges on: the guest may ask once more.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public async Task A_charger_that_says_it_ends_and_does_not_is_asked_again(string database)
        {
            using CheckoutStage stage = new(database);
            await stage.Start();
            stage.Calls.Answer(Accepted);
            stage.Begin("T1", stage.Token());
            stage.Advance(5);
            Assert.True(stage.Desk.Stop(stage.Row));
            stage.Calls.Answer(Accepted);
            stage.Advance(20);
            Assert.False(stage.Desk.Stop(stage.Row));
            stage.Restart();
            stage.Calls.Hear();
            stage.Advance(300);
            Assert.True(stage.Desk.Stop(stage.Row));
        }

        /// <summary>At the cap too: nobody presses a button there.</summary>
        [Theory]
        [OnSqlite]
        public async Task At_the_cap_a_charger_that_does_not_end_is_asked_until_it_does(string database)
        {
            using CheckoutStage stage = new(database, CheckoutStage.Price with { Id = "G2", IdlePerMinute = 0.5m });
            await Full(stage);
            for (int minute = 0; minute < 60; minute++)
            {
                stage.Minute();
                if (stage.Calls.Calls[^1] is { Action: StationWishes.RequestStop, EndedMs: null })
                {
                    stage.Calls.Answer(Accepted);
                }
            }

            Assert.True(stage.Calls.Calls.Count(call => call.Action == StationWishes.RequestStop) is > 1 and < 15);
        }

        /// <summary>"Up to 20.00" is what he was told: each minute that has begun costs.</summary>
        [Theory]
        [OnSqlite]
        public async Task What_is_billed_is_not_above_the_cap(string database)
        {
            using CheckoutStage stage = new(database, CheckoutStage.Price with { Id = "G3", IdlePerMinute = 0.35m });
            string begin = await Full(stage);
            stage.Advance(45 * 60);
            for (int looks = 0; looks < 120 && stage.Calls.Calls[^1].Action != StationWishes.RequestStop; looks++)
            {
                stage.Advance(5);
            }

            Assert.Equal(StationWishes.RequestStop, stage.Calls.Calls[^1].Action);
            stage.Calls.Answer(Accepted);
            stage.Calls.Clock.Advance(TimeSpan.FromSeconds(5));
            stage.End("T1", stage.Token(), begin, 0, 2_000_000, sequence: 2);
            stage.Bill();
            Assert.InRange(stage.Calls.Stage.All<BillRow>().Single().GrossMinor, 18_00, 20_00);
        }

        /// <summary>What a meter shows is for the eye: by it nobody stands for nothing.</summary>
        [Theory]
        [OnSqlite]
        public async Task A_register_that_goes_back_keeps_no_time_from_counting(string database)
        {
            using CheckoutStage stage = new(database, CheckoutStage.Price with { Id = "G2", IdlePerMinute = 0.5m });
            await Full(stage);
            for (int minute = 0; minute < 45; minute++)
            {
                stage.Live = new LiveReading(stage.Calls.Clock.GetUtcNow(), default, [new LiveValue("Energy.Active.Import.Register", null, 1000, "Wh")]);
                stage.Minute();
            }

            Assert.Single(stage.Calls.Calls, call => call.Action == StationWishes.RequestStop);
        }

        /// <summary>It does not know the message, or says that it is too late: that is no reason to ask it each half minute for ever.</summary>
        [Theory]
        [OnSqlite]
        public async Task A_charger_that_will_not_take_a_start_back_is_asked_now_and_then(string database)
        {
            using CheckoutStage stage = new(database);
            await stage.Start();
            stage.Calls.Answer(Accepted);
            stage.Advance(330);
            for (int minute = 0; minute < 60; minute++)
            {
                stage.Calls.Hear();
                if (stage.Calls.Calls[^1] is { Action: StationWishes.DataTransfer, EndedMs: null, SentMs: not null })
                {
                    stage.Calls.Answer("""{"status":"UnknownMessageId"}""");
                }

                stage.Minute();
            }

            Assert.Equal(CheckoutState.Starting, stage.State);
            Assert.InRange(stage.Calls.Calls.Count(call => call.Action == StationWishes.DataTransfer), 2, 10);
        }

        /// <summary>Its end is lost with its board: the bay is free for the next one, and what comes late is found still.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public async Task A_charge_behind_which_another_has_begun_holds_no_bay(string database)
        {
            using CheckoutStage stage = new(database);
            await stage.Start();
            stage.Calls.Answer(Accepted);
            stage.Begin("T1", stage.Token());
            stage.Advance(60);
            string begin = stage.Time;
            stage.Begin("T2", "04AABBCC", 1_000_000);
            stage.Advance(20);
            Assert.Equal(CheckoutState.Ended, stage.State);
            stage.Restart();
            stage.Advance(20);
            Assert.Equal(CheckoutState.Ended, stage.State);
            stage.End("T2", "04AABBCC", begin, 1_000_000, 2_000_000);
            Assert.True(await stage.Make());
        }

        /// <summary>A full car stands there since ten seconds behind the begin.</summary>
        /// <returns>The time of the begin.</returns>
        private static async Task<string> Full(CheckoutStage stage)
        {
            await stage.Start();
            stage.Calls.Answer(Accepted);
            string begin = stage.Time;
            stage.Begin("T1", stage.Token());
            stage.Advance(10);
            stage.Between("T1", stage.Token(), "S", 2_000_000);
            return begin;
        }
    }
}
