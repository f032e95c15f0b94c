using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NanoCharger.Backend.Rating;
using NanoCharger.Verify;
using Xunit;

namespace NanoCharger.Backend.Tests.Rating
{
    /// <summary>What a charge is said to cost while it goes on is what its bill would say if it ended then.</summary>
    public sealed class CostSoFarTests : IDisposable
    {
        private const long Six = 1_795_370_400_000;

        private static readonly TariffVersion Tariff = new()
        {
            Id = "so-far", StartFee = 1m, PerKilowattHour = 0.50m, IdlePerMinute = 0.10m, Zone = "UTC", LeastWattHours = 100,
            Windows = [new PriceWindow { Days = ["Sun"], From = "19:00", To = "21:00", PerKilowattHour = 0.20m }],
        };

        private readonly DocumentMaker _maker = new();

        public void Dispose()
        {
            _maker.Dispose();
        }

        [Theory]
        [InlineData(0)]
        [InlineData(1)]
        [InlineData(2)]
        [InlineData(3)]
        public void Any_charge_costs_so_far_what_its_bill_says_when_it_ends_then(int run)
        {
            for (int seed = run * 50; seed < (run + 1) * 50; seed++)
            {
                RandomCharges random = new(seed);
                TariffVersion tariff = random.Tariff();
                List<RatedPart> charge = random.Charge();
                bool counts = charge.All(part => part.Readings.All(reading => reading.ClockCounts));
                long number = 1;
                List<List<SignedDocument>> parts = charge.ConvertAll(part => Documents(part, counts, ref number));
                RatedCharge bill = Rater.Rate(tariff, parts.ConvertAll(documents => SignedPart.Of(documents[^1], documents)));
                SignedReading end = parts[^1][^1].Readings[1];
                IReadOnlyList<SignedDocument>[] open = [.. parts.SkipLast(1), parts[^1].SkipLast(1).ToList()];
                RatedCharge? soFar = CostSoFar.Of(tariff, open, new LiveRegister(TransactionRows.ToMs(end.Instant.Utc), end.RegisterMilliwattHours));
                Assert.True(soFar is not null, $"seed {seed}");
                Assert.Equal((seed, TransactionRows.Text(bill)), (seed, TransactionRows.Text(soFar)));
            }
        }

        [Fact]
        public void What_the_meter_shows_has_the_price_of_the_last_signed_reading()
        {
            SignedDocument[] signed = [Read(_maker.Begin(1, 0)), Read(_maker.Between(2, 2_000_000, "2026-11-22T19:00:00,000+0000 S", cause: "T"))];
            Assert.Equal(100 + 100 + 60, CostSoFar.Of(Tariff, [signed], new LiveRegister(Six + Minutes(90), 5_000_000))!.GrossMinor);
            Assert.Equal(100 + 100, CostSoFar.Of(Tariff, [signed], null)!.GrossMinor);
        }

        /// <summary>Live values are for the eye, and come by another way: one that is older than what is signed, or falls behind it, says nothing.</summary>
        [Theory]
        [InlineData(59, 5_000_000)]
        [InlineData(90, 1_999_999)]
        public void What_the_meter_showed_before_the_last_signed_reading_counts_for_nothing(int minutes, long register)
        {
            SignedDocument[] signed = [Read(_maker.Begin(1, 0)), Read(_maker.Between(2, 2_000_000, "2026-11-22T19:00:00,000+0000 S", cause: "T"))];
            Assert.Equal(200, CostSoFar.Of(Tariff, [signed], new LiveRegister(Six + Minutes(minutes), register))!.GrossMinor);
        }

        [Fact]
        public void Standing_still_costs_while_it_lasts_and_only_where_time_may_cost()
        {
            SignedDocument[] signed = [Read(_maker.Begin(1, 0)), Read(_maker.Between(2, 2_000_000, "2026-11-22T18:30:00,000+0000 S", cause: "S"))];
            LiveRegister now = new(Six + Minutes(45), 2_000_000);
            Assert.Equal(100 + 100 + 150, CostSoFar.Of(Tariff, [signed], now)!.GrossMinor);
            Assert.Equal(100 + 100, CostSoFar.Of(Tariff, [signed], now, timeMayCost: false)!.GrossMinor);
        }

        /// <summary>Without the C that ended it an idle time would run on: as in the bill, nothing between counts then.</summary>
        [Fact]
        public void Where_a_document_is_missing_the_begin_alone_counts()
        {
            SignedDocument[] signed = [Read(_maker.Begin(1, 0)), Read(_maker.Between(3, 2_000_000, "2026-11-22T18:30:00,000+0000 S", cause: "S"))];
            Assert.Equal(100 + 150, CostSoFar.Of(Tariff, [signed], new LiveRegister(Six + Minutes(120), 3_000_000))!.GrossMinor);
        }

        [Fact]
        public void A_charge_that_goes_on_after_a_power_cut_has_one_start_fee()
        {
            SignedDocument[] cut = [Read(_maker.Begin(1, 0)), Read(_maker.Receipt(2, 0, 1_000_000, to: "2026-11-22T18:20:00,000+0000 S", cause: "P"))];
            SignedDocument[] on = [Read(_maker.Begin(3, 1_000_000, "2026-11-22T18:25:00,000+0000 S"))];
            Assert.Equal(100 + 100, CostSoFar.Of(Tariff, [cut, on], new LiveRegister(Six + Minutes(50), 2_000_000))!.GrossMinor);
        }

        [Fact]
        public void Before_the_least_energy_it_costs_nothing_and_without_a_signed_begin_nothing_is_said()
        {
            Assert.Equal(Rater.BelowLeastEnergy, CostSoFar.Of(Tariff, [[Read(_maker.Begin(1, 0))]], new LiveRegister(Six + Minutes(1), 99_000))!.Waived);
            Assert.Null(CostSoFar.Of(Tariff, [[]], new LiveRegister(Six, 5_000_000)));
            Assert.Null(CostSoFar.Of(Tariff, [[Read(_maker.Between(2, 2_000_000))]], new LiveRegister(Six, 5_000_000)));
        }

        private static long Minutes(int minutes)
        {
            return minutes * 60_000L;
        }

        private static SignedDocument Read(string document)
        {
            return OcmfVerifier.Read(document);
        }

        /// <summary>The documents that a station would sign of a part: registers to the 10 mWh that they have.</summary>
        private List<SignedDocument> Documents(RatedPart part, bool counts, ref long number)
        {
            List<SignedDocument> documents = [];
            RatedReading first = part.Readings[0];
            foreach (RatedReading reading in part.Readings)
            {
                string time = Time(reading, counts);
                string document = reading.Cause == 'B' ? _maker.Begin(number, reading.MilliwattHours, time)
                    : reading.Cause is 'C' or 'S' or 'T' ? _maker.Between(number, reading.MilliwattHours, time, cause: reading.Cause.ToString())
                    : _maker.Receipt(number, first.MilliwattHours, reading.MilliwattHours, Time(first, counts), time, cause: reading.Cause.ToString());
                documents.Add(Read(document));
                number++;
            }

            return documents;
        }

        private static string Time(RatedReading reading, bool counts)
        {
            return TransactionRows.ToTime(reading.UtcMs).ToString("yyyy-MM-dd'T'HH:mm:ss,fff", CultureInfo.InvariantCulture) + "+0000 " + (counts ? "S" : "I");
        }
    }
}
