using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Guests;
using NanoCharger.Backend.Payments;
using NanoCharger.Backend.Stations;
using NanoCharger.Backend.Tests.Guests;
using Xunit;

namespace NanoCharger.Backend.Tests.Payments
{
    /// <summary>What a reader found who looked for ways in which money is lost, or stays where it is.</summary>
    public sealed class HoldTrialTests
    {
        private const long Day = 86_400_000;
        private const string Rejected = """{"status":"Rejected","statusInfo":{"reasonCode":"Faulted"}}""";

        /// <summary>Somebody lets the hold go by hand, or it ends before its time: nothing is behind the charge any more.</summary>
        [Theory]
        [OnSqlite]
        public async Task A_charge_whose_hold_is_gone_is_ended_at_once(string database)
        {
            using CardStage stage = new(database);
            await Begin(stage);
            stage.Cards.Last.Standing = HoldStanding.Gone;
            Call(stage);
            Assert.Equal((CheckoutState.Charging, HoldState.Released), stage.State);
            Assert.Single(stage.Guest.Calls.Calls, call => call.Action == StationWishes.RequestStop);
        }

        /// <summary>The charger says that nothing will begin, and tells late that something has: it has no money behind it.</summary>
        [Theory]
        [OnSqlite]
        public async Task A_begin_behind_the_release_is_ended_at_once(string database)
        {
            using CardStage stage = new(database);
            await TakeBack(stage);
            stage.Guest.Advance(60);
            Assert.Equal((CheckoutState.Over, HoldState.Released), stage.State);
            stage.Guest.Sleep(TimeSpan.FromDays(3));
            stage.Guest.Begin("T1", stage.Guest.Token());
            stage.Guest.Advance(20);
            Assert.Equal(CheckoutState.Charging, stage.Guest.State);
            Assert.Single(stage.Guest.Calls.Calls, call => call.Action == StationWishes.RequestStop);
        }

        /// <summary>The charger has charged, says that nothing will begin any more, and is gone again before it could tell: its receipt is taken.</summary>
        [Theory]
        [OnSqlite]
        public async Task Nothing_is_let_go_before_the_charger_could_tell(string database)
        {
            using CardStage stage = new(database);
            await TakeBack(stage);
            stage.Guest.IsSilent = true;
            stage.Guest.Sleep(TimeSpan.FromHours(2));
            stage.Guest.Advance(60);
            Assert.Equal((CheckoutState.Starting, HoldState.Held), stage.State);
            string begin = stage.Guest.Time;
            stage.Guest.Sleep(TimeSpan.FromMinutes(30));
            stage.Guest.End("T1", stage.Guest.Token(), begin, 0, 10_000_000);
            stage.Guest.IsSilent = false;
            stage.Guest.Sleep(TimeSpan.FromMinutes(11));
            stage.Bill();
            Assert.Equal((HoldState.Captured, 6_00L), (stage.Guest.HoldState, stage.Cards.Kept));
        }

        /// <summary>Somebody hangs the charger elsewhere in the tables while it is to start: it is told first that nothing is to begin.</summary>
        [Theory]
        [OnSqlite]
        public async Task A_charger_that_is_moved_is_told_to_begin_nothing(string database)
        {
            using CardStage stage = new(database);
            await stage.Pay();
            stage.Guest.Calls.Answer(CardStage.Accepted);
            stage.Guest.Calls.Stage.Sql(FormattableString.Invariant($"UPDATE placements SET to_ms = {stage.NowMs}"));
            stage.Guest.Advance(20);
            Assert.Equal((CheckoutState.Over, HoldState.Released), stage.State);
            Assert.Single(stage.Guest.Calls.Calls, call => call.Payload.Contains("WithdrawStart", StringComparison.Ordinal));
        }

        /// <summary>A loss of power has cut the charge, and its charger is gone: its hold cannot wait for the other part.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public async Task What_a_loss_of_power_has_cut_is_taken_before_its_hold_ends(string database)
        {
            using CardStage stage = new(database);
            await stage.Pay(stage.NowMs + (2 * Day));
            Charge(stage, cause: "P");
            stage.Bill();
            Assert.Equal((CheckoutState.Ended, HoldState.Held), stage.State);
            stage.Guest.Sleep(TimeSpan.FromDays(1));
            stage.Guest.Advance(30);
            Assert.Equal((CheckoutState.Billed, HoldState.Captured, 6_00L), (stage.Guest.State, stage.Guest.HoldState, stage.Cards.Kept));
            Assert.Empty(stage.Findings());
        }

        /// <summary>It goes on in another transaction: that one is asked to end for the sake of the hold, and nothing is settled before.</summary>
        [Theory]
        [OnSqlite]
        public async Task What_goes_on_is_not_settled_for_the_sake_of_its_hold(string database)
        {
            using CardStage stage = new(database);
            await stage.Pay(stage.NowMs + (2 * Day));
            Charge(stage, cause: "P");
            stage.Bill();
            stage.Guest.Begin("T2", stage.Guest.Token(), 10_000_000);
            stage.Guest.Advance(20);
            stage.Guest.Sleep(TimeSpan.FromDays(1));
            stage.Guest.Calls.Hear();
            stage.Guest.Advance(30);
            Assert.Equal((CheckoutState.Charging, HoldState.Held, nameof(ChargeState.Open)), (stage.Guest.State, stage.Guest.HoldState, stage.Guest.Calls.Stage.All<ChargeRow>().Single().State));
            Assert.Contains(stage.Guest.Calls.Calls, call => call.Action == StationWishes.RequestStop && call.Payload.Contains("T2", StringComparison.Ordinal));

            // A worker that read before T2 came, and writes now.
            stage.Guest.Calls.Stage.Do(context =>
            {
                Assert.False(stage.Desk(context).LetGo(context.Charges.Single().Id));
                return 0;
            });
        }

        /// <summary>It goes on in another transaction: who settles the first part would have two bills for one hold.</summary>
        [Theory]
        [OnSqlite]
        public async Task A_charge_that_goes_on_is_not_let_go_by_hand(string database)
        {
            using CardStage stage = new(database);
            await stage.Pay();
            Charge(stage, cause: "P");
            stage.Bill();
            stage.Guest.Begin("T2", stage.Guest.Token(), 10_000_000);
            stage.Guest.Advance(20);
            Assert.Equal(CheckoutState.Charging, stage.Guest.State);
            long charge = stage.Guest.Calls.Stage.All<ChargeRow>().Single().Id;
            InvalidDataException no = Assert.Throws<InvalidDataException>(() => stage.Guest.Calls.Stage.Do(context =>
            {
                stage.Desk(context).Move(charge, ChargeEvent.LetGo, "as the manager says");
                return 0;
            }));
            Assert.Contains("T2, which runs", no.Message, StringComparison.Ordinal);
        }

        /// <summary>The begin was lost for good: the receipt names him, and his hold pays it.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public async Task A_receipt_whose_begin_never_came_is_taken(string database)
        {
            using CardStage stage = new(database);
            await stage.Pay();
            stage.Guest.Calls.Answer(CardStage.Accepted);
            string begin = stage.Guest.Time;
            stage.Guest.Sleep(TimeSpan.FromMinutes(30));
            stage.Guest.End("T1", stage.Guest.Token(), begin, 0, 10_000_000);
            stage.Guest.Sleep(TimeSpan.FromMinutes(11));
            stage.Bill();
            stage.Guest.Advance(60);
            Assert.Equal((HoldState.Captured, 6_00L), (stage.Guest.HoldState, stage.Cards.Kept));
            Assert.Empty(stage.Findings());
        }

        /// <summary>A clock that was days ahead for one look wrote when to ask.</summary>
        [Theory]
        [OnSqlite]
        public async Task A_time_to_ask_that_lies_days_ahead_is_no_time(string database)
        {
            using CardStage stage = new(database);
            await stage.Pay();
            stage.Cards.Trouble = static (what, _) => throw new ProviderException("no answer", isRefusal: true);
            stage.Guest.Calls.Answer(Rejected);
            stage.Guest.Advance(20);
            Assert.Equal(HoldState.LettingGo, stage.Guest.HoldState);
            stage.Cards.Trouble = static (_, _) => { };
            stage.Guest.Calls.Stage.Sql(FormattableString.Invariant($"UPDATE holds SET ask_ms = {stage.NowMs + (8 * Day)}"));
            stage.Guest.Advance(10);
            Assert.Equal(HoldState.Released, stage.Guest.HoldState);
        }

        /// <summary>The provider calls while the answer to an older question is on its way: he is asked again.</summary>
        [Theory]
        [OnSqlite]
        public async Task A_call_in_the_middle_of_a_look_is_not_forgotten(string database)
        {
            using CardStage stage = new(database);
            await stage.Charge(10_000_000);
            stage.Bill();
            bool called = false;
            stage.Cards.Trouble = (what, done) =>
            {
                if (done && !called)
                {
                    called = true;
                    stage.Cards.Last.Dispute = new HoldDispute("dp_1", 6_00, null, IsOpen: false, IsLost: true);
                    stage.Guest.Calls.Clock.Advance(TimeSpan.FromMilliseconds(1));
                    stage.Guest.Calls.Stage.Do(context => HoldDesk.Nudge(context, static holds => holds, stage.NowMs));
                }
            };
            Call(stage);
            Assert.True(called);
            Assert.Equal(HoldState.Lost, stage.Guest.HoldState);
        }

        /// <summary>He has too much to do, or does the same for another worker just now: he is there.</summary>
        [Theory]
        [OnSqlite]
        public async Task A_busy_provider_is_no_dead_one(string database)
        {
            using CardStage stage = new(database);
            await stage.Pay();
            stage.Cards.Trouble = static (_, _) => throw new ProviderException("too much to do", isRefusal: false) { IsBusy = true };
            Call(stage);
            Assert.NotEqual(0, stage.Hold.Failures);
            Assert.Null(stage.Guest.Holds!.Health.DownSinceMs);
            stage.Cards.Trouble = static (_, _) => throw new ProviderException("no answer", isRefusal: false);
            Call(stage);
            Assert.NotNull(stage.Guest.Holds!.Health.DownSinceMs);
        }

        /// <summary>He refuses to take it, as from an account that may not sell any more: the guest has his money when the hold has to end, and the books say why.</summary>
        [Theory]
        [OnSqlite]
        public async Task What_cannot_be_taken_is_let_go_before_its_hold_ends(string database)
        {
            using CardStage stage = new(database);
            await stage.Charge(10_000_000, stage.NowMs + (2 * Day));
            stage.Cards.Trouble = static (what, _) => _ = what == nameof(ICardProvider.Capture) ? throw new ProviderException("no", isRefusal: true) : true;
            stage.Bill();
            stage.Guest.Sleep(TimeSpan.FromHours(45));
            stage.Guest.Advance(30);
            Assert.Equal(HoldState.Taking, stage.Guest.HoldState);
            stage.Guest.Sleep(TimeSpan.FromHours(1));
            stage.Guest.Advance(60);
            Assert.Equal((HoldState.Waived, HoldStanding.Gone, 0L), (stage.Guest.HoldState, stage.Cards.Last.Standing, stage.Cards.Kept));
            Assert.Equal((nameof(HoldReason.NotTaken), "waived 1: waived receivable/1 600"), (stage.Hold.Reason, stage.Ledger()[^1]));
            Assert.Empty(stage.Findings());
        }

        /// <summary>The provider calls, and all that follows.</summary>
        private static void Call(CardStage stage)
        {
            stage.Guest.Calls.Stage.Do(context => HoldDesk.Nudge(context, static holds => holds, stage.NowMs));
            stage.Guest.Advance(20);
        }

        private static async Task Begin(CardStage stage)
        {
            await stage.Pay();
            stage.Guest.Calls.Answer(CardStage.Accepted);
            stage.Guest.Begin("T1", stage.Guest.Token());
            stage.Guest.Advance(10);
            Assert.Equal(CheckoutState.Charging, stage.Guest.State);
        }

        /// <summary>No transaction comes, and the charger says that nothing will begin.</summary>
        private static async Task TakeBack(CardStage stage)
        {
            await stage.Pay();
            stage.Guest.Calls.Answer(CardStage.Accepted);
            stage.Guest.Advance(340);
            stage.Guest.Calls.Hear();
            stage.Guest.Advance(5);
            Assert.Contains("WithdrawStart", stage.Guest.Calls.Sent.Last(), StringComparison.Ordinal);
            stage.Guest.Calls.Answer(CardStage.Accepted);
        }

        /// <summary>10 kWh in half an hour.</summary>
        private static void Charge(CardStage stage, string cause)
        {
            stage.Guest.Calls.Answer(CardStage.Accepted);
            string begin = stage.Guest.Time;
            stage.Guest.Begin("T1", stage.Guest.Token());
            stage.Guest.Advance(10);
            stage.Guest.Sleep(TimeSpan.FromMinutes(30));
            stage.Guest.End("T1", stage.Guest.Token(), begin, 0, 10_000_000, cause);
        }
    }
}
