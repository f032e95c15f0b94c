using NanoCharger.Core.Charging;
using NanoCharger.Records.SessionLog;
using NanoCharger.Fakes;
using nanoFramework.TestFramework;

namespace NanoCharger.App.Tests
{
    /// <summary>The command "reboot": nothing is opened under load for it, and nothing is lost by it.</summary>
    [TestClass]
    public sealed class RebootTests
    {
        [TestMethod]
        public void An_idle_charger_answers_and_then_starts_anew()
        {
            Loop loop = new Loop();
            Say(loop, "reboot", 500);
            Assert.Contains("reboot: ok, as soon as all is stored\r\n> ", loop.Board.Port.Printed);
            Assert.AreEqual(0, loop.Board.Restarts);
            loop.Run(1_500);
            Assert.AreEqual(1, loop.Board.Restarts);
            loop.Run(5_000);
            Assert.AreEqual(1, loop.Board.Restarts);
        }

        [TestMethod]
        public void Nothing_happens_to_a_transaction_without_confirm()
        {
            Loop loop = new Loop();
            loop.Charge(100);
            Say(loop, "reboot", 10_000);
            Assert.Contains("reboot: a transaction is open; CONFIRM ends it, the vehicle asked to stop first\r\n> ", loop.Board.Port.Printed);
            Assert.IsTrue(loop.Closed);
            Assert.AreEqual(0, loop.Board.Restarts);
        }

        /// <summary>The pilot first, the contactor when the vehicle has stopped or 6 s are over, the end in flash, then the reset.</summary>
        [TestMethod]
        public void A_confirmed_one_asks_the_vehicle_to_stop_and_records_the_end_first()
        {
            Loop loop = new Loop();
            loop.Charge(100);
            loop.Board.Port.Type("reboot CONFIRM\r");
            loop.Run(1_000);
            Assert.Contains("reboot: ok, as soon as the vehicle has stopped and all is stored\r\n> ", loop.Board.Port.Printed);
            Assert.AreEqual(0, loop.Status.OfferMilliamps);
            Assert.IsTrue(loop.Closed);
            loop.Board.Converter.AmpsPeak = 0;
            Assert.IsTrue(loop.Until(false, 4_000) >= 0);
            Assert.AreEqual(0, loop.Board.Restarts);
            loop.Run(4_000);
            Assert.AreEqual(1, loop.Board.Restarts);
            AssertEnded(loop.Board.Flash);
        }

        [TestMethod]
        public void A_vehicle_that_draws_on_holds_it_up_for_its_6_s_only()
        {
            Loop loop = new Loop();
            loop.Charge(100);
            Say(loop, "reboot CONFIRM", 5_000);
            Assert.IsTrue(loop.Closed);
            loop.Run(5_000);
            Assert.IsFalse(loop.Closed);
            Assert.AreEqual(1, loop.Board.Restarts);
        }

        /// <summary>Who asks for current in the last second before it gets none: no start fee for nothing.</summary>
        [TestMethod]
        public void Nothing_begins_once_it_was_asked_for()
        {
            Loop loop = new Loop();
            loop.Show(9_000, 8_000);
            loop.Board.PilotLine.Show(6_000);
            Say(loop, "reboot", 3_000);
            Assert.AreEqual(0L, loop.Status.TransactionNumber);
            Assert.AreEqual(0, loop.Board.Chain.Closings);
            Assert.AreEqual(1, loop.Board.Restarts);
        }

        /// <summary>A restart is nobody's stop: who charges for nothing goes on behind it. Who was stopped before it does not.</summary>
        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void A_free_charge_goes_on_behind_it_and_a_stopped_one_does_not(bool stopped)
        {
            Loop loop = new Loop();
            loop.Charge(100);
            loop.Board.Converter.AmpsPeak = 0;
            if (stopped)
            {
                Say(loop, "stop", 10_000);
            }

            Say(loop, "reboot CONFIRM", 12_000);
            Assert.AreEqual(1, loop.Board.Restarts);
            FakeBoard board = new FakeBoard();
            board.Flash = loop.Board.Flash;
            board.PilotLine.Show(6_000);
            loop = new Loop(board);
            loop.Run(20_000);
            Assert.AreEqual(stopped ? 0 : 1, board.Chain.Closings);
        }

        private static void Say(Loop loop, string line, int millis)
        {
            loop.Board.Port.Type(line + "\r");
            loop.Run(millis);
        }

        private static void AssertEnded(FakeFlash flash)
        {
            RecordLog log = new RecordLog(flash);
            log.Recover();
            Assert.IsNull(log.OpenTransaction);
            LogRecord record = new LogRecord();
            long at = 0;
            while (log.TryReadNext(at, record))
            {
                at = record.Sequence;
            }

            Assert.AreEqual((int)TransactionEventKind.Ended, (int)record.Event);
            Assert.AreEqual((int)StoppedReason.Local, (int)record.Reason);
        }
    }
}
