using NanoCharger.Core.Charging;
using NanoCharger.Core.Protection;
using NanoCharger.Records.SessionLog;
using NanoCharger.Records.Tests.SessionLog;
using NanoCharger.Fakes;
using nanoFramework.TestFramework;

namespace NanoCharger.App.Tests
{
    /// <summary>The whole charger and its log: which faults are told there, and the two that are the log's own.</summary>
    [TestClass]
    public sealed class LogFaultTests
    {
        private const int A = 12_000;
        private const int B = 9_000;
        private const int C = 6_000;

        /// <summary>A fault that lasts is no reason to wear the flash.</summary>
        [TestMethod]
        public void A_fault_is_recorded_when_it_comes_and_not_again_before_ten_minutes()
        {
            Loop loop = new Loop();
            Trip(loop);
            Trip(loop);
            Assert.AreEqual("residual current;", Faults(loop));
            loop.Charge(100);
            loop.Board.ResidualTripped = true;
            loop.Run(700_000);
            Assert.AreEqual("residual current;", Faults(loop), "it is there all the time");
            loop.Board.ResidualTripped = false;
            loop.Show(A, 31_000);
            Trip(loop);
            Assert.AreEqual("residual current;residual current;", Faults(loop));
        }

        /// <summary>Two that take turns are no reason either.</summary>
        [TestMethod]
        public void In_an_hour_ten_are_recorded()
        {
            Loop loop = new Loop();
            for (int i = 0; i < 7; i++)
            {
                Trip(loop);
                loop.Charge(100);
                loop.Board.EarthLost = true;
                loop.Run(1_000);
                loop.Board.EarthLost = false;
                loop.Show(A, 31_000);
            }

            string[] told = Faults(loop).Split(';');
            Assert.AreEqual(10, told.Length - 1);
        }

        /// <summary>Another one in between is told, and then the first again.</summary>
        [TestMethod]
        public void Another_fault_is_recorded_at_once()
        {
            Loop loop = new Loop();
            Trip(loop);
            Trip(loop);
            Assert.AreEqual("residual current;", Faults(loop));
            loop.Charge(100);
            loop.Board.EarthLost = true;
            loop.Run(1_000);
            loop.Board.EarthLost = false;
            loop.Show(A, 31_000);
            Trip(loop);
            Assert.AreEqual("residual current;protective earth lost;residual current;", Faults(loop));
        }

        /// <summary>A register that may have fallen bills nobody: nothing closes before somebody has taken it on.</summary>
        [TestMethod]
        public void A_lost_register_keeps_everything_open_until_it_is_taken_on()
        {
            FakeBoard board = Used(3);
            Loop loop = new Loop(board);
            loop.Show(B, 1_000);
            loop.Show(C, 40_000);
            Assert.AreEqual((int)FaultCode.RegisterLost, loop.Status.FaultCode);
            Assert.Contains("with CONFIRM it goes on from 0.030 Wh", loop.Say("log accept"));
            loop.Say("faults clear");
            loop.Run(40_000);
            Assert.AreEqual(0, board.Chain.Closings);
            Assert.AreEqual((int)FaultCode.RegisterLost, loop.Status.FaultCode);

            Assert.Contains("log accept: ok, goes on from here", loop.Say("log accept CONFIRM"));
            Assert.IsTrue(loop.Until(true, 60_000) >= 0, "closes");
            Assert.AreEqual(0, loop.Status.FaultCode);
            Assert.AreEqual("lost register taken on as it is", SignedLoop.SecurityEvent(board.Flash));
            Assert.Contains("the register is not lost", loop.Say("log accept CONFIRM"));
        }

        /// <summary>A restart is no answer, and neither asks again once there was one.</summary>
        [TestMethod]
        public void A_lost_register_is_lost_after_a_restart_too_and_taken_on_for_ever()
        {
            FakeBoard board = Used(3);
            Loop first = new Loop(board);
            first.Run(1_000);
            Loop second = Again(board);
            Assert.AreEqual((int)FaultCode.RegisterLost, second.Status.FaultCode);
            second.Say("log accept CONFIRM");
            Assert.AreEqual(0, Again(board).Status.FaultCode);
        }

        /// <summary>Nobody takes it on without the log telling so.</summary>
        [TestMethod]
        public void A_register_taken_on_is_told_before_it_counts()
        {
            FakeBoard board = Used(3);
            Loop first = new Loop(board);
            first.Run(1_000);
            board.Flash.CutAt = board.Flash.Operations + 1;
            board.Flash.Cut = PowerCut.After;
            Assert.ThrowsException(typeof(PowerCutException), () => first.Charger.Commands.AcceptRegister());
            board.Flash.Restore();
            Assert.AreEqual((int)FaultCode.RegisterLost, Again(board).Status.FaultCode);
        }

        /// <summary>At a start there is no session yet.</summary>
        [TestMethod]
        public void The_end_of_a_transaction_that_the_power_cut_was_written_offline()
        {
            Loop loop = new Loop();
            loop.Charge(100);
            RecordLog log = new RecordLog(Again(loop.Board).Board.Flash);
            log.Recover();
            LogRecord record = new LogRecord();
            Assert.IsTrue(log.TryReadNext(1, record));
            Assert.AreEqual((int)StoppedReason.PowerLoss, (int)record.Reason);
            Assert.IsTrue(record.Offline);
        }

        /// <summary>Ten transactions before the log is full: no more documents in between, but what is billed by is made.</summary>
        [TestMethod]
        public void A_nearly_full_log_is_shown_and_still_takes_receipts()
        {
            FakeBoard board = new FakeBoard();
            FakeUnit.Set(board.Flash, "sign.minutes", "1");
            LogScript script = new LogScript(board.Flash);
            script.Start();
            script.Charge(script.Log.Room.Transactions - 12);
            Loop loop = new Loop(board);
            Assert.Contains("none, now and ever", loop.Say("faults"));

            // Begin, three documents at most, and what is left is for begin and end of ten.
            loop.Charge(449);
            loop.Run(400_000);
            Assert.IsTrue(loop.Closed, "it hinders no charging");
            Assert.Contains("log nearly full                  present, 1 times", loop.Say("faults"));
            Assert.Contains("room for 10 transactions, nearly full", loop.Say("status"));
            loop.Show(A, 3_000);
            loop.Charge(449);
            loop.Run(120_000);
            loop.Show(A, 3_000);
            Assert.Contains("log nearly full", Faults(loop));

            string forms = Documents(board.Flash);
            Assert.IsTrue(forms == "1 3 3 3 2 1 2 " || forms == "1 3 3 2 1 2 ", forms);
        }

        // A charger that has sold, and whose tally no block of flash holds any more.
        private static FakeBoard Used(int transactions)
        {
            FakeBoard board = new FakeBoard();
            LogScript script = new LogScript(board.Flash);
            script.Start();
            script.Charge(transactions);
            script.Rest();
            board.Flash.Delete("tally.a");
            board.Flash.Delete("tally.b");
            return board;
        }

        private static Loop Again(FakeBoard before)
        {
            FakeBoard board = new FakeBoard();
            board.Flash = before.Flash;
            return new Loop(board);
        }

        private static void Trip(Loop loop)
        {
            loop.Charge(100);
            loop.Board.ResidualTripped = true;
            loop.Run(1_000);
            loop.Board.ResidualTripped = false;
            loop.Show(A, 31_000);
        }

        private static string Faults(Loop loop)
        {
            RecordLog log = new RecordLog(loop.Board.Flash);
            log.Recover();
            LogRecord record = new LogRecord();
            string faults = string.Empty;
            for (long at = 0; log.Events.Happened.TryReadNext(at, record); at = record.Sequence)
            {
                faults += record.Kind == LogRecordKind.Fault ? record.Token + ";" : string.Empty;
            }

            return faults;
        }

        // The forms of the documents that the transactions behind the script's have.
        private static string Documents(FakeFlash flash)
        {
            RecordLog log = new RecordLog(flash);
            log.Recover();
            LogRecord record = new LogRecord();
            string forms = string.Empty;
            for (long at = 0; log.TryReadNext(at, record); at = record.Sequence)
            {
                forms += record.Document == DocumentForm.None ? string.Empty : ((int)record.Document).ToString() + " ";
            }

            return forms;
        }
    }
}
