namespace NanoCharger.Records.Tests.SessionLog
{
    using NanoCharger.Core.Charging;
    using NanoCharger.Records.SessionLog;
    using NanoCharger.Fakes;
    using NanoCharger.Hal;
    using nanoFramework.TestFramework;

    /// <summary>The power goes at every single storage operation, and nothing that was told is lost or undone.</summary>
    [TestClass]
    public class PowerCutTests
    {
        [TestMethod]
        [DataRow(0)]
        [DataRow(1)]
        [DataRow(2)]
        public void Loses_nothing_told_whatever_operation_the_power_goes_at(int cut)
        {
            int operation = 0;
            bool finished = false;
            while (!finished)
            {
                operation++;
                FakeFlash flash = new FakeFlash();
                LogScript charger = NearlyFullSegment(flash);
                flash.Cut = (PowerCut)cut;
                flash.CutAt = flash.Operations + operation;
                finished = RunUntilCut(charger);
                flash.Restore();
                CheckAllIsThere(flash, charger, "cut at operation " + operation.ToString());
            }

            Assert.IsTrue(operation > 25, "the script must store something");
        }

        [TestMethod]
        public void Bills_a_cut_transaction_once_whatever_operation_the_power_goes_at_again()
        {
            for (int operation = 1; operation <= 3; operation++)
            {
                FakeFlash flash = new FakeFlash();
                LogScript charger = new LogScript(flash);
                charger.Start();
                charger.Begin(0);
                charger.Checkpoint(500);
                flash.Cut = PowerCut.After;
                flash.CutAt = flash.Operations + operation;
                try
                {
                    charger.Start();
                }
                catch (PowerCutException)
                {
                    flash.Restore();
                }

                charger.Start();
                Assert.AreEqual(1, CountEnds(charger.Log), "cut at operation " + operation.ToString());
            }
        }

        [TestMethod]
        public void Replaces_a_segment_whose_first_record_was_torn_off()
        {
            FakeFlash flash = new FakeFlash();
            LogScript charger = FullSegment(flash);
            flash.Write("bill.16", new byte[30], 30);
            charger.Start();
            Assert.AreEqual(1, charger.Log.Damaged);
            charger.Release(15);
            CheckAllIsThere(flash, charger, "behind the torn segment");
        }

        [TestMethod]
        public void Steps_over_a_spoilt_record_and_says_so()
        {
            FakeFlash flash = new FakeFlash();
            LogScript charger = new LogScript(flash);
            charger.Start();
            charger.Begin(0);
            charger.Sign(10);
            charger.Sign(20);
            flash.Content("bill.1")[LogRecord.Bytes + 40] ^= 1;

            RecordLog log = new RecordLog(flash);
            log.Recover();
            LogRecord record = new LogRecord();
            Assert.AreEqual(1, log.Damaged);
            Assert.IsTrue(log.TryReadNext(1, record));
            Assert.AreEqual(3L, record.Sequence);
        }

        private static LogScript NearlyFullSegment(FakeFlash flash)
        {
            LogScript charger = Charge(flash, 13);
            charger.Release(11);
            return charger;
        }

        private static LogScript FullSegment(FakeFlash flash)
        {
            return Charge(flash, 15);
        }

        private static LogScript Charge(FakeFlash flash, int records)
        {
            LogScript charger = new LogScript(flash);
            charger.Start();
            charger.Begin(0);
            while (charger.Log.LastSequence < records)
            {
                charger.Sign(charger.ToldRegister + 1000);
            }

            charger.Rest();
            return charger;
        }

        /// <summary>A reboot, the end of a transaction, another one, answers in between: over the edge of a segment.</summary>
        private static bool RunUntilCut(LogScript charger)
        {
            try
            {
                charger.Start();
                charger.Release(12);
                charger.Calibrate(1);
                charger.Begin(charger.Log.RegisterMilliwattHours);
                charger.Calibrate(2);
                for (int i = 0; i < 6; i++)
                {
                    charger.Sign(charger.ToldRegister + 1000);
                    charger.Log.Step(false, 0);
                    charger.Checkpoint(charger.ToldRegister + 1000);
                    charger.Log.Step(false, 0);
                    charger.Release(charger.ToldSequence - 1);
                }

                charger.End(charger.ToldRegister + 1000, StoppedReason.EVDisconnected);
                charger.Release(charger.ToldSequence);
                return true;
            }
            catch (PowerCutException)
            {
                return false;
            }
        }

        private static void CheckAllIsThere(FakeFlash flash, LogScript told, string when)
        {
            RecordLog log = new RecordLog(flash);
            log.Recover();
            Assert.IsTrue(log.RegisterMilliwattHours >= told.ToldRegister, when + ": register");
            Assert.IsTrue(log.Pagination >= told.ToldPagination, when + ": number of a document");
            Assert.IsTrue(log.LastSequence >= told.ToldSequence, when + ": sequence");
            Assert.IsTrue(log.BootNumber >= told.ToldBoot, when + ": boot");
            Assert.IsTrue(log.Released >= told.ToldRelease, when + ": release");
            Assert.IsTrue(log.Events.CalibrationChange >= told.ToldChange, when + ": change of the calibration");

            LogRecord record = new LogRecord();
            long at = log.Released;
            while (at < told.ToldSequence)
            {
                Assert.IsTrue(log.TryReadNext(at, record), when + ": record behind " + at.ToString());
                Assert.AreEqual(at + 1, record.Sequence, when);
                at = record.Sequence;
            }

            Assert.IsTrue(log.Boot(0, 0, ClockQuality.Unknown) > told.ToldBoot, when + ": next boot");
            long next = log.LastSequence + 1;
            LogScript goesOn = new LogScript(flash);
            goesOn.Start();
            goesOn.Charge(1);
            Assert.IsTrue(goesOn.ToldSequence > told.ToldSequence, when + ": next number");

            RecordLog again = new RecordLog(flash);
            again.Recover();
            Assert.IsTrue(again.TryReadNext(next - 1, record), when + ": a record written behind the cut");
            Assert.AreEqual(next, record.Sequence, when);
        }

        private static int CountEnds(RecordLog log)
        {
            LogRecord record = new LogRecord();
            int ends = 0;
            long at = 0;
            while (log.TryReadNext(at, record))
            {
                at = record.Sequence;
                ends += record.Kind == LogRecordKind.Transaction && record.Event == TransactionEventKind.Ended ? 1 : 0;
            }

            return ends;
        }
    }
}
