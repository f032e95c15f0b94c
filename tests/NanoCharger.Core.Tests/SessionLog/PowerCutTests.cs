namespace NanoCharger.Core.Tests.SessionLog
{
    using NanoCharger.Core.Charging;
    using NanoCharger.Core.SessionLog;
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

            Assert.IsTrue(operation > 15, "the script must store something");
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
        public void Knows_the_open_transaction_when_only_the_boot_was_recorded_in_a_new_segment()
        {
            FakeFlash flash = new FakeFlash();
            LogScript charger = FullSegment(flash);
            long number = charger.Transaction;
            charger.Release(60);

            // Twice the power comes back for the boot record alone, the first of which opens a segment.
            RecordLog log = new RecordLog(flash);
            log.Recover();
            log.Boot(0, 0, ClockQuality.Unknown);
            log = new RecordLog(flash);
            log.Recover();
            log.Boot(0, 0, ClockQuality.Unknown);
            log = new RecordLog(flash);
            log.Recover();
            Assert.AreEqual(number, log.OpenTransaction.Transaction);
        }

        [TestMethod]
        public void Replaces_a_segment_whose_first_record_was_torn_off()
        {
            FakeFlash flash = new FakeFlash();
            LogScript charger = FullSegment(flash);
            flash.Write("log.61", new byte[30], 30);
            charger.Start();
            Assert.AreEqual(1, charger.Log.Damaged);
            charger.Release(60);
            CheckAllIsThere(flash, charger, "behind the torn segment");
        }

        [TestMethod]
        public void Steps_over_a_spoilt_record_and_says_so()
        {
            FakeFlash flash = new FakeFlash();
            LogScript charger = new LogScript(flash);
            charger.Start();
            charger.Begin(0);
            charger.Checkpoint(10);
            charger.Checkpoint(20);
            flash.Content("log.1")[(2 * LogRecord.Bytes) + 40] ^= 1;

            RecordLog log = new RecordLog(flash);
            log.Recover();
            LogRecord record = new LogRecord();
            Assert.AreEqual(1, log.Damaged);
            Assert.IsTrue(log.TryReadNext(2, record));
            Assert.AreEqual(4L, record.Sequence);
        }

        [TestMethod]
        public void Never_gives_a_number_again_when_the_last_record_is_spoilt()
        {
            FakeFlash flash = new FakeFlash();
            LogScript charger = new LogScript(flash);
            charger.Start();
            charger.Begin(0);
            charger.Checkpoint(10);
            flash.Content("log.1")[2 * LogRecord.Bytes] = 0;

            charger.Start();
            Assert.AreEqual(5L, charger.ToldSequence, "3 is spoilt, 4 the boot, 5 the end");
        }

        [TestMethod]
        public void A_spoilt_cursor_repeats_records_and_loses_none()
        {
            FakeFlash flash = new FakeFlash();
            LogScript charger = new LogScript(flash);
            charger.Start();
            charger.Begin(0);
            charger.End(10, StoppedReason.EVDisconnected);
            charger.Release(2);
            flash.Content("cursor")[5] ^= 0x80;

            charger.Start();
            Assert.AreEqual(0L, charger.Log.Released);
            Assert.AreEqual(2, charger.Log.Owed);
            Assert.AreEqual(2L, charger.ToldBoot);
        }

        private static LogScript NearlyFullSegment(FakeFlash flash)
        {
            LogScript charger = Charge(flash, 56);
            charger.Release(54);
            return charger;
        }

        private static LogScript FullSegment(FakeFlash flash)
        {
            return Charge(flash, 60);
        }

        private static LogScript Charge(FakeFlash flash, int records)
        {
            LogScript charger = new LogScript(flash);
            charger.Start();
            charger.Begin(0);
            while (charger.Log.LastSequence < records)
            {
                charger.Checkpoint(charger.ToldRegister + 1000);
            }

            return charger;
        }

        /// <summary>A reboot, the end of a transaction, another one, answers in between: over the edge of a segment.</summary>
        private static bool RunUntilCut(LogScript charger)
        {
            try
            {
                charger.Start();
                charger.Release(57);
                charger.Calibrate(1);
                charger.Begin(charger.Log.RegisterMilliwattHours);
                charger.Calibrate(2);
                for (int i = 0; i < 6; i++)
                {
                    charger.Checkpoint(charger.ToldRegister + 1000);
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
            Assert.IsTrue(log.LastSequence >= told.ToldSequence, when + ": sequence");
            Assert.IsTrue(log.BootNumber >= told.ToldBoot, when + ": boot");
            Assert.IsTrue(log.Released >= told.ToldRelease, when + ": release");
            Assert.IsTrue(log.CalibrationChange >= told.ToldChange, when + ": change of the calibration");

            LogRecord record = new LogRecord();
            long at = log.Released;
            while (at < told.ToldSequence)
            {
                Assert.IsTrue(log.TryReadNext(at, record), when + ": record behind " + at.ToString());
                Assert.AreEqual(at + 1, record.Sequence, when);
                at = record.Sequence;
            }

            Assert.IsTrue(log.Boot(0, 0, ClockQuality.Unknown) > told.ToldBoot, when + ": next boot");
            Assert.IsTrue(log.LastSequence > told.ToldSequence, when + ": next number");

            RecordLog again = new RecordLog(flash);
            again.Recover();
            Assert.IsTrue(again.TryReadNext(log.LastSequence - 1, record), when + ": a record written behind the cut");
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
