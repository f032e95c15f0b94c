using System.Collections.Generic;

namespace NanoCharger.Backend.Guests
{
    /// <summary>A checkout's states as a table: what is not in it does not happen. The README draws it, a test walks it.</summary>
    public static class CheckoutTable
    {
        /// <summary>All steps. <c>From</c> null: a guest makes it.</summary>
        public static IReadOnlyList<(CheckoutState? From, CheckoutEvent Event, CheckoutState To, CheckoutEffect Effect)> Steps { get; } =
        [
            (null, CheckoutEvent.Begin, CheckoutState.Checkout, CheckoutEffect.None),
            (CheckoutState.Checkout, CheckoutEvent.Ask, CheckoutState.Waiting, CheckoutEffect.None),
            (CheckoutState.Checkout, CheckoutEvent.Go, CheckoutState.Starting, CheckoutEffect.Start),
            (CheckoutState.Checkout, CheckoutEvent.Withdraw, CheckoutState.Over, CheckoutEffect.None),
            (CheckoutState.Checkout, CheckoutEvent.Lapse, CheckoutState.Over, CheckoutEffect.None),
            (CheckoutState.Checkout, CheckoutEvent.Taken, CheckoutState.Over, CheckoutEffect.None),
            (CheckoutState.Checkout, CheckoutEvent.Gone, CheckoutState.Over, CheckoutEffect.None),
            (CheckoutState.Waiting, CheckoutEvent.Confirm, CheckoutState.Starting, CheckoutEffect.Start),
            (CheckoutState.Waiting, CheckoutEvent.Refuse, CheckoutState.Over, CheckoutEffect.None),
            (CheckoutState.Waiting, CheckoutEvent.Withdraw, CheckoutState.Over, CheckoutEffect.None),
            (CheckoutState.Waiting, CheckoutEvent.Lapse, CheckoutState.Over, CheckoutEffect.None),
            (CheckoutState.Waiting, CheckoutEvent.Taken, CheckoutState.Over, CheckoutEffect.None),
            (CheckoutState.Waiting, CheckoutEvent.Gone, CheckoutState.Over, CheckoutEffect.None),
            (CheckoutState.Checkout, CheckoutEvent.Pay, CheckoutState.Paying, CheckoutEffect.Hold),
            (CheckoutState.Paying, CheckoutEvent.Paid, CheckoutState.Starting, CheckoutEffect.Start),
            (CheckoutState.Paying, CheckoutEvent.Unpaid, CheckoutState.Over, CheckoutEffect.None),
            (CheckoutState.Paying, CheckoutEvent.Withdraw, CheckoutState.Over, CheckoutEffect.None),
            (CheckoutState.Paying, CheckoutEvent.Lapse, CheckoutState.Over, CheckoutEffect.None),
            (CheckoutState.Paying, CheckoutEvent.Taken, CheckoutState.Over, CheckoutEffect.None),
            (CheckoutState.Paying, CheckoutEvent.Gone, CheckoutState.Over, CheckoutEffect.None),
            (CheckoutState.Starting, CheckoutEvent.Begun, CheckoutState.Charging, CheckoutEffect.None),
            (CheckoutState.Starting, CheckoutEvent.Rejected, CheckoutState.Over, CheckoutEffect.None),
            (CheckoutState.Starting, CheckoutEvent.Withdraw, CheckoutState.Starting, CheckoutEffect.TakeBack),
            (CheckoutState.Starting, CheckoutEvent.Overdue, CheckoutState.Starting, CheckoutEffect.TakeBack),
            (CheckoutState.Starting, CheckoutEvent.Nothing, CheckoutState.Over, CheckoutEffect.None),
            (CheckoutState.Starting, CheckoutEvent.Gone, CheckoutState.Over, CheckoutEffect.None),
            (CheckoutState.Charging, CheckoutEvent.Stop, CheckoutState.Charging, CheckoutEffect.Stop),
            (CheckoutState.Charging, CheckoutEvent.Finished, CheckoutState.Ended, CheckoutEffect.None),

            // Behind a loss of power the charge goes on in another transaction.
            (CheckoutState.Ended, CheckoutEvent.Begun, CheckoutState.Charging, CheckoutEffect.None),
            (CheckoutState.Ended, CheckoutEvent.Settled, CheckoutState.Billed, CheckoutEffect.None),

            // What the charger tells late is charged all the same, and its guest finds it.
            (CheckoutState.Over, CheckoutEvent.Begun, CheckoutState.Charging, CheckoutEffect.None),
        ];

        /// <summary>The step of an event; null where the state has none for it.</summary>
        public static (CheckoutState To, CheckoutEffect Effect)? Step(CheckoutState? from, CheckoutEvent what)
        {
            return StepTable.Find(Steps, from, what);
        }
    }
}
