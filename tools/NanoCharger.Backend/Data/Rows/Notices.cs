namespace NanoCharger.Backend.Data
{
    /// <summary>Something that Today tells and that nobody can do anything about any more: how far somebody has seen it. What comes later is told again.</summary>
    internal sealed class SeenRow : ITenanted
    {
        /// <inheritdoc/>
        public required long TenantId { get; init; }

        /// <summary>What is told: receipts, refusals, price.</summary>
        public required string Kind { get; init; }

        /// <summary>The station of which it is told; 0 where it is of none.</summary>
        public required long StationId { get; init; }

        /// <summary>The version of prices of which it is told; empty where it is of none.</summary>
        public required string Subject { get; init; }

        /// <summary>How far: of what comes one after the other the newest that was seen, Unix milliseconds; of a price the first eight bytes of the digest of what it reads now.</summary>
        public required long Mark { get; set; }
    }

    /// <summary>How often a station was told within a quarter of an hour that a card may not charge: which card is kept nowhere.</summary>
    internal sealed class RefusedCardRow : ITenanted
    {
        public required long StationId { get; init; }

        /// <summary>When the quarter of an hour begins: days of every house begin with one.</summary>
        public required long FromMs { get; init; }

        /// <inheritdoc/>
        public required long TenantId { get; init; }

        public required int Count { get; set; }

        public required long LastMs { get; set; }
    }
}
