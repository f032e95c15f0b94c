namespace NanoCharger.Backend.Data
{
    /// <summary>Who lives here and pays: the one row with a person in it. What money and documents know is the account's number alone.</summary>
    internal sealed class ResidentRow : ITenanted
    {
        /// <inheritdoc/>
        public required long TenantId { get; init; }

        /// <summary>The number that ledger, bills and transactions know; a payer's.</summary>
        public required long Account { get; init; }

        /// <summary>As bills are addressed; personal.</summary>
        public required string Name { get; set; }

        /// <summary>Personal; null where nobody said it.</summary>
        public string? Mail { get; set; }

        /// <summary>As bills are addressed, in lines; personal.</summary>
        public string? Address { get; set; }

        /// <summary>Personal.</summary>
        public string? Iban { get; set; }

        /// <summary>ISO 639 code: the language of what he is sent.</summary>
        public string? Language { get; set; }

        /// <summary>Who signs in for it; null while nobody does.</summary>
        public long? PersonId { get; set; }

        /// <summary>Since when none of its cards charges; null where they do.</summary>
        public long? BlockedMs { get; set; }

        /// <summary>Why.</summary>
        public string? BlockedWhy { get; set; }

        /// <summary>He wants a mail when a charge has ended.</summary>
        public bool MailsCharged { get; set; }

        /// <summary>He wants a mail when next to nothing was charged.</summary>
        public bool MailsFailed { get; set; }

        /// <summary>When it was to be erased: since then no page and no export has it; null where nobody asked.</summary>
        public long? EraseAskedMs { get; set; }
    }

    /// <summary>A resident has a bay, from one moment to another.</summary>
    internal sealed class TenancyRow : ITenanted
    {
        /// <inheritdoc/>
        public required long TenantId { get; init; }

        /// <summary>The resident's.</summary>
        public required long Account { get; init; }

        /// <summary>Where.</summary>
        public required long BayId { get; init; }

        /// <summary>From.</summary>
        public required long FromMs { get; init; }

        /// <summary>To; null while nobody has said.</summary>
        public long? ToMs { get; set; }
    }

    /// <summary>When a resident leaves on a weekday, and what his car should have by then: his habit, and so personal. Nothing is planned by it yet.</summary>
    internal sealed class DepartureRow : ITenanted
    {
        /// <inheritdoc/>
        public required long TenantId { get; init; }

        /// <summary>The resident's.</summary>
        public required long Account { get; init; }

        /// <summary>1 Monday to 7 Sunday.</summary>
        public required int Weekday { get; init; }

        /// <summary>Minutes of the house's day; null where he has not said it.</summary>
        public int? LeavesMinute { get; set; }

        /// <summary>Null where he has not said it.</summary>
        public int? WattHours { get; set; }
    }

    /// <summary>A card, and who pays for it from one moment to another; another payer is another row.</summary>
    internal sealed class CardRow : ITenanted
    {
        /// <summary>Its number.</summary>
        public long Id { get; init; }

        /// <inheritdoc/>
        public required long TenantId { get; init; }

        /// <summary>What it says to a reader, as <see cref="TokenDigest"/> writes it.</summary>
        public required string Digest { get; init; }

        /// <summary>What people call it: blue key fob.</summary>
        public required string Label { get; set; }

        /// <summary>Who pays.</summary>
        public required long Account { get; init; }

        /// <summary>From.</summary>
        public required long FromMs { get; init; }

        /// <summary>To; null while nobody has said.</summary>
        public long? ToMs { get; set; }

        /// <summary>Since when it does not charge; null where it does.</summary>
        public long? BlockedMs { get; set; }

        /// <summary>Why.</summary>
        public string? BlockedWhy { get; set; }
    }

    /// <summary>What only this database knows.</summary>
    internal sealed class SecretRow
    {
        /// <summary>What for.</summary>
        public required string Name { get; init; }

        /// <summary>The secret.</summary>
        public required byte[] Value { get; init; }
    }

    /// <summary>Something that was erased, with the digest of what it was: so the audit tells it from what was deleted. Never changed (triggers).</summary>
    internal sealed class ErasureRow : ITenanted
    {
        /// <summary>Its number.</summary>
        public long Id { get; init; }

        /// <inheritdoc/>
        public required long TenantId { get; init; }

        /// <summary>Whose it was.</summary>
        public required long Account { get; init; }

        /// <summary>A <see cref="People.ErasureKind"/> in words.</summary>
        public required string Kind { get; init; }

        /// <summary>The station; 0 where it is none's.</summary>
        public required long StationId { get; init; }

        /// <summary>The key; 0 where there is none.</summary>
        public required int KeyNumber { get; init; }

        /// <summary>The number of the document; 0 where it is none.</summary>
        public required long Number { get; init; }

        /// <summary>SHA-256 of what was there; empty where a digest would tell it to whoever tries names.</summary>
        public required byte[] Digest { get; init; }

        /// <summary>SHA-256 of what is there in its place; empty where nothing is.</summary>
        public required byte[] Remains { get; init; }

        /// <summary>When.</summary>
        public required long AtMs { get; init; }
    }
}
