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
        [InlineData("2026-11-22T20:05:01,001+0000 R", true)]
        [InlineData("2036-11-22T20:05:01,001+0000 I", false)]
        public void A_time_later_than_its_arrival_waits_for_the_manager(string to, bool held)
        {
            SignedDocument receipt = OcmfVerifier.Read(_maker.Receipt(2, 0, 10, to: to));
            Assert.Equal(held ? [(DocumentFindings.Later, Consequence.Hold)] : [], Of(receipt, null).Select(one => (one.Code, one.Consequence)));
        }

        /// <summary>Whatever the clock's word on the date: what it measured is what it says.</summary>
        [Theory]
        [InlineData("2026-11-22T18:00:00,000+0000 I", "2026-11-22T20:00:00,000+0000 I", 90_000_000_000, true)]
        [InlineData("2026-11-22T18:00:00,000+0000 R", "2026-11-22T20:00:00,000+0000 R", 200_000_000, true)]
        [InlineData("1970-01-01T00:00:10,000+0000 U", "1970-01-01T00:01:10,000+0000 U", 4_000_000_000, true)]
        [InlineData("1970-01-01T00:00:10,000+0000 U", "2026-11-22T20:00:00,000+0000 I", 45_169_000_000, false)]
        [InlineData("1970-01-01T00:00:10,000+0000 U", "2026-11-22T20:00:00,000+0000 I", 45_180_000_000, true)]
        [InlineData("2026-11-22T18:00:00,000+0000 I", "2026-11-22T20:00:00,000+0000 I", 100_000_000, false)]
        public void No_clock_lets_more_through_than_the_station_can_deliver(string from, string to, long energy, bool held)
        {
            SignedDocument receipt = OcmfVerifier.Read(_maker.Receipt(2, 0, energy, from, to));
            Assert.Equal(held ? [(DocumentFindings.Beyond, Consequence.Hold)] : [], Of(receipt, null).Select(one => (one.Code, one.Consequence)));
        }

        [Fact]
        public void Energy_that_a_receipt_has_is_no_other_ones()
        {
            SignedDocument billed = Receipt(2, Said.Begin, Said.End);
            Finding[] again =
            [
                DocumentFindings.Against(Receipt(3, Said.Begin, Said.End), null, [billed], [])!,
                DocumentFindings.Against(Receipt(5, Said.Begin, Said.End + 50), null, [Begin(4, Said.End + 10), billed], [])!,
                DocumentFindings.Against(Receipt(1, Said.Begin - 50, Said.Begin + 10), null, [], [billed])!,
            ];
            Assert.All(again, one => Assert.Equal((DocumentFindings.Falling, Consequence.Refuse), (one.Code, one.Consequence)));
            Assert.Contains("which T2 has billed already", again[0].Text, StringComparison.Ordinal);
            Assert.Null(DocumentFindings.Against(Receipt(3, Said.End, Said.End + 50), null, [billed], []));
        }

        [Fact]
        public void A_falling_register_and_a_receipt_of_another_begin_are_refused()
        {
            Finding falls = DocumentFindings.Against(Receipt(4, 0, Said.Begin), null, [Receipt(3, Said.Begin, Said.End)], [])!;
            Finding late = DocumentFindings.Against(Receipt(2, Said.End, Said.End + 50), null, [], [Receipt(3, Said.Begin, Said.End)])!;
            Finding loose = DocumentFindings.Against(Receipt(4, Said.Begin + 10, Said.End), Begin(3, Said.Begin), [], [])!;
            Assert.Equal([DocumentFindings.Falling, DocumentFindings.Falling, DocumentFindings.Loose], new[] { falls, late, loose }.Select(one => one.Code));
            Assert.All([falls, late, loose], one => Assert.Equal(Consequence.Refuse, one.Consequence));
            Assert.Null(DocumentFindings.Against(Receipt(4, Said.Begin, Said.End), Begin(3, Said.Begin), [Begin(3, Said.Begin), null], [null, null]));
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
