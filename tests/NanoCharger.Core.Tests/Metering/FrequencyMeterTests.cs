using NanoCharger.Core.Metering;
using NanoCharger.Fakes;
using NanoCharger.Hal;
using nanoFramework.TestFramework;

namespace NanoCharger.Core.Tests.Metering
{
    /// <summary>Mains frequency by zero crossings over blocks with pauses in between.</summary>
    [TestClass]
    public sealed class FrequencyMeterTests
    {
        /// <summary>Right to 0.02 Hz, a sixth of what a return is judged by, within 1.3 s.</summary>
        [TestMethod]
        [DataRow(45_000)]
        [DataRow(47_500)]
        [DataRow(49_950)]
        [DataRow(50_000)]
        [DataRow(51_500)]
        [DataRow(55_000)]
        [DataRow(60_000)]
        [DataRow(61_800)]
        public void Finds_the_frequency(int millihertz)
        {
            FakeBoard board = new FakeBoard();
            board.Converter.Millihertz = millihertz;
            FrequencyMeter meter = new FrequencyMeter();
            Run(board, meter, 1_300);
            Near(millihertz, meter.Millihertz, 20);
            Near(millihertz, meter.QuickMillihertz, 60);
            Assert.IsTrue(board.Micros - meter.QuickSinceMicros < 500_000);
        }

        /// <summary>A converter 9 % off, its rest elsewhere, and a low voltage.</summary>
        [TestMethod]
        public void Needs_no_calibration()
        {
            FakeBoard board = new FakeBoard();
            board.Converter.ChipGain = 910_000;
            board.Converter.VoltsPeak = 438;
            FrequencyMeter meter = new FrequencyMeter();
            Run(board, meter, 1_300);
            Near(50_000, meter.Millihertz, 10);
        }

        /// <summary>A step shows in the quick value after two of its stretches.</summary>
        [TestMethod]
        public void Follows_a_step_within_half_a_second()
        {
            FakeBoard board = new FakeBoard();
            FrequencyMeter meter = new FrequencyMeter();
            Run(board, meter, 2_000);
            board.Converter.Millihertz = 47_000;
            Run(board, meter, 500);
            Near(47_000, meter.QuickMillihertz, 60);
        }

        /// <summary>Without mains there is no frequency, and noise makes none.</summary>
        [TestMethod]
        public void Says_that_it_does_not_know()
        {
            FakeBoard board = new FakeBoard();
            FrequencyMeter meter = new FrequencyMeter();
            Assert.AreEqual(0, meter.Millihertz);
            Run(board, meter, 1_300);
            board.Converter.VoltsPeak = 12;
            Run(board, meter, 1_000);
            Assert.AreEqual(0, meter.Millihertz);
            Assert.AreEqual(0, meter.QuickMillihertz);
        }

        /// <summary>A stall in between starts the stretch anew and harms nothing; interrupted blocks are left out.</summary>
        [TestMethod]
        public void A_stall_or_an_interrupted_block_changes_nothing()
        {
            FakeBoard board = new FakeBoard();
            FrequencyMeter meter = new FrequencyMeter();
            Run(board, meter, 1_300);
            board.Spend(2_345_678);
            Run(board, meter, 700);
            board.Converter.Interrupted = true;
            Run(board, meter, 100);
            board.Converter.Interrupted = false;
            Run(board, meter, 1_300);
            Near(50_000, meter.Millihertz, 10);
            Near(50_000, meter.QuickMillihertz, 60);
        }

        private static void Run(FakeBoard board, FrequencyMeter meter, int millis)
        {
            SampleBlock block = new SampleBlock(1, board.Converter.MaxRounds);
            Meter rest = new Meter(board.Converter, new Calibration(1));
            long until = board.Micros + (millis * 1_000L);
            while (board.Micros < until)
            {
                board.Sampler.Acquire(block, 20_000);
                rest.Update(block);
                meter.Update(block, rest.VoltageRestMillicounts[0]);
                board.Spend(15_300);
            }
        }

        private static void Near(int expected, int actual, int tolerance)
        {
            Assert.IsTrue(actual >= expected - tolerance && actual <= expected + tolerance, expected + " and not " + actual);
        }
    }
}
