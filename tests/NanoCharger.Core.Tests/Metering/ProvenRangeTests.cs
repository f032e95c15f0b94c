namespace NanoCharger.Core.Tests.Metering
{
    using NanoCharger.Core.Metering;
    using NanoCharger.Fakes;
    using NanoCharger.Hal;
    using nanoFramework.TestFramework;

    /// <summary>What a meter is proven for by its calibration's points: a fifth beyond them and no farther.</summary>
    [TestClass]
    public class ProvenRangeTests
    {
        // Levels of the converter of FakeSampler at a gain of 1: 230 V, 200 V, 10 A and 5 A.
        private const int Volts230 = 713_400;
        private const int Volts200 = 620_347;
        private const int Amps10 = 99_256;
        private const int Amps5 = 49_628;

        private static FakeBoard _board;
        private static Calibration _calibration;
        private static Meter _meter;
        private static ProvenRange _range;

        [TestMethod]
        public void A_channel_without_a_point_proves_nothing()
        {
            Begin();
            _calibration.Voltage(0).Put(Volts230, 1_000_000);
            _range.Update();
            Assert.IsFalse(_range.Complete);
            Assert.AreEqual(0, _range.MostMilliamps);
            Measure(1_009, 70);
            Assert.IsFalse(_range.Holds());
        }

        /// <summary>The highest point counts, and its gain: what it proved is a true current.</summary>
        [TestMethod]
        public void The_highest_point_and_a_fifth_are_the_limit()
        {
            Begin();
            Calibrate(1_100_000);
            Assert.IsTrue(_range.Complete);
            Assert.IsTrue(_range.MostMilliamps > 13_180 && _range.MostMilliamps <= 13_200, _range.MostMilliamps.ToString());
        }

        /// <summary>Peaks in counts; 1 009 are 230 V, 14.04 are 1 A.</summary>
        [TestMethod]
        [DataRow(1_009, 160, true)]
        [DataRow(1_009, 175, false)]
        [DataRow(750, 100, true)]
        [DataRow(715, 100, false)]
        [DataRow(1_195, 100, true)]
        [DataRow(1_225, 100, false)]
        public void What_lies_farther_out_is_beyond_it(int voltsPeak, int ampsPeak, bool holds)
        {
            Begin();
            Calibrate(1_000_000);
            Measure(voltsPeak, ampsPeak);
            Assert.AreEqual(holds, _range.Holds());
        }

        /// <summary>A phase that is gone carries nothing that anybody is billed.</summary>
        [TestMethod]
        public void A_phase_without_power_is_not_judged()
        {
            Begin();
            Calibrate(1_000_000);
            Measure(0, 0);
            Assert.IsTrue(_range.Holds());
        }

        private static void Begin()
        {
            _board = new FakeBoard();
            _calibration = new Calibration(1);
            _meter = new Meter(_board.Converter, _calibration);
            _range = new ProvenRange(_meter, _calibration);
        }

        private static void Calibrate(int gain)
        {
            _calibration.Voltage(0).Put(Volts200, 1_000_000);
            _calibration.Voltage(0).Put(Volts230, 1_000_000);
            _calibration.Current(0).Put(Amps5, gain);
            _calibration.Current(0).Put(Amps10, gain);
            _range.Update();
        }

        private static void Measure(int voltsPeak, int ampsPeak)
        {
            _board.Converter.VoltsPeak = voltsPeak;
            _board.Converter.AmpsPeak = ampsPeak;
            _board.Chain.Welded = true;
            SampleBlock block = new SampleBlock(1, _board.Converter.MaxRounds);
            _board.Converter.Acquire(block, 20_000);
            Assert.IsTrue(_meter.Update(block));
        }
    }
}
