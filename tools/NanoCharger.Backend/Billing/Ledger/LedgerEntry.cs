using System.Collections.Generic;

namespace NanoCharger.Backend.Billing.Ledger
{
    /// <summary>One entry of a tenant's ledger: never changed, never deleted. What was wrong is corrected by another entry.</summary>
    public sealed record LedgerEntry
    {
        /// <summary>The tenant whose ledger it is.</summary>
        public required long Tenant { get; init; }

        /// <summary>Its number: 1, 2, 3 … without a gap.</summary>
        public required long Sequence { get; init; }

        /// <summary>What it is: bill, credit note.</summary>
        public required string Kind { get; init; }

        /// <summary>What it is for, once a kind: the number of the bill.</summary>
        public required string Key { get; init; }

        /// <summary>ISO 4217 code: all its legs have it.</summary>
        public required string Currency { get; init; }

        /// <summary>When it was written, Unix microseconds.</summary>
        public required long UtcMicros { get; init; }

        /// <summary>The movements, at least one.</summary>
        public required IReadOnlyList<Leg> Legs { get; init; }

        /// <summary>The hash of the entry before; of the first one 32 zero bytes.</summary>
        public required byte[] PreviousHash { get; init; }
    }
}
