using NanoCharger.Core.Protection;
using nanoFramework.TestFramework;

namespace NanoCharger.Core.Tests.Protection
{
    /// <summary>A meter that cannot be believed stops the charging.</summary>
    [TestClass]
    public sealed class MeterGuardTests
    {
        /// <summary>Open, shorted to the supply, or lying on another voltage: a channel that does not rest on the bias rail.</summary>
        [TestMethod]
        [DataRow(0)]
        [DataRow(1_300)]
        [DataRow(1_900)]
        [DataRow(4_095)]
        public void A_channel_off_the_bias_rail_stops_within_1_2_s(int counts)
        {
            GuardRig rig = Sound();
            rig.Board.Converter.StuckAmps = counts;
            Within(rig, 900, 1_200);

            rig = Sound();
            rig.Board.Converter.StuckVolts = counts;
            Within(rig, 900, 1_200);
        }

        /// <summary>A current channel on the rail and without a swing is a vehicle that draws nothing.</summary>
        [TestMethod]
        public void No_current_is_no_fault()
        {
            GuardRig rig = Sound();
            rig.Board.Converter.StuckAmps = 1_613;
            rig.Run(10_000);
            Assert.IsFalse(rig.Guard.IsPresent(FaultCode.MeteringFailed));
        }

        /// <summary>Chips whose reference is 9 % off are sound.</summary>
        [TestMethod]
        [DataRow(910_000)]
        [DataRow(1_090_000)]
        public void A_chip_s_own_gain_is_no_fault(int gain)
        {
            GuardRig rig = Sound();
            rig.Board.Converter.ChipGain = gain;
            rig.Run(10_000);
            Assert.IsFalse(rig.Guard.IsPresent(FaultCode.MeteringFailed));
        }

        /// <summary>A current that the converter cannot show: the truth is larger than what is counted.</summary>
        [TestMethod]
        public void A_clipped_current_stops()
        {
            GuardRig rig = Sound();
            rig.Board.Chain.Welded = true;
            rig.Board.Converter.AmpsPeak = 2_600;
            Within(rig, 900, 1_200);
        }

        /// <summary>Blocks that are all interrupted tell nothing, for as long as they come.</summary>
        [TestMethod]
        public void Blocks_that_cannot_be_measured_stop()
        {
            GuardRig rig = Sound();
            rig.Board.Converter.Interrupted = true;
            for (int turn = 0; turn < 49; turn++)
            {
                rig.Turn();
            }

            Assert.IsFalse(rig.Guard.IsPresent(FaultCode.MeteringFailed));
            rig.Turn();
            Assert.IsTrue(rig.Guard.IsPresent(FaultCode.MeteringFailed));
            Assert.AreEqual(StopKind.Pause, rig.Verdict.Stop);
        }

        /// <summary>It goes 30 s after the channel is back.</summary>
        [TestMethod]
        public void It_clears_by_itself()
        {
            GuardRig rig = Sound();
            rig.Board.Converter.StuckAmps = 0;
            rig.Run(2_000);
            rig.Board.Converter.StuckAmps = -1;
            rig.Run(29_000);
            Assert.IsTrue(rig.Guard.IsPresent(FaultCode.MeteringFailed));
            rig.Run(2_000);
            Assert.IsFalse(rig.Guard.IsPresent(FaultCode.MeteringFailed));
        }

        private static GuardRig Sound()
        {
            GuardRig rig = new GuardRig();
            rig.Run(1_000);
            Assert.IsFalse(rig.Guard.IsPresent(FaultCode.MeteringFailed));
            return rig;
        }

        private static void Within(GuardRig rig, int least, int most)
        {
            int waited = 0;
            while (!rig.Guard.IsPresent(FaultCode.MeteringFailed) && waited < most)
            {
                long before = rig.Board.Micros;
                rig.Turn();
                waited += (int)(rig.Board.Micros - before) / 1_000;
            }

            Assert.IsTrue(waited >= least && waited < most, "after " + waited + " ms");
            Assert.IsTrue(rig.Verdict.Stop >= StopKind.Pause);
        }
    }
}
