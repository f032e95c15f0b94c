namespace NanoCharger.Backend.Data
{
    /// <summary>A charge: one or more transactions that are one for the customer. Made and moved on by billing.</summary>
    internal sealed class ChargeRow : ITenanted
    {
        /// <summary>Its number.</summary>
        public long Id { get; init; }

        /// <inheritdoc/>
        public required long TenantId { get; init; }

        /// <summary>Where it was charged.</summary>
        public required long StationId { get; init; }

        /// <summary>The station's key by which its documents are signed.</summary>
        public required int KeyNumber { get; init; }

        /// <summary>A <see cref="Billing.ChargeState"/> in words.</summary>
        public required string State { get; set; }

        /// <summary>Why it is waived, or why it is still open; null where nothing is to be said.</summary>
        public string? Reason { get; set; }

        /// <summary>The number of its last part's receipt: what may continue it is the document behind.</summary>
        public required long LastReceipt { get; set; }

        /// <summary>When that receipt came.</summary>
        public required long LastCameMs { get; set; }

        /// <summary>Who pays, by its first part; null where no card of a resident was used.</summary>
        public long? Account { get; init; }

        /// <summary>When it was billed, waived or found free; null while it is open.</summary>
        public long? SettledMs { get; set; }
    }

    /// <summary>A transaction as a part of a charge; never changed.</summary>
    internal sealed class PartRow : ITenanted
    {
        /// <summary>The station.</summary>
        public required long StationId { get; init; }

        /// <summary>The key.</summary>
        public required int KeyNumber { get; init; }

        /// <summary>The number of its receipt, which no other part has.</summary>
        public required long Receipt { get; init; }

        /// <inheritdoc/>
        public required long TenantId { get; init; }

        /// <summary>Its charge.</summary>
        public required long ChargeId { get; init; }

        /// <summary>Its transaction.</summary>
        public required string TransactionId { get; init; }
    }

    /// <summary>A bill or a credit note as it was issued; never changed.</summary>
    internal sealed class BillRow : ITenanted
    {
        /// <inheritdoc/>
        public required long TenantId { get; init; }

        /// <summary>Its number: 1, 2, 3 … of a tenant, without a gap.</summary>
        public required long Number { get; init; }

        /// <summary>The charge that it is for.</summary>
        public required long ChargeId { get; init; }

        /// <summary>The bill that it takes back, where it is a credit note; 0 where it is a bill.</summary>
        public required long Credits { get; init; }

        /// <summary>How many of the charge were taken back before it: so a charge has one that stands.</summary>
        public required int Issue { get; init; }

        /// <summary>All of it, as JSON.</summary>
        public required string Text { get; init; }

        /// <summary>SHA-256 of the text.</summary>
        public required byte[] Hash { get; init; }

        /// <summary>What is to be paid, minor units; of a credit note negative.</summary>
        public required long GrossMinor { get; init; }

        /// <summary>ISO 4217 code.</summary>
        public required string Currency { get; init; }

        /// <summary>When it was issued.</summary>
        public required long IssuedMs { get; init; }
    }

    /// <summary>An account of a tenant's ledger; never changed.</summary>
    internal sealed class AccountRow : ITenanted
    {
        /// <summary>Its number.</summary>
        public long Id { get; init; }

        /// <inheritdoc/>
        public required long TenantId { get; init; }

        /// <summary>What it is called: receivable/7, revenue, tax/19.</summary>
        public required string Code { get; init; }

        /// <summary>ISO 4217 code.</summary>
        public required string Currency { get; init; }
    }

    /// <summary>An account as the ledger knows it, by its number. Who a resident is stands in <see cref="ResidentRow"/> alone.</summary>
    internal sealed class PayerRow : ITenanted
    {
        /// <summary>The number that the ledger knows.</summary>
        public long Id { get; init; }

        /// <inheritdoc/>
        public required long TenantId { get; init; }

        /// <summary>How documents name him, with a digest in place of the token; of a resident "account 17".</summary>
        public required string Customer { get; set; }
    }

    /// <summary>An entry of a tenant's ledger; never changed.</summary>
    internal sealed class EntryRow : ITenanted
    {
        /// <inheritdoc/>
        public required long TenantId { get; init; }

        /// <summary>1, 2, 3 … without a gap.</summary>
        public required long Sequence { get; init; }

        /// <summary>bill, credit-note.</summary>
        public required string Kind { get; init; }

        /// <summary>The number of the bill.</summary>
        public required string Key { get; init; }

        /// <summary>How many legs it has: none can be added later.</summary>
        public required int LegCount { get; init; }

        /// <summary>ISO 4217 code.</summary>
        public required string Currency { get; init; }

        /// <summary>When, Unix microseconds.</summary>
        public required long UtcMicros { get; init; }

        /// <summary>The hash of the entry before.</summary>
        public required byte[] PreviousHash { get; init; }

        /// <summary>Its own.</summary>
        public required byte[] Hash { get; init; }
    }

    /// <summary>A movement of an entry; never changed.</summary>
    internal sealed class LegRow : ITenanted
    {
        /// <inheritdoc/>
        public required long TenantId { get; init; }

        /// <summary>Its entry.</summary>
        public required long Sequence { get; init; }

        /// <summary>1 up to the entry's count.</summary>
        public required int LegNumber { get; init; }

        /// <summary>The entry's count, once more.</summary>
        public required int LegCount { get; init; }

        /// <summary>The account that is debited.</summary>
        public required long DebitId { get; init; }

        /// <summary>The account that is credited.</summary>
        public required long CreditId { get; init; }

        /// <summary>Above 0.</summary>
        public required long AmountMinor { get; init; }
    }
}
