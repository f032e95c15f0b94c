using System.Collections.Generic;

namespace NanoCharger.Backend.Rating
{
    /// <summary>What a charge costs, minor units.</summary>
    /// <param name="Lines">Of what the sum is made; none where it is waived.</param>
    /// <param name="NetMinor">Without tax.</param>
    /// <param name="TaxMinor">The tax.</param>
    /// <param name="Waived">Why nothing is charged; null where it is charged.</param>
    public sealed record RatedCharge(IReadOnlyList<RatedLine> Lines, long NetMinor, long TaxMinor, string? Waived = null)
    {
        /// <summary>What is to be paid.</summary>
        public long GrossMinor => NetMinor + TaxMinor;

        /// <summary>The energy by the registers, unrounded, mWh.</summary>
        public required long MilliwattHours { get; init; }
    }
}
