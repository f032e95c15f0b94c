using System;
using System.Text;
using NanoCharger.Verify;
using Xunit;

namespace NanoCharger.System.Tests.Documents
{
    /// <summary>The times of one transaction's documents: each behind the one before, whatever was said of the clock.</summary>
    public sealed class ReadingOrderTests : IDisposable
    {
        private const string At1800 = "2026-11-22T18:00:00,000+0000 ";
        private const string At1900 = "2026-11-22T19:00:00,000+0000 ";
        private const string At2000 = "2026-11-22T20:00:00,000+0000 ";

        private readonly DocumentMaker _maker = new();

        public void Dispose()
        {
            _maker.Dispose();
        }

        [Theory]
        [InlineData(At1900, At2000, null)]
        [InlineData(At1800, At1800, null)]
        [InlineData("2026-11-22T17:59:59,999+0000 ", At2000, "T2 is of a time before T1 of the same transaction")]
        [InlineData("2030-11-22T18:00:00,000+0000 ", At2000, "T3 is of a time before T2 of the same transaction")]
        public void No_reading_of_a_transaction_is_before_an_earlier_one(string reading, string end, string? wrong)
        {
            string? found = Fault(_maker.Begin(1, 50, At1800 + "I"), _maker.Between(2, 60, reading + "I"), _maker.Receipt(3, 50, 90, At1800 + "I", end + "I"));
            Assert.Equal(wrong, found);
        }

        [Fact]
        public void The_clock_may_have_been_set_back_between_two_transactions()
        {
            Assert.Null(Fault(_maker.Begin(1, 50, At2000 + "I"), _maker.Receipt(2, 50, 90, At2000 + "I", At2000 + "I"), _maker.Begin(3, 90, At1800 + "S")));
        }

        private string? Fault(params string[] documents)
        {
            DocumentSeries series = new();
            foreach (string document in documents)
            {
                series.Add(OcmfVerifier.Verify(Encoding.Latin1.GetBytes(document), _maker.Key).Document!, document);
            }

            return string.Join("; ", series.Problems()) is { Length: > 0 } faults ? faults : null;
        }
    }
}
