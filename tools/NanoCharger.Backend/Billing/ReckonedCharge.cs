using System.Collections.Generic;
using NanoCharger.Backend.Rating;

namespace NanoCharger.Backend.Billing
{
    /// <summary>A charge as it is reckoned by its receipts.</summary>
    internal sealed record ReckonedCharge
    {
        /// <summary>The prices that were told.</summary>
        internal required TariffVersion Tariff { get; init; }

        /// <summary>Who pays, as the documents name him.</summary>
        internal required string Customer { get; init; }

        /// <summary>Its transactions, by the numbers of their receipts.</summary>
        internal required IReadOnlyList<BilledPart> Parts { get; init; }

        /// <summary>What it costs.</summary>
        internal required RatedCharge Rated { get; init; }

        /// <summary>What becomes of it.</summary>
        internal ChargeState State => Rated.Waived is not null ? ChargeState.Waived : Rated.GrossMinor == 0 ? ChargeState.Free : ChargeState.Billed;
    }
}
