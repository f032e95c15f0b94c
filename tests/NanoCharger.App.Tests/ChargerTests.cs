using NanoCharger.Core.Protection;
using NanoCharger.Fakes;
using NanoCharger.Hal;
using nanoFramework.TestFramework;

namespace NanoCharger.App.Tests
{
    /// <summary>The whole loop on a board in memory: when the contactor closes and opens, and what is recorded.</summary>
    [TestClass]
    public sealed class ChargerTests
    {
        private const int C = 6_000;
        private const int B = 9_000;
        private const int A = 12_000;

        /// <summary>A vehicle that comes, charges and goes.</summary>
        [TestMethod]
        public void A_vehicle_charges_from_plug_to_unplug()
        {
            Loop loop = new Loop();
            Assert.AreEqual(10_000, loop.Board.PilotLine.Duty);
            Assert.AreEqual((int)Indication.Available, (int)loop.Board.Lamp);

            loop.Show(B, 1_000);
            Assert.AreEqual(5_333, loop.Board.PilotLine.Duty);
            Assert.AreEqual(32_000, loop.Status.OfferMilliamps);
            Assert.IsFalse(loop.Closed);

            loop.Board.Converter.AmpsPeak = 449;
            loop.Board.PilotLine.Show(C);
            int closedAfter = loop.Until(true, 10_000);
            Assert.IsTrue(closedAfter >= 500 && closedAfter <= 3_000, "closed after " + closedAfter);
            Assert.IsTrue(loop.Status.TransactionNumber > 0);

            loop.Run(60_000);
            Assert.IsTrue(loop.Status.Watts > 7_200 && loop.Status.Watts < 7_450, "watts " + loop.Status.Watts);
            Assert.AreEqual((int)Indication.Charging, (int)loop.Board.Lamp);
            long energy = loop.Status.RegisterMilliwattHours;
            Assert.IsTrue(energy > 118_000 && energy < 124_000, "mWh " + energy);

            loop.Show(B, 1_000);
            Assert.IsFalse(loop.Closed);
            loop.Show(A, 1_000);
            Assert.AreEqual(0L, loop.Status.TransactionNumber);
            Assert.AreEqual(10_000, loop.Board.PilotLine.Duty);
            Assert.AreEqual(1, loop.Board.Chain.Closings);
        }

        /// <summary>A bill has one name from begin to end: with another one to come from the next boot on, none begins.</summary>
        [TestMethod]
        public void Nothing_is_sold_between_a_new_name_and_the_boot()
        {
            Loop loop = new Loop();
            loop.Board.Port.Type("set station.id NC-0002\r");
            loop.Run(2_000);
            Assert.IsTrue(loop.Board.Port.Printed.IndexOf("nothing is sold before it") > 0, loop.Board.Port.Printed);
            loop.Show(B, 1_000);
            loop.Show(C, 5_000);
            Assert.IsFalse(loop.Closed);
            loop.Board.Port.Type("set station.id NC-0001\r");
            loop.Run(5_000);
            Assert.IsTrue(loop.Closed, "the old name again");
        }

        /// <summary>Blocks are whole cycles of the mains as it is: else the power of a cut cycle would be billed, 1 % off at 5 Hz off.</summary>
        [TestMethod]
        [DataRow(51_400, 19_455)]
        [DataRow(48_000, 20_833)]
        public void Blocks_follow_the_measured_cycle(int millihertz, int cycleMicros)
        {
            Loop loop = new Loop();
            Assert.AreEqual(20_000, loop.Board.Converter.AskedMicros);
            loop.Board.Converter.Millihertz = millihertz;
            loop.Run(3_000);
            int off = loop.Board.Converter.AskedMicros - cycleMicros;
            Assert.IsTrue(off <= 10 && off >= -10, "asked for " + loop.Board.Converter.AskedMicros);
        }

        /// <summary>From the pilot's move to open contacts, at all places of the turn, firmware alone.</summary>
        [TestMethod]
        [DataRow(A)]
        [DataRow(B)]
        [DataRow(3_000)]
        [DataRow(0)]
        public void Opens_within_100_ms_when_the_vehicle_leaves_C(int high)
        {
            Loop loop = new Loop();
            loop.Charge(100);
            for (int shift = 0; shift < 45_000; shift += 4_100)
            {
                Assert.IsTrue(loop.Closed, "does not charge");
                loop.Board.Chain.InterlockStuck = true;
                long moved = loop.Board.Micros + shift;
                loop.Board.PilotLine.ShowAt(moved, high);
                loop.Until(false, 1_000);
                int after = (int)(loop.Board.Chain.ContactsOpenMicros - moved);
                Assert.IsTrue(after <= 100_000 && after > 30_000, "opened after " + after + " at " + shift);

                // Unplug and come again, so that a fault of the pilot is over too, and the interlock's.
                loop.Board.Chain.InterlockStuck = false;
                loop.Show(A, 31_000);
                loop.Charge(100);
            }
        }

        /// <summary>A dip of 25 ms in C2, at all places of the turn.</summary>
        [TestMethod]
        [DataRow(A)]
        [DataRow(B)]
        [DataRow(0)]
        public void A_dip_of_25_ms_opens_nothing(int high)
        {
            Loop loop = new Loop();
            loop.Charge(100);
            for (int shift = 0; shift < 45_000; shift += 1_300)
            {
                loop.Board.PilotLine.ShowAt(loop.Board.Micros + shift, high);
                loop.Board.PilotLine.ShowAt(loop.Board.Micros + shift + 25_000, C);
                loop.Run(300);
                Assert.IsTrue(loop.Closed, "opened at " + shift);
            }

            Assert.AreEqual(1, loop.Board.Chain.Closings);
        }

        /// <summary>Glitches to C of 100 to 400 ms in B.</summary>
        [TestMethod]
        [DataRow(100)]
        [DataRow(400)]
        public void A_glitch_to_C_closes_nothing(int millis)
        {
            Loop loop = new Loop();
            loop.Show(B, 1_000);
            for (int i = 0; i < 10; i++)
            {
                loop.Show(C, millis);
                loop.Show(B, 137);
            }

            Assert.AreEqual(0, loop.Board.Chain.Closings);
        }

        /// <summary>A vehicle that ended and asks again 1 s later waits for 5 s, in the same transaction.</summary>
        [TestMethod]
        public void Closes_again_5_s_after_the_vehicle_ended_and_keeps_the_transaction()
        {
            Loop loop = new Loop();
            loop.Charge(100);
            long transaction = loop.Status.TransactionNumber;
            loop.Show(B, 1_000);
            Assert.IsFalse(loop.Closed);
            loop.Board.PilotLine.Show(C);
            int after = loop.Until(true, 10_000);
            Assert.IsTrue(after >= 3_850 && after < 5_000, "closed after " + after);
            Assert.AreEqual(transaction, loop.Status.TransactionNumber);
        }

        /// <summary>No ventilation here: state D gets nothing.</summary>
        [TestMethod]
        public void D_is_never_closed()
        {
            Loop loop = new Loop();
            loop.Show(B, 1_000);
            loop.Show(3_000, 10_000);
            Assert.AreEqual(0, loop.Board.Chain.Closings);
        }

        /// <summary>The diode is proven before every closing.</summary>
        [TestMethod]
        public void A_vehicle_without_a_diode_is_never_closed()
        {
            Loop loop = new Loop();
            loop.Board.PilotLine.Diode = false;
            loop.Show(B, 1_000);
            loop.Show(C, 60_000);
            Assert.AreEqual(0, loop.Board.Chain.Closings);
        }

        /// <summary>A trip opens and stays, whatever the monitor says later, until the vehicle is unplugged.</summary>
        [TestMethod]
        public void A_residual_trip_latches_until_unplugged()
        {
            Loop loop = new Loop();
            loop.Charge(100);
            loop.Board.ResidualTripped = true;
            loop.Run(100);
            Assert.IsFalse(loop.Closed);
            Assert.AreEqual(10_000, loop.Board.PilotLine.Duty);
            loop.Board.ResidualTripped = false;
            loop.Run(60_000);
            Assert.AreEqual((int)FaultCode.ResidualCurrent, loop.Status.FaultCode);
            Assert.AreEqual("residual current", loop.Status.FaultName);
            Assert.IsFalse(loop.Closed);

            loop.Show(A, 1_000);
            Assert.AreEqual(0, loop.Status.FaultCode);
            loop.Charge(100);
            Assert.IsTrue(loop.Closed);
        }

        /// <summary>Earth lost is treated as a residual trip: in Europe it is not tried again before the vehicle was unplugged.</summary>
        [TestMethod]
        public void Lost_earth_opens_and_latches_as_a_residual_trip_does()
        {
            Loop loop = new Loop();
            loop.Charge(100);
            loop.Board.EarthLost = true;
            loop.Run(100);
            Assert.IsFalse(loop.Closed);
            Assert.AreEqual((int)FaultCode.EarthLost, loop.Status.FaultCode);
            loop.Board.EarthLost = false;
            Assert.AreEqual(-1, loop.Until(true, 60_000));

            loop.Show(12_000, 31_000);
            loop.Charge(100);
            Assert.IsTrue(loop.Closed);
        }

        /// <summary>Mains on the outlet though the contactor was opened.</summary>
        [TestMethod]
        public void A_welded_contactor_is_latched()
        {
            Loop loop = new Loop();
            loop.Charge(100);
            loop.Board.Chain.Welded = true;
            loop.Show(B, 2_000);
            Assert.AreEqual((int)FaultCode.ContactorWelded, loop.Status.FaultCode);
            loop.Show(A, 5_000);
            Assert.AreEqual((int)FaultCode.ContactorWelded, loop.Status.FaultCode);
        }

        /// <summary>No mains on the outlet though all agreed to close.</summary>
        [TestMethod]
        public void A_contactor_that_fails_to_close_is_latched()
        {
            Loop loop = new Loop();
            loop.Board.Chain.StuckOpen = true;
            loop.Charge(100);
            loop.Run(3_000);
            Assert.AreEqual((int)FaultCode.ContactorFailedToClose, loop.Status.FaultCode);
            Assert.IsFalse(loop.Closed);
        }

        /// <summary>Without the interlock's consent nothing is commanded.</summary>
        [TestMethod]
        public void A_dead_interlock_closes_nothing_and_is_named()
        {
            Loop loop = new Loop();
            loop.Board.Chain.InterlockDead = true;
            loop.Show(B, 1_000);
            loop.Show(C, 5_000);
            Assert.AreEqual(0, loop.Board.Chain.Closings);
            Assert.AreEqual((int)FaultCode.InterlockDisagrees, loop.Status.FaultCode);
        }

        /// <summary>5 s without a turn: the hold opened, and the command follows before the hold is armed again.</summary>
        [TestMethod]
        public void A_stall_beyond_the_hold_is_noticed_before_it_is_armed_again()
        {
            Loop loop = new Loop();
            loop.Charge(100);
            loop.Board.Spend(5_000_000);
            loop.Charger.Turn();
            Assert.IsFalse(loop.Closed);
            Assert.AreEqual((int)FaultCode.HoldLapsed, loop.Status.FaultCode);
            loop.Run(20_000);
            Assert.IsFalse(loop.Closed);
            Assert.IsTrue(loop.Until(true, 20_000) > 0);
        }

        /// <summary>2 s without a turn, the vehicle still drawing: closed, and the stretch is billed.</summary>
        [TestMethod]
        public void A_stall_within_the_hold_stays_closed_and_keeps_its_energy()
        {
            Loop loop = new Loop();
            loop.Charge(449);
            long before = loop.Status.RegisterMilliwattHours;
            loop.Board.Spend(2_000_000);
            loop.Run(2_000);
            Assert.IsTrue(loop.Closed);
            long gained = loop.Status.RegisterMilliwattHours - before;
            Assert.IsTrue(gained > 5_500 && gained < 10_500, "mWh " + gained);
        }

        /// <summary>No chain, no power.</summary>
        [TestMethod]
        public void A_board_without_a_safety_chain_is_refused()
        {
            FakeBoard board = new FakeBoard();
            board.Chain.HoldStuck = true;
            Loop loop = new Loop(board);
            Assert.AreEqual((int)FaultCode.ChainRefused, loop.Status.FaultCode);
            Assert.Contains("safety chain refused: the hold never lapses", board.Port.Printed);
            loop.Show(B, 1_000);
            loop.Show(C, 5_000);
            Assert.AreEqual(0, board.Chain.Closings);
            Assert.AreEqual(10_000, board.PilotLine.Duty);
        }

        /// <summary>An error in a turn opens, says so, and lets the hold run out.</summary>
        [TestMethod]
        public void An_error_in_a_turn_opens_and_stops_arming_the_hold()
        {
            Loop loop = new Loop();
            loop.Charge(100);
            loop.Board.Converter.Failure = "converter broken";
            loop.Charger.Turn();
            Assert.IsFalse(loop.Closed);
            Assert.Contains("halted: converter broken", loop.Board.Port.Printed);
            int holds = loop.Board.Chain.Holds;
            loop.Board.Converter.Failure = null;
            loop.Run(5_000);
            Assert.AreEqual(holds, loop.Board.Chain.Holds);
            Assert.AreEqual((int)FaultCode.Halted, loop.Status.FaultCode);
        }

        /// <summary>Until the chain resets the chip somebody may come and look: the reason again and again, and the lamp.</summary>
        [TestMethod]
        public void Why_it_halted_is_told_again_and_shown_by_the_lamp()
        {
            FakeBoard board = new FakeBoard();
            board.Flash.Worn = true;
            Loop loop = new Loop(board);
            Assert.AreEqual((int)FaultCode.Halted, loop.Status.FaultCode);
            Assert.AreEqual((int)Indication.Fault, (int)board.Lamp);
            loop.Run(10_000);
            int times = 0;
            string printed = board.Port.Printed;
            for (int at = printed.IndexOf("halted: worn out"); at >= 0; at = printed.IndexOf("halted: worn out", at + 1))
            {
                times++;
            }

            Assert.IsTrue(times >= 5, times.ToString());
        }

        /// <summary>A flash that fails must not leave the contactor closed.</summary>
        [TestMethod]
        public void A_failing_flash_leaves_the_contactor_open()
        {
            Loop loop = new Loop();
            loop.Board.Flash.Worn = true;
            loop.Charge(100);
            Assert.AreEqual(0, loop.Board.Chain.Closings);
            Assert.AreEqual((int)FaultCode.Halted, loop.Status.FaultCode);
        }

        /// <summary>After a power cut the transaction ends at its last record and the vehicle charges on in a new one.</summary>
        [TestMethod]
        public void Comes_up_by_itself_after_a_power_cut()
        {
            Loop loop = new Loop();
            loop.Charge(449);
            loop.Run(120_000);
            long first = loop.Status.TransactionNumber;
            long register = loop.Status.RegisterMilliwattHours;

            FakeBoard board = new FakeBoard();
            board.Flash = loop.Board.Flash;
            board.PilotLine.Show(C);
            Loop again = new Loop(board);
            Assert.AreEqual(2L, again.Status.Boot);
            Assert.IsTrue(again.Status.RegisterMilliwattHours <= register);
            Assert.IsTrue(again.Status.RegisterMilliwattHours >= register - 130_000);
            again.Until(true, 10_000);
            Assert.IsTrue(again.Closed);
            again.Run(100);
            Assert.IsTrue(again.Status.TransactionNumber > first + 1);
        }

        /// <summary>With a socket the plug's resistor limits the offer.</summary>
        [TestMethod]
        public void A_sockets_plug_limits_the_offer()
        {
            FakeBoard board = new FakeBoard();
            FakeUnit.Set(board.Flash, "cable.amps", "0");
            board.Ohms = 680;
            Loop loop = new Loop(board);
            loop.Show(B, 1_000);
            Assert.AreEqual(20_000, loop.Status.OfferMilliamps);
            loop.Show(A, 1_000);
            board.Ohms = 10_000;
            loop.Show(B, 1_000);
            Assert.AreEqual(0, loop.Status.OfferMilliamps);
            Assert.AreEqual(10_000, board.PilotLine.Duty);
        }

        /// <summary>A short is named, shown as F for 300 ms, and looked at again in X1.</summary>
        [TestMethod]
        public void A_short_in_C2_opens_and_waits_for_30_s()
        {
            Loop loop = new Loop();
            loop.Charge(100);
            loop.Show(900, 250);
            Assert.IsFalse(loop.Closed);
            Assert.AreEqual((int)FaultCode.PilotShorted, loop.Status.FaultCode);
            Assert.AreEqual(0, loop.Board.PilotLine.Duty);
            loop.Run(500);
            Assert.AreEqual(10_000, loop.Board.PilotLine.Duty);
            loop.Board.PilotLine.Show(C);
            int after = loop.Until(true, 60_000);
            Assert.IsTrue(after >= 29_900, "closed after " + after);
        }
    }
}
