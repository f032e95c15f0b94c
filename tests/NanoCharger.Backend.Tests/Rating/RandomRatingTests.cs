using System;
using System.Collections.Generic;
using System.Linq;
using NanoCharger.Backend.Rating;
using Xunit;

namespace NanoCharger.Backend.Tests.Rating
{
    public sealed class RandomRatingTests
    {
        private const int Charges = 10_000;

        [Fact]
        public void Ten_thousand_random_charges_cost_what_the_slow_way_says()
        {
            Dictionary<string, int> seen = [];
            for (int seed = 0; seed < Charges; seed++)
            {
                RandomCharges random = new(seed);
                TariffVersion tariff = random.Tariff();
                Assert.Equal((seed, null), (seed, tariff.Problem()));
                List<RatedPart> charge = random.Charge();
                RatedCharge rated = Rater.Rate(TariffVersion.FromJson(tariff.ToJson()), charge);

                Assert.Equal((seed, SlowRater.Rate(tariff, charge)), (seed, Told(rated)));
                Assert.Equal(rated.NetMinor + rated.TaxMinor, rated.GrossMinor);
                foreach (LineKind kind in rated.Lines.Select(line => line.Kind).Distinct())
                {
                    seen[kind.ToString()] = seen.GetValueOrDefault(kind.ToString()) + 1;
                }
            }

            // All kinds of lines were among them, each many times.
            Assert.All(Enum.GetNames<LineKind>(), kind => Assert.InRange(seen.GetValueOrDefault(kind), 200, Charges));
        }

        private static string Told(RatedCharge rated)
        {
            return rated.Waived is not null ? "waived" : $"{string.Join(", ", rated.Lines.Select(Told))}: {rated.NetMinor} + {rated.TaxMinor}";
        }

        private static string Told(RatedLine line)
        {
            string what = line.MilliwattHours is { } energy ? $" {energy} at {line.Price:0.####}" : line.Minutes is { } minutes ? $" {minutes}" : "";
            return $"{line.Kind.ToString().ToLowerInvariant()}{what} {line.AmountMinor}";
        }
    }
}
