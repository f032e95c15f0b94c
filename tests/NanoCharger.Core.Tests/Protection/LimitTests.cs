using NanoCharger.Core.Protection;
using NanoCharger.Fakes;
using nanoFramework.TestFramework;

namespace NanoCharger.Core.Tests.Protection
{
    /// <summary>Current, temperature and mains, by the guard's verdict.</summary>
    [TestClass]
    public sealed class LimitTests
    {
        /// <summary>6 A: 7.1 A is the edge; 7.2 A for 7 s opens.</summary>
        [TestMethod]
        public void Over_current_opens_after_7_s()
        {
            GuardRig rig = OverDrawing();
            int after = rig.UntilStop(StopKind.Open, 10_000);
            Assert.IsTrue(after >= 6_950 && after <= 7_100, "after " + after);
            Assert.AreEqual((int)FaultCode.OverCurrent, (int)rig.Verdict.Fault);
            rig.Open();
            int back = rig.UntilMayClose(60_000);
            Assert.IsTrue(back >= 29_900 && back <= 30_200, "after " + back);
        }

        /// <summary>6.9 s are tolerated.</summary>
        [TestMethod]
        public void Over_current_for_6_900_ms_opens_nothing()
        {
            GuardRig rig = OverDrawing();
            rig.Run(6_900);
            rig.Board.Converter.AmpsPeak = GuardRig.Peak(6_000);
            Assert.AreEqual(-1, rig.UntilStop(StopKind.Open, 10_000));
        }

        /// <summary>Two blocks below do not hide a lasting over-current, five do end it.</summary>
        [TestMethod]
        public void Five_blocks_below_reset_the_time_and_two_do_not()
        {
            GuardRig rig = OverDrawing();
            rig.Run(6_000);
            rig.Board.Converter.AmpsPeak = GuardRig.Peak(6_000);
            rig.Turn();
            rig.Turn();
            rig.Board.Converter.AmpsPeak = GuardRig.Peak(7_300);
            Assert.IsTrue(rig.UntilStop(StopKind.Open, 1_200) > 0);

            rig = OverDrawing();
            rig.Run(6_000);
            rig.Board.Converter.AmpsPeak = GuardRig.Peak(6_000);
            rig.Run(250);
            rig.Board.Converter.AmpsPeak = GuardRig.Peak(7_300);
            int after = rig.UntilStop(StopKind.Open, 10_000);
            Assert.IsTrue(after >= 6_950, "after " + after);
        }

        /// <summary>Within 1.10 x the offer and 0.5 A.</summary>
        [TestMethod]
        public void Less_than_the_tolerance_is_no_over_current()
        {
            GuardRig rig = OverDrawing();
            rig.Board.Converter.AmpsPeak = GuardRig.Peak(7_000);
            Assert.AreEqual(-1, rig.UntilStop(StopKind.Open, 20_000));
        }

        /// <summary>The steps of a charger rated 32 A.</summary>
        [TestMethod]
        public void Temperature_halves_quarters_and_pauses()
        {
            GuardRig rig = new GuardRig();
            rig.Charge(32_000);
            Assert.AreEqual(Verdict.NoLimit, LimitAt(rig, 6_490));
            Assert.AreEqual(16_000, LimitAt(rig, 6_500));
            Assert.AreEqual(16_000, LimitAt(rig, 6_200));
            Assert.AreEqual(Verdict.NoLimit, LimitAt(rig, 6_190));
            Assert.AreEqual(8_000, LimitAt(rig, 6_800));
            Assert.AreEqual(16_000, LimitAt(rig, 6_490));
            Assert.AreEqual((int)StopKind.None, (int)rig.Verdict.Stop);

            LimitAt(rig, 7_100);
            Assert.AreEqual((int)StopKind.Pause, (int)rig.Verdict.Stop);
            Assert.AreEqual((int)FaultCode.OverTemperature, (int)rig.Verdict.Fault);
            LimitAt(rig, 6_200);
            Assert.AreEqual((int)StopKind.Pause, (int)rig.Verdict.Stop);
            LimitAt(rig, 6_190);
            Assert.AreEqual((int)StopKind.None, (int)rig.Verdict.Stop);
        }

        /// <summary>A quarter of 16 A would be no offer.</summary>
        [TestMethod]
        public void Temperature_never_limits_below_6_amperes()
        {
            GuardRig rig = new GuardRig();
            rig.Set("maxAmps", "16");
            Assert.AreEqual(6_000, LimitAt(rig, 6_800));
        }

        /// <summary>Blind is as good as hot, once it has lasted.</summary>
        [TestMethod]
        public void A_thermometer_without_a_reading_for_30_s_limits_to_a_quarter()
        {
            GuardRig rig = new GuardRig();
            Assert.AreEqual(Verdict.NoLimit, LimitAt(rig, int.MinValue));
            rig.Run(31_000);
            Assert.AreEqual(8_000, rig.Verdict.LimitMilliamps);
            Assert.IsTrue(rig.Guard.IsPresent(FaultCode.ThermometerFailed));
            Assert.AreEqual((int)StopKind.None, (int)rig.Verdict.Stop);
            Assert.AreEqual(Verdict.NoLimit, LimitAt(rig, 2_300));
        }

        /// <summary>0.79 and 1.16 of 230 V for 3 s.</summary>
        [TestMethod]
        [DataRow(79)]
        [DataRow(116)]
        public void Mains_voltage_out_for_3_s_pauses(int percent)
        {
            GuardRig rig = new GuardRig();
            rig.Charge(16_000);
            rig.Run(2_000);
            rig.Board.Converter.VoltsPeak = 1_009 * percent / 100;
            int after = rig.UntilStop(StopKind.Pause, 5_000);
            Assert.IsTrue(after >= 2_960 && after <= 3_120, "after " + after);
            Assert.AreEqual((int)FaultCode.MainsVoltage, (int)rig.Verdict.Fault);
        }

        /// <summary>2.9 s of it, or 0.81 for ever.</summary>
        [TestMethod]
        public void A_shorter_or_smaller_dip_of_the_mains_pauses_nothing()
        {
            GuardRig rig = new GuardRig();
            rig.Charge(16_000);
            rig.Board.Converter.VoltsPeak = 797;
            rig.Run(2_900);
            rig.Board.Converter.VoltsPeak = 820;
            Assert.AreEqual(-1, rig.UntilStop(StopKind.Pause, 20_000));
        }

        /// <summary>Back for 60 s within the narrower limits, then at random.</summary>
        [TestMethod]
        public void Mains_returns_after_60_s_within_0_9_and_the_random_delay()
        {
            FakeBoard board = new FakeBoard();
            board.Noise = new FakeNoise(0);
            GuardRig rig = new GuardRig(board);
            rig.Charge(16_000);
            rig.Board.Converter.VoltsPeak = 700;
            rig.Run(4_000);
            rig.Open();

            // 0.85 is no return.
            rig.Board.Converter.VoltsPeak = 858;
            rig.Run(100_000);
            Assert.AreEqual((int)StopKind.Pause, (int)rig.Verdict.Stop);

            // 0x1E1E1E mod 60 001 is 53 790 ms.
            board.Noise = new FakeNoise(0x1E);
            rig = new GuardRig(board);
            rig.Charge(16_000);
            rig.Board.Converter.VoltsPeak = 700;
            rig.Run(4_000);
            rig.Open();
            rig.Board.Converter.VoltsPeak = 1_009;
            int after = rig.UntilMayClose(200_000);
            long random = 0x1E1E1E % 60_001;
            Assert.IsTrue(after >= 60_000 + random - 100 && after <= 60_000 + random + 300, "after " + after);
        }

        /// <summary>47.4 Hz and 51.6 Hz of 50.</summary>
        [TestMethod]
        [DataRow(47_400)]
        [DataRow(51_600)]
        public void Mains_frequency_out_for_3_s_pauses(int millihertz)
        {
            GuardRig rig = new GuardRig();
            rig.Charge(16_000);
            rig.Run(3_000);
            rig.Board.Converter.Millihertz = millihertz;
            int after = rig.UntilStop(StopKind.Pause, 6_000);
            Assert.IsTrue(after >= 2_850 && after <= 3_400, "after " + after);
            Assert.AreEqual((int)FaultCode.MainsFrequency, (int)rig.Verdict.Fault);
            rig.Open();
            rig.Board.Converter.Millihertz = 50_150;
            rig.Run(70_000);
            Assert.AreEqual((int)FaultCode.MainsFrequency, (int)rig.Verdict.Fault);
            rig.Board.Converter.Millihertz = 50_050;
            int back = rig.UntilMayClose(70_000);
            Assert.IsTrue(back >= 59_900 && back <= 63_000, "after " + back);
        }

        /// <summary>The mains is one: neither fault goes while the other value is off.</summary>
        [TestMethod]
        public void Voltage_and_frequency_return_together()
        {
            GuardRig rig = new GuardRig();
            rig.Charge(16_000);
            rig.Run(3_000);
            rig.Board.Converter.Millihertz = 51_670;
            rig.Run(5_000);
            rig.Open();
            rig.Board.Converter.Millihertz = 50_000;
            rig.Run(58_000);
            rig.Board.Converter.VoltsPeak = 858;
            rig.Run(30_000);
            Assert.AreEqual((int)FaultCode.MainsFrequency, (int)rig.Verdict.Fault);
            rig.Board.Converter.VoltsPeak = 1_009;
            int back = rig.UntilMayClose(70_000);
            Assert.IsTrue(back >= 59_900 && back <= 61_000, "after " + back);
        }

        /// <summary>One odd block after a stall of 3.5 s is not 3.5 s of odd mains.</summary>
        [TestMethod]
        public void A_stall_does_not_count_as_mains_out()
        {
            GuardRig rig = new GuardRig();
            rig.Charge(16_000);
            rig.Run(3_000);
            rig.Board.Converter.VoltsPeak = 700;
            rig.Turn();
            rig.Board.Spend(3_500_000);
            rig.Turn();
            rig.Turn();
            rig.Board.Converter.VoltsPeak = 1_009;
            Assert.AreEqual(-1, rig.UntilStop(StopKind.Pause, 5_000));
        }

        /// <summary>Out before it and behind it: what was seen before it still counts, over two stalls too.</summary>
        [TestMethod]
        [DataRow(700, 50_000)]
        [DataRow(1_009, 47_000)]
        public void A_stall_does_not_begin_the_3_s_anew(int voltsPeak, int millihertz)
        {
            GuardRig rig = new GuardRig();
            rig.Charge(16_000);
            rig.Run(3_000);
            rig.Board.Converter.VoltsPeak = voltsPeak;
            rig.Board.Converter.Millihertz = millihertz;
            rig.Run(1_400);
            rig.Board.Spend(3_300_000);
            rig.Run(1_000);
            rig.Board.Spend(1_300_000);
            rig.Turn();
            Assert.AreEqual((int)StopKind.None, (int)rig.Verdict.Stop);
            int after = rig.UntilStop(StopKind.Pause, 5_000);
            Assert.IsTrue(after >= 400 && after <= 950, "after " + after);
        }

        /// <summary>A dip within a stall was seen by nobody: the minute begins anew.</summary>
        [TestMethod]
        public void A_stall_does_not_count_as_mains_back()
        {
            GuardRig rig = new GuardRig();
            rig.Charge(16_000);
            rig.Board.Converter.VoltsPeak = 700;
            rig.Run(4_000);
            rig.Open();
            rig.Board.Converter.VoltsPeak = 1_009;
            rig.Run(55_000);
            rig.Board.Spend(3_500_000);
            int back = rig.UntilMayClose(70_000);
            Assert.IsTrue(back >= 59_900 && back <= 61_000, "after " + back);
        }

        /// <summary>The technician cannot clear what nobody has looked at: the mains keeps its minute.</summary>
        [TestMethod]
        public void Clearing_does_not_shorten_what_ends_by_itself()
        {
            GuardRig rig = new GuardRig();
            rig.Charge(16_000);
            rig.Board.Converter.VoltsPeak = 700;
            rig.CentiCelsius = 7_100;
            rig.Run(4_000);
            rig.Open();
            rig.Board.Converter.VoltsPeak = 1_009;
            rig.CentiCelsius = 6_900;
            rig.Run(10_000);
            rig.Guard.Clear();
            rig.Turn();
            Assert.IsTrue(rig.Guard.IsPresent(FaultCode.MainsVoltage));
            Assert.IsTrue(rig.Guard.IsPresent(FaultCode.OverTemperature));
        }

        /// <summary>47.6 Hz and 51.4 Hz are within.</summary>
        [TestMethod]
        [DataRow(47_600)]
        [DataRow(51_400)]
        public void Mains_frequency_within_its_limits_pauses_nothing(int millihertz)
        {
            GuardRig rig = new GuardRig();
            rig.Charge(16_000);
            rig.Run(3_000);
            rig.Board.Converter.Millihertz = millihertz;
            Assert.AreEqual(-1, rig.UntilStop(StopKind.Pause, 20_000));
        }

        /// <summary>Interrupted blocks say nothing of current and mains; that there are no others is a fault of its own.</summary>
        [TestMethod]
        public void Interrupted_blocks_are_no_evidence()
        {
            GuardRig rig = OverDrawing();
            rig.Run(1_000);
            rig.Board.Converter.Interrupted = true;
            rig.Board.Converter.VoltsPeak = 0;
            Assert.AreEqual(-1, rig.UntilStop(StopKind.Open, 20_000));
            Assert.IsFalse(rig.Guard.IsPresent(FaultCode.OverCurrent));
            Assert.IsFalse(rig.Guard.IsPresent(FaultCode.MainsVoltage));
            Assert.AreEqual(FaultCode.MeteringFailed, rig.Verdict.Fault);
        }

        /// <summary>A vehicle that is there when power returns waits; one that comes later does not.</summary>
        [TestMethod]
        public void The_random_delay_at_the_start_is_for_a_vehicle_that_is_there()
        {
            FakeBoard board = new FakeBoard();
            board.Noise = new FakeNoise(0x1E);
            board.PilotLine.Show(6_000);
            GuardRig rig = new GuardRig(board);
            rig.Unplugged = false;
            rig.Turn();
            Assert.IsFalse(rig.Verdict.MayOffer);
            int after = rig.UntilMayClose(100_000);
            Assert.IsTrue(after >= 53_000 && after <= 54_500, "after " + after);

            board = new FakeBoard();
            board.Noise = new FakeNoise(0x1E);
            rig = new GuardRig(board);
            rig.Run(2_000);
            rig.Replug();
            Assert.IsTrue(rig.UntilMayClose(3_000) > 0);
        }

        private static GuardRig OverDrawing()
        {
            GuardRig rig = new GuardRig();
            rig.Charge(6_000);
            rig.Run(1_000);
            rig.Board.Converter.AmpsPeak = GuardRig.Peak(7_300);
            return rig;
        }

        private static int LimitAt(GuardRig rig, int hundredths)
        {
            rig.CentiCelsius = hundredths;
            rig.Turn();
            return rig.Verdict.LimitMilliamps;
        }
    }
}
