using NanoCharger.Core.Protection;
using nanoFramework.TestFramework;

namespace NanoCharger.Core.Tests.Protection
{
    /// <summary>Contactor, earth, safety chain and pilot, by the guard's verdict.</summary>
    [TestClass]
    public sealed class GuardTests
    {
        /// <summary>A sound charger is left alone: two minutes of charging at 6 A.</summary>
        [TestMethod]
        public void A_sound_charge_has_no_fault()
        {
            GuardRig rig = new GuardRig();
            rig.Board.Converter.AmpsPeak = GuardRig.Peak(6_000);
            rig.Charge(6_000);
            rig.Run(120_000);
            Assert.AreEqual((int)FaultCode.None, (int)rig.Verdict.Fault);
            Assert.AreEqual((int)StopKind.None, (int)rig.Verdict.Stop);
            Assert.AreEqual(Verdict.NoLimit, rig.Verdict.LimitMilliamps);
            Assert.IsFalse(rig.Guard.CountersDue(rig.Board.Micros));
        }

        /// <summary>Mains on the outlet 1 s after opening.</summary>
        [TestMethod]
        public void A_welded_contactor_is_found_after_1_s_and_latched()
        {
            GuardRig rig = new GuardRig();
            rig.Charge(16_000);
            rig.Run(2_000);
            rig.Board.Chain.Welded = true;
            rig.Open();
            int after = rig.UntilStop(StopKind.Open, 2_000);
            Assert.IsTrue(after >= 950 && after <= 1_150, "after " + after);
            Assert.AreEqual((int)FaultCode.ContactorWelded, (int)rig.Verdict.Fault);
            rig.Unplug();
            Assert.AreEqual((int)FaultCode.ContactorWelded, (int)rig.Verdict.Fault);
            rig.Board.Chain.Welded = false;
            rig.Run(100);
            Assert.AreEqual((int)FaultCode.None, (int)rig.Verdict.Fault);
        }

        /// <summary>No mains on the outlet 1 s after closing.</summary>
        [TestMethod]
        public void A_contactor_that_fails_to_close_is_found_after_1_s_and_latched()
        {
            GuardRig rig = new GuardRig();
            rig.Board.Chain.StuckOpen = true;
            rig.Charge(16_000);
            int after = rig.UntilStop(StopKind.Open, 2_000);
            Assert.IsTrue(after >= 950 && after <= 1_150, "after " + after);
            Assert.AreEqual((int)FaultCode.ContactorFailedToClose, (int)rig.Verdict.Fault);
            rig.Open();
            rig.Run(60_000);
            Assert.AreEqual((int)FaultCode.ContactorFailedToClose, (int)rig.Verdict.Fault);
            rig.Replug();
            rig.Turn();
            Assert.AreEqual((int)FaultCode.None, (int)rig.Verdict.Fault);
        }

        /// <summary>With no mains before the contactor a dead outlet is no fault of it.</summary>
        [TestMethod]
        public void A_dead_mains_is_no_contactor_that_fails_to_close()
        {
            GuardRig rig = new GuardRig();
            rig.Charge(16_000);
            rig.Run(2_000);
            rig.Board.Chain.StuckOpen = true;
            rig.Board.Converter.VoltsPeak = 0;
            rig.Run(2_000);
            Assert.IsFalse(rig.Guard.IsPresent(FaultCode.ContactorFailedToClose));
        }

        /// <summary>Earth lost under load: at once, latched in Europe, and nothing else is blamed.</summary>
        [TestMethod]
        public void Earth_lost_under_load_opens_at_once_and_latches()
        {
            GuardRig rig = new GuardRig();
            rig.Charge(16_000);
            rig.Run(20_000);
            rig.Board.EarthLost = true;
            int after = rig.UntilStop(StopKind.Open, 1_000);
            Assert.IsTrue(after > 0 && after <= 110, "after " + after);
            Assert.AreEqual((int)FaultCode.EarthLost, (int)rig.Verdict.Fault);
            rig.Open();
            rig.Board.EarthLost = false;
            rig.Run(960_000);
            Assert.AreEqual((int)FaultCode.EarthLost, (int)rig.Verdict.Fault);
            rig.Replug();
            Assert.IsTrue(rig.UntilMayClose(3_000) > 0);
        }

        /// <summary>In the US it is retried as a residual trip is.</summary>
        [TestMethod]
        public void Earth_lost_in_the_US_is_retried_after_15_minutes()
        {
            GuardRig rig = new GuardRig();
            rig.Set("market", "US");
            rig.Charge(16_000);
            rig.Run(20_000);
            rig.Board.EarthLost = true;
            rig.Run(200);
            rig.Open();
            rig.Board.EarthLost = false;
            int after = rig.UntilMayClose(1_000_000);
            Assert.IsTrue(after >= 899_000 && after <= 901_500, "after " + after);
        }

        /// <summary>Without load there was no danger: back after half a minute.</summary>
        [TestMethod]
        public void Earth_lost_without_load_is_over_30_s_after_it_is_back()
        {
            GuardRig rig = new GuardRig();
            rig.Run(3_000);
            rig.Replug();
            rig.Run(2_000);
            rig.Board.EarthLost = true;
            rig.Run(1_000);
            Assert.AreEqual((int)FaultCode.EarthLost, (int)rig.Verdict.Fault);
            rig.Board.EarthLost = false;
            int after = rig.UntilMayClose(60_000);
            Assert.IsTrue(after >= 29_900 && after <= 30_200, "after " + after);
        }

        /// <summary>The hold opened in a stall: named, counted, and over after 30 s.</summary>
        [TestMethod]
        public void A_lapsed_hold_is_recorded_and_recovers_after_30_s()
        {
            GuardRig rig = new GuardRig();
            rig.Charge(16_000);
            rig.Run(2_000);
            rig.Board.Spend(5_000_000);
            rig.Turn();
            Assert.AreEqual((int)StopKind.Open, (int)rig.Verdict.Stop);
            Assert.AreEqual((int)FaultCode.HoldLapsed, (int)rig.Verdict.Fault);
            Assert.AreEqual((int)ChainPart.Hold, (int)rig.Guard.ChainActed);
            Assert.AreEqual(1L, rig.Guard.Counters.Of(FaultCode.HoldLapsed));
            rig.Open();
            int after = rig.UntilMayClose(60_000);
            Assert.IsTrue(after >= 29_900 && after <= 30_200, "after " + after);
        }

        /// <summary>The vehicle left during a stall and the interlock opened: counted, and no fault.</summary>
        [TestMethod]
        public void An_interlock_that_acted_in_a_stall_is_recorded()
        {
            GuardRig rig = new GuardRig();
            rig.Charge(16_000);
            rig.Run(2_000);
            rig.Board.PilotLine.Show(9_000);
            rig.Board.Spend(2_000_000);
            rig.Turn();
            Assert.AreEqual((int)ChainPart.Interlock, (int)rig.Guard.ChainActed);
            Assert.AreEqual(1L, rig.Guard.Counters.Of(FaultCode.InterlockActed));
            Assert.AreEqual((int)FaultCode.None, (int)rig.Verdict.Fault);
        }

        /// <summary>It left and another one came, all in a stall behind the turn's reading of the chain: the next reading shows the latch, and only then.</summary>
        [TestMethod]
        public void A_vehicle_swapped_behind_the_reading_of_the_chain_is_in_doubt_in_the_next_turn()
        {
            GuardRig rig = new GuardRig();
            rig.Charge(16_000);
            rig.Run(2_000);
            rig.Read();
            rig.Board.PilotLine.Show(12_000);
            rig.Board.Spend(1_000_000);
            rig.Board.PilotLine.Show(6_000);
            rig.Board.Spend(1_000_000);
            rig.Judge();
            Assert.IsFalse(rig.Verdict.VehicleInDoubt);
            rig.Turn();
            Assert.IsTrue(rig.Verdict.VehicleInDoubt);
            Assert.AreEqual((int)ChainPart.Interlock, (int)rig.Guard.ChainActed);
            Assert.AreEqual(1L, rig.Guard.Counters.Of(FaultCode.InterlockActed));
            rig.Open();
            rig.Run(2_000);
            Assert.IsFalse(rig.Verdict.VehicleInDoubt);
            Assert.AreEqual((int)FaultCode.None, (int)rig.Verdict.Fault);
        }

        /// <summary>The hold has lapsed too: that it was the interlock that opened is not certain, that another vehicle may stand there is.</summary>
        [TestMethod]
        public void A_vehicle_swapped_in_a_stall_beyond_the_hold_is_in_doubt()
        {
            GuardRig rig = new GuardRig();
            rig.Charge(16_000);
            rig.Run(2_000);
            rig.Board.PilotLine.Show(12_000);
            rig.Board.Spend(1_000_000);
            rig.Board.PilotLine.Show(6_000);
            rig.Board.Spend(5_000_000);
            rig.Turn();
            Assert.IsTrue(rig.Verdict.VehicleInDoubt);
            Assert.AreEqual((int)FaultCode.HoldLapsed, (int)rig.Verdict.Fault);
        }

        /// <summary>Seen, but not by the interlock.</summary>
        [TestMethod]
        public void An_interlock_that_does_not_see_the_vehicle_is_a_fault()
        {
            GuardRig rig = new GuardRig();
            rig.Board.Chain.InterlockDead = true;
            rig.Run(2_000);
            rig.Board.PilotLine.Show(6_000);
            rig.Unplugged = false;
            int after = rig.UntilStop(StopKind.Open, 3_000);
            Assert.IsTrue(after >= 950 && after <= 1_150, "after " + after);
            Assert.AreEqual((int)FaultCode.InterlockDisagrees, (int)rig.Verdict.Fault);
        }

        /// <summary>Half of the safety is lost: no charge begins before the interlock was seen open again. In C it says nothing, and who charges goes on.</summary>
        [TestMethod]
        public void An_interlock_that_never_opens_ends_no_charge_and_lets_none_begin()
        {
            GuardRig rig = new GuardRig();
            rig.Charge(16_000);
            rig.Board.Chain.InterlockStuck = true;
            Assert.AreEqual(-1, rig.UntilStop(StopKind.Open, 5_000));
            rig.Open();
            rig.Board.PilotLine.Show(9_000);
            int after = rig.UntilStop(StopKind.Open, 3_000);
            Assert.IsTrue(after >= 950 && after <= 1_150, "after " + after);
            Assert.AreEqual((int)FaultCode.InterlockStuck, (int)rig.Verdict.Fault);

            rig.Board.PilotLine.Show(6_000);
            Assert.AreEqual(-1, rig.UntilMayClose(60_000), "C proves nothing");
            rig.Board.Chain.InterlockStuck = false;
            Assert.AreEqual(-1, rig.UntilMayClose(60_000), "nor does it then");
            rig.Board.PilotLine.Show(9_000);
            Assert.IsTrue(rig.UntilMayClose(60_000) >= 0);
        }

        /// <summary>A short is E, never a missing diode; F only while it is seen, then X1.</summary>
        [TestMethod]
        public void A_short_asks_for_F_while_it_is_seen_and_is_over_30_s_later()
        {
            GuardRig rig = new GuardRig();
            rig.Charge(16_000);
            rig.Run(2_000);
            rig.Board.PilotLine.Show(800);
            int after = rig.UntilStop(StopKind.Unavailable, 1_000);
            Assert.IsTrue(after > 0 && after <= 100, "after " + after);
            Assert.AreEqual((int)FaultCode.PilotShorted, (int)rig.Verdict.Fault);
            rig.Open();
            rig.Run(1_000);
            Assert.IsFalse(rig.Guard.IsPresent(FaultCode.DiodeMissing));
            rig.Board.PilotLine.Show(9_000);
            rig.Run(100);
            Assert.AreEqual((int)StopKind.Open, (int)rig.Verdict.Stop);
            int back = rig.UntilMayClose(60_000);
            Assert.IsTrue(back >= 29_700 && back <= 30_100, "after " + back);
        }

        /// <summary>No diode: seen by the low level, with PWM.</summary>
        [TestMethod]
        public void A_missing_diode_is_found_within_1_s()
        {
            GuardRig rig = new GuardRig();
            rig.Charge(16_000);
            rig.Run(2_000);
            rig.Board.PilotLine.Diode = false;
            int after = rig.UntilStop(StopKind.Unavailable, 2_000);
            Assert.IsTrue(after > 0 && after <= 1_000, "after " + after);
            Assert.AreEqual((int)FaultCode.DiodeMissing, (int)rig.Verdict.Fault);
        }

        /// <summary>F that the station holds is no lost pilot; F that it does not hold is one.</summary>
        [TestMethod]
        public void F_is_a_fault_only_where_the_station_does_not_hold_it()
        {
            GuardRig rig = new GuardRig();
            rig.Run(1_000);
            rig.HeldInF = true;
            rig.Board.Pilot.SetDuty(0);
            rig.Run(2_000);
            Assert.AreEqual((int)StopKind.None, (int)rig.Verdict.Stop);
            rig.HeldInF = false;
            rig.Run(200);
            Assert.AreEqual((int)FaultCode.PilotLost, (int)rig.Verdict.Fault);
        }

        /// <summary>Nothing clears a refused chain.</summary>
        [TestMethod]
        public void A_refused_chain_is_not_cleared_by_anyone()
        {
            GuardRig rig = new GuardRig();
            rig.Guard.RefuseChain();
            rig.Run(100);
            rig.Guard.Clear();
            rig.Replug();
            rig.Run(60_000);
            Assert.AreEqual((int)FaultCode.ChainRefused, (int)rig.Verdict.Fault);
        }
    }
}
