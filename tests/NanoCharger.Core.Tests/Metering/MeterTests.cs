using System;
using NanoCharger.Core.Metering;
using NanoCharger.Fakes;
using NanoCharger.Hal;
using nanoFramework.TestFramework;

namespace NanoCharger.Core.Tests.Metering
{
    /// <summary>Volts, amperes and watts of known samples.</summary>
    [TestClass]
    public sealed class MeterTests
    {
        private const int Rounds = 100;
        private const int Bias = 1_613;

        private static Meter _meter;
        private static SampleBlock _block;
        private static Calibration _calibration;

        // A meter with nominal gains.
        private static void Begin()
        {
            FakeSampler sampler = new FakeBoard().Converter;
            _calibration = new Calibration(1);
            _meter = new Meter(sampler, _calibration);
            _block = new SampleBlock(1, sampler.MaxRounds);
        }

        /// <summary>A square wave of known height has the same RMS, and their product is its power.</summary>
        [TestMethod]
        public void Measures_a_square_wave_exactly()
        {
            Begin();
            Square(700, 300);
            Assert.IsTrue(_meter.Update(_block));
            Assert.AreEqual(225_680, _meter.Millivolts[0]);
            Assert.AreEqual(300 * 100_750 / 1_000, _meter.Milliamps[0]);
            Assert.AreEqual((int)(225_680L * 30_225 / 1_000), _meter.Milliwatts[0]);
            Assert.AreEqual(_meter.Milliwatts[0], _meter.TotalMilliwatts);
            Assert.AreEqual(Bias * 1_000, _meter.RestMillicounts);
        }

        /// <summary>230 V and 32 A of a sine.</summary>
        [TestMethod]
        public void Measures_a_sine()
        {
            Begin();
            FakeBoard board = new FakeBoard();
            board.Chain.Welded = true;
            board.Converter.AmpsPeak = 449;
            Meter meter = new Meter(board.Converter, new Calibration(1));
            board.Converter.Acquire(_block, 20_000);
            meter.Update(_block);
            Assert.IsTrue(meter.Millivolts[0] > 227_000 && meter.Millivolts[0] < 231_000, "mV " + meter.Millivolts[0]);
            Assert.IsTrue(meter.Milliamps[0] > 31_500 && meter.Milliamps[0] < 32_200, "mA " + meter.Milliamps[0]);
            Assert.IsTrue(meter.Milliwatts[0] > 7_200_000 && meter.Milliwatts[0] < 7_400_000, "mW " + meter.Milliwatts[0]);
        }

        /// <summary>Energy that flows back is negative power.</summary>
        [TestMethod]
        public void Power_has_a_sign()
        {
            Begin();
            Square(700, -300);
            _meter.Update(_block);
            Assert.IsTrue(_meter.Milliwatts[0] < -6_800_000);
        }

        /// <summary>A gain multiplies: volts, amperes, and power by both.</summary>
        [TestMethod]
        public void Gains_correct_the_reading()
        {
            Begin();
            Square(700, 300);
            Gain(1_100_000, 900_000);
            _meter.Update(_block);
            Assert.AreEqual(225_680 * 11 / 10, _meter.Millivolts[0]);
            Assert.IsTrue(Near(300 * 100_750 / 1_000 * 9 / 10, _meter.Milliamps[0], 2));
            Assert.IsTrue(Near((int)(225_680L * 30_225 / 1_000 * 99 / 100), _meter.Milliwatts[0], 50));
        }

        /// <summary>The largest swing of all channels, the largest gains, the most samples: nothing overflows.</summary>
        [TestMethod]
        public void Full_scale_does_not_overflow()
        {
            Begin();
            _block.Rounds = 146;
            for (int k = 0; k < 146; k++)
            {
                _block.Volts[0][k] = (short)(k % 2 == 0 ? 4_095 : 0);
                _block.Amps[0][k] = (short)(k % 2 == 0 ? 4_095 : 0);
            }

            Gain(1_250_000, 1_250_000);
            _meter.Update(_block);
            Assert.IsTrue(Near(825_000, _meter.Millivolts[0], 1_000), "mV " + _meter.Millivolts[0]);
            Assert.IsTrue(Near(257_800, _meter.Milliamps[0], 1_000), "mA " + _meter.Milliamps[0]);
            Assert.IsTrue(Near(212_770_000, _meter.Milliwatts[0], 1_000_000), "mW " + _meter.Milliwatts[0]);
        }

        /// <summary>Blocks that cannot be measured change nothing.</summary>
        [TestMethod]
        public void An_interrupted_or_empty_block_changes_nothing()
        {
            Begin();
            Square(700, 300);
            _meter.Update(_block);
            int before = _meter.Milliwatts[0];
            Square(100, 100);
            _block.Gap = true;
            Assert.IsFalse(_meter.Update(_block));
            _block.Gap = false;
            _block.Rounds = 1;
            Assert.IsFalse(_meter.Update(_block));
            Assert.AreEqual(before, _meter.Milliwatts[0]);
        }

        /// <summary>A channel without any swing reads nothing.</summary>
        [TestMethod]
        [DataRow(0)]
        [DataRow(1_613)]
        [DataRow(4_095)]
        public void A_dead_channel_reads_zero(int level)
        {
            Begin();
            Square(700, 0);
            for (int k = 0; k < Rounds; k++)
            {
                _block.Amps[0][k] = (short)level;
            }

            _meter.Update(_block);
            Assert.AreEqual(0, _meter.Milliamps[0]);
            Assert.AreEqual(0, _meter.Milliwatts[0]);
        }

        /// <summary>A calibration for other phases is nonsense.</summary>
        [TestMethod]
        public void A_calibration_for_other_phases_is_refused()
        {
            Assert.ThrowsException(typeof(ArgumentException), () => new Meter(new FakeBoard().Converter, new Calibration(3)));
        }

        /// <summary>The root is the largest whole number whose square is not above.</summary>
        [TestMethod]
        public void The_root_is_exact()
        {
            Begin();
            Assert.AreEqual(0L, IntegerRoot.Of(-5, 3));
            for (long root = 1; root < 2_000_000_000; root = (root * 3) + 1)
            {
                Assert.AreEqual(root, IntegerRoot.Of(root * root, 0));
                Assert.AreEqual(root - 1, IntegerRoot.Of((root * root) - 1, root / 7));
                Assert.AreEqual(root, IntegerRoot.Of((root * root) + 1, root * 5));
            }
        }

        private static void Gain(int voltagePpm, int currentPpm)
        {
            _calibration.Voltage(0).Put(700_000, voltagePpm);
            _calibration.Current(0).Put(300_000, currentPpm);
        }

        private static bool Near(int expected, int actual, int within)
        {
            int off = expected - actual;
            return off <= within && off >= -within;
        }

        private static void Square(int volts, int amps)
        {
            _block.Rounds = Rounds;
            for (int k = 0; k < Rounds; k++)
            {
                int sign = k < Rounds / 2 ? 1 : -1;
                _block.Volts[0][k] = (short)(Bias + (sign * volts));
                _block.Amps[0][k] = (short)(Bias + (sign * amps));
            }
        }
    }
}
