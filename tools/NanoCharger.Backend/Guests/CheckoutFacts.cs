using System;

namespace NanoCharger.Backend.Guests
{
    /// <summary>What is known of a checkout at a moment, and what has happened to it by that. Nothing else moves one on by itself.</summary>
    /// <param name="State">Where it stands.</param>
    /// <param name="UntilMs">Until when it may.</param>
    /// <param name="NowMs">The moment.</param>
    internal sealed record CheckoutFacts(CheckoutState State, long? UntilMs, long NowMs)
    {
        private const string StartIsOver = "StartIsOver";

        /// <summary>Its charger hangs in its bay.</summary>
        internal bool IsThere { get; init; } = true;

        /// <summary>A transaction runs there that is none of its own.</summary>
        internal bool IsTaken { get; init; }

        /// <summary>When the charger was heard last, and when it told of a transaction; 0: not since this program began.</summary>
        internal (long Ms, long EventMs) Heard { get; init; }

        /// <summary>What came of the call that starts; null where it was not stored.</summary>
        internal CallOutcome? Start { get; init; }

        /// <summary>What came of the call that takes the start back; null where none was stored.</summary>
        internal CallOutcome? TakeBack { get; init; }

        /// <summary>Why the start is taken back; null where it is not.</summary>
        internal CheckoutReason? TakenBackFor { get; init; }

        /// <summary>Its newest transaction; null: none.</summary>
        internal OwnTransaction? Own { get; init; }

        /// <summary>What that cost so far has come to the cap, or what is held for it has to be taken soon, and nobody has asked it to end.</summary>
        internal bool IsSpent { get; init; }

        /// <summary>His bank holds his cap.</summary>
        internal bool IsHeld { get; init; }

        /// <summary>His bank holds nothing, and will not.</summary>
        internal bool IsUnpaid { get; init; }

        /// <summary>What has happened, with the reason where it is over by that; null: nothing.</summary>
        internal (CheckoutEvent What, CheckoutReason? Why)? Happened => State switch
        {
            CheckoutState.Checkout or CheckoutState.Waiting => BeforeStart(),
            CheckoutState.Paying => IsHeld && IsThere && !IsTaken && NowMs < UntilMs + (long)CheckoutTimes.PaidLate.TotalMilliseconds ? (CheckoutEvent.Paid, null) : IsUnpaid ? (CheckoutEvent.Unpaid, CheckoutReason.Unpaid) : BeforeStart(),
            CheckoutState.Starting => OfStart(),
            CheckoutState.Charging => Own is { Ended: true } ? (CheckoutEvent.Finished, null) : IsSpent ? (CheckoutEvent.Stop, null) : null,
            CheckoutState.Ended => Own is { Ended: false } ? (CheckoutEvent.Begun, null) : Own is { IsSettled: true } ? (CheckoutEvent.Settled, null) : null,
            CheckoutState.Over => Own is not null ? (CheckoutEvent.Begun, null) : null,
            _ => null,
        };

        private (CheckoutEvent What, CheckoutReason? Why)? BeforeStart()
        {
            return !IsThere ? (CheckoutEvent.Gone, CheckoutReason.Moved)
                : IsTaken ? (CheckoutEvent.Taken, CheckoutReason.Taken)
                : NowMs >= UntilMs ? (CheckoutEvent.Lapse, CheckoutReason.Lapsed)
                : null;
        }

        /// <summary>Whether all has come that the charger had to tell before a time: it was in contact behind it, and tells of no transaction any more.</summary>
        private bool IsTold(long ms)
        {
            return Heard.Ms >= ms && NowMs >= Heard.EventMs + (long)CheckoutTimes.OnItsWay.TotalMilliseconds;
        }

        /// <summary>That nothing began follows from no time alone: the charger has said so, or was never told to begin.</summary>
        private (CheckoutEvent What, CheckoutReason? Why)? OfStart()
        {
            if (Own is not null)
            {
                return (CheckoutEvent.Begun, null);
            }

            if (!IsThere && TakeBack is not null)
            {
                return (CheckoutEvent.Gone, CheckoutReason.Moved);
            }

            if (Start is { IsRefused: true } refused && refused.Code != StartIsOver)
            {
                return (CheckoutEvent.Rejected, CheckoutReason.StationRefused);
            }

            if (Start is { IsOpen: false, WasSent: false })
            {
                return (CheckoutEvent.Nothing, TakenBackFor ?? CheckoutReason.NoAnswer);
            }

            if (TakeBack is { IsAccepted: true } told && IsTold(told.EndedMs!.Value + (long)CheckoutTimes.OnItsWay.TotalMilliseconds))
            {
                return (CheckoutEvent.Nothing, TakenBackFor ?? CheckoutReason.NoVehicle);
            }

            return TakeBack is null ? (!IsThere ? (CheckoutEvent.Overdue, CheckoutReason.Moved) : NowMs >= UntilMs ? (CheckoutEvent.Overdue, Start is { IsAccepted: true } ? CheckoutReason.NoVehicle : CheckoutReason.NoAnswer) : null)
                : TakeBack is { IsOpen: false, IsAccepted: false } failed && NowMs >= failed.EndedMs + (long)(failed.Status is null ? CheckoutTimes.OnItsWay : CheckoutTimes.Again).TotalMilliseconds ? (CheckoutEvent.Overdue, TakenBackFor)
                : null;
        }
    }

    /// <summary>A transaction of a guest.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Ended">It has ended.</param>
    /// <param name="EndedMs">When; null while it runs, or nobody knows.</param>
    /// <param name="Charge">The charge that it is in; null: none yet.</param>
    /// <param name="IsSettled">That is billed, waived or free.</param>
    internal sealed record OwnTransaction(string Id, bool Ended, long? EndedMs, long? Charge, bool IsSettled);
}
