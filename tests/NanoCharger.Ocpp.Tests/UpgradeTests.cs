namespace NanoCharger.Ocpp.Tests
{
    using NanoCharger.Core.Charging;
    using NanoCharger.Records.SessionLog;
    using NanoCharger.Text;
    using nanoFramework.TestFramework;

    /// <summary>Bills that are owed over a change of firmware, name or key: they leave as they would have left before.</summary>
    [TestClass]
    public class UpgradeTests : SignedOutboxStage
    {
        [TestMethod]
        public void A_bill_of_an_older_firmware_under_another_name_leaves_with_the_bytes_it_had()
        {
            Begin();
            Record(TransactionEventKind.Started, DocumentForm.Begin);
            Record(TransactionEventKind.Ended, DocumentForm.Receipt);
            OfFirmware(0x000909);
            Open();
            Accept();
            string before = Deliver(1);
            Assert.Contains("\"transactionId\":\"NC-0001-1\"", before);

            // Not answered for; then another firmware, and a unit that was named anew by hand.
            Open();
            _log.Origin.Station = "NC-0002";
            Accept();
            Assert.AreEqual(before, Deliver(1));
            Answer();
            Assert.Contains("\"transactionId\":\"NC-0001-1\"", Deliver(2));
            LogRecord record = new LogRecord();
            Assert.IsTrue(_log.TryReadNext(0, record));
            Assert.AreEqual(0x000909, record.Firmware);
            byte[] document = Alone(record);
            Assert.Contains("\"GS\":\"NC-0001\",\"GV\":\"0.9.9\"", Ascii.Text(document, 0, document.Length));
        }

        [TestMethod]
        public void A_record_of_a_newer_firmware_is_set_aside_as_it_is_and_the_next_bill_goes()
        {
            Begin();
            Record(TransactionEventKind.Started, DocumentForm.None);
            Record(TransactionEventKind.Ended, DocumentForm.None);
            byte[] newer = _flash.Content("bill.1");
            newer[1] = LogRecord.FormatVersion + 1;
            LittleEndian.Put32(newer, LogRecord.Bytes - 4, Crc32.Compute(newer, 0, LogRecord.Bytes - 4));
            Open();
            Accept();
            Step();
            Step();
            Assert.AreEqual("1-2", _link.LastId);
            Answer();
            Assert.AreEqual(0, _log.Owed);
            Assert.AreEqual(1, _delivery.Aside.Unreadable);

            // Kept once, however often the power goes before it is let go; and the newer firmware finds its bytes.
            byte[] file = _flash.Content(AsideFile.FileA) ?? _flash.Content(AsideFile.FileB);
            Assert.AreEqual(AsideFile.HeaderBytes + AsideFile.EntryBytes, file.Length);
            for (int i = 0; i < LogRecord.Bytes; i++)
            {
                Assert.AreEqual((int)newer[i], (int)file[AsideFile.HeaderBytes + i]);
            }
        }

        [TestMethod]
        public void What_a_newer_firmware_means_by_its_bytes_is_not_signed()
        {
            Begin();
            Record(TransactionEventKind.Started, DocumentForm.Begin);
            byte[] newer = _flash.Content("bill.1");
            newer[1] = LogRecord.FormatVersion + 1;
            newer[99] = 9;
            LittleEndian.Put32(newer, LogRecord.Bytes - 4, Crc32.Compute(newer, 0, LogRecord.Bytes - 4));
            Open();
            for (int i = 0; i < 20; i++)
            {
                Step();
                _signer.Step(_now);
            }

            Assert.IsFalse(_signer.Failed, "nothing would be sold");
        }

        // As if another version had written what is in the log.
        private static void OfFirmware(int version)
        {
            byte[] records = _flash.Content("bill.1");
            for (int at = 0; at < records.Length; at += LogRecord.Bytes)
            {
                records[at + 52] = (byte)(version >> 16);
                records[at + 53] = (byte)(version >> 8);
                records[at + 54] = (byte)version;
                LittleEndian.Put32(records, at + LogRecord.Bytes - 4, Crc32.Compute(records, at, LogRecord.Bytes - 4));
            }
        }
    }
}
