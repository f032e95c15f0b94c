using NanoCharger.Backend.Guests;
using Xunit;

namespace NanoCharger.Backend.Tests.Guests
{
    /// <summary>What has happened to a checkout, by what is known of it.</summary>
    public sealed class CheckoutFactsTests
    {
        private const long Now = 1_000_000_000;

        private static readonly CallOutcome Open = new(null, true, null, null);
        private static readonly CallOutcome Yes = new(Now - 60_000, true, "Accepted", null);
        private static readonly CallOutcome No = new(Now - 60_000, true, "Rejected", "NotEnabled");
        private static readonly CallOutcome Unanswered = new(Now - 60_000, true, null, null);
        private static readonly CallOutcome Unsent = new(Now - 60_000, false, null, null);
        private static readonly OwnTransaction Runs = new("T1", false, null, null, false);
        private static readonly OwnTransaction Done = new("T1", true, Now - 5000, 7, false);

        [Theory]
        [InlineData(CheckoutState.Checkout)]
        [InlineData(CheckoutState.Waiting)]
        public void Before_the_start_it_lapses_is_taken_or_its_charger_goes(CheckoutState state)
        {
            Assert.Null(At(state, later: 1).Happened);
            Assert.Equal((CheckoutEvent.Lapse, CheckoutReason.Lapsed), At(state, later: 0).Happened);
            Assert.Equal((CheckoutEvent.Taken, CheckoutReason.Taken), (At(state, later: 1) with { IsTaken = true }).Happened);
            Assert.Equal((CheckoutEvent.Gone, CheckoutReason.Moved), (At(state, later: 1) with { IsThere = false }).Happened);
        }

        /// <summary>His bank's word starts it; what has become of the bay goes before.</summary>
        [Fact]
        public void Who_pays_by_card_is_started_when_his_bank_holds_his_cap()
        {
            CheckoutFacts paying = At(CheckoutState.Paying, later: 1);
            Assert.Null(paying.Happened);
            Assert.Equal((CheckoutEvent.Paid, null), (paying with { IsHeld = true }).Happened);
            Assert.Equal((CheckoutEvent.Taken, CheckoutReason.Taken), (paying with { IsHeld = true, IsTaken = true }).Happened);
            Assert.Equal((CheckoutEvent.Gone, CheckoutReason.Moved), (paying with { IsHeld = true, IsThere = false }).Happened);
            Assert.Equal((CheckoutEvent.Unpaid, CheckoutReason.Unpaid), (paying with { IsUnpaid = true }).Happened);
            Assert.Equal((CheckoutEvent.Lapse, CheckoutReason.Lapsed), At(CheckoutState.Paying, later: 0).Happened);
            Assert.Equal((CheckoutEvent.Paid, null), (At(CheckoutState.Paying, later: -119_999) with { IsHeld = true }).Happened);
            Assert.Equal((CheckoutEvent.Lapse, CheckoutReason.Lapsed), (At(CheckoutState.Paying, later: -120_000) with { IsHeld = true }).Happened);
        }

        [Fact]
        public void A_start_ends_by_what_the_charger_says_and_by_no_time_alone()
        {
            CheckoutFacts early = At(CheckoutState.Starting, later: 1);
            CheckoutFacts late = At(CheckoutState.Starting, later: -86_400_000);
            Assert.Null((early with { Start = Open }).Happened);
            Assert.Equal((CheckoutEvent.Begun, null), (early with { Start = Open, Own = Runs }).Happened);
            Assert.Equal((CheckoutEvent.Rejected, CheckoutReason.StationRefused), (early with { Start = No }).Happened);
            Assert.Equal((CheckoutEvent.Nothing, CheckoutReason.NoAnswer), (early with { Start = Unsent }).Happened);
            Assert.Equal((CheckoutEvent.Nothing, CheckoutReason.Withdrawn), (early with { Start = Unsent, TakeBack = Open, TakenBackFor = CheckoutReason.Withdrawn }).Happened);
            Assert.Equal((CheckoutEvent.Overdue, CheckoutReason.NoVehicle), (late with { Start = Yes }).Happened);
            Assert.Equal((CheckoutEvent.Overdue, CheckoutReason.NoAnswer), (late with { Start = Unanswered }).Happened);
            Assert.Null((late with { Start = Yes, TakeBack = Open }).Happened);
            Assert.Null((late with { Start = Yes, TakeBack = Open, Own = null }).Happened);

            // Who hangs elsewhere by now is told first that nothing is to begin.
            Assert.Equal((CheckoutEvent.Overdue, CheckoutReason.Moved), (early with { Start = Yes, IsThere = false }).Happened);
            Assert.Equal((CheckoutEvent.Gone, CheckoutReason.Moved), (late with { Start = Yes, TakeBack = Open, IsThere = false }).Happened);

            // What the charger has said may be ahead of what is still on its way: it has to be in contact behind it, and to tell of nothing any more.
            Assert.Null((late with { Start = Yes, TakeBack = Yes with { EndedMs = Now - 29_999 } }).Happened);
            Assert.Null((late with { Start = Yes, TakeBack = Yes, Heard = (Now - 30_001, 0) }).Happened);
            Assert.Null((late with { Start = Yes, TakeBack = Yes, Heard = (Now, Now - 29_999) }).Happened);
            Assert.Equal((CheckoutEvent.Nothing, CheckoutReason.NoVehicle), (late with { Start = Yes, TakeBack = Yes, Heard = (Now - 30_000, Now - 30_000) }).Happened);
            Assert.Equal((CheckoutEvent.Nothing, CheckoutReason.NoVehicle), (late with { Start = Yes, TakeBack = Yes }).Happened);
            Assert.Equal((CheckoutEvent.Nothing, CheckoutReason.Withdrawn), (early with { Start = Yes, TakeBack = Yes, TakenBackFor = CheckoutReason.Withdrawn }).Happened);
            Assert.Equal((CheckoutEvent.Begun, null), (late with { Start = Yes, TakeBack = Yes, Own = Runs }).Happened);
            Assert.Equal((CheckoutEvent.Overdue, CheckoutReason.Withdrawn), (early with { Start = Yes, TakeBack = Unanswered, TakenBackFor = CheckoutReason.Withdrawn }).Happened);
            Assert.Null((early with { Start = Yes, TakeBack = No, TakenBackFor = CheckoutReason.Withdrawn }).Happened);
            Assert.Equal((CheckoutEvent.Overdue, CheckoutReason.Withdrawn), (early with { Start = Yes, TakeBack = No with { EndedMs = Now - 600_000 }, TakenBackFor = CheckoutReason.Withdrawn }).Happened);
        }

        /// <summary>A start that is over may have charged: its transaction may be on its way.</summary>
        [Fact]
        public void A_start_that_the_charger_knows_to_be_over_is_not_taken_for_refused()
        {
            CallOutcome over = No with { Code = "StartIsOver" };
            Assert.Null((At(CheckoutState.Starting, later: 1) with { Start = over }).Happened);
            Assert.Equal((CheckoutEvent.Overdue, CheckoutReason.NoAnswer), (At(CheckoutState.Starting, later: 0) with { Start = over }).Happened);
        }

        [Fact]
        public void A_charge_ends_goes_on_behind_a_cut_and_is_settled()
        {
            Assert.Null((At(CheckoutState.Charging) with { Own = Runs }).Happened);
            Assert.Equal((CheckoutEvent.Finished, null), (At(CheckoutState.Charging) with { Own = Done }).Happened);
            Assert.Equal((CheckoutEvent.Stop, null), (At(CheckoutState.Charging) with { Own = Runs, IsSpent = true }).Happened);
            Assert.Null((At(CheckoutState.Ended) with { Own = Done }).Happened);
            Assert.Equal((CheckoutEvent.Begun, null), (At(CheckoutState.Ended) with { Own = Runs }).Happened);
            Assert.Equal((CheckoutEvent.Settled, null), (At(CheckoutState.Ended) with { Own = Done with { IsSettled = true } }).Happened);
            Assert.Null(At(CheckoutState.Over).Happened);
            Assert.Equal((CheckoutEvent.Begun, null), (At(CheckoutState.Over) with { Own = Done }).Happened);
        }

        private static CheckoutFacts At(CheckoutState state, long later = 0)
        {
            return new CheckoutFacts(state, Now + later, Now) { Heard = (Now, 0) };
        }
    }
}
