using NanoCharger.Core.Charging;
using NanoCharger.Core.Protection;
using NanoCharger.Fakes;
using NanoCharger.Records.SessionLog;
using nanoFramework.TestFramework;

namespace NanoCharger.App.Tests
{
    /// <summary>A technician's calibration run on a whole charger: power with all protection on, nobody's energy, and an end that is sure.</summary>
    [TestClass]
    public sealed class CalibrationRunTests
    {
        private const int A = 12_000;
        private const int B = 9_000;
        private const int C = 6_000;

        private static Loop _loop;

        /// <summary>The load gets what it may have, and the lifetime register, the log of bills and the backend know nothing of it.</summary>
        [TestMethod]
        public void A_run_delivers_and_is_no_transaction()
        {
            Begin("calibrate run 10");
            long register = _loop.Status.RegisterMilliwattHours;
            Assert.AreEqual(10_000, _loop.Status.OfferMilliamps);
            Assert.IsTrue(_loop.Closed);
            Assert.IsTrue(_loop.Status.Watts > 1_000, "it is metered");
            Assert.IsTrue(_loop.Status.CalibrationRun);
            _loop.Run(60_000);
            Assert.AreEqual(0L, _loop.Status.TransactionNumber);
            _loop.Show(A, 3_000);
            Assert.AreEqual(register, _loop.Status.RegisterMilliwattHours);
            RecordLog log = Log();
            Assert.AreEqual(0, log.Owed);
            Assert.AreEqual(0L, log.Pagination);
            Assert.AreEqual(0L, log.LastSequence);
        }

        /// <summary>Begin and end stand in the log of what touches metering, the end with what was delivered.</summary>
        [TestMethod]
        public void A_run_is_in_the_log_with_its_energy()
        {
            Begin("calibrate run 10");
            Assert.Contains("calibration run 1 begun, at most 10.000 A", Say("log 1"));
            _loop.Run(60_000);
            _loop.Show(A, 3_000);
            string told = Say("log 1");
            Assert.Contains("calibration run 2 ended, unplugged, ", told);
            int at = told.IndexOf("unplugged, ") + 11;
            int wattHours = int.Parse(told.Substring(at, told.IndexOf('.', at) - at));
            Assert.IsTrue(wattHours > 25 && wattHours < 33, "7 A in a minute: " + told);
        }

        /// <summary>The vehicle is asked to stop first; and though charging is free here, nothing is sold to what is still plugged in.</summary>
        [TestMethod]
        public void It_ends_by_hand_and_sells_nothing_before_the_outlet_was_seen_empty()
        {
            Begin("calibrate run");
            Assert.Contains("calibrate end: ok", Say("calibrate end"));
            Assert.IsTrue(_loop.Until(false, 8_000) >= 0);
            _loop.Run(60_000);
            Ended("ended by hand, ");
            Assert.AreEqual(0L, _loop.Status.TransactionNumber);
            Assert.Contains("calibrate run: unplug first", Say("calibrate run"));
            _loop.Show(A, 3_000);
            _loop.Run(6_000);
            _loop.Charge(100);
            Assert.IsTrue(_loop.Closed);
            Assert.IsTrue(_loop.Status.TransactionNumber > 0);
        }

        /// <summary>Whoever types stop wants the outlet dead.</summary>
        [TestMethod]
        public void A_stop_ends_it()
        {
            Begin("calibrate run");
            Assert.Contains("ok, the vehicle is asked to stop", Say("stop"));
            Assert.IsTrue(_loop.Until(false, 8_000) >= 0);
            Ended("ended by hand, ");
        }

        /// <summary>Nobody is granted anything by it or behind it, and no grant waits for its end.</summary>
        [TestMethod]
        public void Nobody_is_authorised_in_it()
        {
            Begin("calibrate run");
            Assert.Contains("refused: a calibration run is open", Say("authorise 04AABB"));
            Say("calibrate end");
            _loop.Run(10_000);
            Assert.Contains("refused: the calibration run is over: unplug first", Say("authorise 04AABB"));
            _loop.Show(A, 3_000);
            Assert.Contains("ok, granted", Say("authorise 04AABB"));
        }

        /// <summary>Who was granted something before it was not granted the run's load.</summary>
        [TestMethod]
        [DataRow(true)]
        [DataRow(false)]
        public void It_takes_a_waiting_grant_back(bool cut)
        {
            FakeBoard board = new FakeBoard();
            FakeUnit.Set(board.Flash, "auth.mode", "local");
            FakeUnit.Set(board.Flash, "auth.resume", "900");
            _loop = new Loop(board);
            _loop.Show(B, 1_000);
            Assert.Contains("ok, granted", Say("authorise 04AABB"));
            Say("calibrate run");
            _loop.Charge(100);
            if (!cut)
            {
                Say("calibrate end");
                _loop.Run(20_000);
            }

            for (int i = 0; i < 2; i++)
            {
                board = new FakeBoard();
                board.Flash = _loop.Board.Flash;
                board.PilotLine.Show(C);
                _loop = new Loop(board);
                _loop.Run(20_000);
                Assert.AreEqual(0, board.Chain.Closings, "restart " + i);
            }
        }

        [TestMethod]
        public void None_opens_out_of_service()
        {
            _loop = new Loop();
            Say("unavailable");
            Assert.Contains("calibrate run: out of service: available first", Say("calibrate run"));
            Say("available");
            Assert.Contains("ok, whoever is plugged in", Say("calibrate run"));
        }

        /// <summary>Out of service, and so is its load: in F nobody sees who leaves.</summary>
        [TestMethod]
        public void Going_out_of_service_ends_it()
        {
            Begin("calibrate run");
            Say("unavailable");
            Assert.IsTrue(_loop.Until(false, 8_000) >= 0);
            Ended("ended, out of service, ");
        }

        [TestMethod]
        public void A_restart_that_was_asked_for_ends_it_first()
        {
            Begin("calibrate run");
            Assert.Contains("a calibration run is open; CONFIRM ends it", Say("reboot"));
            Say("reboot CONFIRM");
            Assert.IsTrue(_loop.Until(false, 8_000) >= 0);
            _loop.Run(5_000);
            Assert.AreEqual(1, _loop.Board.Restarts);
            Ended("ended for a restart, ");
        }

        /// <summary>Ended by hand or by the power, and the power goes again: free as charging is, its load gets nothing before the outlet was seen empty.</summary>
        [TestMethod]
        [DataRow(true)]
        [DataRow(false)]
        public void No_restart_behind_it_sells_to_its_load(bool byHand)
        {
            Begin("calibrate run");
            _loop.Run(5_000);
            if (byHand)
            {
                Say("calibrate end");
                _loop.Run(20_000);
            }

            for (int i = 0; i < 2; i++)
            {
                FakeBoard board = new FakeBoard();
                board.Flash = _loop.Board.Flash;
                board.PilotLine.Show(C);
                _loop = new Loop(board);
                _loop.Run(60_000);
                Assert.AreEqual(0, board.Chain.Closings, "restart " + i);
                if (!byHand && i == 0)
                {
                    Assert.Contains("refused: the calibration run is over: unplug first", Say("authorise 04AABB"));
                }
            }

            _loop.Show(A, 3_000);
            _loop.Charge(100);
            Assert.IsTrue(_loop.Status.TransactionNumber > 0);
        }

        [TestMethod]
        public void It_ends_after_half_an_hour()
        {
            Begin("calibrate run");
            _loop.Run(1_780_000);
            Assert.IsTrue(_loop.Closed);
            _loop.Run(30_000);
            Assert.IsFalse(_loop.Closed);
            Ended("ended after 30 min, ");
        }

        /// <summary>The power goes in it: it is not there any more, and the log says so once.</summary>
        [TestMethod]
        public void A_restart_ends_it()
        {
            Begin("calibrate run");
            FakeBoard board = new FakeBoard();
            board.Flash = _loop.Board.Flash;
            FakeUnit.Test(board.Flash, false);
            _loop = new Loop(board);
            Assert.Contains("calibration: the run was ended by a restart", board.Port.Printed);
            Ended("ended by a restart");
            _loop.Show(B, 1_000);
            _loop.Show(C, 20_000);
            Assert.AreEqual(0, board.Chain.Closings, "its unit is not commissioned");
            Assert.Contains("no run is open", Say("calibrate end"));
        }

        /// <summary>Nothing of the protection is off.</summary>
        [TestMethod]
        public void A_residual_current_opens_a_run()
        {
            Begin("calibrate run");
            _loop.Board.ResidualTripped = true;
            Assert.IsTrue(_loop.Until(false, 300) >= 0);
            Assert.AreEqual((int)FaultCode.ResidualCurrent, _loop.Status.FaultCode);
        }

        /// <summary>The breaker's and the cable's limit hold in it; what the meter was proven with does not, or it could not be proven for more.</summary>
        [TestMethod]
        public void The_installation_limits_a_run_and_the_proven_current_does_not()
        {
            FakeBoard board = new FakeBoard();
            FakeUnit.Calibrate(board.Flash, 1_000_000, 10_000);
            FakeUnit.Set(board.Flash, "maxAmps", "20");
            _loop = new Loop(board);
            Say("calibrate run 32");
            _loop.Charge(100);
            Assert.AreEqual(20_000, _loop.Status.OfferMilliamps);
        }

        /// <summary>What a transaction is billed by does not change under it.</summary>
        [TestMethod]
        public void No_step_runs_and_no_run_opens_while_a_transaction_is_open()
        {
            _loop = new Loop();
            _loop.Charge(300);
            Assert.IsTrue(_loop.Status.TransactionNumber > 0);
            Assert.Contains("calibrate run: a transaction is open", Say("calibrate run"));
            Assert.Contains("calibrate current: a transaction is open", Say("calibrate current 22"));
            Assert.Contains("calibrate voltage: a transaction is open", Say("calibrate voltage 230"));
            _loop.Show(B, 3_000);
            Assert.Contains("calibrate zero: a transaction is open", Say("calibrate zero"));
            Assert.Contains("calibrate clear: a transaction is open", Say("calibrate clear CONFIRM"));
        }

        [TestMethod]
        public void A_step_outside_of_a_run_is_refused_and_one_that_outlasts_it_given_up()
        {
            _loop = new Loop();
            Assert.Contains("calibrate voltage: no run is open: calibrate run", Say("calibrate voltage 230"));
            Assert.Contains("calibrate current: no run is open: calibrate run", Say("calibrate current 16"));
            Say("calibrate run");
            Assert.Contains("measuring", Say("calibrate voltage 230"));
            Assert.Contains("calibration: given up: no run is open", Say("calibrate end"));
        }

        /// <summary>No run that the log does not tell of.</summary>
        [TestMethod]
        public void A_flash_that_fails_opens_no_run()
        {
            _loop = new Loop();
            _loop.Board.Flash.Worn = true;
            Assert.Contains("calibrate run: the flash did not take it", Say("calibrate run"));
            _loop.Board.Flash.Worn = false;
            Assert.IsFalse(_loop.Status.CalibrationRun);
        }

        // With a load of 7 A.
        private static void Begin(string line)
        {
            _loop = new Loop();
            Assert.Contains("ok, whoever is plugged in gets power", Say(line));
            _loop.Charge(100);
            Assert.IsTrue(_loop.Closed);
        }

        private static void Ended(string how)
        {
            Assert.Contains("calibration run 2 " + how, Say("log 3"));
        }

        private static RecordLog Log()
        {
            RecordLog log = new RecordLog(_loop.Board.Flash);
            log.Recover();
            return log;
        }

        private static string Say(string line)
        {
            int before = _loop.Board.Port.Printed.Length;
            _loop.Board.Port.Type(line + "\r");
            _loop.Run(1_500);
            return _loop.Board.Port.Printed.Substring(before);
        }
    }
}
