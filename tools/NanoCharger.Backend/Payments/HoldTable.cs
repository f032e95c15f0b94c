using System.Collections.Generic;

namespace NanoCharger.Backend.Payments
{
    /// <summary>A hold's states as a table: what is not in it does not happen. The README draws it, a test walks it.</summary>
    public static class HoldTable
    {
        /// <summary>All steps. <c>From</c> null: a guest makes it.</summary>
        public static IReadOnlyList<(HoldState? From, HoldEvent Event, HoldState To, HoldEffect Effect)> Steps { get; } =
        [
            (null, HoldEvent.Ask, HoldState.Wanted, HoldEffect.None),
            (HoldState.Wanted, HoldEvent.Opened, HoldState.Open, HoldEffect.None),

            // He was never shown the page that may have been made: nobody can pay on it.
            (HoldState.Wanted, HoldEvent.Unused, HoldState.Released, HoldEffect.None),
            (HoldState.Open, HoldEvent.Held, HoldState.Held, HoldEffect.None),
            (HoldState.Open, HoldEvent.Gone, HoldState.Released, HoldEffect.None),
            (HoldState.Open, HoldEvent.Unused, HoldState.LettingGo, HoldEffect.Release),
            (HoldState.Open, HoldEvent.Foreign, HoldState.GivingBack, HoldEffect.Refund),
            (HoldState.Held, HoldEvent.Billed, HoldState.Taking, HoldEffect.Capture),
            (HoldState.Held, HoldEvent.NothingOwed, HoldState.LettingGo, HoldEffect.Release),
            (HoldState.Held, HoldEvent.Unused, HoldState.LettingGo, HoldEffect.Release),
            (HoldState.Held, HoldEvent.TooLate, HoldState.LettingGo, HoldEffect.Release),
            (HoldState.Held, HoldEvent.Gone, HoldState.Released, HoldEffect.None),
            (HoldState.Taking, HoldEvent.Taken, HoldState.Captured, HoldEffect.PostTaken),
            (HoldState.Taking, HoldEvent.Gone, HoldState.Released, HoldEffect.None),
            (HoldState.Taking, HoldEvent.TooLate, HoldState.LettingGo, HoldEffect.Release),
            (HoldState.Taking, HoldEvent.Foreign, HoldState.GivingBack, HoldEffect.Refund),
            (HoldState.LettingGo, HoldEvent.Gone, HoldState.Released, HoldEffect.None),
            (HoldState.LettingGo, HoldEvent.Foreign, HoldState.GivingBack, HoldEffect.Refund),
            (HoldState.Captured, HoldEvent.Credited, HoldState.GivingBack, HoldEffect.Refund),
            (HoldState.Captured, HoldEvent.Refunded, HoldState.Refunded, HoldEffect.PostRefunded),
            (HoldState.GivingBack, HoldEvent.Refunded, HoldState.Refunded, HoldEffect.PostRefunded),
            (HoldState.Captured, HoldEvent.Lost, HoldState.Lost, HoldEffect.PostLost),
            (HoldState.GivingBack, HoldEvent.Lost, HoldState.Lost, HoldEffect.PostLost),
            (HoldState.Lost, HoldEvent.Credited, HoldState.Refunded, HoldEffect.PostRefunded),
            (HoldState.Released, HoldEvent.Unpaid, HoldState.Waived, HoldEffect.PostWaived),
            (HoldState.Refunded, HoldEvent.Unpaid, HoldState.Waived, HoldEffect.PostWaived),
            (HoldState.Waived, HoldEvent.Credited, HoldState.Released, HoldEffect.PostUnwaived),

            // What was over, and is not: his bank has said yes behind all that, or a refund has failed.
            (HoldState.Released, HoldEvent.Held, HoldState.LettingGo, HoldEffect.Release),
            (HoldState.Waived, HoldEvent.Held, HoldState.LettingGo, HoldEffect.Release),
            (HoldState.Released, HoldEvent.Foreign, HoldState.GivingBack, HoldEffect.Refund),
            (HoldState.Waived, HoldEvent.Foreign, HoldState.GivingBack, HoldEffect.Refund),
            (HoldState.Refunded, HoldEvent.Foreign, HoldState.GivingBack, HoldEffect.Refund),
        ];

        /// <summary>The step of an event; null where the state has none for it.</summary>
        public static (HoldState To, HoldEffect Effect)? Step(HoldState? from, HoldEvent what)
        {
            return StepTable.Find(Steps, from, what);
        }
    }
}
