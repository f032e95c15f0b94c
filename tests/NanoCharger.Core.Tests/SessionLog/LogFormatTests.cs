namespace NanoCharger.Core.Tests.SessionLog
{
    using NanoCharger.Core.Charging;
    using NanoCharger.Core.SessionLog;
    using NanoCharger.Fakes;
    using NanoCharger.Hal;
    using NanoCharger.Text;
    using nanoFramework.TestFramework;

    /// <summary>Format version 3, and what becomes of a flash that firmware of versions 1 and 2 has written.</summary>
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
        public void Records_of_version_2_are_read_and_carry_no_document()
        {
            FakeFlash flash = new FakeFlash();
            LogRecord record = new LogRecord();
            record.Kind = LogRecordKind.Transaction;
            record.Event = TransactionEventKind.Started;
            record.Transaction = 1;
            record.Boot = 1;
            record.Token = "04AABB";
            byte[] now = new byte[LogRecord.Bytes];
            byte[] old = new byte[LogRecord.BytesOfVersion2];
            for (int sequence = 1; sequence <= 3; sequence++)
            {
                record.Sequence = sequence;
                LogRecord.Encode(record, now, 0);
                for (int i = 0; i < old.Length; i++)
                {
                    old[i] = now[i];
                }

                old[1] = 2;
                LittleEndian.Put16(old, 2, old.Length);
                LittleEndian.Put32(old, 108, Crc32.Compute(old, 0, 108));
                flash.Append("log.1", old, old.Length);
                record.Event = TransactionEventKind.Updated;
            }

            RecordLog log = new RecordLog(flash);
            log.Recover();
            Assert.AreEqual(0, log.Damaged);
            Assert.AreEqual(3L, log.LastSequence);
            Assert.AreEqual(0L, log.Pagination);
            Assert.AreEqual("04AABB", log.OpenTransaction.Token);
            Assert.AreEqual(-1L, log.OpenTransaction.BeginRegisterMilliwattHours);
            Assert.AreEqual((int)DocumentForm.None, (int)log.OpenTransaction.Document);
            log.Boot(1, 2, ClockQuality.Unknown);
            Assert.AreEqual(LogRecord.Bytes, flash.Content("log.4").Length);
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
        public void Records_of_version_1_are_read_and_new_ones_go_to_a_segment_of_their_own()
        {
            FakeFlash flash = new FakeFlash();
            byte[] old = new byte[LogRecord.BytesOfVersion1];
            for (int sequence = 1; sequence <= 3; sequence++)
            {
                EncodeVersion1(old, sequence, sequence == 3 ? TransactionEventKind.Ended : sequence == 1 ? TransactionEventKind.Started : TransactionEventKind.Updated);
                flash.Append("log.1", old, old.Length);
            }

            RecordLog log = new RecordLog(flash);
            log.Recover();
            Assert.AreEqual(0, log.Damaged);
            Assert.AreEqual(3L, log.LastSequence);
            Assert.AreEqual(3, log.Owed);
            Assert.AreEqual(3000L, log.RegisterMilliwattHours);
            log.Boot(1, 2, ClockQuality.Unknown);
            Assert.AreEqual(3 * LogRecord.BytesOfVersion1, flash.Content("log.1").Length);
            Assert.AreEqual(LogRecord.Bytes, flash.Content("log.4").Length);

            RecordLog again = new RecordLog(flash);
            again.Recover();
            Assert.AreEqual(0, again.Damaged);
            Assert.AreEqual(4L, again.LastSequence);
            LogRecord record = new LogRecord();
            Assert.IsTrue(again.TryReadNext(1, record));
            Assert.AreEqual(2L, record.Sequence);
            Assert.AreEqual(2000L, record.RegisterMilliwattHours);
            Assert.IsNull(record.Token);
            Assert.AreEqual(-1, record.RemoteStartId);
            again.Release(3);
            Assert.IsNull(flash.Content("log.1"));
        }

        [TestMethod]
        public void A_spoilt_first_record_of_version_1_hides_no_other()
        {
            FakeFlash flash = new FakeFlash();
            byte[] old = new byte[LogRecord.BytesOfVersion1];
            for (int sequence = 1; sequence <= 2; sequence++)
            {
                EncodeVersion1(old, sequence, TransactionEventKind.Updated);
                flash.Append("log.1", old, old.Length);
            }

            flash.Content("log.1")[0] = 0;
            RecordLog log = new RecordLog(flash);
            log.Recover();
            Assert.AreEqual(1, log.Damaged);
            Assert.AreEqual(2L, log.LastSequence);
            Assert.AreEqual(2000L, log.RegisterMilliwattHours);
        }

        // The form of version 1, as its firmware wrote it.
        private static void EncodeVersion1(byte[] target, int sequence, TransactionEventKind kind)
        {
            for (int i = 0; i < target.Length; i++)
            {
                target[i] = 0;
            }

            target[0] = 0xA5;
            target[1] = 1;
            LittleEndian.Put16(target, 2, LogRecord.BytesOfVersion1);
            LittleEndian.Put64(target, 4, sequence);
            LittleEndian.Put32(target, 12, 1);
            target[33] = (byte)LogRecordKind.Transaction;
            target[35] = (byte)kind;
            LittleEndian.Put64(target, 40, sequence * 1000L);
            LittleEndian.Put64(target, 48, 1);
            LittleEndian.Put32(target, 64, Crc32.Compute(target, 0, 64));
        }
    }
}
