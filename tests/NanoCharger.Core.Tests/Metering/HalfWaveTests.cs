using NanoCharger.Core.Metering;
using NanoCharger.Fakes;
using NanoCharger.Hal;
using nanoFramework.TestFramework;

namespace NanoCharger.Core.Tests.Metering
{
    /// <summary>What a half-wave load does to cable and contacts: its direct part is found by the wave's shape, behind a transformer too.</summary>
    [TestClass]
    public sealed class HalfWaveTests
    {
        private const int Rounds = 108;
        private const int Rest = 1_613;
        private const int Billion = 1_000_000_000;

        /// <summary>A half wave of 32 A has a peak of 64 A, 635 counts: 24.7 A about its mean. A transformer has its mean at rest, another sensor has not.</summary>
        [TestMethod]
        [DataRow(635, 0)]
        [DataRow(635, 202)]
        [DataRow(-635, 0)]
        [DataRow(-635, -202)]
        public void A_half_wave_of_32_A_is_32_A(int peak, int taken)
        {
            Meter meter = Measure(peak, taken, true);
            Within(24_670, meter.Milliamps[0]);
            Within(32_000, meter.LoadMilliamps[0]);
        }

        /// <summary>All other waves load as they are measured, at any current.</summary>
        [TestMethod]
        [DataRow(449)]
        [DataRow(84)]
        [DataRow(1_123)]
        public void A_whole_wave_loads_as_it_is_measured(int peak)
        {
            Meter meter = Measure(peak, 0, false);
            Assert.AreEqual(meter.Milliamps[0], meter.LoadMilliamps[0]);
        }

        private static Meter Measure(int peak, int taken, bool half)
        {
            FakeBoard board = new FakeBoard();
            Meter meter = new Meter(board.Converter, new Calibration(1));
            SampleBlock block = new SampleBlock(1, board.Converter.MaxRounds);
            block.Rounds = Rounds;
            block.EndMicros = 20_000;
            block.ConversionNanos = 60_000;
            for (int k = 0; k < Rounds; k++)
            {
                long sine = Sines.At((long)k * Billion / Rounds);
                block.Volts[0][k] = (short)(Rest + (1_009 * sine / Billion));
                block.Amps[0][k] = (short)(Rest - taken + (half && sine < 0 ? 0 : peak * sine / Billion));
            }

            Assert.IsTrue(meter.Update(block));
            return meter;
        }

        // To 3 %: one look of sixteen may miss the crest, and the direct part is found to a count.
        private static void Within(int expected, int actual)
        {
            Assert.IsTrue(actual >= expected * 97 / 100 && actual <= expected * 103 / 100, "mA " + actual);
        }
    }
}
