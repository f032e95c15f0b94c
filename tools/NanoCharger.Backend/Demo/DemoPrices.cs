using System;
using System.Collections.Generic;
using NanoCharger.Backend.Rating;

namespace NanoCharger.Backend.Demo
{
    /// <summary>The demo house's prices: residents' by day and night, a rise in the year, and the guests'.</summary>
    internal sealed class DemoPrices(DateTime from, DateTime rise)
    {
        /// <summary>Residents pay less at night.</summary>
        private static readonly PriceWindow Night = new() { Days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"], From = "22:00", To = "06:00", PerKilowattHour = 0.29m };

        private static readonly TariffVersion First = new()
        {
            Id = "R-1", Currency = "EUR", Zone = "Europe/Berlin", StartFee = 0.35m, PerKilowattHour = 0.36m, TaxPercent = 19, TaxIncluded = true, Windows = [Night],
        };

        private static readonly TariffVersion Second = First with { Id = "R-2", PerKilowattHour = 0.39m, Windows = [Night with { PerKilowattHour = 0.31m }] };

        private static readonly TariffVersion Guests = First with { Id = "G-1", StartFee = 0.5m, PerKilowattHour = 0.54m, Windows = [] };

        /// <summary>Each with whose price it is, and since when.</summary>
        internal IEnumerable<(TariffVersion Version, Audience For, DateTime From)> All =>
        [
            (First, Audience.Everyone, from),
            (Guests, Audience.Guests, from),
            (Second, Audience.Everyone, rise),
        ];

        /// <summary>What somebody is told.</summary>
        internal TariffVersion At(DateTime utc, bool fromAfar)
        {
            return fromAfar ? Guests : utc < rise ? First : Second;
        }
    }
}
