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

        /// <summary>Each thing in the way is named by what it is, and not as a vehicle.</summary>
        [TestMethod]
        [DataRow(9_000, "a vehicle is plugged in: unplug it")]
        [DataRow(0, "the pilot is shorted (E): unplug, look at cable and outlet")]
        [DataRow(-12_000, "the pilot has no high level (F): look at the pilot circuit")]
        public void What_is_seen_on_the_pilot_is_named(int millivolts, string why)
        {
            Loop loop = new Loop();
            loop.Show(millivolts, 100);
            string seen = loop.Charger.Commands.StartSelfTest();
            for (int i = 0; i < 50 && seen != why; i++)
            {
                // A fault of the pilot is shown first, and looked at again.
                Assert.Contains("see faults", seen);
                loop.Run(100);
                seen = loop.Charger.Commands.StartSelfTest();
            }

            Assert.AreEqual(why, seen);
        }

        [TestMethod]
        public void An_outlet_out_of_service_is_named()
        {
            Loop loop = new Loop();
            loop.Charger.Commands.RequestAvailable(false, true);
            loop.Run(500);
            Assert.AreEqual("out of service, so that a vehicle could not be seen: available", loop.Charger.Commands.StartSelfTest());
            loop.Charger.Commands.RequestAvailable(true, true);
            loop.Run(1_000);
            Assert.IsNull(loop.Charger.Commands.StartSelfTest());
        }

        [TestMethod]
        public void A_test_that_runs_and_an_open_transaction_are_named()
        {
            Loop loop = new Loop();
            Assert.IsNull(loop.Charger.Commands.StartSelfTest());
            loop.Run(1_000);
            Assert.AreEqual("it runs already, the result follows", loop.Charger.Commands.StartSelfTest());
            loop.Run(10_000);
            loop.Charge(100);
            Assert.AreEqual("a transaction is open: stop; a vehicle is plugged in: unplug it", loop.Charger.Commands.StartSelfTest());
        }

        [TestMethod]
        public void A_vehicle_that_has_just_left_is_named()
        {
            Loop loop = new Loop();
            loop.Show(9_000, 500);
            loop.Show(12_000, 120);
            Assert.AreEqual("a vehicle has just left: again in a second", loop.Charger.Commands.StartSelfTest());
            loop.Run(1_000);
            Assert.IsNull(loop.Charger.Commands.StartSelfTest());
        }
    }
}
