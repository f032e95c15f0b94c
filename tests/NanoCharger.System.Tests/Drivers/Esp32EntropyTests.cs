using System.Linq;
using NanoCharger.Hal;
using Xunit;

namespace NanoCharger.System.Tests.Drivers
{
    /// <summary>Bytes out of the converter's noise.</summary>
    public sealed class Esp32EntropyTests
    {
        [Fact]
        public void Bytes_differ_from_call_to_call_and_from_chip_to_chip()
        {
            byte[] first = Draw(1);
            byte[] second = Draw(2);
            Assert.Equal(0, first.Zip(second).Count(pair => pair.First == pair.Second) / 8);
            Assert.False(first.Take(32).SequenceEqual(first.Skip(32).Take(32)));
            Assert.True(first.Distinct().Count() > 40);
        }

        /// <summary>A converter that stands still would give bytes that look well behind the HMAC, and anybody could compute them.</summary>
        [Theory]
        [InlineData(0)]
        [InlineData(1300)]
        [InlineData(3400)]
        public void A_dead_converter_gives_nothing_but_zeros(double millivolts)
        {
            BareBoard bare = new(1, noiseCounts: 0, seed: 1);
            byte[] bytes = Enumerable.Repeat((byte)7, 64).ToArray();
            foreach (int pin in new[] { 34, 35, 36, 39 })
            {
                bare.Millivolts[pin] = _ => millivolts;
            }

            bare.Run(() => Stations.Board().Entropy.Fill(bytes));
            Assert.All(bytes, one => Assert.Equal(0, one));
        }

        [Fact]
        public void Two_channels_that_stand_still_of_four_do_no_harm()
        {
            BareBoard bare = new(1, noiseCounts: 3, seed: 1);
            byte[] bytes = new byte[32];
            bare.Millivolts[34] = _ => 3400;
            bare.Millivolts[35] = _ => 3400;
            bare.Millivolts[36] = _ => 1300;
            bare.Millivolts[39] = _ => 1300;
            bare.Run(() => Stations.Board().Entropy.Fill(bytes));
            Assert.True(bytes.Distinct().Count() > 20);
        }

        private static byte[] Draw(ulong seed)
        {
            BareBoard bare = new(1, noiseCounts: 3, seed: seed);
            byte[] bytes = new byte[70];
            foreach (int pin in new[] { 34, 35, 36, 39 })
            {
                bare.Millivolts[pin] = _ => 1300;
            }

            bare.Run(() =>
            {
                IEntropy entropy = Stations.Board().Entropy;
                long before = bare.Machine.NowNanos;
                entropy.Fill(bytes);
                Assert.InRange(bare.Machine.NowNanos - before, 3 * 18 * BareBoard.Millisecond, 3 * 25 * BareBoard.Millisecond);
            });
            return bytes;
        }
    }
}
