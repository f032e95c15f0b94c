using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using NanoCharger.Backend.Rating;
using NodaTime;

namespace NanoCharger.Backend.Tests.Rating
{
    /// <summary>The rules of rating, as slow and as obvious as can be: time goes by in steps, money is counted in whole ten-thousandths.</summary>
    internal static class SlowRater
    {
        /// <summary>All times must be whole multiples of it.</summary>
        internal const int StepSeconds = 15;

        private const long Tenthousandths = 10_000;

        internal static string Rate(TariffVersion tariff, IReadOnlyList<RatedPart> parts)
        {
            BigInteger energy = parts.Aggregate(BigInteger.Zero, (sum, part) => sum + part.Readings[^1].MilliwattHours - part.Readings[0].MilliwattHours);
            if (energy < (BigInteger)tariff.LeastWattHours * 1000)
            {
                return "waived";
            }

            bool counts = parts.All(part => part.Readings.All(reading => reading.ClockCounts));
            List<string> told = [];
            BigInteger sum = 0;
            void Line(string text, BigInteger minor)
            {
                told.Add($"{text} {minor}");
                sum += minor;
            }

            if (tariff.StartFee != 0)
            {
                Line("start", Minor(tariff, Whole(tariff.StartFee), Tenthousandths));
            }

            foreach ((decimal price, BigInteger sold) in Sold(tariff, parts, energy, counts))
            {
                Line($"energy {sold} at {price:0.####}", Minor(tariff, Whole(price) * sold, Tenthousandths * 1_000_000));
            }

            BigInteger minutes = counts ? Minutes(parts.Sum(part => (part.Readings[^1].UtcMs - part.Readings[0].UtcMs) / 1000)) : 0;
            if (tariff.PerMinute != 0 && minutes != 0)
            {
                Line($"time {minutes}", Minor(tariff, Whole(tariff.PerMinute) * minutes, Tenthousandths));
            }

            BigInteger idle = counts ? Minutes(parts.Sum(part => IdleSeconds(tariff, part))) : 0;
            if (tariff.IdlePerMinute != 0 && idle != 0)
            {
                Line($"idle {idle}", Minor(tariff, Whole(tariff.IdlePerMinute) * idle, Tenthousandths));
            }

            BigInteger least = Minor(tariff, Whole(tariff.Minimum ?? 0), Tenthousandths);
            if (sum < least)
            {
                Line("minimum", least - sum);
            }
            else if (tariff.Maximum is { } maximum && sum > Minor(tariff, Whole(maximum), Tenthousandths))
            {
                Line("maximum", Minor(tariff, Whole(maximum), Tenthousandths) - sum);
            }

            BigInteger percent = Whole(tariff.TaxPercent);
            BigInteger net = tariff.TaxIncluded ? HalfUp(sum * 100 * Tenthousandths, (100 * Tenthousandths) + percent) : sum;
            BigInteger tax = tariff.TaxIncluded ? sum - net : HalfUp(net * percent, 100 * Tenthousandths);
            return $"{string.Join(", ", told)}: {net} + {tax}";
        }

        private static List<(decimal Price, BigInteger Sold)> Sold(TariffVersion tariff, IReadOnlyList<RatedPart> parts, BigInteger energy, bool counts)
        {
            List<(decimal Price, BigInteger Sold)> sold = [];
            decimal price = tariff.PerKilowattHour;
            foreach (RatedPart part in parts)
            {
                for (int number = 0; number + 1 < part.Readings.Count; number++)
                {
                    price = counts ? PriceAt(tariff, part.Readings[number].UtcMs) : tariff.PerKilowattHour;
                    Add(part.Readings[number + 1].MilliwattHours - part.Readings[number].MilliwattHours);
                }
            }

            BigInteger whole = energy;
            while (whole % 1000 != 0)
            {
                whole++;
            }

            Add(whole - energy);
            return sold.Where(line => line.Sold != 0).ToList();

            void Add(BigInteger more)
            {
                int place = sold.FindIndex(line => line.Price == price);
                if (place < 0)
                {
                    sold.Add((price, more));
                }
                else
                {
                    sold[place] = (price, sold[place].Sold + more);
                }
            }
        }

        private static decimal PriceAt(TariffVersion tariff, long utcMs)
        {
            ZonedDateTime wall = Wall(tariff, utcMs);
            foreach (PriceWindow window in tariff.Windows)
            {
                string now = Clock(wall);
                string today = wall.DayOfWeek.ToString()[..3];
                string yesterday = wall.LocalDateTime.PlusDays(-1).DayOfWeek.ToString()[..3];
                bool through = string.CompareOrdinal(window.To, window.From) <= 0;
                bool after = string.CompareOrdinal(now, window.From) >= 0;
                bool before = string.CompareOrdinal(now, window.To) < 0;
                if (through ? (after && window.Days.Contains(today)) || (before && window.Days.Contains(yesterday)) : after && before && window.Days.Contains(today))
                {
                    return window.PerKilowattHour;
                }
            }

            return tariff.PerKilowattHour;
        }

        private static long IdleSeconds(TariffVersion tariff, RatedPart part)
        {
            long paid = 0;
            long spell = -1;
            for (long now = part.Readings[0].UtcMs; now < part.Readings[^1].UtcMs; now += StepSeconds * 1000)
            {
                foreach (RatedReading reading in part.Readings.Where(reading => reading.UtcMs == now))
                {
                    spell = reading.Cause == 'S' ? Math.Max(spell, 0) : reading.Cause == 'C' ? -1 : spell;
                }

                if (spell >= 0)
                {
                    paid += spell >= tariff.IdleGraceMinutes * 60 && !Free(tariff, now) ? StepSeconds : 0;
                    spell += StepSeconds;
                }
            }

            return paid;
        }

        private static bool Free(TariffVersion tariff, long utcMs)
        {
            if (tariff.IdleFree is not { } free)
            {
                return false;
            }

            string now = Clock(Wall(tariff, utcMs));
            bool after = string.CompareOrdinal(now, free.From) >= 0;
            bool before = string.CompareOrdinal(now, free.To) < 0;
            return string.CompareOrdinal(free.To, free.From) <= 0 ? after || before : after && before;
        }

        private static ZonedDateTime Wall(TariffVersion tariff, long utcMs)
        {
            return Instant.FromUnixTimeMilliseconds(utcMs).InZone(DateTimeZoneProviders.Tzdb[tariff.Zone]);
        }

        private static string Clock(ZonedDateTime wall)
        {
            return $"{wall.Hour:00}:{wall.Minute:00}";
        }

        private static BigInteger Minutes(long seconds)
        {
            long minutes = 0;
            for (; seconds > 0; seconds -= 60)
            {
                minutes++;
            }

            return minutes;
        }

        private static BigInteger Whole(decimal price)
        {
            return (BigInteger)(price * Tenthousandths);
        }

        private static BigInteger Minor(TariffVersion tariff, BigInteger numerator, BigInteger denominator)
        {
            return HalfUp(numerator * BigInteger.Pow(10, tariff.Money.MinorDigits), denominator);
        }

        private static BigInteger HalfUp(BigInteger numerator, BigInteger denominator)
        {
            return ((2 * numerator) + denominator) / (2 * denominator);
        }
    }
}
