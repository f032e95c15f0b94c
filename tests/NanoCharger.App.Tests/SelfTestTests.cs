using nanoFramework.TestFramework;

namespace NanoCharger.App.Tests
{
    /// <summary>The technician's test of the safety chain.</summary>
    [TestClass]
    public sealed class SelfTestTests
    {
        /// <summary>The hold lapses for want of pulses, is armed again, the monitor answers, and the outlet serves.</summary>
        [TestMethod]
        public void A_sound_chain_passes_and_serves_afterwards()
        {
            Loop loop = new Loop();
            Assert.IsNull(loop.Charger.Commands.StartSelfTest());
            int holds = loop.Board.Chain.Holds;
            loop.Run(3_500);
            Assert.AreEqual(holds, loop.Board.Chain.Holds);
            loop.Run(6_000);
            Assert.Contains("self-test: passed", loop.Board.Port.Printed);
            loop.Charge(100);
            Assert.IsTrue(loop.Closed);
        }

        /// <summary>What is broken is named.</summary>
        [TestMethod]
        [DataRow(1, "the interlock is closed without a vehicle")]
        [DataRow(2, "the hold never lapses")]
        [DataRow(3, "the residual current monitor does not answer")]
        public void A_broken_part_is_named(int part, string named)
        {
            Loop loop = new Loop();
            loop.Board.Chain.InterlockStuck = part == 1;
            loop.Board.Chain.HoldStuck = part == 2;
            loop.Board.MonitorSilent = part == 3;
            Assert.IsNull(loop.Charger.Commands.StartSelfTest());
            loop.Run(10_000);
            Assert.Contains("self-test: failed: " + named, loop.Board.Port.Printed);
        }

        /// <summary>The test needs an empty outlet, at its start and all the time.</summary>
        [TestMethod]
        public void A_vehicle_forbids_and_ends_it()
        {
            Loop loop = new Loop();
            Assert.IsNull(loop.Charger.Commands.StartSelfTest());
            loop.Run(1_000);
            loop.Show(9_000, 500);
            Assert.Contains("self-test: given up", loop.Board.Port.Printed);
            Assert.IsNotNull(loop.Charger.Commands.StartSelfTest());
        }
    }
}
