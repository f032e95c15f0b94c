namespace NanoCharger.Core.Tests.SessionLog
{
    using NanoCharger.Core.Charging;
    using NanoCharger.Core.SessionLog;
    using NanoCharger.Fakes;
    using NanoCharger.Hal;
    using NanoCharger.Text;
    using nanoFramework.TestFramework;

    /// <summary>Format version 3: what a record keeps, and what becomes of one that is of another version or spoilt.</summary>
    [TestClass]
    public class LogFormatTests
    {
        [TestMethod]
        public void A_record_keeps_token_source_and_remote_start()
        {
            LogRecord record = new LogRecord();
            record.Sequence = 7;
            record.Kind = LogRecordKind.Transaction;
            record.Source = GrantSource.Backend;
            record.Token = "abcdefghijklmnopqrstuvwxyz0123456789";
            record.RemoteStartId = 123456789;
            byte[] bytes = new byte[LogRecord.Bytes];
            LogRecord.Encode(record, bytes, 0);
            LogRecord read = new LogRecord();
            Assert.IsTrue(LogRecord.TryDecode(bytes, 0, bytes.Length, read));
            Assert.AreEqual("abcdefghijklmnopqrstuvwxyz0123456789", read.Token);
            Assert.AreEqual((int)GrantSource.Backend, (int)read.Source);
            Assert.AreEqual(123456789, read.RemoteStartId);
        }

        [TestMethod]
        public void A_record_keeps_all_that_its_document_says()
        {
            LogRecord record = new LogRecord();
            record.Document = DocumentForm.Receipt;
            record.Pagination = 4000000000;
            record.BeginUtcMillis = 1700000000123;
            record.BeginQuality = ClockQuality.Informative;
            record.BeginRegisterMilliwattHours = 1234567890123;
            record.Firmware = 0x0102FF;
            record.Tariff = "0.39 EUR/kWh";
            byte[] bytes = new byte[LogRecord.Bytes];
            LogRecord.Encode(record, bytes, 0);
            LogRecord read = new LogRecord();
            Assert.IsTrue(LogRecord.TryDecode(bytes, 0, bytes.Length, read));
            Assert.AreEqual((int)DocumentForm.Receipt, (int)read.Document);
            Assert.AreEqual(4000000000, read.Pagination);
            Assert.AreEqual(1700000000123, read.BeginUtcMillis);
            Assert.AreEqual((int)ClockQuality.Informative, (int)read.BeginQuality);
            Assert.AreEqual(1234567890123, read.BeginRegisterMilliwattHours);
            Assert.AreEqual(0x0102FF, read.Firmware);
            Assert.AreEqual("0.39 EUR/kWh", read.Tariff);
        }

        [TestMethod]
        public void An_event_is_copied_with_all_its_fields()
        {
            LogRecord record = new LogRecord();
            record.Event = TransactionEventKind.Ended;
            record.Transaction = 41;
            record.SeqNo = 7;
            record.Trigger = TriggerReason.RemoteStop;
            record.State = ChargingState.SuspendedEV;
            record.Reason = StoppedReason.Remote;
            record.RegisterMilliwattHours = 1234567890123;
            record.OfferMilliamps = 16000;
            record.Token = "04AABB";
            record.Source = GrantSource.Backend;
            record.RemoteStartId = 5;
            record.Document = DocumentForm.Receipt;
            record.BeginUtcMillis = 1700000000123;
            record.BeginQuality = ClockQuality.Informative;
            record.BeginRegisterMilliwattHours = 1234567890000;
            record.Tariff = "0.39 EUR/kWh";
            record.Micros = 987654321;
            record.UtcMillis = 1700000001123;
            record.Quality = ClockQuality.Synchronised;
            TransactionEvent copied = new TransactionEvent();
            copied.CopyEvent(record);
            LogRecord again = new LogRecord();
            again.CopyEvent(copied);
            byte[] expected = new byte[LogRecord.Bytes];
            byte[] bytes = new byte[LogRecord.Bytes];
            LogRecord.Encode(record, expected, 0);
            LogRecord.Encode(again, bytes, 0);
            for (int i = 0; i < bytes.Length; i++)
            {
                Assert.AreEqual((int)expected[i], (int)bytes[i], i.ToString());
            }
        }

        [TestMethod]
        public void A_segment_of_another_version_is_counted_as_damaged_and_left_alone()
        {
            FakeFlash flash = new FakeFlash();
            byte[] other = Sound(1, TransactionEventKind.Started);
            other[1] = LogRecord.FormatVersion + 1;
            LittleEndian.Put32(other, LogRecord.Bytes - 4, Crc32.Compute(other, 0, LogRecord.Bytes - 4));
            flash.Append("log.1", other, other.Length);
            RecordLog log = new RecordLog(flash);
            log.Recover();
            Assert.AreEqual(1, log.Damaged);
            Assert.AreEqual(1L, log.LastSequence);
            Assert.AreEqual(0, log.Owed);
            Assert.IsNull(log.OpenTransaction);
            log.Boot(1, 2, ClockQuality.Unknown);
            Assert.AreEqual(LogRecord.Bytes, flash.Content("log.2").Length);
        }

        [TestMethod]
        public void A_record_without_a_token_has_none_after_one_that_had()
        {
            LogRecord record = new LogRecord();
            byte[] bytes = new byte[LogRecord.Bytes];
            LogRecord.Encode(record, bytes, 0);
            LogRecord read = new LogRecord();
            read.Token = "04AABB";
            read.RemoteStartId = 5;
            Assert.IsTrue(LogRecord.TryDecode(bytes, 0, bytes.Length, read));
            Assert.IsNull(read.Token);
            Assert.AreEqual(-1, read.RemoteStartId);
        }

        [TestMethod]
        public void A_spoilt_first_record_hides_no_other()
        {
            FakeFlash flash = new FakeFlash();
            for (int sequence = 1; sequence <= 2; sequence++)
            {
                byte[] record = Sound(sequence, TransactionEventKind.Updated);
                flash.Append("log.1", record, record.Length);
            }

            flash.Content("log.1")[0] = 0;
            RecordLog log = new RecordLog(flash);
            log.Recover();
            Assert.AreEqual(1, log.Damaged);
            Assert.AreEqual(2L, log.LastSequence);
            Assert.AreEqual(2000L, log.RegisterMilliwattHours);
        }

        private static byte[] Sound(int sequence, TransactionEventKind kind)
        {
            LogRecord record = new LogRecord();
            record.Sequence = sequence;
            record.Boot = 1;
            record.Kind = LogRecordKind.Transaction;
            record.Event = kind;
            record.Transaction = 1;
            record.RegisterMilliwattHours = sequence * 1000L;
            byte[] bytes = new byte[LogRecord.Bytes];
            LogRecord.Encode(record, bytes, 0);
            return bytes;
        }
    }
}
