using NanoCharger.Core.Metering;
using NanoCharger.Fakes;
using NanoCharger.Hal;
using nanoFramework.TestFramework;

namespace NanoCharger.Core.Tests.Metering
{
    /// <summary>Blocks that no sound mains makes: the results are defined, and nothing throws. What becomes of them is the meter guard's.</summary>
    [TestClass]
    public sealed class OddBlockTests
    {
        private const int Rounds = 108;

        private static Meter _meter;
        private static SampleBlock _block;

        /// <summary>Every block that alternates between the rails, in any pattern, at the largest gains and leads: within the apparent power of the largest swing.</summary>
        [TestMethod]
        [DataRow(1, 0)]
        [DataRow(1, 300)]
        [DataRow(2, -300)]
        [DataRow(3, 300)]
        [DataRow(54, -300)]
        public void Full_scale_stays_in_range(int halfPeriod, int phase)
        {
            Begin(phase);
            for (int k = 0; k < _block.Rounds; k++)
            {
                bool high = k / halfPeriod % 2 == 0;
                _block.Volts[0][k] = (short)(high ? 4_095 : 0);
                _block.Amps[0][k] = (short)(k % 5 == 0 == high ? 4_095 : 0);
            }

            Assert.IsTrue(_meter.Update(_block));
            Assert.IsTrue(_meter.Clipped);
            Near(825_000, _meter.Millivolts[0], 1_000);
            long apparent = (long)_meter.Millivolts[0] * _meter.Milliamps[0] / 1_000;
            Assert.IsTrue(_meter.Milliwatts[0] < apparent * 5 / 2 && _meter.Milliwatts[0] > -apparent * 5 / 2, "mW " + _meter.Milliwatts[0]);
        }

        /// <summary>A sine whose tops are cut off is measured as it is seen, and said to be clipped.</summary>
        [TestMethod]
        public void A_clipped_block_says_so()
        {
            Begin(0);
            Sine(1_009, 2_700);
            Assert.IsTrue(_meter.Update(_block));
            Assert.IsTrue(_meter.Clipped);
            Sine(1_009, 1_123);
            _meter.Update(_block);
            Assert.IsFalse(_meter.Clipped, "80 A are no clipping");
        }

        /// <summary>All zero, or a level that does not move: nothing flows, and the rests tell where the channels lie.</summary>
        [TestMethod]
        [DataRow(0)]
        [DataRow(1_613)]
        [DataRow(4_095)]
        public void A_block_without_swing_reads_nothing(int level)
        {
            Begin(0);
            for (int k = 0; k < Rounds; k++)
            {
                _block.Volts[0][k] = (short)level;
                _block.Amps[0][k] = (short)level;
            }

            Assert.IsTrue(_meter.Update(_block));
            Assert.AreEqual(0, _meter.Millivolts[0]);
            Assert.AreEqual(0, _meter.Milliamps[0]);
            Assert.AreEqual(0, _meter.TotalMilliwatts);
            Assert.AreEqual(level * 1_000, _meter.VoltageRestMillicounts[0]);
            Assert.AreEqual(level * 1_000, _meter.CurrentRestMillicounts[0]);
        }

        /// <summary>A current channel that is not there: volts as ever, no amperes, no watts.</summary>
        [TestMethod]
        public void A_missing_channel_reads_nothing_and_spoils_nothing()
        {
            Begin(0);
            Sine(1_009, 449);
            for (int k = 0; k < Rounds; k++)
            {
                _block.Amps[0][k] = 0;
            }

            Assert.IsTrue(_meter.Update(_block));
            Near(287_500, _meter.Millivolts[0], 300);
            Assert.AreEqual(0, _meter.Milliamps[0]);
            Assert.AreEqual(0, _meter.Milliwatts[0]);
            Assert.AreEqual(0, _meter.CurrentRestMillicounts[0]);
        }

        /// <summary>One sample, or none, or too few to interpolate between, is no measurement: everything stays as it was.</summary>
        [TestMethod]
        [DataRow(0)]
        [DataRow(1)]
        [DataRow(17)]
        public void Too_few_samples_change_nothing(int rounds)
        {
            Begin(0);
            Sine(1_009, 449);
            _meter.Update(_block);
            int before = _meter.Milliwatts[0];
            _block.Rounds = rounds;
            Assert.IsFalse(_meter.Update(_block));
            Assert.AreEqual(before, _meter.Milliwatts[0]);
        }

        /// <summary>Numbers that are no multiple of four are summed whole.</summary>
        [TestMethod]
        [DataRow(18)]
        [DataRow(19)]
        [DataRow(36)]
        [DataRow(107)]
        public void Every_sample_counts(int rounds)
        {
            Begin(0);
            _block.Rounds = rounds;
            for (int k = 0; k < rounds; k++)
            {
                _block.Volts[0][k] = (short)(k == rounds - 1 ? 1_000 + rounds : 1_000);
                _block.Amps[0][k] = (short)(k == 0 ? 1_000 + rounds : 1_000);
            }

            Assert.IsTrue(_meter.Update(_block));
            Assert.AreEqual(1_001_000, _meter.VoltageRestMillicounts[0]);
            Assert.AreEqual(1_001_000, _meter.CurrentRestMillicounts[0]);
        }

        /// <summary>Noise that the calibration knows is taken out by squares: what is below it reads nothing.</summary>
        [TestMethod]
        public void Known_noise_is_taken_out()
        {
            Begin(0);
            Calibration calibration = new Calibration(1);
            calibration.Current(0).NoiseMillicounts = 4_000;
            Meter meter = new Meter(new FakeBoard().Converter, calibration);
            for (int k = 0; k < Rounds; k++)
            {
                _block.Volts[0][k] = 1_613;
                _block.Amps[0][k] = (short)(1_613 + (k % 2 == 0 ? 5 : -5));
            }

            meter.Update(_block);
            Assert.AreEqual(3_000, meter.CurrentMillicounts[0]);
            calibration.Current(0).NoiseMillicounts = 6_000;
            meter.Update(_block);
            Assert.AreEqual(0, meter.CurrentMillicounts[0]);
        }

        // The largest gains.
        private static void Begin(int phase)
        {
            FakeSampler sampler = new FakeBoard().Converter;
            Calibration calibration = new Calibration(1);
            calibration.Voltage(0).Put(700_000, ChannelCalibration.MostGain);
            calibration.Current(0).Put(700_000, ChannelCalibration.MostGain);
            calibration.Current(0).PhaseHundredths = phase;
            _meter = new Meter(sampler, calibration);
            _block = new SampleBlock(1, sampler.MaxRounds);
            _block.Rounds = Rounds;
            _block.ConversionNanos = 60_000;
            _block.EndMicros = 20_000;
        }

        private static void Sine(int volts, int amps)
        {
            for (int k = 0; k < Rounds; k++)
            {
                long sine = Sines.At(1_000_000_000L * k / Rounds);
                _block.Volts[0][k] = Counts(volts * sine);
                _block.Amps[0][k] = Counts(amps * sine);
            }
        }

        private static short Counts(long nano)
        {
            long counts = 1_613 + (nano / 1_000_000_000);
            return (short)(counts < 0 ? 0 : counts > 4_095 ? 4_095 : counts);
        }

        private static void Near(int expected, int actual, int within)
        {
            Assert.IsTrue(actual <= expected + within && actual >= expected - within, expected + " and not " + actual);
        }
    }
}
