using System;

namespace NanoCharger.Backend.Payments
{
    /// <summary>What is known of a hold at a moment, and what has happened to it by that. Nothing else moves one on: no time alone, and no guess at what the provider has done.</summary>
    /// <param name="State">Where it stands.</param>
    /// <param name="NowMs">The moment.</param>
    internal sealed record HoldFacts(HoldState State, long NowMs)
    {
        /// <summary>Nothing can come of what it is for.</summary>
        internal bool IsUnused { get; init; }

        /// <summary>How much is held, minor units.</summary>
        internal long HeldMinor { get; init; }

        /// <summary>Until when it may be taken.</summary>
        internal long CaptureBeforeMs { get; init; } = long.MaxValue;

        /// <summary>The charge is settled: billed, waived or free.</summary>
        internal bool IsSettled { get; init; }

        /// <summary>Its bill that stands, with what is to be paid; null where none does.</summary>
        internal (long Number, long GrossMinor)? Bill { get; init; }

        /// <summary>The bill that it was taken or waived for is taken back since.</summary>
        internal bool IsCredited { get; init; }

        /// <summary>What is asked of the provider to take.</summary>
        internal long TakeMinor { get; init; }

        /// <summary>The least that he takes.</summary>
        internal long LeastMinor { get; init; }

        /// <summary>Since when it is in its state.</summary>
        internal long SinceMs { get; init; }

        /// <summary>How he says that it stands; null while he was not asked.</summary>
        internal HoldStatus? Asked { get; init; }

        /// <summary>What can be taken for the bill: what is owed, and not above what is held.</summary>
        internal long Takes => Math.Min(Bill?.GrossMinor ?? 0, HeldMinor);

        /// <summary>What has happened, with the reason where nothing is taken or all is given back for it; null: nothing.</summary>
        internal (HoldEvent What, HoldReason? Why)? Happened => ByProvider() ?? ByBooks();

        /// <summary>What the provider has said goes first: it is a fact, and all else a wish.</summary>
        private (HoldEvent What, HoldReason? Why)? ByProvider()
        {
            return (State, Asked?.Standing) switch
            {
                (_, null) => null,
                (HoldState.Open, HoldStanding.Held) => (HoldEvent.Held, null),
                (HoldState.Open, HoldStanding.Gone) => (HoldEvent.Gone, IsUnused ? HoldReason.NotUsed : HoldReason.PageEnded),
                (HoldState.Held or HoldState.Taking, HoldStanding.Gone) => (HoldEvent.Gone, HoldReason.HoldEnded),
                (HoldState.LettingGo, HoldStanding.Gone) => (HoldEvent.Gone, null),
                (HoldState.Taking, HoldStanding.Held) when Ends(HoldTimes.GiveUpAhead) => (HoldEvent.TooLate, HoldReason.NotTaken),
                (HoldState.Taking, HoldStanding.Captured) when Asked!.CapturedMinor == TakeMinor && IsKept => Asked.ProviderFeeMinor is null && NowMs < SinceMs + (long)HoldTimes.ForFee.TotalMilliseconds ? null : (HoldEvent.Taken, null),

                // Held, and taken by a word that a restored backup does not know: the receipt tells whether it is right.
                (HoldState.Open or HoldState.Taking or HoldState.LettingGo, HoldStanding.Captured) => (HoldEvent.Foreign, HoldReason.Foreign),
                (HoldState.Captured or HoldState.GivingBack, HoldStanding.Captured) when IsKept && Asked!.Dispute is { IsLost: true } => (HoldEvent.Lost, null),
                (HoldState.Captured, HoldStanding.Captured) when !IsKept => (HoldEvent.Refunded, HoldReason.Foreign),
                (HoldState.GivingBack, HoldStanding.Captured) when !IsKept => (HoldEvent.Refunded, null),

                // Nothing of it is ours, whatever it was taken for: his bank has said yes late, or a refund has come back.
                (HoldState.Released or HoldState.Waived, HoldStanding.Held) => (HoldEvent.Held, null),
                (HoldState.Released or HoldState.Waived or HoldState.Refunded, HoldStanding.Captured) when IsKept && Asked!.Dispute is not { IsLost: true } => (HoldEvent.Foreign, State == HoldState.Refunded ? HoldReason.CameBack : null),
                (HoldState.Held, HoldStanding.Held) when !IsSettled && Ends(HoldTimes.ReleaseAhead) => (HoldEvent.TooLate, HoldReason.NoReceipt),
                _ => null,
            };
        }

        private (HoldEvent What, HoldReason? Why)? ByBooks()
        {
            return State switch
            {
                HoldState.Wanted or HoldState.Open => IsUnused ? (HoldEvent.Unused, HoldReason.NotUsed) : null,
                HoldState.Held => OfHeld(),
                HoldState.Captured or HoldState.Lost => IsCredited ? (HoldEvent.Credited, HoldReason.Credited) : null,
                HoldState.Waived => IsCredited ? (HoldEvent.Credited, null) : null,
                HoldState.Released or HoldState.Refunded => Bill is not null ? (HoldEvent.Unpaid, null) : null,
                _ => null,
            };
        }

        private (HoldEvent What, HoldReason? Why)? OfHeld()
        {
            return IsSettled ? (Takes == 0 ? (HoldEvent.NothingOwed, HoldReason.NothingOwed) : Takes < LeastMinor ? (HoldEvent.NothingOwed, HoldReason.TooLittle) : (HoldEvent.Billed, null))
                : IsUnused ? (HoldEvent.Unused, HoldReason.NotUsed)
                : null;
        }

        /// <summary>Something of what was taken is not given back.</summary>
        private bool IsKept => Asked!.RefundedMinor < Asked.CapturedMinor;

        /// <summary>By the provider's clock, not by ours: what is let go comes back by nobody's word.</summary>
        private bool Ends(TimeSpan ahead)
        {
            return Asked!.ToldMs >= CaptureBeforeMs - (long)ahead.TotalMilliseconds;
        }
    }
}
