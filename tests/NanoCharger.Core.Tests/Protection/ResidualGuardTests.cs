using NanoCharger.Core.Protection;
using nanoFramework.TestFramework;

namespace NanoCharger.Core.Tests.Protection
{
    /// <summary>Residual current: test, three causes, retries.</summary>
    [TestClass]
    public sealed class ResidualGuardTests
    {
        private const int QuarterOfAnHour = 900_000;

        /// <summary>The test at the plug has to be passed first, within the 3 s of a closing.</summary>
        [TestMethod]
        public void Nothing_closes_before_the_monitor_has_passed_its_test()
        {
            GuardRig rig = new GuardRig();
            rig.Run(5_000);
            rig.Board.PilotLine.Show(6_000);
            rig.Unplugged = false;
            rig.Turn();
            Assert.IsFalse(rig.Verdict.MayClose);
            Assert.IsTrue(rig.Guard.ResidualTestBusy);
            int after = rig.UntilMayClose(3_000);
            Assert.IsTrue(after > 0 && after <= 800, "after " + after);
            Assert.AreEqual((int)FaultCode.None, (int)rig.Guard.ResidualTestResult);
        }

        /// <summary>No answer: silent, and only that.</summary>
        [TestMethod]
        public void A_silent_monitor_is_named_and_latched_until_replugged()
        {
            GuardRig rig = new GuardRig();
            rig.Run(5_000);
            rig.Board.MonitorSilent = true;
            rig.Replug();
            int after = rig.UntilStop(StopKind.Open, 1_000);
            Assert.IsTrue(after >= 300 && after <= 400, "after " + after);
            Assert.AreEqual((int)FaultCode.ResidualSilent, (int)rig.Verdict.Fault);
            rig.Board.MonitorSilent = false;
            rig.Run(60_000);
            Assert.AreEqual((int)FaultCode.ResidualSilent, (int)rig.Verdict.Fault);
            rig.Replug();
            Assert.IsTrue(rig.UntilMayClose(3_000) > 0);
        }

        /// <summary>Does not clear after its test: stuck, and not tripped.</summary>
        [TestMethod]
        public void A_monitor_that_does_not_clear_is_stuck()
        {
            GuardRig rig = new GuardRig();
            rig.Run(5_000);
            rig.Replug();
            rig.Run(50);
            rig.Board.ResidualTripped = true;
            int after = rig.UntilStop(StopKind.Open, 1_000);
            Assert.IsTrue(after >= 400 && after <= 620, "after " + after);
            Assert.AreEqual((int)FaultCode.ResidualStuck, (int)rig.Verdict.Fault);
        }

        /// <summary>A trip with a dead outlet has no current behind it.</summary>
        [TestMethod]
        public void A_trip_with_a_dead_outlet_is_a_stuck_monitor()
        {
            GuardRig rig = new GuardRig();
            rig.Run(5_000);
            rig.Board.ResidualTripped = true;
            rig.Run(1_500);
            Assert.AreEqual((int)FaultCode.ResidualStuck, (int)rig.Verdict.Fault);
            rig.Board.ResidualTripped = false;
            rig.Guard.Clear();
            rig.Run(2_000);
            Assert.AreEqual((int)FaultCode.None, (int)rig.Verdict.Fault);
        }

        /// <summary>The technician may clear what unplugging would.</summary>
        [TestMethod]
        public void A_trip_in_Europe_is_cleared_by_the_technician()
        {
            GuardRig rig = new GuardRig();
            Trip(rig, 60_000);
            rig.Run(QuarterOfAnHour + 60_000);
            Assert.AreEqual((int)FaultCode.ResidualCurrent, (int)rig.Verdict.Fault);
            rig.Guard.Clear();
            Assert.IsTrue(rig.UntilMayClose(5_000) > 0);
        }

        /// <summary>In the US: 15 min later, and four times.</summary>
        [TestMethod]
        public void A_trip_in_the_US_is_retried_four_times_after_15_minutes()
        {
            GuardRig rig = new GuardRig();
            rig.Set("market", "US");
            for (int retry = 0; retry < 4; retry++)
            {
                Trip(rig, 15_000);
                int after = rig.UntilMayClose(QuarterOfAnHour + 5_000);
                Assert.IsTrue(after >= QuarterOfAnHour - 2_500 && after <= QuarterOfAnHour + 1_500, "retry " + retry + " after " + after);
            }

            Trip(rig, 15_000);
            Assert.AreEqual(-1, rig.UntilMayClose(2 * QuarterOfAnHour));
            rig.Replug();
            Assert.IsTrue(rig.UntilMayClose(3_000) > 0);
        }

        /// <summary>However long the line stays tripped behind it: short of what a stuck one takes, and beyond, which a passed test clears.</summary>
        [TestMethod]
        [DataRow(500)]
        [DataRow(1_200)]
        [DataRow(1_600)]
        [DataRow(1_900)]
        [DataRow(2_500)]
        public void A_trip_is_retried_however_long_its_line_stays(int millis)
        {
            GuardRig rig = new GuardRig();
            rig.Set("market", "US");
            Trip(rig, 15_000, millis);
            int after = rig.UntilMayClose(QuarterOfAnHour + 5_000);
            Assert.IsTrue(after >= QuarterOfAnHour - 5_000, "after " + after);
            Assert.IsFalse(rig.Guard.IsPresent(FaultCode.ResidualStuck));
        }

        /// <summary>So early a trip is no chance.</summary>
        [TestMethod]
        public void A_trip_in_the_first_10_s_latches_in_every_market()
        {
            GuardRig rig = new GuardRig();
            rig.Set("market", "US");
            Trip(rig, 9_000);
            Assert.AreEqual(-1, rig.UntilMayClose(QuarterOfAnHour + 60_000));
        }

        /// <summary>The other markets are those that forbid it.</summary>
        [TestMethod]
        [DataRow("EU")]
        [DataRow("CH")]
        [DataRow("DK")]
        [DataRow("GB")]
        [DataRow("FR")]
        public void No_retry_elsewhere(string market)
        {
            GuardRig rig = new GuardRig();
            rig.Set("market", market);
            Trip(rig, 15_000);
            Assert.AreEqual(-1, rig.UntilMayClose(QuarterOfAnHour + 60_000));
        }

        /// <summary>A vehicle that charges for a day is asked to pause for the test.</summary>
        [TestMethod]
        public void The_test_is_repeated_within_24_hours_while_charging()
        {
            GuardRig rig = new GuardRig();
            rig.Charge(16_000);
            rig.Run(1_000);
            Assert.AreEqual((int)StopKind.None, (int)rig.Verdict.Stop);

            // The hours are skipped, and with them the turns that would have held.
            rig.Board.Chain.HoldStuck = true;
            rig.Board.Spend(23L * 3_600_000_000L);
            rig.Run(100);
            rig.Guard.Clear();
            rig.Run(100);
            Assert.AreEqual((int)StopKind.None, (int)rig.Verdict.Stop);
            rig.Board.Spend(3_540_000_000L);
            rig.Run(100);
            Assert.AreEqual((int)StopKind.Pause, (int)rig.Verdict.Stop);
            Assert.AreEqual((int)FaultCode.None, (int)rig.Verdict.Fault);
            rig.Open();
            Assert.IsTrue(rig.UntilMayClose(3_000) > 0);
        }

        /// <summary>The monitor's line is content again after a stall, but its latch has opened the contactor.</summary>
        [TestMethod]
        public void A_trip_during_a_stall_is_found_by_the_dead_outlet()
        {
            GuardRig rig = new GuardRig();
            rig.Charge(16_000);
            rig.Run(20_000);
            rig.Board.Chain.StuckOpen = true;
            rig.Board.Spend(2_000_000);
            rig.Run(100);
            Assert.AreEqual((int)FaultCode.ResidualCurrent, (int)rig.Verdict.Fault);
            Assert.AreEqual((int)ChainPart.Residual, (int)rig.Guard.ChainActed);
        }

        /// <summary>The same stall behind the turn's reading of the chain.</summary>
        [TestMethod]
        public void A_trip_behind_the_reading_of_the_chain_is_found_by_the_dead_outlet()
        {
            GuardRig rig = new GuardRig();
            rig.Charge(16_000);
            rig.Run(20_000);
            rig.Read();
            rig.Board.Chain.StuckOpen = true;
            rig.Board.Spend(2_000_000);
            rig.Judge();
            rig.Run(100);
            Assert.AreEqual((int)FaultCode.ResidualCurrent, (int)rig.Verdict.Fault);
        }

        private static void Trip(GuardRig rig, int afterMillis)
        {
            Trip(rig, afterMillis, 500);
        }

        private static void Trip(GuardRig rig, int afterMillis, int trippedMillis)
        {
            rig.Charge(16_000);
            rig.Run(afterMillis);
            Assert.AreEqual((int)FaultCode.None, (int)rig.Verdict.Fault);
            rig.Board.ResidualTripped = true;
            rig.Turn();
            Assert.AreEqual((int)StopKind.Open, (int)rig.Verdict.Stop);
            Assert.AreEqual((int)FaultCode.ResidualCurrent, (int)rig.Verdict.Fault);
            rig.Open();
            rig.Run(trippedMillis);
            rig.Board.ResidualTripped = false;
            rig.Run(1_000);
            Assert.AreEqual((int)FaultCode.ResidualCurrent, (int)rig.Verdict.Fault);
        }
    }
}
