namespace NanoCharger.Backend.Data
{
    /// <summary>A manager's word on a transaction that was held: written once, never changed or deleted (a trigger of the database refuses both).</summary>
    internal sealed class DecisionRow : ITenanted
    {
        public required long StationId { get; init; }

        public required int KeyNumber { get; init; }

        public required string TransactionId { get; init; }

        /// <summary>1 for the first word on it: what came after a release may hold it again.</summary>
        public required int Number { get; init; }

        public required long TenantId { get; init; }

        /// <summary>It may be priced; else it never is.</summary>
        public required bool Released { get; init; }

        /// <summary>What it was held for.</summary>
        public required string Held { get; init; }

        public required string Reason { get; init; }

        /// <summary>Who decided, as the command was told or the system knows.</summary>
        public required string Decider { get; init; }

        public required long AtMs { get; init; }
    }
}
