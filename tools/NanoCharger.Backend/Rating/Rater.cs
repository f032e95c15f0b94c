using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;

namespace NanoCharger.Backend.Rating
{
    /// <summary>Works out what a charge costs: a function of a tariff's version and of signed readings, and of nothing else.</summary>
    public static class Rater
    {
        /// <summary>Why a charge below the least energy costs nothing.</summary>
        public const string BelowLeastEnergy = "below the least energy";

        private const decimal MilliwattHoursPerKilowattHour = 1_000_000m;
        private const long MilliwattHoursPerWattHour = 1000;
        private const long MsPerMinute = 60_000;

        /// <summary>Rates a charge.</summary>
        /// <param name="tariff">What was told.</param>
        /// <param name="parts">Its transactions in order, at least one.</param>
        /// <param name="timeMayCost">False where the market lets no time of this clock have a price.</param>
        /// <exception cref="ArgumentException">There is no part.</exception>
        public static RatedCharge Rate(TariffVersion tariff, IReadOnlyList<RatedPart> parts, bool timeMayCost = true)
        {
            ArgumentNullException.ThrowIfNull(tariff);
            ArgumentNullException.ThrowIfNull(parts);
            ArgumentOutOfRangeException.ThrowIfZero(parts.Count, nameof(parts));
            long energy = parts.Sum(part => part.MilliwattHours);
            if (energy < tariff.LeastWattHours * MilliwattHoursPerWattHour)
            {
                return new RatedCharge([], 0, 0, BelowLeastEnergy) { MilliwattHours = energy };
            }

            bool dateCounts = parts.All(part => part.Readings.All(reading => reading.ClockCounts));
            List<RatedLine> lines = [];
            if (tariff.StartFee > 0)
            {
                lines.Add(new RatedLine(LineKind.Start, tariff.Money.ToMinor(tariff.StartFee)));
            }

            lines.AddRange(Energy(tariff, parts, energy, dateCounts));
            if (timeMayCost && parts.All(part => part.DurationCounts))
            {
                AddMinutes(lines, LineKind.Time, tariff.PerMinute, parts.Sum(part => part.Milliseconds), tariff.Money);
            }

            if (timeMayCost && dateCounts && parts.All(part => part.DurationCounts))
            {
                AddMinutes(lines, LineKind.Idle, tariff.IdlePerMinute, parts.Sum(part => IdleMs(tariff, part)), tariff.Money);
            }

            return Tax(tariff, Bound(tariff, lines), energy);
        }

        /// <summary>A line for each price, in the order in which they first came; what the rounding up to a whole Wh adds has the last price.</summary>
        private static IEnumerable<RatedLine> Energy(TariffVersion tariff, IReadOnlyList<RatedPart> parts, long energy, bool dateCounts)
        {
            List<decimal> prices = [];
            Dictionary<decimal, long> sold = [];
            decimal last = tariff.PerKilowattHour;
            foreach (RatedPart part in parts)
            {
                for (int number = 1; number < part.Readings.Count; number++)
                {
                    last = dateCounts ? PriceAt(tariff, part.Readings[number - 1].UtcMs) : tariff.PerKilowattHour;
                    Sell(part.Readings[number].MilliwattHours - part.Readings[number - 1].MilliwattHours);
                }
            }

            Sell((MilliwattHoursPerWattHour - (energy % MilliwattHoursPerWattHour)) % MilliwattHoursPerWattHour);
            return prices.Where(price => sold[price] > 0).Select(price => new RatedLine(
                LineKind.Energy, tariff.Money.ToMinor(sold[price] * price / MilliwattHoursPerKilowattHour)) { Price = price, MilliwattHours = sold[price] });

            void Sell(long milliwattHours)
            {
                if (!sold.TryAdd(last, milliwattHours))
                {
                    sold[last] += milliwattHours;
                    return;
                }

                prices.Add(last);
            }
        }

        /// <summary>The price of a kWh at a moment: the first window that fits, else the base price.</summary>
        internal static decimal PriceAt(TariffVersion tariff, long utcMs)
        {
            LocalDateTime time = Instant.FromUnixTimeMilliseconds(utcMs).InZone(tariff.TimeZone).LocalDateTime;
            return tariff.Windows.FirstOrDefault(window => window.Has(time))?.PerKilowattHour ?? tariff.PerKilowattHour;
        }

        private static void AddMinutes(List<RatedLine> lines, LineKind kind, decimal price, long milliseconds, Currency currency)
        {
            long minutes = (milliseconds + MsPerMinute - 1) / MsPerMinute;
            if (price > 0 && minutes > 0)
            {
                lines.Add(new RatedLine(kind, currency.ToMinor(minutes * price)) { Price = price, Minutes = minutes });
            }
        }

        /// <summary>From each S to the next C or the end, less the grace at its front, less what then lies in the free hours.</summary>
        private static long IdleMs(TariffVersion tariff, RatedPart part)
        {
            long idle = 0;
            long? from = null;
            foreach (RatedReading reading in part.Readings)
            {
                if (reading.Cause == 'S')
                {
                    from ??= reading.UtcMs;
                }
                else if (reading.Cause != 'T' && from is { } began)
                {
                    idle += Paid(tariff, began + (tariff.IdleGraceMinutes * MsPerMinute), reading.UtcMs);
                    from = null;
                }
            }

            return idle;
        }

        private static long Paid(TariffVersion tariff, long fromMs, long toMs)
        {
            return fromMs >= toMs ? 0
                : tariff.IdleFree is not { } free ? toMs - fromMs
                : (long)DailySpan.Parse(free.From, free.To)
                    .Outside(new Interval(Instant.FromUnixTimeMilliseconds(fromMs), Instant.FromUnixTimeMilliseconds(toMs)), tariff.TimeZone).TotalMilliseconds;
        }

        private static List<RatedLine> Bound(TariffVersion tariff, List<RatedLine> lines)
        {
            long sum = lines.Sum(line => line.AmountMinor);
            long least = tariff.Money.ToMinor(tariff.Minimum ?? 0);
            long most = tariff.Maximum is { } maximum ? tariff.Money.ToMinor(maximum) : long.MaxValue;
            if (sum < least)
            {
                lines.Add(new RatedLine(LineKind.Minimum, least - sum));
            }
            else if (sum > most)
            {
                lines.Add(new RatedLine(LineKind.Maximum, most - sum));
            }

            return lines;
        }

        private static RatedCharge Tax(TariffVersion tariff, List<RatedLine> lines, long energy)
        {
            long sum = lines.Sum(line => line.AmountMinor);
            long net = tariff.TaxIncluded ? Half(sum * 100m / (100m + tariff.TaxPercent)) : sum;
            long tax = tariff.TaxIncluded ? sum - net : Half(net * tariff.TaxPercent / 100m);
            return new RatedCharge(lines, net, tax) { MilliwattHours = energy };
        }

        private static long Half(decimal minor)
        {
            return (long)Math.Round(minor, MidpointRounding.AwayFromZero);
        }
    }
}
