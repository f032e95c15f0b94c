using System;

namespace NanoCharger.Backend.Billing
{
    /// <summary>What billing is told by the house.</summary>
    internal sealed record BillingRules
    {
        /// <summary>Who sells, as bills name it.</summary>
        internal required string Seller { get; init; }

        /// <summary>Where, as bills name it.</summary>
        internal required string Site { get; init; }

        /// <summary>What may have a price.</summary>
        internal required Market Market { get; init; }

        /// <summary>How long after a power cut a charge may go on under the same authorisation, and then be told of.</summary>
        internal TimeSpan Resume { get; init; } = TimeSpan.FromMinutes(30);

        /// <summary>When a station was heard last, Unix milliseconds; null where it was not since the start: what it has to tell may be on its way.</summary>
        internal required Func<string, long?> Heard { get; init; }
    }
}
