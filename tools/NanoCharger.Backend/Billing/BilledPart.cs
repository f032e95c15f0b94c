using System.Collections.Generic;

namespace NanoCharger.Backend.Billing
{
    /// <summary>A transaction on a bill.</summary>
    /// <param name="Transaction">Its id.</param>
    /// <param name="BeginDocument">Number of its begin document; null where that is not here.</param>
    /// <param name="Receipt">Number of the signed receipt that it is billed by.</param>
    /// <param name="MilliwattHours">Its energy, unrounded.</param>
    /// <param name="NotCharged">Why its energy is not charged; null where it is.</param>
    public sealed record BilledPart(string Transaction, long? BeginDocument, long Receipt, long MilliwattHours, string? NotCharged)
    {
        /// <summary>The numbers of all its documents that were here when it was billed: what comes later changes no bill. Null: it was billed by all that there are.</summary>
        public IReadOnlyList<long>? Documents { get; init; }
    }
}
