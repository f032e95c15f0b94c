namespace NanoCharger.Backend.Data
{
    /// <summary>Money that a guest's bank holds for a checkout, from the wish to what was taken of it, or let go: moved on by <see cref="Payments.HoldDesk"/> alone, each step once. No card and nobody's name is in it.</summary>
    internal sealed class HoldRow : ITenanted
    {
        public long Id { get; init; }

        public required long TenantId { get; init; }

        /// <summary>What it is for.</summary>
        public required long CheckoutId { get; init; }

        /// <summary>By chance: what is asked of the provider is asked under it, and done once. Stored before anything is asked.</summary>
        public required string Key { get; init; }

        /// <summary>How much is to be held, minor units.</summary>
        public required long AmountMinor { get; init; }

        /// <summary>ISO 4217 code.</summary>
        public required string Currency { get; init; }

        /// <summary>The manager's account with the provider; null where the money stays with whoever runs the platform.</summary>
        public string? Account { get; init; }

        /// <summary>When the provider's page ends.</summary>
        public required long PageEndsMs { get; init; }

        /// <summary>A <see cref="Payments.HoldState"/> in words. Of two who move it on from one state one does.</summary>
        public required string State { get; set; }

        /// <summary>Since when it is in its state.</summary>
        public required long StateMs { get; set; }

        /// <summary>A <see cref="Payments.HoldReason"/> in words: why nothing is taken, or all is given back; null where neither is.</summary>
        public string? Reason { get; set; }

        /// <summary>The provider's page; null before there is one.</summary>
        public string? Session { get; set; }

        /// <summary>The provider's payment; null before there is one.</summary>
        public string? Intent { get; set; }

        /// <summary>Since when the money is held; null where it never was.</summary>
        public long? HeldMs { get; set; }

        /// <summary>How much was held.</summary>
        public long HeldMinor { get; set; }

        /// <summary>Until when it may be taken; null where the bank has not said.</summary>
        public long? CaptureBeforeMs { get; set; }

        /// <summary>Why nothing can come of what it is for, as the checkout says it; null while something can.</summary>
        public string? Unused { get; set; }

        /// <summary>The charge that it pays; null before there is one.</summary>
        public long? ChargeId { get; set; }

        /// <summary>The bill that it pays; null before there is one.</summary>
        public long? BillNumber { get; set; }

        /// <summary>What is to be taken: stored before it is.</summary>
        public long TakeMinor { get; set; }

        /// <summary>What of that whoever runs the platform keeps.</summary>
        public long? FeeMinor { get; set; }

        /// <summary>What was taken.</summary>
        public long TakenMinor { get; set; }

        /// <summary>What of that was given back.</summary>
        public long RefundedMinor { get; set; }

        /// <summary>What the provider keeps for it.</summary>
        public long ProviderFeeMinor { get; set; }

        /// <summary>The guest has had his bank ask for it back: the provider's id of that.</summary>
        public string? Dispute { get; set; }

        /// <summary>How much of it.</summary>
        public long DisputeMinor { get; set; }

        /// <summary>How that stands: open, won, lost.</summary>
        public string? DisputeState { get; set; }

        /// <summary>Until when evidence is taken; null where it is not asked.</summary>
        public long? DisputeByMs { get; set; }

        /// <summary>When the provider is asked next; null: not by itself.</summary>
        public long? AskMs { get; set; }

        /// <summary>So often in a row he gave no answer.</summary>
        public int Failures { get; set; }

        /// <summary>What he said then; null where he has answered.</summary>
        public string? Problem { get; set; }
    }

    /// <summary>A call of the provider: he calls again and again, and in any order. Never changed.</summary>
    internal sealed class ProviderEventRow
    {
        /// <summary>His own id of it.</summary>
        public required string Id { get; init; }

        /// <summary>Whose it was.</summary>
        public required string Provider { get; init; }

        /// <summary>What it was, in his words.</summary>
        public required string Type { get; init; }

        public required long CameMs { get; init; }
    }

    /// <summary>A manager's account with the provider: the guests' money goes there.</summary>
    internal sealed class PayeeRow : ITenanted
    {
        /// <inheritdoc/>
        public required long TenantId { get; init; }

        /// <summary>By chance: under it the account is asked for, and made once.</summary>
        public required string Key { get; init; }

        /// <summary>The country that he was made for.</summary>
        public required string Country { get; init; }

        /// <summary>The provider's id of it; null before it is made.</summary>
        public string? Account { get; set; }

        /// <summary>It may take money.</summary>
        public bool MayCharge { get; set; }

        /// <summary>When the provider was asked last.</summary>
        public long? AskedMs { get; set; }
    }
}
