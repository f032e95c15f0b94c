namespace NanoCharger.Backend.Payments
{
    /// <summary>How the provider says that page and hold stand.</summary>
    internal enum HoldStanding
    {
        /// <summary>Nothing is paid yet, or the bank is still asked.</summary>
        Open = 1,

        /// <summary>The money is held.</summary>
        Held,

        /// <summary>Money was taken.</summary>
        Captured,

        /// <summary>The page has ended, the hold is let go, or it has run out: nothing is held.</summary>
        Gone,
    }

    /// <summary>How a hold stands, by the provider's own word.</summary>
    /// <param name="Standing">How.</param>
    internal sealed record HoldStatus(HoldStanding Standing)
    {
        /// <summary>The provider's id of the payment; null before one was tried.</summary>
        internal string? Intent { get; init; }

        /// <summary>How much is held, or was until it was let go, minor units.</summary>
        internal long HeldMinor { get; init; }

        /// <summary>When that was so, by the provider's own clock; null where he has not said.</summary>
        internal long? ToldMs { get; init; }

        /// <summary>Until when it may be taken; null where the bank has not said.</summary>
        internal long? CaptureBeforeMs { get; init; }

        /// <summary>How much was taken.</summary>
        internal long CapturedMinor { get; init; }

        /// <summary>How much of that was given back.</summary>
        internal long RefundedMinor { get; init; }

        /// <summary>What the provider keeps for it; null where he has not said yet.</summary>
        internal long? ProviderFeeMinor { get; init; }

        /// <summary>The guest has his bank ask for it back.</summary>
        internal HoldDispute? Dispute { get; init; }
    }

    /// <summary>A guest's bank asks for the money back.</summary>
    /// <param name="Id">The provider's id of it.</param>
    /// <param name="AmountMinor">How much.</param>
    /// <param name="AnswerByMs">Until when evidence is taken; null where it is not asked.</param>
    /// <param name="IsOpen">Nobody has decided yet.</param>
    /// <param name="IsLost">The money is gone.</param>
    internal sealed record HoldDispute(string Id, long AmountMinor, long? AnswerByMs, bool IsOpen, bool IsLost);

    /// <summary>What the provider called us for.</summary>
    /// <param name="Id">Its own id: he may call again, and again.</param>
    /// <param name="Type">What it is, in his words.</param>
    /// <param name="Session">The page that it is of; null where it names none.</param>
    /// <param name="Intent">The payment that it is of; null where it names none.</param>
    /// <param name="Account">The manager's account that it is of; null where it is of none.</param>
    internal sealed record ProviderEvent(string Id, string Type, string? Session, string? Intent, string? Account);
}
