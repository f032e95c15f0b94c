namespace NanoCharger.Records.Tests.SessionLog
{
    using NanoCharger.Core.Charging;
    using NanoCharger.Records.SessionLog;
    using NanoCharger.Fakes;
    using nanoFramework.TestFramework;

    /// <summary>What is told while there is a way to the backend, and not kept.</summary>
    [TestClass]
    public class LiveEventsTests
    {
        [TestMethod]
        public void A_checkpoint_waits_to_be_told_with_the_number_that_is_already_durable()
        {
            FakeFlash flash = new FakeFlash();
            LogScript charger = Charging(flash);
            charger.Checkpoint(10);
            LogRecord live = new LogRecord();
            Assert.IsTrue(charger.Log.Live.TryTake(live));
            Assert.AreEqual(1, live.SeqNo);
            Assert.AreEqual(charger.Transaction, live.Transaction);
            Assert.AreEqual("NC-0001", live.Station);
            RecordLog log = new RecordLog(flash);
            log.Recover();
            Assert.AreEqual(1, log.OpenTransaction.SeqNo, "a cut now repeats no number");
            Assert.IsFalse(charger.Log.Live.TryTake(live));
        }

        [TestMethod]
        public void The_oldest_go_when_they_are_too_many()
        {
            LogScript charger = Charging(new FakeFlash());
            for (int i = 1; i <= 9; i++)
            {
                charger.Checkpoint(i);
            }

            LogRecord live = new LogRecord();
            for (int i = 6; i <= 9; i++)
            {
                Assert.IsTrue(charger.Log.Live.TryTake(live));
                Assert.AreEqual(i, live.SeqNo);
            }

            Assert.IsFalse(charger.Log.Live.TryTake(live));
        }

        [TestMethod]
        public void Nothing_waits_without_a_way_to_the_backend_nor_behind_the_end()
        {
            LogScript charger = Charging(new FakeFlash());
            charger.Checkpoint(10);
            charger.Log.Offline = true;
            charger.Checkpoint(20);
            charger.Log.Offline = false;
            Assert.AreEqual(0, charger.Log.Live.Count);
            charger.Checkpoint(30);
            Assert.AreEqual(1, charger.Log.Live.Count);
            charger.End(40, StoppedReason.EVDisconnected);
            Assert.AreEqual(0, charger.Log.Live.Count);
        }

        [TestMethod]
        public void Is_not_called_offline_for_the_sake_of_a_record_that_was()
        {
            LogScript charger = new LogScript(new FakeFlash());
            charger.Start();
            charger.Log.Offline = true;
            charger.Begin(0);
            charger.Log.Offline = false;
            charger.Checkpoint(10);
            LogRecord live = new LogRecord();
            Assert.IsTrue(charger.Log.Live.TryTake(live));
            Assert.IsFalse(live.Offline);
        }

        [TestMethod]
        public void Nothing_older_is_told_behind_a_record()
        {
            LogScript charger = Charging(new FakeFlash());
            charger.Checkpoint(10);
            charger.Sign(20);
            Assert.AreEqual(0, charger.Log.Live.Count);

            // What gives dates tells nothing of the transaction.
            charger.Checkpoint(30);
            charger.Log.NoteTime(1000000, 1700000000000);
            Assert.AreEqual(1, charger.Log.Live.Count);
        }

        private static LogScript Charging(FakeFlash flash)
        {
            LogScript charger = new LogScript(flash);
            charger.Start();
            charger.Begin(0);
            return charger;
        }
    }
}
