using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Payments;
using Xunit;

namespace NanoCharger.Backend.Tests.Payments
{
    /// <summary>What was taken, and goes back: by a credit note, by somebody's hand, by the guest's bank.</summary>
    public sealed class HoldBackTests
    {
        private const long Day = 86_400_000;

        [Theory]
        [OnSqlite]
        [OnPostgres]
        public async Task A_credit_note_gives_all_back_and_a_second_bill_takes_nothing(string database)
        {
            using CardStage stage = new(database);
            await stage.Charge(10_000_000);
            stage.Bill();
            stage.Say(ChargeEvent.Credit);
            stage.Guest.Restart();
            stage.Guest.Advance(30);
            Assert.Equal((HoldState.Refunded, 0L), (stage.Guest.HoldState, stage.Cards.Kept));
            Assert.Equal("card-refunded 1: receivable/1 card-provider 600", stage.Ledger()[^1]);
            Assert.Empty(stage.Findings());
            stage.Say(ChargeEvent.Rebill);
            stage.Guest.Advance(30);
            Assert.Equal((HoldState.Waived, 0L), (stage.Guest.HoldState, stage.Cards.Kept));
            Assert.Equal("waived 3: waived receivable/1 600", stage.Ledger()[^1]);
            stage.Say(ChargeEvent.Credit);
            stage.Guest.Advance(30);
            Assert.Equal("waived-back 3: receivable/1 waived 600", stage.Ledger()[^1]);
            Assert.Empty(stage.Findings());
        }

        /// <summary>The card is closed, and the provider has it again: the books have it given back once, whatever the card does, and the hold says why it goes back anew.</summary>
        [Theory]
        [OnSqlite]
        public async Task A_refund_that_comes_back_is_given_again_and_booked_once(string database)
        {
            using CardStage stage = new(database);
            await stage.Charge(10_000_000);
            stage.Bill();
            stage.Say(ChargeEvent.Credit);
            stage.Guest.Advance(30);
            List<string> ledger = stage.Ledger();
            for (int time = 0; time < 2; time++)
            {
                stage.Cards.Last.Refunded = 0;
                stage.Guest.Sleep(TimeSpan.FromDays(1));
                stage.Guest.Advance(30);
                Assert.Equal((HoldState.Refunded, nameof(HoldReason.CameBack), 0L), (stage.Guest.HoldState, stage.Hold.Reason, stage.Cards.Kept));
            }

            Assert.Equal(ledger, stage.Ledger());
            Assert.Empty(stage.Findings());
        }

        /// <summary>Somebody takes it by hand on the provider's own pages: no bill is for it.</summary>
        [Theory]
        [OnSqlite]
        public async Task What_was_taken_by_hand_goes_back(string database)
        {
            using CardStage stage = new(database);
            await stage.Pay();
            (stage.Cards.Last.Standing, stage.Cards.Last.Captured) = (HoldStanding.Captured, 20_00);
            stage.Guest.Calls.Answer("""{"status":"Rejected","statusInfo":{"reasonCode":"Faulted"}}""");
            stage.Guest.Advance(60);
            Assert.Equal((HoldState.Refunded, 0L), (stage.Guest.HoldState, stage.Cards.Kept));
            Assert.Equal("card-foreign 1: card-provider card-foreign 2000; card-foreign card-provider 2000", stage.Ledger().Single());
            Assert.Empty(stage.Findings());
        }

        /// <summary>His bank takes it back: the books have it lost, and a credit note behind it gives nothing back twice.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public async Task What_his_bank_takes_back_is_lost_and_given_back_once(string database)
        {
            using CardStage stage = new(database);
            await stage.Charge(10_000_000);
            stage.Bill();
            stage.Dispute(new HoldDispute("dp_1", 6_00, stage.NowMs + Day, IsOpen: true, IsLost: false));
            Assert.Equal((HoldState.Captured, "open"), (stage.Guest.HoldState, stage.Hold.DisputeState));
            stage.Dispute(new HoldDispute("dp_1", 6_00, null, IsOpen: false, IsLost: true));
            Assert.Equal((HoldState.Lost, "card-lost 1: card-lost card-provider 600"), (stage.Guest.HoldState, stage.Ledger()[^1]));
            Assert.Empty(stage.Findings());
            stage.Say(ChargeEvent.Credit);
            stage.Guest.Advance(30);
            Assert.Equal((HoldState.Refunded, "card-refunded 1: receivable/1 card-lost 600"), (stage.Guest.HoldState, stage.Ledger()[^1]));
            Assert.Equal(6_00, stage.Cards.Kept);
            Assert.Empty(stage.Findings());
        }

        /// <summary>What his bank takes back is what it asked for.</summary>
        [Theory]
        [OnSqlite]
        public async Task A_part_that_is_lost_is_booked_as_a_part(string database)
        {
            using CardStage stage = new(database);
            await stage.Charge(10_000_000);
            stage.Bill();
            stage.Dispute(new HoldDispute("dp_1", 2_00, null, IsOpen: false, IsLost: true));
            Assert.Equal((HoldState.Lost, 2_00L, "card-lost 1: card-lost card-provider 200"), (stage.Guest.HoldState, stage.Hold.DisputeMinor, stage.Ledger()[^1]));
        }

        /// <summary>Nobody's bill was it taken for, and his bank is first to take it back: it came, and is lost.</summary>
        [Theory]
        [OnSqlite]
        public async Task What_was_taken_by_hand_and_is_lost_came_before(string database)
        {
            using CardStage stage = new(database);
            await stage.Pay();
            (stage.Cards.Last.Standing, stage.Cards.Last.Captured) = (HoldStanding.Captured, 20_00);
            stage.Cards.Last.Dispute = new HoldDispute("dp_1", 20_00, null, IsOpen: false, IsLost: true);
            stage.Guest.Calls.Answer("""{"status":"Rejected","statusInfo":{"reasonCode":"Faulted"}}""");
            stage.Guest.Advance(60);
            Assert.Equal((HoldState.Lost, "card-lost 1: card-provider card-foreign 2000; card-lost card-provider 2000"), (stage.Guest.HoldState, stage.Ledger().Single()));
        }

        /// <summary>The card is closed, and what was given back comes back to the provider: it is given back once more, and the books have it once.</summary>
        [Theory]
        [OnSqlite]
        public async Task A_refund_that_has_come_back_is_asked_for_again(string database)
        {
            using CardStage stage = new(database);
            await stage.Charge(10_000_000);
            stage.Bill();
            stage.Say(ChargeEvent.Credit);
            stage.Guest.Advance(30);
            Assert.Equal(HoldState.Refunded, stage.Guest.HoldState);
            int entries = stage.Ledger().Count;
            stage.Cards.Last.Refunded = 0;

            // Nobody calls: it is seen by who looks after a day.
            stage.Guest.Sleep(TimeSpan.FromDays(1));
            stage.Guest.Advance(30);
            Assert.Equal((HoldState.Refunded, 0L, entries), (stage.Guest.HoldState, stage.Cards.Kept, stage.Ledger().Count));
            Assert.Empty(stage.Findings());
        }

        /// <summary>His bank says yes when all is over: he is let go.</summary>
        [Theory]
        [OnSqlite]
        public async Task Money_that_is_held_behind_the_end_is_let_go(string database)
        {
            using CardStage stage = new(database);
            Assert.NotNull(await stage.GoToPay());
            stage.Guest.Desk.Withdraw(stage.Guest.Row);
            stage.Guest.Advance(20);
            Assert.Equal(HoldState.Released, stage.Guest.HoldState);
            stage.Cards.Pay(captureBeforeMs: stage.NowMs + (7 * Day));
            stage.Guest.Sleep(TimeSpan.FromDays(1));
            stage.Guest.Advance(30);
            Assert.Equal((HoldState.Released, HoldStanding.Gone), (stage.Guest.HoldState, stage.Cards.Last.Standing));
            Assert.NotNull(stage.Hold.HeldMs);
        }
    }
}
