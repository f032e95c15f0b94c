using System;
using System.Linq;
using NanoCharger.Backend.Rating;

namespace NanoCharger.Backend.Guests
{
    /// <summary>What a guest's cap buys: the charger ends the charge there, whatever hour it is by then.</summary>
    internal static class GuestCap
    {
        /// <summary>Each of a bill's lines may be rounded up by half a minor unit.</summary>
        private const int RoundedUp = 4;

        /// <summary>What flows on while the vehicle obeys (some 50 Wh at 22 kW), and as much again for one that is slow to.</summary>
        private const int SlackWattHours = 150;

        /// <summary>Of the time in which a full vehicle stands and pays, so much is in the cap; longer the platform ends the charge (<see cref="CheckoutFacts.IsSpent"/>).</summary>
        internal const int IdleMinutes = 60;

        /// <summary>The most that a charger takes in a start.</summary>
        private const int MostWattHours = 1_000_000;

        /// <summary>The longest charge that a charger is told (customData.mostSeconds): a week.</summary>
        private const int LongestSeconds = 604_800;

        private const decimal WattHoursOfKilowattHour = 1000;

        /// <summary>How long a charge may be that its cap pays, where nobody may be able to ask the charger to end it: with a price for each minute the time that the cap has in it.</summary>
        internal static int Seconds(TariffVersion tariff)
        {
            return tariff.PerMinute > 0 ? IdleMinutes * 60 : LongestSeconds;
        }

        /// <summary>How much energy a cap buys at least: at the dearest hour, less the start fee, an hour of standing idle and what may flow beyond.</summary>
        /// <param name="tariff">The prices that are told.</param>
        /// <param name="capMinor">The cap, with tax, minor units.</param>
        /// <returns>Wh; 0 where it buys nothing.</returns>
        internal static int WattHours(TariffVersion tariff, long capMinor)
        {
            decimal cap = tariff.Money.FromMinor(capMinor);
            if (tariff.Maximum is { } maximum && Gross(tariff, maximum) <= cap)
            {
                return MostWattHours;
            }

            decimal dearest = Gross(tariff, tariff.Windows.Select(window => window.PerKilowattHour).Append(tariff.PerKilowattHour).Max());
            decimal left = cap - tariff.Money.FromMinor(RoundedUp) - Gross(tariff, tariff.StartFee + ((tariff.IdlePerMinute + tariff.PerMinute) * IdleMinutes));
            return left <= 0 || Gross(tariff, tariff.Minimum ?? 0) > cap ? 0
                : dearest == 0 ? MostWattHours
                : (int)Math.Clamp(decimal.Floor(left / dearest * WattHoursOfKilowattHour) - SlackWattHours, 0, MostWattHours);
        }

        private static decimal Gross(TariffVersion tariff, decimal price)
        {
            return tariff.TaxIncluded ? price : price * (100 + tariff.TaxPercent) / 100;
        }
    }
}
