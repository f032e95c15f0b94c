namespace NanoCharger.Records.Tests.SessionLog
{
    using NanoCharger.Core.Charging;
    using NanoCharger.Records.SessionLog;
    using NanoCharger.Fakes;
    using NanoCharger.Hal;
    using nanoFramework.TestFramework;

    /// <summary>The numbers of the signed documents: +1 for ever, whatever operation the power goes at, and after everything was released.</summary>
    [TestClass]
    public class PaginationTests
    {
        [TestMethod]
        public void Only_a_record_with_a_document_uses_a_number()
        {
            FakeFlash flash = new FakeFlash();
            RecordLog log = Started(flash);
            Charge(log, 0);
            Assert.AreEqual(2L, log.Pagination);
            Charge(log, 100);
            Assert.AreEqual(4L, log.Pagination);
            Assert.AreEqual(4L, Numbers(log, 0), "1..4, each once");
        }

        [TestMethod]
        public void Goes_on_when_all_is_released_and_nothing_but_the_tally_is_left()
        {
            FakeFlash flash = new FakeFlash();
            RecordLog log = Started(flash);
            for (int i = 0; i < 30; i++)
            {
                Charge(log, i * 100);
                log.Release(log.LastSequence);
            }

            string[] files = flash.List();
            for (int i = 0; i < files.Length; i++)
            {
                if (files[i].Substring(0, 5) == "bill.")
                {
                    flash.Delete(files[i]);
                }
            }

            log = Started(flash);
            Assert.AreEqual(60L, log.Pagination);
            Assert.AreEqual(60L, log.LastSequence);
            Charge(log, 3000);
            Assert.AreEqual(62L, log.Pagination);
        }

        [TestMethod]
        [DataRow(0)]
        [DataRow(1)]
        [DataRow(2)]
        public void Has_no_gap_and_no_double_use_whatever_operation_the_power_goes_at(int cut)
        {
            bool finished = false;
            for (int operation = 1; !finished; operation++)
            {
                FakeFlash flash = new FakeFlash();
                RecordLog log = Started(flash);
                flash.Cut = (PowerCut)cut;
                flash.CutAt = flash.Operations + operation;
                finished = true;
                try
                {
                    Charge(log, 0);
                    Charge(log, 100);
                    log.Release(3);
                    Charge(log, 200);
                }
                catch (PowerCutException)
                {
                    finished = false;
                }

                flash.Restore();
                log = Started(flash);
                long before = log.Pagination;
                Charge(log, 1000);
                Assert.AreEqual(before + 2, log.Pagination, "cut at operation " + operation.ToString());
                Assert.AreEqual(log.Pagination, Numbers(log, 0), "cut at operation " + operation.ToString());
            }
        }

        private static RecordLog Started(FakeFlash flash)
        {
            RecordLog log = new RecordLog(flash);
            log.Recover();
            log.Boot(0, 0, ClockQuality.Unknown);
            return log;
        }

        private static void Charge(RecordLog log, long register)
        {
            long number = Record(log, TransactionEventKind.Started, 0, register, DocumentForm.Begin);
            Record(log, TransactionEventKind.Updated, number, register + 10, DocumentForm.None);
            Record(log, TransactionEventKind.Ended, number, register + 20, DocumentForm.Receipt);
        }

        private static long Record(RecordLog log, TransactionEventKind kind, long number, long register, DocumentForm form)
        {
            TransactionEvent told = new TransactionEvent
            {
                Event = kind,
                Transaction = number,
                Trigger = TriggerReason.MeterValuePeriodic,
                State = ChargingState.Charging,
                RegisterMilliwattHours = register,
                Document = form,
            };
            return log.Record(told);
        }

        // The last number, having seen each in its turn.
        private static long Numbers(RecordLog log, long last)
        {
            LogRecord record = new LogRecord();
            long at = 0;
            while (log.TryReadNext(at, record))
            {
                at = record.Sequence;
                if (record.Document != DocumentForm.None)
                {
                    Assert.AreEqual(last + 1, record.Pagination);
                    last = record.Pagination;
                }
            }

            return last;
        }
    }
}
