using NanoCharger.Core.Protection;
using NanoCharger.Fakes;
using nanoFramework.TestFramework;

namespace NanoCharger.Core.Tests.Protection
{
    /// <summary>The 7 s of an over-current run to their end, whatever the offer does meanwhile; a vehicle that follows its offers in time is never opened.</summary>
    [TestClass]
    public sealed class OverCurrentTests
    {
        /// <summary>32 A against 6 A and 32 A by turns.</summary>
        [TestMethod]
        public void A_limit_that_is_lifted_does_not_end_what_nobody_has_obeyed()
        {
            GuardRig rig = Drawing(32_000);
            rig.Offer(6_000);
            rig.Run(5_500);
            rig.Offer(32_000);
            int after = rig.UntilStop(StopKind.Open, 5_000);
            Assert.IsTrue(after >= 1_400 && after <= 1_600, "after " + after);
            Assert.AreEqual((int)FaultCode.OverCurrent, (int)rig.Verdict.Fault);
        }

        /// <summary>A pause in between has 6 s of its own and gives none back.</summary>
        [TestMethod]
        public void A_pause_does_not_end_it_either()
        {
            GuardRig rig = Drawing(32_000);
            rig.Offer(6_000);
            rig.Run(3_000);
            rig.Offer(0);
            int after = rig.UntilStop(StopKind.Open, 5_000);
            Assert.IsTrue(after >= 3_900 && after <= 4_100, "after " + after);
        }

        /// <summary>A vehicle that takes 4.5 s to follow each lower offer.</summary>
        [TestMethod]
        public void A_slow_vehicle_that_follows_every_offer_is_never_opened()
        {
            GuardRig rig = Drawing(32_000);
            for (int i = 0; i < 5; i++)
            {
                rig.Offer(6_000);
                Assert.AreEqual(-1, rig.UntilStop(StopKind.Open, 4_500));
                rig.Board.Converter.AmpsPeak = GuardRig.Peak(6_000);
                rig.Run(600);
                rig.Offer(32_000);
                rig.Board.Converter.AmpsPeak = GuardRig.Peak(32_000);
                Assert.AreEqual(-1, rig.UntilStop(StopKind.Open, 5_000));
            }
        }

        /// <summary>A pause alone is no over-current: its 6 s are the station's.</summary>
        [TestMethod]
        public void Drawing_in_a_pause_is_none()
        {
            GuardRig rig = Drawing(32_000);
            rig.Offer(0);
            Assert.AreEqual(-1, rig.UntilStop(StopKind.Open, 10_000));
        }

        /// <summary>7.5 A through a diode are 5.8 A by their alternating part alone: 6 A allow 7.1 A.</summary>
        [TestMethod]
        public void A_half_wave_load_counts_whole()
        {
            GuardRig rig = Drawing(5_000);
            rig.Offer(6_000);
            rig.Board.Converter.HalfWave = true;
            rig.Board.Converter.AmpsPeak = 2 * 7_600 / 101;
            int after = rig.UntilStop(StopKind.Open, 10_000);
            Assert.IsTrue(after >= 6_900 && after <= 7_200, "after " + after);

            rig = Drawing(5_000);
            rig.Offer(6_000);
            rig.Board.Converter.HalfWave = true;
            rig.Board.Converter.AmpsPeak = 2 * 6_900 / 101;
            Assert.AreEqual(-1, rig.UntilStop(StopKind.Open, 10_000));
        }

        private static GuardRig Drawing(int milliamps)
        {
            GuardRig rig = new GuardRig();
            rig.Charge(32_000);
            rig.Board.Converter.AmpsPeak = GuardRig.Peak(milliamps);
            rig.Run(1_000);
            return rig;
        }
    }
}
