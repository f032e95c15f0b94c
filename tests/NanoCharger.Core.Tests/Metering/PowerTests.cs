using NanoCharger.Core.Metering;
using NanoCharger.Fakes;
using NanoCharger.Hal;
using nanoFramework.TestFramework;

namespace NanoCharger.Core.Tests.Metering
{
    /// <summary>Power of samples that are taken one after the other, at any power factor, with harmonics.</summary>
    [TestClass]
    public sealed class PowerTests
    {
        private const int Bias = 1_613;
        private const int Rounds = 108;
        private const int ConversionNanos = 60_000;
        private const int CycleNanos = 20_000_000;
        private const int VoltsPeak = 1_009;
        private const int AmpsPeak = 449;
        private const int NanoTurnsPerDegree = 1_000_000_000 / 360;

        // 230.0 V and 31.99 A of these peaks, times their RMS in square counts.
        private const long ApparentMilliwatts = (long)VoltsPeak * AmpsPeak / 2 * 32_481_800 / 1_000_000;

        private static Calibration _calibration;
        private static Meter _meter;
        private static SampleBlock _block;

        // Starts that differ, so that rounding to whole counts averages out.
        private static int _milliwatts;
        private static int _millivars;

        /// <summary>Degrees by which the current lags, power factor and reactive factor in thousandths. Without the correction 60 degrees are off by 3 %.</summary>
        [TestMethod]
        [DataRow(0, 1_000, 0)]
        [DataRow(60, 500, 866)]
        [DataRow(-60, 500, -866)]
        [DataRow(-37, 799, -602)]
        [DataRow(84, 105, 995)]
        [DataRow(180, -1_000, 0)]
        public void Power_is_right_at_any_power_factor(int degrees, int active, int reactive)
        {
            Begin();
            Measure(degrees * NanoTurnsPerDegree, 0, 0);
            Near(ApparentMilliwatts * active / 1_000, _milliwatts);
            Near(ApparentMilliwatts * reactive / 1_000, _millivars);
        }

        /// <summary>What the transformer leads is known from the calibration, and taken out.</summary>
        [TestMethod]
        public void The_transformer_s_lead_is_taken_out()
        {
            Begin();
            int lead = NanoTurnsPerDegree * 8 / 10;
            Measure((60 * NanoTurnsPerDegree) - lead, 0, 0);
            Assert.IsTrue(_milliwatts > (ApparentMilliwatts / 2) + (ApparentMilliwatts / 100));
            _calibration.Current(0).PhaseHundredths = 80;
            _meter.CalibrationChanged();
            Measure((60 * NanoTurnsPerDegree) - lead, 0, 0);
            Near(ApparentMilliwatts / 2, _milliwatts);
        }

        /// <summary>A fifth harmonic of 20 % in both, in phase: 4 % more power. Up to the fifteenth it is counted, if less and less.</summary>
        [TestMethod]
        [DataRow(5, 2)]
        [DataRow(15, 6)]
        public void Harmonics_are_in_the_power(int order, int tolerance)
        {
            Begin();
            Measure(0, order, 20);
            long harmonic = ApparentMilliwatts * 4 / 100;
            long off = ApparentMilliwatts + harmonic - _milliwatts;
            Assert.IsTrue(off < harmonic * tolerance * 2 / 100 + (ApparentMilliwatts / 1_000) && off > -ApparentMilliwatts / 1_000, "off by " + off);
        }

        /// <summary>Rounds of three phases lie further apart: 540 µs.</summary>
        [TestMethod]
        public void Power_is_right_in_long_rounds_too()
        {
            Begin();
            _block.Rounds = 36;
            Measure(60 * NanoTurnsPerDegree, 0, 0);
            Near(ApparentMilliwatts / 2, _milliwatts);
        }

        private static void Begin()
        {
            _calibration = new Calibration(1);
            FakeSampler sampler = new FakeBoard().Converter;
            _meter = new Meter(sampler, _calibration);
            _block = new SampleBlock(1, sampler.MaxRounds);
            _block.Rounds = Rounds;
            _block.ConversionNanos = ConversionNanos;
            _block.EndMicros = CycleNanos / 1_000;
        }

        // The mean of 50 blocks that begin anywhere.
        private static void Measure(int lagNanoTurns, int order, int percent)
        {
            long milliwatts = 0;
            long millivars = 0;
            for (int n = 0; n < 50; n++)
            {
                Fill(n * 387_123, lagNanoTurns, order, percent);
                Assert.IsTrue(_meter.Update(_block));
                milliwatts += _meter.Milliwatts[0];
                millivars += _meter.Millivars[0];
            }

            _milliwatts = (int)(milliwatts / 50);
            _millivars = (int)(millivars / 50);
        }

        private static void Fill(long startNanos, int lagNanoTurns, int order, int percent)
        {
            for (int k = 0; k < _block.Rounds; k++)
            {
                long nanos = startNanos + ((long)CycleNanos * k / _block.Rounds);
                _block.Volts[0][k] = Counts(VoltsPeak, nanos * 50, order, percent);
                _block.Amps[0][k] = Counts(AmpsPeak, ((nanos + ConversionNanos) * 50) - lagNanoTurns, order, percent);
            }
        }

        private static short Counts(int peak, long nanoTurns, int order, int percent)
        {
            long value = Sines.At(nanoTurns) + (Sines.At(nanoTurns * order) * percent / 100);
            return (short)(Bias + ((peak * value) + (value < 0 ? -500_000_000 : 500_000_000)) / 1_000_000_000);
        }

        // Within a thousandth of the apparent power.
        private static void Near(long expected, int actual)
        {
            long off = expected - actual;
            Assert.IsTrue(off <= ApparentMilliwatts / 1_000 && off >= -ApparentMilliwatts / 1_000, expected + " and not " + actual);
        }
    }
}
