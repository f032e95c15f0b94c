using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace NanoCharger.Backend.Demo
{
    /// <summary>Who charges when in the demo house: residents in the evening, most until the morning, and guests by day. The same seed makes the same year.</summary>
    internal sealed class DemoYear(DemoPrices prices, DateTime from, DateTime to)
    {
        /// <summary>The residents' bays come first, the last bay is the guests'.</summary>
        internal const int Bays = 12;

        private const int Seed = 20260101;
        private const int Volts = 230;

        /// <summary>The card of the resident of a bay.</summary>
        internal static string CardOf(int bay)
        {
            return string.Create(CultureInfo.InvariantCulture, $"04D0{bay:X2}5A");
        }

        /// <summary>The visits to a bay, one after the other.</summary>
        internal IEnumerable<DemoVisit> Visits(int bay)
        {
            Random random = new(Seed + bay);
            DateTime free = from;
            for (DateTime day = from.Date; day < to; day = day.AddDays(1))
            {
                foreach (DemoVisit visit in bay == Bays - 1 ? Guests(random, day) : Resident(random, day, bay))
                {
                    if (visit.From >= free && visit.From < to)
                    {
                        free = visit.To.AddMinutes(5);
                        yield return visit;
                    }
                }
            }
        }

        private IEnumerable<DemoVisit> Resident(Random random, DateTime day, int bay)
        {
            bool away = (day.DayOfYear + (bay * 29)) % 365 < 14;
            double daily = 0.35 + (bay % 4 * 0.12);
            (double chance, int phases, double length) = (random.NextDouble(), bay % 3 == 0 ? 1 : 3, random.NextDouble());
            if (away || chance > daily)
            {
                yield break;
            }

            DateTime begin = At(day, 15.6 + (4.5 * random.NextDouble()));
            yield return Visit(random, begin, At(day.AddDays(1), 5 + (2.5 * length)), 6 + (24 * random.NextDouble()), phases * 16 * Volts) with { Card = CardOf(bay) };
        }

        private IEnumerable<DemoVisit> Guests(Random random, DateTime day)
        {
            foreach (int number in Enumerable.Range(0, random.Next(3)))
            {
                DateTime begin = At(day, 7 + (number * 5.5) + (3 * random.NextDouble()));
                DemoVisit visit = Visit(random, begin, begin.AddHours(1.5 + (2.5 * random.NextDouble())), 8 + (26 * random.NextDouble()), 3 * 16 * Volts);
                yield return visit with { FromAfar = true, Card = $"G{begin:yyMMddHHmm}", Tariff = prices.At(begin, fromAfar: true) };
            }
        }

        /// <summary>Now and then somebody only tries it, and now and then the mains blink.</summary>
        private DemoVisit Visit(Random random, DateTime begin, DateTime end, double kilowattHours, int watts)
        {
            double odd = random.NextDouble();
            long energy = odd < 0.015 ? 60_000 : (long)(kilowattHours * 100_000) * 10;
            DemoVisit visit = new(begin, odd < 0.015 ? begin.AddMinutes(3) : end, "", prices.At(begin, fromAfar: false)) { MilliwattHours = energy, Watts = watts };
            return odd > 0.98 && visit.Full > begin.AddMinutes(20) ? visit with { Cut = begin.AddMinutes(15) } : visit;
        }

        private static DateTime At(DateTime day, double hours)
        {
            return day.AddSeconds((int)(hours * 3600));
        }
    }
}
