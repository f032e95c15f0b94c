using System.Text;
using NanoCharger.Hal;
using Xunit;

namespace NanoCharger.System.Tests.Drivers
{
    /// <summary>The card reader's line.</summary>
    public sealed class Esp32TokenReaderTests
    {
        [Theory]
        [InlineData("04aabbcc\r", "04AABBCC")]
        [InlineData("04AABBCC\r\n", "04AABBCC")]
        [InlineData("hello\r04AA\r", "04AA")]
        [InlineData("\r\r04AA\r", "04AA")]
        [InlineData("0123456789ABCDEF0123456789ABCDEF01234\r04AA\r", "04AA")]
        public void A_line_of_hex_is_a_card_and_anything_else_is_dropped(string line, string card)
        {
            BareBoard bare = new();
            bare.Run(() =>
            {
                ITokenReader reader = Stations.Board().TokenReader;
                bare.Reader.Type(Encoding.ASCII.GetBytes(line));
                string? read = null;
                for (int i = 0; i < 4 && read is null; i++)
                {
                    read = reader.TryRead();
                }

                Assert.Equal(card, read);
                Assert.Null(reader.TryRead());
            });
        }

        [Fact]
        public void Two_cards_come_one_after_the_other_and_nothing_waits()
        {
            BareBoard bare = new();
            bare.Run(() =>
            {
                ITokenReader reader = Stations.Board().TokenReader;
                long before = bare.Machine.NowNanos;
                Assert.Null(reader.TryRead());
                Assert.True(bare.Machine.NowNanos - before < BareBoard.Millisecond);
                bare.Reader.Type(Encoding.ASCII.GetBytes("04AA\r04BB\r04"));
                Assert.Equal("04AA", reader.TryRead());
                Assert.Equal("04BB", reader.TryRead());
                Assert.Null(reader.TryRead());
                bare.Reader.Type(Encoding.ASCII.GetBytes("CC\r"));
                Assert.Equal("04CC", reader.TryRead());
            });
        }
    }
}
