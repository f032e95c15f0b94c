namespace NanoCharger.Core.Tests.Metering
{
    using NanoCharger.Core.Metering;
    using NanoCharger.Fakes;
    using nanoFramework.TestFramework;

    /// <summary>What a step of the calibration finds, and what it refuses.</summary>
    /// <remarks>The device runs tests without an instance of their class: what they share is static, and made anew by Begin.</remarks>
    [TestClass]
    public class CalibratorTests
    {
        private static CalibrationRig _rig;

        [TestMethod]
        public void A_voltage_point_makes_the_meter_show_the_reference()
        {
            Begin(1);
            Contains("ok, voltage1 241.000V gain 1048", _rig.Step(CalibrationStep.Voltage, 241_000));
            Assert.IsTrue(_rig.Calibrator.Changed);
            _rig.Turn();
            Near(241_000, _rig.Meter.Millivolts[0], 2);
            Assert.AreEqual("voltage1 241.000V gain 1048413", _rig.Calibrator.Event);
        }

        [TestMethod]
        public void A_current_point_makes_the_meter_show_the_reference_with_the_noise_taken_out()
        {
            Begin(1);
            Zero(3);
            Contains("ok, current1 16.500A", _rig.Current(159, 16_500));
            Near(16_500, _rig.Meter.Milliamps[0], 600);
            _rig.Turn();
            Near(16_500, _rig.Meter.Milliamps[0], 1);
            Near(159_000, _rig.Calibration.Current(0).LevelMillicounts(0), 1);
        }

        [TestMethod]
        public void Zero_finds_rest_and_noise_of_all_phases()
        {
            Begin(3);
            _rig.Rest = 1_700;
            Zero(3);
            for (int phase = 0; phase < 3; phase++)
            {
                Assert.AreEqual(1_700_000, _rig.Calibration.Voltage(phase).RestMillicounts);
                Assert.AreEqual(1_700_000, _rig.Calibration.Current(phase).RestMillicounts);
                Assert.AreEqual(3_000, _rig.Calibration.Current(phase).NoiseMillicounts);
                Assert.AreEqual(0, _rig.Calibration.Voltage(phase).NoiseMillicounts);
            }

            Assert.AreEqual("zero noise 3.000 3.000 3.000", _rig.Calibrator.Event);
            _rig.Turn();
            Assert.AreEqual(0, _rig.Meter.Milliamps[2]);
        }

        [TestMethod]
        public void Zero_again_measures_all_of_the_noise_again()
        {
            Begin(1);
            Zero(3);
            Zero(4);
            Assert.AreEqual(4_000, _rig.Calibration.Current(0).NoiseMillicounts);
        }

        [TestMethod]
        public void Zero_is_refused_with_a_current_or_a_channel_off_its_middle_and_changes_nothing()
        {
            Begin(1);
            Zero(3);
            _rig.Noise = 11;
            Refused("there is a current", _rig.Step(CalibrationStep.Zero, 0));
            _rig.Noise = 3;
            _rig.Rest = 790;
            Refused("does not rest in the middle", _rig.Step(CalibrationStep.Zero, 0));
            Assert.AreEqual(3_000, _rig.Calibration.Current(0).NoiseMillicounts);
            Assert.AreEqual(1_613_000, _rig.Calibration.Current(0).RestMillicounts);
        }

        [TestMethod]
        public void A_step_that_is_ended_early_changes_nothing()
        {
            Begin(1);
            Zero(3);
            Assert.IsNull(_rig.Calibrator.Begin(CalibrationStep.Zero, 0, 0));
            Assert.IsNull(_rig.Turn());
            _rig.Calibrator.Cancel();
            Assert.IsFalse(_rig.Calibrator.Running);
            Assert.IsFalse(_rig.Calibrator.Changed);
            Assert.AreEqual(3_000, _rig.Calibration.Current(0).NoiseMillicounts);
            Assert.IsNull(_rig.Turn());
        }

        [TestMethod]
        public void One_step_at_a_time_and_it_takes_its_blocks()
        {
            Begin(1);
            Assert.IsNull(_rig.Calibrator.Begin(CalibrationStep.Voltage, 0, 230_000));
            Assert.AreEqual("a step is running", _rig.Calibrator.Begin(CalibrationStep.Voltage, 0, 230_000));
            for (int i = 1; i < Calibrator.Blocks; i++)
            {
                Assert.IsNull(_rig.Turn());
            }

            Contains("ok", _rig.Turn());
            Assert.IsFalse(_rig.Calibrator.Running);
        }

        [TestMethod]
        [DataRow(2, 0, 39_999, "40 to 500 V")]
        [DataRow(2, 0, 500_001, "40 to 500 V")]
        [DataRow(3, 0, 399, "0.4 to 100 A")]
        [DataRow(3, 0, 100_001, "0.4 to 100 A")]
        [DataRow(3, 0, 4_999, "the first point of a current has to be 5 A or more")]
        [DataRow(2, 1, 230_000, "no such phase")]
        [DataRow(2, -1, 230_000, "no such phase")]
        [DataRow(4, 3, 0, "no such phase")]
        public void Refuses_at_once_what_cannot_be(int step, int phase, int reference, string why)
        {
            Begin(1);
            Contains(why, _rig.Calibrator.Begin((CalibrationStep)step, phase, reference));
            Assert.IsFalse(_rig.Calibrator.Running);
        }

        [TestMethod]
        public void A_small_current_wants_the_noise_known()
        {
            Begin(1);
            Contains("ok", _rig.Current(159, 16_019));
            Contains("zero first", _rig.Current(20, 2_015));
            Zero(3);
            Contains("ok", _rig.Current(20, 2_015));
            Assert.AreEqual(2, _rig.Calibration.Current(0).Points);
        }

        [TestMethod]
        [DataRow(184_000, true)]
        [DataRow(183_500, false)]
        [DataRow(287_300, true)]
        [DataRow(287_400, false)]
        public void A_gain_is_0_8_to_1_25(int millivolts, bool accepted)
        {
            Begin(1);
            string outcome = _rig.Step(CalibrationStep.Voltage, millivolts);
            Contains(accepted ? "ok" : "refused: the channel shows nothing near this value", outcome);
            Assert.AreEqual(accepted ? 1 : 0, _rig.Calibration.Voltage(0).Points);
        }

        [TestMethod]
        public void A_dead_channel_is_refused()
        {
            Begin(1);
            _rig.Volts = 0;
            Refused("nothing near this value", _rig.Step(CalibrationStep.Voltage, 230_000));
        }

        [TestMethod]
        [DataRow(2, 713, 728, false)]
        [DataRow(2, 713, 726, true)]
        [DataRow(3, 159, 165, false)]
        [DataRow(3, 159, 163, true)]
        public void A_level_that_moved_is_refused(int step, int usual, int once, bool accepted)
        {
            Begin(1);
            bool volts = step == (int)CalibrationStep.Voltage;
            _rig.Volts = volts ? usual : 713;
            _rig.Amps = volts ? 159 : usual;
            _rig.Calibrator.Begin((CalibrationStep)step, 0, volts ? 230_000 : 16_019);
            for (int i = 0; i < 100; i++)
            {
                _rig.Turn();
            }

            _rig.Volts = volts ? once : 713;
            _rig.Amps = volts ? 159 : once;
            _rig.Turn();
            _rig.Volts = volts ? usual : 713;
            _rig.Amps = volts ? 159 : usual;
            Contains(accepted ? "ok" : "refused: it was not steady", _rig.Finish());
        }

        [TestMethod]
        public void A_clipped_channel_is_refused()
        {
            Begin(1);
            _rig.Amps = 1_700;
            Refused("end of the converter's range", _rig.Step(CalibrationStep.Voltage, 230_000));
        }

        [TestMethod]
        [DataRow(990_100, true)]
        [DataRow(989_000, false)]
        [DataRow(1_009_900, true)]
        [DataRow(1_011_000, false)]
        public void A_lower_point_must_agree_within_one_percent(int gain, bool accepted)
        {
            Begin(1);
            Zero(0);
            Contains("ok", _rig.Current(200, 20_150));
            string outcome = _rig.Current(40, CalibrationRig.Milliamps(40, gain));
            Assert.AreEqual(accepted ? 2 : 1, _rig.Calibration.Current(0).Points);
            if (!accepted)
            {
                Contains("refused: it differs by 1.", outcome);
                Contains("% from what the points held say", outcome);
                Assert.IsFalse(_rig.Calibrator.Changed);
                Assert.AreEqual(1_000_000, _rig.Calibration.Current(0).GainAt(0));
            }
        }

        [TestMethod]
        public void A_lower_point_is_judged_by_what_the_points_say_at_its_level()
        {
            Begin(1);
            Zero(0);
            Contains("ok", _rig.Current(400, CalibrationRig.Milliamps(400, 1_000_000)));
            Contains("ok", _rig.Current(200, CalibrationRig.Milliamps(200, 1_008_000)));

            // 1.3 % from the highest point, and half a percent from what is held there.
            Contains("ok", _rig.Current(100, CalibrationRig.Milliamps(100, 1_013_000)));
            Assert.AreEqual(3, _rig.Calibration.Current(0).Points);
        }

        [TestMethod]
        public void A_new_highest_point_that_contradicts_several_is_the_wrong_one()
        {
            Begin(1);
            Zero(0);
            _rig.Current(200, CalibrationRig.Milliamps(200, 1_000_000));
            _rig.Current(40, CalibrationRig.Milliamps(40, 1_000_000));
            Contains("refused", _rig.Current(300, CalibrationRig.Milliamps(300, 1_030_000)));
            Assert.AreEqual(2, _rig.Calibration.Current(0).Points);
        }

        [TestMethod]
        public void A_new_highest_point_that_contradicts_the_only_one_replaces_it_and_says_so()
        {
            Begin(1);
            Zero(0);
            _rig.Current(200, CalibrationRig.Milliamps(200, 1_000_000));
            Contains("the older point contradicted it and is dropped", _rig.Current(300, CalibrationRig.Milliamps(300, 1_030_000)));
            Assert.AreEqual(1, _rig.Calibration.Current(0).Points);
            Contains(" alone", _rig.Calibrator.Event);
            Assert.IsTrue(_rig.Calibrator.Event.Length <= CalibrationStore.MaxChange, _rig.Calibrator.Event);
        }

        [TestMethod]
        public void A_new_highest_point_that_agrees_joins()
        {
            Begin(1);
            _rig.Current(200, CalibrationRig.Milliamps(200, 1_000_000));
            _rig.Current(300, CalibrationRig.Milliamps(300, 1_005_000));
            Assert.AreEqual(2, _rig.Calibration.Current(0).Points);
        }

        [TestMethod]
        [DataRow(209)]
        [DataRow(191)]
        public void A_point_near_a_held_one_replaces_it(int counts)
        {
            Begin(1);
            _rig.Current(200, CalibrationRig.Milliamps(200, 1_000_000));
            Contains("ok", _rig.Current(counts, CalibrationRig.Milliamps(counts, 1_050_000)));
            Assert.AreEqual(1, _rig.Calibration.Current(0).Points);
            Near(counts * 1_000, _rig.Calibration.Current(0).LevelMillicounts(0), 0);
        }

        [TestMethod]
        public void A_tenth_point_is_refused_and_one_of_the_nine_may_be_repeated()
        {
            Begin(1);
            Zero(0);
            for (int i = 0; i < 9; i++)
            {
                Contains("ok", _rig.Current(500 - (50 * i), CalibrationRig.Milliamps(500 - (50 * i), 1_000_000)));
            }

            Refused("there are nine points already", _rig.Current(30, CalibrationRig.Milliamps(30, 1_000_000)));
            Contains("ok", _rig.Current(198, CalibrationRig.Milliamps(198, 1_000_000)));
            Assert.AreEqual(9, _rig.Calibration.Current(0).Points);
        }

        [TestMethod]
        [DataRow(28, 50)]
        [DataRow(-28, -50)]
        [DataRow(111, 200)]
        [DataRow(0, 0)]
        public void A_phase_finds_the_lead_and_makes_the_reactive_power_vanish(int leadMicros, int hundredths)
        {
            Begin(1);
            _rig.Sines = true;
            _rig.Amps = 159;
            _rig.LeadMicros = leadMicros;
            Contains("ok, phase1 lead ", _rig.Step(CalibrationStep.Phase, 0));
            Near(hundredths, _rig.Calibration.Current(0).PhaseHundredths, 3);
            for (int i = 0; i < 40; i++)
            {
                // The meter takes a new lead over within a second.
                _rig.Turn();
            }

            Near(0, _rig.Meter.Millivars[0], _rig.Meter.Milliwatts[0] / 1_000);

            // Once more: it corrects what is held, by nothing.
            int held = _rig.Calibration.Current(0).PhaseHundredths;
            Contains("ok", _rig.Step(CalibrationStep.Phase, 0));
            Near(held, _rig.Calibration.Current(0).PhaseHundredths, 1);
        }

        [TestMethod]
        [DataRow(170, false)]
        [DataRow(-170, false)]
        [DataRow(160, true)]
        [DataRow(1_500, false)]
        [DataRow(5_000, false)]
        public void A_phase_beyond_three_degrees_is_refused(int leadMicros, bool accepted)
        {
            Begin(1);
            _rig.Sines = true;
            _rig.Amps = 159;
            _rig.LeadMicros = leadMicros;
            string outcome = _rig.Step(CalibrationStep.Phase, 0);
            Contains(accepted ? "ok" : "refused: ", outcome);
            Assert.AreEqual(accepted, _rig.Calibration.Current(0).PhaseHundredths != 0);
        }

        [TestMethod]
        public void A_phase_wants_5_A_and_energy_that_flows_out()
        {
            Begin(1);
            _rig.Sines = true;
            _rig.Amps = 60;
            Refused("a phase wants 5 A or more", _rig.Step(CalibrationStep.Phase, 0));
            _rig.Amps = -159;
            Refused("is the transformer turned round?", _rig.Step(CalibrationStep.Phase, 0));
            Assert.AreEqual(0, _rig.Calibration.Current(0).PhaseHundredths);
        }

        private static void Begin(int phases)
        {
            _rig = new CalibrationRig(phases);
        }

        private static void Zero(int noise)
        {
            _rig.Noise = noise;
            _rig.Amps = 0;
            Contains("ok, zero noise", _rig.Step(CalibrationStep.Zero, 0));
        }

        private static void Refused(string why, string outcome)
        {
            Contains("refused: ", outcome);
            Contains(why, outcome);
            Assert.IsFalse(_rig.Calibrator.Changed);
        }

        private static void Contains(string part, string text)
        {
            Assert.IsTrue(text != null && text.IndexOf(part) >= 0, text + " has no: " + part);
        }

        private static void Near(int expected, int actual, int within)
        {
            int off = expected - actual;
            Assert.IsTrue(off <= within && off >= -within, expected.ToString() + " is not " + actual.ToString());
        }
    }
}
