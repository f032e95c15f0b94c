using NanoCharger.Core.Protection;
using NanoCharger.Fakes;
using nanoFramework.TestFramework;

namespace NanoCharger.Core.Tests.Protection
{
    /// <summary>What a vehicle does again and again waits longer each time, and where that is wanted latches.</summary>
    [TestClass]
    public sealed class BackOffTests
    {
        // The pauses of the ladder, in seconds; its last step holds.
        private static readonly int[] Ladder = { 30, 60, 120, 300, 900, 900, 900 };

        /// <summary>Pauses ignored: seven times the next step of the ladder, and no more after the eighth before it was unplugged.</summary>
        [TestMethod]
        public void Each_opening_under_load_waits_longer_and_the_eighth_latches()
        {
            GuardRig rig = new GuardRig();
            for (int i = 0; i < Ladder.Length; i++)
            {
                rig.Charge(32_000);
                Ignore(rig);
                Assert.AreEqual((int)FaultCode.LimitIgnored, (int)rig.Verdict.Fault);
                Waits(rig, Ladder[i]);
            }

            rig.Charge(32_000);
            Ignore(rig);
            Sleep(rig, 2_000);
            Assert.AreEqual(-1, rig.UntilMayClose(5_000));
            Assert.AreEqual((int)FaultCode.LimitIgnored, (int)rig.Verdict.Fault);
            Assert.AreEqual(8L, rig.Guard.Counters.Of(FaultCode.LimitIgnored));

            rig.Replug();
            Assert.IsTrue(rig.UntilMayClose(40_000) >= 0);
            rig.Charge(32_000);
            Ignore(rig);
            Waits(rig, Ladder[0]);
        }

        /// <summary>The technician's word begins anew too.</summary>
        [TestMethod]
        public void What_is_latched_goes_when_the_technician_clears_it()
        {
            GuardRig rig = new GuardRig();
            rig.Charge(32_000);
            for (int i = 0; i < 8; i++)
            {
                Ignore(rig);
            }

            rig.Guard.Clear();
            rig.Turn();
            Assert.AreEqual((int)FaultCode.None, (int)rig.Verdict.Fault);
            Waits(rig, Ladder[0]);
        }

        /// <summary>Over-currents climb the same ladder: the vehicle is one.</summary>
        [TestMethod]
        public void Over_current_and_ignored_pauses_share_a_ladder()
        {
            GuardRig rig = new GuardRig();
            rig.Charge(32_000);
            Ignore(rig);
            Waits(rig, Ladder[0]);
            rig.Board.Converter.AmpsPeak = GuardRig.Peak(32_000);
            rig.Charge(6_000);
            Assert.IsTrue(rig.UntilStop(StopKind.Open, 8_000) > 0);
            Assert.AreEqual((int)FaultCode.OverCurrent, (int)rig.Verdict.Fault);
            rig.Open();
            Waits(rig, Ladder[1]);
        }

        /// <summary>599 s of charging change nothing, 600 s bring it back to the foot; the count towards the latch stays.</summary>
        [TestMethod]
        public void Ten_minutes_of_charging_bring_back_to_the_foot_and_forgive_nothing()
        {
            GuardRig rig = new GuardRig();
            Climb(rig, 2);
            rig.Charge(32_000);
            rig.Run(598_000);
            Ignore(rig);
            Waits(rig, Ladder[2]);
            rig.Charge(32_000);
            rig.Run(601_000);
            Ignore(rig);
            Waits(rig, Ladder[0]);

            // Four so far: the eighth is the fourth from here.
            Climb(rig, 3);
            rig.Charge(32_000);
            Ignore(rig);
            Sleep(rig, 2_000);
            Assert.AreEqual(-1, rig.UntilMayClose(5_000));
        }

        /// <summary>A restart begins the pause anew in full, on the same step; what was latched stays.</summary>
        [TestMethod]
        public void A_restart_gives_no_new_ladder()
        {
            GuardRig rig = new GuardRig();
            Climb(rig, 3);
            rig = Restarted(rig);
            Waits(rig, Ladder[2]);
            rig.Charge(32_000);
            Ignore(rig);
            Waits(rig, Ladder[3]);

            Climb(rig, 3);
            rig.Charge(32_000);
            Ignore(rig);
            rig = Restarted(rig);
            Sleep(rig, 2_000);
            Assert.AreEqual(-1, rig.UntilMayClose(5_000));
            Assert.AreEqual((int)FaultCode.LimitIgnored, (int)rig.Verdict.Fault);
        }

        /// <summary>No diode: looked for again after 30 s, 1, 2 and 5 min; the fifth stays until it was unplugged, over a restart too.</summary>
        [TestMethod]
        public void A_missing_diode_is_shown_five_times_and_latches()
        {
            GuardRig rig = new GuardRig();
            rig.Board.PilotLine.Diode = false;
            rig.Board.PilotLine.Show(9_000);
            rig.Unplugged = false;
            Assert.IsTrue(rig.UntilMayClose(5_000) >= 0);
            for (int i = 0; i < 4; i++)
            {
                FindNoDiode(rig);
                Waits(rig, Ladder[i]);
            }

            FindNoDiode(rig);
            Sleep(rig, 2_000);
            Assert.AreEqual(-1, rig.UntilMayClose(5_000));
            Assert.AreEqual((int)StopKind.Open, (int)rig.Verdict.Stop, "F no more: an unplugging has to be seen");
            Assert.AreEqual(5L, rig.Guard.Counters.Of(FaultCode.DiodeMissing));
            rig = Restarted(rig);
            Sleep(rig, 2_000);
            Assert.AreEqual(-1, rig.UntilMayClose(5_000));
            Assert.AreEqual((int)FaultCode.DiodeMissing, (int)rig.Verdict.Fault);
            rig.Replug();
            Assert.IsTrue(rig.UntilMayClose(40_000) >= 0);
        }

        /// <summary>The second closing within a minute is free, then they wait for 30 s and 60 s, and never longer: cars that balance go on all night. Nothing of it is a fault.</summary>
        [TestMethod]
        public void Closings_in_quick_succession_wait_a_minute_at_most_and_never_latch()
        {
            GuardRig rig = new GuardRig();
            rig.Charge(32_000);
            End(rig);
            Assert.IsTrue(rig.Verdict.MayOffer);
            rig.Charge(32_000);
            End(rig);
            Assert.IsFalse(rig.Verdict.MayOffer);
            Assert.IsTrue(rig.Verdict.BackedOff);
            Waits(rig, 30);
            for (int i = 0; i < 20; i++)
            {
                rig.Charge(32_000);
                End(rig);
                Waits(rig, 60);
            }

            Assert.AreEqual((int)FaultCode.None, (int)rig.Verdict.Fault);
            rig.Charge(32_000);
            rig.Run(601_000);
            End(rig);
            Assert.IsTrue(rig.Verdict.MayOffer);
        }

        private static void Climb(GuardRig rig, int steps)
        {
            for (int i = 0; i < steps; i++)
            {
                rig.Charge(32_000);
                Ignore(rig);
                Sleep(rig, 1_000);
            }
        }

        // The station opens at the end of a pause that the vehicle has drawn through.
        private static void Ignore(GuardRig rig)
        {
            rig.Open();
            rig.PauseIgnored = true;
            rig.Turn();
        }

        // The vehicle goes to B after a second and asks again.
        private static void End(GuardRig rig)
        {
            rig.Run(1_000);
            rig.Open();
            rig.Run(200);
        }

        private static void FindNoDiode(GuardRig rig)
        {
            rig.Offer(32_000);
            Assert.IsTrue(rig.UntilStop(StopKind.Unavailable, 1_000) > 0);
            rig.Offer(0);
            rig.Run(100);
        }

        private static void Waits(GuardRig rig, int seconds)
        {
            Sleep(rig, seconds - 2);
            Assert.IsFalse(rig.Verdict.MayClose, "less than " + seconds);
            int more = rig.UntilMayClose(4_000);
            Assert.IsTrue(more > 0, "more than " + seconds);
        }

        // Nobody looks meanwhile: a stall, contactor open.
        private static void Sleep(GuardRig rig, int seconds)
        {
            rig.Board.Spend(seconds * 1_000_000L);
            rig.Turn();
        }

        // The power is cut, and the vehicle still there.
        private static GuardRig Restarted(GuardRig before)
        {
            byte[] kept = new byte[255];
            int length = before.Guard.Latches.Save(kept, 0);
            GuardRig after = new GuardRig();
            after.Board.PilotLine.Show(9_000);
            after.Unplugged = false;
            after.Guard.Latches.Load(kept, 0, length);
            after.Turn();
            return after;
        }
    }
}
