using System;
using System.Linq;
using NanoCharger.Backend.Guests;
using NanoCharger.Backend.Rating;
using Xunit;

namespace NanoCharger.Backend.Tests.Guests
{
    /// <summary>What a cap buys, and that a charge that ends there costs no more.</summary>
    public sealed class GuestCapTests
    {
        private const int FlowsBeyond = 50;

        private static readonly TariffVersion Plain = new() { Id = "P1", PerKilowattHour = 0.5m, StartFee = 1m, TaxIncluded = true, TaxPercent = 19, Windows = [Evening(0.6m)] };

        [Fact]
        public void It_buys_at_the_dearest_hour_what_start_fee_and_idle_time_leave()
        {
            Assert.Equal(31_450, GuestCap.WattHours(Plain, 20_00));
            Assert.Equal(31_450 - 10_000, GuestCap.WattHours(Plain with { IdlePerMinute = 0.1m }, 20_00));
            Assert.Equal(26_138, GuestCap.WattHours(Plain with { TaxIncluded = false, TaxPercent = 19 }, 20_00));
            Assert.Equal(0, GuestCap.WattHours(Plain, 1_00));
            Assert.Equal(0, GuestCap.WattHours(Plain with { Minimum = 21 }, 20_00));
            Assert.Equal(1_000_000, GuestCap.WattHours(Plain with { Maximum = 20 }, 20_00));
            Assert.Equal(1_000_000, GuestCap.WattHours(Plain with { PerKilowattHour = 0, Windows = [] }, 20_00));
            Assert.Equal(99_750, GuestCap.WattHours(new TariffVersion { Id = "Y", Currency = "JPY", PerKilowattHour = 40 }, 4000));
        }

        /// <summary>Rated as the bill is: what it buys, and what flows beyond, at whatever hour, with an hour of standing there.</summary>
        [Fact]
        public void Whatever_the_prices_no_charge_within_it_costs_more_than_the_cap()
        {
            int seed = Environment.TickCount;
            Random random = new(seed);
            for (int run = 0; run < 3000; run++)
            {
                TariffVersion tariff = new()
                {
                    Id = "R", PerKilowattHour = Price(random, 1), StartFee = Price(random, 3), IdlePerMinute = random.Next(2) * Price(random, 0.2m), TaxPercent = random.Next(3) * 9.5m, TaxIncluded = random.Next(2) == 0,
                    Minimum = random.Next(4) == 0 ? Price(random, 4) : null, Windows = random.Next(2) == 0 ? [Evening(Price(random, 1))] : [],
                };
                long cap = random.Next(100, 5000);
                int bought = GuestCap.WattHours(tariff, cap);
                if (bought == 0)
                {
                    continue;
                }

                long begin = new DateTimeOffset(2026, 6, 16, random.Next(24), 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
                long energy = (bought + FlowsBeyond) * 1000L;
                RatedPart part = new([new(begin, 0, 'B'), new(begin + 3_600_000, energy / 3, 'T'), new(begin + 7_200_000, energy, 'S'), new(begin + 7_200_000 + (GuestCap.IdleMinutes * 60_000), energy, 'E')]);
                RatedCharge cost = Rater.Rate(tariff, [part]);
                Assert.True(cost.GrossMinor <= cap, $"seed {seed}, run {run}: {cost.GrossMinor} of {cap}: {tariff}");
            }
        }

        [Fact]
        public void A_pattern_has_twelve_bits_by_chance_and_is_told_in_three_groups()
        {
            string[] many = [.. Enumerable.Range(0, 2000).Select(_ => BlinkPattern.New())];
            Assert.All(many, one => Assert.Matches("^[LS]{12}$", one));
            Assert.True(many.Distinct().Count() > 1200);
            Assert.Equal(["LSSL", "LSLS", "SLSL"], BlinkPattern.GroupsOf("LSSLLSLSSLSL"));
        }

        private static decimal Price(Random random, decimal most)
        {
            return decimal.Round((decimal)random.NextDouble() * most, 4);
        }

        private static PriceWindow Evening(decimal price)
        {
            return new PriceWindow { Days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"], From = "17:00", To = "21:00", PerKilowattHour = price };
        }
    }
}
