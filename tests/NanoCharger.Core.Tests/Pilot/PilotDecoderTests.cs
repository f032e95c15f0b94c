using NanoCharger.Core.Metering;
using NanoCharger.Core.Pilot;
using NanoCharger.Fakes;
using NanoCharger.Hal;
using nanoFramework.TestFramework;

namespace NanoCharger.Core.Tests.Pilot
{
    /// <summary>Levels and states out of samples that know nothing of the PWM's phase.</summary>
    [TestClass]
    public sealed class PilotDecoderTests
    {
        private const int CycleMicros = 20_000;

        // Counts of the converter at 6 V and at -12 V.
        private const int High = 2_297;
        private const int Low = 253;

        private static FakeBoard _board;
        private static PilotDecoder _decoder;
        private static SampleBlock _block;

        // A board with PWM of 16 A.
        private static void Begin()
        {
            _board = new FakeBoard();
            _board.PilotLine.SetDuty(2_666);
            _decoder = new PilotDecoder(new PilotScale(_board.Converter));
            _block = new SampleBlock(1, _board.Converter.MaxRounds);
        }

        /// <summary>Each level means its state, within 60 mV.</summary>
        [TestMethod]
        [DataRow(12_000, (int)VehicleState.Disconnected)]
        [DataRow(9_000, (int)VehicleState.Connected)]
        [DataRow(6_000, (int)VehicleState.ReadyToCharge)]
        [DataRow(3_000, (int)VehicleState.ReadyVentilated)]
        [DataRow(900, (int)VehicleState.Shorted)]
        public void The_high_level_tells_the_state(int millivolts, int state)
        {
            Begin();
            _board.PilotLine.Show(millivolts);
            Look(true);
            Assert.AreEqual(state, (int)_decoder.State);
            Assert.IsTrue(Near(millivolts, _decoder.HighMillivolts), "high level " + _decoder.HighMillivolts);
        }

        /// <summary>At 6 A and at 80 A one of the levels has few samples; ten blocks have always enough of both.</summary>
        [TestMethod]
        [DataRow(1_000)]
        [DataRow(5_333)]
        [DataRow(9_600)]
        public void Both_levels_are_found_at_any_duty(int duty)
        {
            Begin();
            _board.PilotLine.SetDuty(duty);
            _board.PilotLine.Show(6_000);
            for (int i = 0; i < 50; i++)
            {
                Look(true);
                Assert.AreEqual((int)VehicleState.ReadyToCharge, (int)_decoder.State);
                Assert.IsTrue(i < 10 || _decoder.DiodeProven, "no low level in ten blocks");
            }
        }

        /// <summary>One mad sample at each end changes nothing.</summary>
        [TestMethod]
        public void One_outlier_at_each_end_is_thrown_away()
        {
            Begin();
            _board.PilotLine.Show(6_000);
            _board.Converter.Acquire(_block, CycleMicros);
            _block.Pilot[10] = 4_095;
            _block.Pilot[20] = 0;
            _decoder.Update(_block, true, true);
            Assert.AreEqual((int)VehicleState.ReadyToCharge, (int)_decoder.State);
            Assert.IsTrue(Near(6_000, _decoder.HighMillivolts), "high level " + _decoder.HighMillivolts);
            Assert.IsTrue(Near(-12_000, _decoder.LowMillivolts), "low level " + _decoder.LowMillivolts);
        }

        /// <summary>What cannot be trusted is no state.</summary>
        [TestMethod]
        public void An_untrusted_block_is_no_state()
        {
            Begin();
            _board.PilotLine.Show(6_000);
            Look(true);
            _board.Converter.Acquire(_block, CycleMicros);
            _decoder.Update(_block, false, true);
            Assert.AreEqual((int)VehicleState.Unknown, (int)_decoder.State);

            _block.Rounds = 3;
            _decoder.Update(_block, true, true);
            Assert.AreEqual((int)VehicleState.Unknown, (int)_decoder.State);

            _board.PilotLine.Show(14_500);
            Look(true);
            Assert.AreEqual((int)VehicleState.Unknown, (int)_decoder.State);
        }

        /// <summary>A level at a boundary keeps the state that it came from.</summary>
        [TestMethod]
        public void A_level_at_a_boundary_keeps_the_state()
        {
            Begin();
            _board.PilotLine.Show(9_000);
            Look(true);
            _board.PilotLine.Show(7_400);
            Look(true);
            Assert.AreEqual((int)VehicleState.Connected, (int)_decoder.State);
            _board.PilotLine.Show(7_200);
            Look(true);
            Assert.AreEqual((int)VehicleState.ReadyToCharge, (int)_decoder.State);
            _board.PilotLine.Show(7_600);
            Look(true);
            Assert.AreEqual((int)VehicleState.ReadyToCharge, (int)_decoder.State);
            _board.PilotLine.Show(7_800);
            Look(true);
            Assert.AreEqual((int)VehicleState.Connected, (int)_decoder.State);
        }

        /// <summary>Without its diode a vehicle pulls the low level up too.</summary>
        [TestMethod]
        public void A_missing_diode_shows_after_ten_blocks_and_is_never_proven()
        {
            Begin();
            _board.PilotLine.Diode = false;
            _board.PilotLine.Show(6_000);
            for (int i = 0; i < 10; i++)
            {
                Assert.IsFalse(_decoder.DiodeMissing);
                Look(true);
                Assert.IsFalse(_decoder.DiodeProven);
            }

            Assert.IsTrue(_decoder.DiodeMissing);
        }

        /// <summary>A diode that fails in the middle is noticed when the last good block is ten blocks old.</summary>
        [TestMethod]
        public void A_diode_that_fails_is_noticed()
        {
            Begin();
            _board.PilotLine.Show(6_000);
            Look(true);
            Assert.IsTrue(_decoder.DiodeProven);
            _board.PilotLine.Diode = false;
            for (int i = 0; i < 11; i++)
            {
                Look(true);
            }

            Assert.IsFalse(_decoder.DiodeProven);
            Assert.IsTrue(_decoder.DiodeMissing);
        }

        /// <summary>A vehicle may have been changed for another while the firmware stood still.</summary>
        [TestMethod]
        public void A_low_level_from_before_a_stall_proves_no_diode()
        {
            Begin();
            _board.PilotLine.Show(6_000);
            Look(true);
            Assert.IsTrue(_decoder.DiodeProven);
            _board.PilotLine.Diode = false;
            _board.Converter.Acquire(_block, CycleMicros);
            _block.StartMicros += 2_000_000;
            _block.EndMicros += 2_000_000;
            _decoder.Update(_block, true, true);
            Assert.IsFalse(_decoder.DiodeProven);
        }

        /// <summary>A short loads both levels; that is E, not a diode.</summary>
        [TestMethod]
        public void A_short_is_not_a_missing_diode()
        {
            Begin();
            _board.PilotLine.Show(900);
            for (int i = 0; i < 12; i++)
            {
                Look(true);
            }

            Assert.AreEqual((int)VehicleState.Shorted, (int)_decoder.State);
            Assert.IsFalse(_decoder.DiodeMissing);
            Assert.IsFalse(_decoder.DiodeProven);
        }

        /// <summary>Steady 12 V has no low level to judge.</summary>
        [TestMethod]
        public void Without_PWM_the_diode_is_not_proven()
        {
            Begin();
            _board.PilotLine.SetDuty(10_000);
            _board.PilotLine.Show(6_000);
            Look(false);
            Assert.AreEqual((int)VehicleState.ReadyToCharge, (int)_decoder.State);
            Assert.IsFalse(_decoder.DiodeProven);
            Assert.IsFalse(_decoder.DiodeMissing);
        }

        /// <summary>Steady -12 V that we did not make.</summary>
        [TestMethod]
        public void Nothing_but_the_low_level_is_F()
        {
            Begin();
            _board.PilotLine.SetDuty(0);
            Look(true);
            Assert.AreEqual((int)VehicleState.Unavailable, (int)_decoder.State);
        }

        /// <summary>Every sample of an odd and of an even number of them counts, the first and the last too: with one fewer there would be no level.</summary>
        [TestMethod]
        [DataRow(16, 0)]
        [DataRow(17, 0)]
        [DataRow(16, 15)]
        [DataRow(17, 16)]
        public void No_sample_is_left_out(int count, int third)
        {
            Begin();
            _block.Rounds = count;
            for (int i = 0; i < count; i++)
            {
                _block.Pilot[i] = i == third || i == 7 || i == 8 ? High : Low;
            }

            _decoder.Update(_block, true, true);
            Assert.AreEqual((int)VehicleState.ReadyToCharge, (int)_decoder.State);
            Assert.IsTrue(Near(6_000, _decoder.HighMillivolts), "high level " + _decoder.HighMillivolts);
            _block.Pilot[third] = Low;
            _decoder.Update(_block, true, true);
            Assert.AreEqual((int)VehicleState.Unknown, (int)_decoder.State);
        }

        /// <summary>The low level too is the second of all samples: one alone is an outlier, wherever it stands.</summary>
        [TestMethod]
        [DataRow(16, 0)]
        [DataRow(17, 0)]
        [DataRow(16, 15)]
        [DataRow(17, 16)]
        public void Two_low_samples_are_a_low_level(int count, int second)
        {
            Begin();
            _block.Rounds = count;
            for (int i = 0; i < count; i++)
            {
                _block.Pilot[i] = i == second || i == 7 ? Low : High;
            }

            _decoder.Update(_block, true, true);
            Assert.IsTrue(_decoder.DiodeProven);
            Begin();
            _block.Rounds = count;
            for (int i = 0; i < count; i++)
            {
                _block.Pilot[i] = i == 7 ? Low : High;
            }

            _decoder.Update(_block, true, true);
            Assert.IsFalse(_decoder.LowTrusted);
        }

        /// <summary>A chip whose reference is 9 % off decodes as well, once the bias rail told.</summary>
        [TestMethod]
        [DataRow(910_000)]
        [DataRow(1_090_000)]
        public void The_bias_rail_takes_out_the_chips_error(int chipGain)
        {
            Begin();
            _board.Converter.ChipGain = chipGain;
            _board.PilotLine.Show(9_000);
            PilotScale scale = new PilotScale(_board.Converter);
            ReferenceTracker reference = new ReferenceTracker(1_300, 806);
            PilotDecoder decoder = new PilotDecoder(scale);
            NanoCharger.Core.Metering.Meter meter = new NanoCharger.Core.Metering.Meter(_board.Converter, new NanoCharger.Core.Metering.Calibration(1));
            for (int i = 0; i < ReferenceTracker.BlocksUntilReady; i++)
            {
                Assert.IsFalse(reference.Ready);
                _board.Converter.Acquire(_block, CycleMicros);
                meter.Update(_block);
                reference.Update(meter.RestMillicounts);
                scale.Adjust(reference.ScalePpm, 1_000_000);
                decoder.Update(_block, reference.Ready, true);
            }

            Assert.IsTrue(reference.Ready);
            Assert.AreEqual((int)VehicleState.Connected, (int)decoder.State);
            Assert.IsTrue(Near(9_000, decoder.HighMillivolts), "high level " + decoder.HighMillivolts);
        }

        /// <summary>No rail, no trust.</summary>
        [TestMethod]
        public void A_rail_that_is_not_there_is_never_ready()
        {
            Begin();
            ReferenceTracker reference = new ReferenceTracker(1_300, 806);
            for (int i = 0; i < 100; i++)
            {
                reference.Update(0);
                reference.Update(900_000);
            }

            Assert.IsFalse(reference.Ready);
        }

        private static bool Near(int expected, int actual)
        {
            int off = expected - actual;
            return off < 100 && off > -100;
        }

        private static void Look(bool pwmOn)
        {
            _board.Converter.Acquire(_block, CycleMicros);
            _decoder.Update(_block, true, pwmOn);
        }
    }
}
