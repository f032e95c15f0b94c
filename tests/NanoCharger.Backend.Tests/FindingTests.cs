using System;
using System.Collections.Generic;
using System.Linq;
using NanoCharger.Backend.Verification;
using NanoCharger.Verify;
using Xunit;

namespace NanoCharger.Backend.Tests
{
    /// <summary>What there is to find at a document, with what follows: pure, without database and clock.</summary>
    public sealed class FindingTests : IDisposable
    {
        private static readonly DateTime Came = new(2026, 11, 22, 20, 0, 1, DateTimeKind.Utc);
        private static readonly StationRating Unknown = new(null, null);

        private readonly DocumentMaker _maker = new();

        public void Dispose()
        {
            _maker.Dispose();
        }

        [Fact]
        public void A_sound_receipt_behind_its_neighbour_has_none()
        {
            Assert.Empty(Of(Receipt(4, Said.End, Said.End + 10_000_000), Receipt(3, Said.Begin, Said.End)));
        }

        [Fact]
        public void Numbers_that_are_missing_are_told_unless_a_later_one_is_here_already()
        {
            Finding gap = Assert.Single(Of(Receipt(7, Said.End, Said.End), Receipt(3, Said.Begin, Said.End)));
            Assert.Equal((DocumentFindings.Gap, "T7 follows T3: 3 missing", Consequence.Bill), (gap.Code, gap.Text, gap.Consequence));
            Assert.Empty(DocumentFindings.Of(Receipt(7, Said.End, Said.End), Receipt(3, Said.Begin, Said.End), Receipt(9, Said.End, Said.End), Unknown, Came));
        }

        [Fact]
        public void Energy_between_two_transactions_is_told()
        {
            Finding moved = Assert.Single(Of(Begin(4, Said.End + 250_000), Receipt(3, Said.Begin, Said.End)));
            Assert.Equal((DocumentFindings.Between, "0.25000 kWh went through the meter between T3 and T4, billed to nobody", Consequence.Bill), (moved.Code, moved.Text, moved.Consequence));
            Assert.Empty(Of(Begin(4, Said.End), Receipt(3, Said.Begin, Said.End)));
        }

        /// <summary>16 A on one phase at 253 V are 8.096 kWh in two hours.</summary>
        [Theory]
        [InlineData(8_098_000, false)]
        [InlineData(8_098_010, true)]
        public void Energy_beyond_rating_and_time_waits_for_the_manager(long energy, bool held)
        {
            IReadOnlyList<Finding> found = DocumentFindings.Of(Receipt(2, 0, energy), null, null, new StationRating(16_000, 1), Came);
            Assert.Equal(held ? [(DocumentFindings.Beyond, Consequence.Hold)] : [], found.Select(one => (one.Code, one.Consequence)));
            Assert.Empty(Of(Receipt(2, 0, energy), null));
        }

        /// <summary>16 A on one phase at 253 V are 3011.712 kWh in 31 days.</summary>
        [Theory]
        [InlineData(3_011_714_000, false)]
        [InlineData(3_011_714_010, true)]
        public void Without_times_that_count_it_is_held_against_the_longest_time(long energy, bool held)
        {
            const string never = "1970-01-01T00:01:00,000+0000 U";
            SignedDocument receipt = OcmfVerifier.Read(_maker.Receipt(2, 0, energy, from: never, to: never));
            IReadOnlyList<Finding> found = DocumentFindings.Of(receipt, null, null, new StationRating(16_000, 1), Came);
            Assert.Equal(held ? [(DocumentFindings.Beyond, Consequence.Hold)] : [], found.Select(one => (one.Code, one.Consequence)));
        }

        [Theory]
        [InlineData("2026-12-23T18:00:00,000+0000 S", false)]
        [InlineData("2026-12-23T18:00:00,001+0000 S", true)]
        public void A_receipt_over_more_than_31_days_waits_for_the_manager(string to, bool held)
        {
            SignedDocument receipt = OcmfVerifier.Read(_maker.Receipt(2, 0, 10, to: to));
            IReadOnlyList<Finding> found = DocumentFindings.Of(receipt, null, null, Unknown, Came.AddYears(1));
            Assert.Equal(held ? [DocumentFindings.TooLong] : [], found.Select(one => one.Code));
        }

        /// <summary>Earlier is normal: it waited in the log. A clock that was never set says nothing.</summary>
        [Theory]
        [InlineData("2026-11-22T20:05:01,000+0000 S", false)]
        [InlineData("2026-11-22T20:05:01,001+0000 S", true)]
        [InlineData("2036-11-22T20:05:01,001+0000 I", false)]
        public void A_time_later_than_its_arrival_waits_for_the_manager(string to, bool held)
        {
            SignedDocument receipt = OcmfVerifier.Read(_maker.Receipt(2, 0, 10, to: to));
            Assert.Equal(held ? [(DocumentFindings.Later, Consequence.Hold)] : [], Of(receipt, null).Select(one => (one.Code, one.Consequence)));
        }

        [Fact]
        public void A_falling_register_and_a_receipt_of_another_begin_are_refused()
        {
            Finding falls = DocumentFindings.Against(Receipt(4, 0, Said.Begin), null, Receipt(3, Said.Begin, Said.End), null)!;
            Finding late = DocumentFindings.Against(Receipt(2, Said.End, Said.End + 50), null, null, Receipt(3, Said.Begin, Said.End))!;
            Finding loose = DocumentFindings.Against(Receipt(4, Said.Begin + 10, Said.End), Begin(3, Said.Begin), null, null)!;
            Assert.Equal([DocumentFindings.Falling, DocumentFindings.Falling, DocumentFindings.Loose], new[] { falls, late, loose }.Select(one => one.Code));
            Assert.All([falls, late, loose], one => Assert.Equal(Consequence.Refuse, one.Consequence));
            Assert.Null(DocumentFindings.Against(Receipt(4, Said.Begin, Said.End), Begin(3, Said.Begin), Begin(3, Said.Begin), null));
        }

        private IReadOnlyList<Finding> Of(SignedDocument document, SignedDocument? before)
        {
            return DocumentFindings.Of(document, before, null, Unknown, Came);
        }

        private SignedDocument Begin(long number, long register)
        {
            return OcmfVerifier.Read(_maker.Begin(number, register));
        }

        private SignedDocument Receipt(long number, long begin, long end)
        {
            return OcmfVerifier.Read(_maker.Receipt(number, begin, end));
        }
    }
}
