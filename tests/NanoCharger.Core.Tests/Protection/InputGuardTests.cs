using NanoCharger.Core.Protection;
using NanoCharger.Fakes;
using nanoFramework.TestFramework;

namespace NanoCharger.Core.Tests.Protection
{
    /// <summary>Every row of the catalogue that has an input, on a board that has all of them: a new row is tested without a line here.</summary>
    [TestClass]
    public sealed class InputGuardTests
    {
        // A turn of the rig, and the reading before it.
        private const int TurnsMillis = 80;

        /// <summary>The rows are complete, and no input has two.</summary>
        [TestMethod]
        public void Every_input_has_one_row_that_says_how_it_stops()
        {
            string[] names = Names();
            Assert.IsTrue(names.Length > 0);
            for (int i = 0; i < names.Length; i++)
            {
                FaultEntry row = FaultCatalogue.OfInput(names[i]);
                Assert.AreEqual(names[i], row.Input, "two rows have the input " + names[i]);
                Assert.IsTrue(row.Stop == StopKind.Pause || row.Stop == StopKind.Open, names[i]);
                Assert.IsTrue(row.ConfirmMillis >= 20, names[i] + ": one reading of a pin may be a disturbance");
            }
        }

        /// <summary>Reported: the row's stop, within its time and two turns, counted once.</summary>
        [TestMethod]
        public void Each_input_stops_the_charging_as_its_row_says()
        {
            string[] names = Names();
            for (int i = 0; i < names.Length; i++)
            {
                FaultEntry row = FaultCatalogue.OfInput(names[i]);
                GuardRig rig = Charging(names);
                rig.Board.Inputs.Reporting = 1 << i;
                int after = rig.UntilStop(row.Stop, row.ConfirmMillis + 1_000);
                Assert.IsTrue(after >= row.ConfirmMillis && after <= row.ConfirmMillis + TurnsMillis, names[i] + " after " + after);
                Assert.AreEqual((int)row.Code, (int)rig.Verdict.Fault, names[i]);
                rig.Run(1_000);
                Assert.AreEqual(1L, rig.Guard.Counters.Of(row.Code), names[i]);
            }
        }

        /// <summary>One reading is no report.</summary>
        [TestMethod]
        public void A_report_of_one_turn_is_a_disturbance()
        {
            string[] names = Names();
            GuardRig rig = Charging(names);
            rig.Board.Inputs.Reporting = (1 << names.Length) - 1;
            rig.Turn();
            rig.Board.Inputs.Reporting = 0;
            rig.Run(1_000);
            Assert.AreEqual((int)StopKind.None, (int)rig.Verdict.Stop);
            Assert.IsFalse(rig.Guard.CountersDue(rig.Board.Micros));
        }

        /// <summary>Latched: still there after two minutes, and gone with the vehicle.</summary>
        [TestMethod]
        public void A_latched_input_stays_until_the_vehicle_is_unplugged()
        {
            string[] names = Names();
            for (int i = 0; i < names.Length; i++)
            {
                FaultEntry row = FaultCatalogue.OfInput(names[i]);
                if (!row.Latches)
                {
                    continue;
                }

                GuardRig rig = Reported(names, i);
                rig.Run(120_000);
                Assert.IsTrue(rig.Guard.IsPresent(row.Code), names[i]);
                rig.Replug();
                rig.Turn();
                Assert.IsFalse(rig.Guard.IsPresent(row.Code), names[i]);
            }
        }

        /// <summary>The technician clears what latches, unless it is still reported, and shortens nothing that goes by itself.</summary>
        [TestMethod]
        public void The_technician_clears_what_latches_and_nothing_else()
        {
            string[] names = Names();
            for (int i = 0; i < names.Length; i++)
            {
                FaultEntry row = FaultCatalogue.OfInput(names[i]);
                GuardRig rig = Reported(names, i);
                rig.Guard.Clear();
                rig.Turn();
                Assert.AreEqual(!row.Latches, rig.Guard.IsPresent(row.Code), names[i]);
                rig.Board.Inputs.Reporting = 1 << i;
                rig.Run(row.ConfirmMillis + TurnsMillis);
                rig.Guard.Clear();
                rig.Turn();
                Assert.IsTrue(rig.Guard.IsPresent(row.Code), names[i]);
            }
        }

        /// <summary>Not latched: 30 s after the last report the contactor may close again.</summary>
        [TestMethod]
        public void What_does_not_latch_is_over_30_s_after_the_last_report()
        {
            string[] names = Names();
            for (int i = 0; i < names.Length; i++)
            {
                FaultEntry row = FaultCatalogue.OfInput(names[i]);
                if (row.Latches)
                {
                    continue;
                }

                GuardRig rig = Reported(names, i);
                rig.Run(20_000);
                Assert.IsTrue(rig.Guard.IsPresent(row.Code), names[i]);
                int after = rig.UntilMayClose(60_000);
                Assert.IsTrue(after >= 9_800 && after <= 10_200, names[i] + " after " + after);
                Assert.IsFalse(rig.Guard.IsPresent(row.Code), names[i]);
            }
        }

        /// <summary>Two inputs at once are two faults, and each goes by its own rule.</summary>
        [TestMethod]
        public void Inputs_are_told_apart()
        {
            string[] names = { "lid", "emergencyStop" };
            GuardRig rig = Charging(names);
            rig.Board.Inputs.Reporting = 2;
            rig.Run(500);
            Assert.IsTrue(rig.Guard.IsPresent(FaultCode.EmergencyStop));
            Assert.IsFalse(rig.Guard.IsPresent(FaultCode.LidOpen));
            rig.Board.Inputs.Reporting = 1;
            rig.Run(500);
            Assert.IsTrue(rig.Guard.IsPresent(FaultCode.EmergencyStop));
            Assert.IsTrue(rig.Guard.IsPresent(FaultCode.LidOpen));
            Assert.AreEqual((int)StopKind.Open, (int)rig.Verdict.Stop);
        }

        /// <summary>A board whose input nobody judges may not charge, and says which it is.</summary>
        [TestMethod]
        public void An_input_that_no_fault_knows_refuses_the_board()
        {
            FakeBoard board = new FakeBoard();
            board.Inputs = new FakeInputs(new string[] { "lid", "emergncyStop" });
            Assert.AreEqual("the board's input 'emergncyStop' belongs to no fault", ChainCheck.Run(board));
            board.Inputs = new FakeInputs(new string[] { "lid", "emergencyStop" });
            Assert.IsNull(ChainCheck.Run(board));
        }

        // All inputs of the catalogue, in its order.
        private static string[] Names()
        {
            int count = 0;
            for (int code = 0; code < FaultCatalogue.Count; code++)
            {
                count += FaultCatalogue.Of((FaultCode)code).Input == null ? 0 : 1;
            }

            string[] names = new string[count];
            for (int code = FaultCatalogue.Count - 1; code >= 0; code--)
            {
                string input = FaultCatalogue.Of((FaultCode)code).Input;
                if (input != null)
                {
                    count--;
                    names[count] = input;
                }
            }

            return names;
        }

        private static GuardRig Charging(string[] names)
        {
            FakeBoard board = new FakeBoard();
            board.Inputs = new FakeInputs(names);
            GuardRig rig = new GuardRig(board);
            rig.Charge(16_000);
            rig.Run(2_000);
            return rig;
        }

        // It was reported for a second and is not any more; the station has opened.
        private static GuardRig Reported(string[] names, int index)
        {
            GuardRig rig = Charging(names);
            rig.Board.Inputs.Reporting = 1 << index;
            rig.Run(1_000);
            rig.Open();
            rig.Board.Inputs.Reporting = 0;
            rig.Turn();
            return rig;
        }
    }
}
