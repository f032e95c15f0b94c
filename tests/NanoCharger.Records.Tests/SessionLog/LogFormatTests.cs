namespace NanoCharger.Records.Tests.SessionLog
{
    using NanoCharger.Core.Charging;
    using NanoCharger.Records.SessionLog;
    using NanoCharger.Fakes;
    using NanoCharger.Hal;
    using NanoCharger.Text;
    using nanoFramework.TestFramework;

    /// <summary>Format version 4: what a record keeps, and what becomes of one that is of another version or spoilt.</summary>
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
            LogRecord.Encode(record, bytes);
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
            record.Form = 1;
            record.KeyGeneration = 60000;
            record.Station = "NC-0123456789-ABCDEF";
            record.BeginMicros = 123456789012;
            record.BeginBoot = 70000;
            record.ReadingBoot = 70001;
            record.Errors = ErrorFlags.Time;
            record.BeginErrors = ErrorFlags.Energy;
            record.MeterState = MeterState.OutOfRange;
            record.BeginMeterState = MeterState.NotPresent;
            record.TokenType = TokenType.MacAddress;
            record.Serial = "240AC4123456";
            byte[] bytes = new byte[LogRecord.Bytes];
            LogRecord.Encode(record, bytes);
            LogRecord read = new LogRecord();
            Assert.IsTrue(LogRecord.TryDecode(bytes, 0, bytes.Length, read));
            Assert.AreEqual((int)DocumentForm.Receipt, (int)read.Document);
            Assert.AreEqual(4000000000, read.Pagination);
            Assert.AreEqual(1700000000123, read.BeginUtcMillis);
            Assert.AreEqual((int)ClockQuality.Informative, (int)read.BeginQuality);
            Assert.AreEqual(1234567890123, read.BeginRegisterMilliwattHours);
            Assert.AreEqual(0x0102FF, read.Firmware);
            Assert.AreEqual("0.39 EUR/kWh", read.Tariff);
            Assert.AreEqual(1, read.Form);
            Assert.AreEqual(60000, read.KeyGeneration);
            Assert.AreEqual("NC-0123456789-ABCDEF", read.Station);
            Assert.AreEqual(123456789012, read.BeginMicros);
            Assert.AreEqual(70000L, read.BeginBoot);
            Assert.AreEqual(70001L, read.ReadingBoot);
            Assert.AreEqual((int)ErrorFlags.Time, (int)read.Errors);
            Assert.AreEqual((int)ErrorFlags.Energy, (int)read.BeginErrors);
            Assert.AreEqual((int)MeterState.OutOfRange, (int)read.MeterState);
            Assert.AreEqual((int)MeterState.NotPresent, (int)read.BeginMeterState);
            Assert.AreEqual((int)TokenType.MacAddress, (int)read.TokenType);
            Assert.AreEqual("240AC4123456", read.Serial);
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
            record.BeginMicros = 123456;
            record.BeginBoot = 6;
            record.ReadingBoot = 7;
            record.Errors = ErrorFlags.Time;
            record.BeginErrors = ErrorFlags.Energy;
            record.MeterState = MeterState.OutOfRange;
            record.BeginMeterState = MeterState.Substitute;
            record.TokenType = TokenType.Central;
            record.Micros = 987654321;
            record.UtcMillis = 1700000001123;
            record.Quality = ClockQuality.Synchronised;
            TransactionEvent copied = new TransactionEvent();
            copied.CopyEvent(record);
            LogRecord again = new LogRecord();
            again.CopyEvent(copied);
            byte[] expected = new byte[LogRecord.Bytes];
            byte[] bytes = new byte[LogRecord.Bytes];
            LogRecord.Encode(record, expected);
            LogRecord.Encode(again, bytes);
            for (int i = 0; i < bytes.Length; i++)
            {
                Assert.AreEqual((int)expected[i], (int)bytes[i], i.ToString());
            }
        }

        [TestMethod]
        public void A_record_of_a_newer_version_or_kind_is_kept_and_its_numbers_count()
        {
            for (int newer = 0; newer <= 1; newer++)
            {
                FakeFlash flash = new FakeFlash();
                byte[] record = Sound(1, TransactionEventKind.Started);
                record[newer == 0 ? 1 : 33] = 99;
                record[44] = 7;
                LittleEndian.Put32(record, LogRecord.Bytes - 4, Crc32.Compute(record, 0, LogRecord.Bytes - 4));
                flash.Append("bill.1", record, record.Length);
                flash.Append("bill.1", Sound(2, TransactionEventKind.Ended), LogRecord.Bytes);
                RecordLog log = new RecordLog(flash);
                log.Recover();
                Assert.AreEqual(0, log.Damaged);
                Assert.AreEqual(2L, log.LastSequence);
                Assert.AreEqual(7L, log.Pagination);
                Assert.AreEqual(2, log.Owed, "it may be a bill");
                Assert.IsNull(log.OpenTransaction);
                LogRecord read = new LogRecord();
                Assert.IsTrue(log.TryReadNext(0, read));
                Assert.AreEqual((int)LogRecordKind.Newer, (int)read.Kind);
                Assert.IsTrue(log.TryReadNext(1, read));
                Assert.AreEqual((int)LogRecordKind.Transaction, (int)read.Kind);
            }
        }

        [TestMethod]
        public void A_transaction_that_only_a_newer_firmware_told_the_end_of_ends_with_its_register()
        {
            FakeFlash flash = new FakeFlash();
            byte[] record = Sound(2, TransactionEventKind.Ended);
            record[1] = 99;
            LittleEndian.Put32(record, LogRecord.Bytes - 4, Crc32.Compute(record, 0, LogRecord.Bytes - 4));
            flash.Append("bill.1", Sound(1, TransactionEventKind.Started), LogRecord.Bytes);
            flash.Append("bill.1", record, LogRecord.Bytes);
            LogScript charger = new LogScript(flash);
            charger.Start();
            Assert.AreEqual(2000L, charger.ToldRegister, "else no start would ever succeed");
            Assert.AreEqual(3L, charger.ToldSequence);
        }

        [TestMethod]
        public void A_checkpoint_and_the_end_behind_it_bear_the_station_s_name_whatever_was_read_before()
        {
            FakeFlash flash = new FakeFlash();
            flash.Append("bill.1", Sound(1, TransactionEventKind.Ended), LogRecord.Bytes);
            LogScript charger = new LogScript(flash);
            charger.Start();
            charger.Begin(1000);
            charger.Release(1);
            charger.Checkpoint(2000);
            LogRecord record = new LogRecord();
            Assert.IsTrue(charger.Log.Live.TryTake(record));
            Assert.AreEqual("NC-0001", record.Station);
            charger.End(3000, StoppedReason.EVDisconnected);
            Assert.IsTrue(charger.Log.TryReadNext(2, record));
            Assert.AreEqual("NC-0001", record.Station);
        }

        [TestMethod]
        public void A_record_without_a_token_has_none_after_one_that_had()
        {
            LogRecord record = new LogRecord();
            byte[] bytes = new byte[LogRecord.Bytes];
            LogRecord.Encode(record, bytes);
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
                flash.Append("bill.1", record, record.Length);
            }

            flash.Content("bill.1")[0] = 0;
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
            LogRecord.Encode(record, bytes);
            return bytes;
        }
    }
}
