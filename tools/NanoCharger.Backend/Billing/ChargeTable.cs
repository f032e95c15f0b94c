using System.Collections.Generic;

namespace NanoCharger.Backend.Billing
{
    /// <summary>A charge's states as a table: what is not in it does not happen. The README draws it, a test walks it.</summary>
    public static class ChargeTable
    {
        /// <summary>All steps. <c>From</c> null: the first receipt makes the charge. <c>To</c> null: what the rating says, Billed, Waived or Free.</summary>
        public static IReadOnlyList<(ChargeState? From, ChargeEvent Event, ChargeState? To, ChargeEffect Effect)> Steps { get; } =
        [
            (null, ChargeEvent.Cut, ChargeState.Open, ChargeEffect.None),
            (null, ChargeEvent.Ended, null, ChargeEffect.Settle),
            (ChargeState.Open, ChargeEvent.Cut, ChargeState.Open, ChargeEffect.None),
            (ChargeState.Open, ChargeEvent.Ended, null, ChargeEffect.Settle),
            (ChargeState.Open, ChargeEvent.LetGo, null, ChargeEffect.Settle),
            (ChargeState.Billed, ChargeEvent.Credit, ChargeState.Credited, ChargeEffect.CreditNote),
            (ChargeState.Credited, ChargeEvent.Rebill, null, ChargeEffect.Settle),
            (ChargeState.Waived, ChargeEvent.Rebill, null, ChargeEffect.Settle),
            (ChargeState.Free, ChargeEvent.Rebill, null, ChargeEffect.Settle),
        ];

        /// <summary>The step of an event; null where the state has none for it.</summary>
        public static (ChargeState? To, ChargeEffect Effect)? Step(ChargeState? from, ChargeEvent what)
        {
            return StepTable.Find(Steps, from, what);
        }
    }
}
