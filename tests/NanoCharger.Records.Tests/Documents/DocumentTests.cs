namespace NanoCharger.Records.Tests.Documents
{
    using NanoCharger.Core.Charging;
    using NanoCharger.Records.Documents;
    using NanoCharger.Records.SessionLog;
    using NanoCharger.Fakes;
    using NanoCharger.Hal;
    using NanoCharger.Signing;
    using NanoCharger.Text;
    using nanoFramework.TestFramework;

    /// <summary>Documents byte for byte as Core/Documents/README.md lays them down, and when none leaves.</summary>
    [TestClass]
    public class DocumentTests
    {
        // The two documents of form 1 that the README had.
        private const string Begin =
            "OCMF|{\"FV\":\"1.2\",\"GI\":\"nanoCharger\",\"GS\":\"NC-0001\",\"GV\":\"1.0.0\",\"PG\":\"T17\",\"MV\":\"nanoCharger\",\"MM\":\"nanoCharger\",\"MS\":\""
            + "NC-0001\",\"MF\":\"1.0.0\",\"IS\":true,\"IL\":\"HEARSAY\",\"IF\":[\"RFID_PLAIN\"],\"IT\":\"ISO14443\",\"ID\":\"04A1B2C3D4E5F6\",\"TT\":\"0.39 EUR/kWh,"
            + " night \\\"low\\\"\",\"CT\":\"CBIDC\",\"CI\":\"NC-0001 1\",\"RD\":[{\"TM\":\"2026-11-22T18:22:04,125+0000 S\",\"TX\":\"B\",\"RV\":1234.567890,\"RI\":"
            + "\"01-00:01.08.00*FF\",\"RU\":\"kWh\",\"RT\":\"AC\",\"EF\":\"\",\"ST\":\"G\"}]}|{\"SA\":\"ECDSA-secp256r1-SHA256\",\"SE\":\"hex\",\"SM\":\"application/"
            + "x-der\",\"SD\":\"30440220123e938f90ed1024dcb0b1a95009afe935e2c3b20b87d87ed0f417a6c419a69c02203c2074bca1b19e0ba8fa93a09be2d8fb2b4b05164d8fb24c3a3eaa504"
            + "3c3e4fe\"}";

        private const string Receipt =
            "OCMF|{\"FV\":\"1.2\",\"GI\":\"nanoCharger\",\"GS\":\"NC-0001\",\"GV\":\"1.0.0\",\"PG\":\"T18\",\"MV\":\"nanoCharger\",\"MM\":\"nanoCharger\",\"MS\":\""
            + "NC-0001\",\"MF\":\"1.0.0\",\"IS\":true,\"IL\":\"HEARSAY\",\"IF\":[\"RFID_PLAIN\"],\"IT\":\"ISO14443\",\"ID\":\"04A1B2C3D4E5F6\",\"TT\":\"0.39 EUR/kWh,"
            + " night \\\"low\\\"\",\"CT\":\"CBIDC\",\"CI\":\"NC-0001 1\",\"RD\":[{\"TM\":\"2026-11-22T18:22:04,125+0000 S\",\"TX\":\"B\",\"RV\":1234.567890,\"RI\":"
            + "\"01-00:01.08.00*FF\",\"RU\":\"kWh\",\"RT\":\"AC\",\"EF\":\"\",\"ST\":\"G\"},{\"TM\":\"2026-11-23T05:01:59,000+0000 S\",\"TX\":\"E\",\"RV\":1256.78901"
            + "2,\"RI\":\"01-00:01.08.00*FF\",\"RU\":\"kWh\",\"RT\":\"AC\",\"EF\":\"\",\"ST\":\"G\"}]}|{\"SA\":\"ECDSA-secp256r1-SHA256\",\"SE\":\"hex\",\"SM\":\"app"
            + "lication/x-der\",\"SD\":\"3045022100879c6d8f735ff3aa49863c8b045ead75e56f3100a0957ab9611478dc7dec5579022052f2f8119c4315353336b463ecb5b783254a6d1ba3588b"
            + "a830ed93a458b53865\"}";

        // Of the README's own.
        private const string BeginSignature = "304402202d9ff3bff267145fcb6499dacf55c2ec3d59426db0b7b7ac6179cae313c7d84f02205e26b8f8f21695f44bfc0da13ae42d5462961bf0a1e9415d1b1a77a643374036";
        private const string ReceiptSignature = "3045022100b79fadef3d2e14f1e1c039c10efddda56048f559f001918070bd18dbdb6e9f62022030ae7e02936cfe0760fc57ef3f31e196bec9644ce82e60dee0cbaad3c2d76d5b";

        private const long BeginMillis = 1795371724125;
        private const long EndMillis = 1795410119000;

        [TestMethod]
        public void A_begin_document_is_the_one_of_the_README()
        {
            Assert.AreEqual(Named(Begin, BeginSignature), Signed(Named(DocumentForm.Begin, 17)));
        }

        [TestMethod]
        public void A_receipt_is_the_one_of_the_README()
        {
            Assert.AreEqual(Named(Receipt, ReceiptSignature), Signed(Named(DocumentForm.Receipt, 18)));
        }

        [TestMethod]
        public void A_record_of_form_1_gives_the_bytes_that_it_always_gave()
        {
            Assert.AreEqual(Begin, Signed(Stored(Record(DocumentForm.Begin, 17))));
            Assert.AreEqual(Receipt, Signed(Stored(Record(DocumentForm.Receipt, 18))));
        }

        /// <summary>The public reference verifier shows five. Cut: a register never says what it has not counted.</summary>
        [TestMethod]
        public void A_register_has_five_decimals_cut_and_not_rounded_in_both_readings()
        {
            LogRecord record = Named(DocumentForm.Receipt, 18);
            record.BeginRegisterMilliwattHours = 9;
            record.RegisterMilliwattHours = 1999999;
            string payload = Payload(record);
            Assert.Contains("\"RV\":0.00000,", payload);
            Assert.Contains("\"RV\":1.99999,", payload);
        }

        [TestMethod]
        [DataRow(0, "G")]
        [DataRow(1, "T")]
        [DataRow(2, "D")]
        [DataRow(3, "R")]
        [DataRow(4, "M")]
        [DataRow(5, "X")]
        [DataRow(6, "I")]
        [DataRow(7, "O")]
        [DataRow(8, "S")]
        [DataRow(9, "E")]
        [DataRow(10, "F")]
        [DataRow(11, "N")]
        public void The_state_of_the_meter_gives_its_letter_each_reading_its_own(int state, string letter)
        {
            LogRecord record = Named(DocumentForm.Receipt, 18);
            record.MeterState = (MeterState)state;
            string payload = Payload(Stored(record));
            Assert.Contains("\"EF\":\"\",\"ST\":\"G\"},{", payload);
            Assert.Contains("\"ST\":\"" + letter + "\"}]}", payload);
            record.BeginMeterState = (MeterState)state;
            Assert.Contains("\"EF\":\"\",\"ST\":\"" + letter + "\"},{", Payload(Stored(record)));
        }

        [TestMethod]
        public void What_is_not_to_be_billed_by_stands_in_the_reading_that_it_is_said_of()
        {
            LogRecord record = Named(DocumentForm.Receipt, 18);
            record.Quality = ClockQuality.Informative;
            record.Errors = ErrorFlags.Time;
            string payload = Payload(Stored(record));
            Assert.Contains("\"EF\":\"\",\"ST\":\"G\"},{", payload);
            Assert.Contains("+0000 I\",\"TX\":\"E\",", payload);
            Assert.Contains("\"EF\":\"t\",\"ST\":\"G\"}]}", payload);
            record.BeginErrors = ErrorFlags.Energy | ErrorFlags.Time;
            Assert.Contains("\"EF\":\"Et\",\"ST\":\"G\"},{", Payload(Stored(record)));
        }

        [TestMethod]
        public void The_same_record_gives_the_same_bytes_after_another_and_in_another_boot()
        {
            FakeFlash flash = new FakeFlash();
            FakeKey.Store(flash);
            DocumentSigner signer = Signer(flash);
            string first = Signed(signer, Record(DocumentForm.Receipt, 18));
            Signed(signer, Record(DocumentForm.Begin, 17));
            Assert.AreEqual(first, Signed(signer, Record(DocumentForm.Receipt, 18)));
            Assert.AreEqual(first, Signed(Signer(flash), Record(DocumentForm.Receipt, 18)));
        }

        [TestMethod]
        [DataRow(1, "E")]
        [DataRow(2, "P")]
        [DataRow(3, "A")]
        [DataRow(4, "L")]
        [DataRow(5, "R")]
        [DataRow(6, "E")]
        [DataRow(7, "E")]
        [DataRow(8, "A")]
        [DataRow(9, "A")]
        [DataRow(10, "R")]
        [DataRow(11, "A")]
        public void The_reason_gives_the_letter_of_the_end(int reason, string letter)
        {
            LogRecord record = Record(DocumentForm.Receipt, 18);
            record.Reason = (StoppedReason)reason;
            string payload = Payload(record);
            Assert.Contains("\"TX\":\"B\"", payload);
            Assert.Contains("\"TX\":\"" + letter + "\"", payload);
        }

        [TestMethod]
        [DataRow(1, "\"IS\":false,\"IL\":\"NONE\",\"IF\":[],\"IT\":\"NONE\",\"ID\":\"\",\"CT\"")]
        [DataRow(2, "\"IS\":true,\"IL\":\"HEARSAY\",\"IF\":[\"RFID_PLAIN\"],\"IT\":\"ISO14443\",\"ID\":\"a\\u007cb\",\"CT\"")]
        [DataRow(3, "\"IS\":true,\"IL\":\"HEARSAY\",\"IF\":[],\"IT\":\"LOCAL\",\"ID\":\"a\\u007cb\",\"CT\"")]
        [DataRow(4, "\"IS\":true,\"IL\":\"TRUSTED\",\"IF\":[\"OCPP_RS\"],\"IT\":\"CENTRAL\",\"ID\":\"a\\u007cb\",\"CT\"")]
        public void The_grant_gives_the_identification(int source, string expected)
        {
            LogRecord record = Record(DocumentForm.Begin, 1);
            record.Source = (GrantSource)source;
            record.Token = record.Source == GrantSource.Free ? null : "a|b";
            record.Tariff = null;
            Assert.Contains(expected, Payload(record));
        }

        [TestMethod]
        public void A_clock_that_was_never_set_marks_its_reading_alone()
        {
            LogRecord record = Record(DocumentForm.Receipt, 18);
            record.BeginQuality = ClockQuality.Unknown;
            record.BeginUtcMillis = 0;
            record.Quality = ClockQuality.Informative;
            string payload = Payload(record);
            Assert.Contains("{\"TM\":\"1970-01-01T00:00:00,000+0000 U\",\"TX\":\"B\",\"RV\":1234.567890,\"RI\":\"01-00:01.08.00*FF\",\"RU\":\"kWh\",\"RT\":\"AC\",\"EF\":\"t\",\"ST\":\"G\"}", payload);
            Assert.Contains(",000+0000 I\",\"TX\":\"E\",\"RV\":1256.789012,\"RI\":\"01-00:01.08.00*FF\",\"RU\":\"kWh\",\"RT\":\"AC\",\"EF\":\"\"", payload);
        }

        /// <summary>C while it draws, S while it does not, T at a boundary.</summary>
        [TestMethod]
        [DataRow((int)DocumentForm.Periodic, "C")]
        [DataRow((int)DocumentForm.IdlePeriodic, "S")]
        [DataRow((int)DocumentForm.Stopped, "S")]
        [DataRow((int)DocumentForm.Resumed, "C")]
        [DataRow((int)DocumentForm.Boundary, "T")]
        public void A_document_between_begin_and_end_has_the_present_reading_alone(int form, string letter)
        {
            LogRecord record = Record((DocumentForm)form, 5);
            string payload = Payload(record);
            Assert.Contains("\"RD\":[{\"TM\":\"2026-11-23T05:01:59,000+0000 S\",\"TX\":\"" + letter + "\",\"RV\":1256.789012,", payload);
            Assert.IsTrue(payload.IndexOf("},{") < 0, "one reading");
        }

        [TestMethod]
        public void The_longest_document_fits()
        {
            LogRecord record = Record(DocumentForm.Receipt, uint.MaxValue);
            record.Firmware = 0xFFFFFF;
            record.RegisterMilliwattHours = long.MaxValue;
            record.BeginRegisterMilliwattHours = long.MaxValue;
            record.BeginQuality = ClockQuality.Unknown;
            record.Quality = ClockQuality.Unknown;
            record.Token = Of('|', TokenText.MaxLength);
            record.Tariff = Of('"', TariffText.MaxLength);
            AsciiWriter into = new AsciiWriter(OcmfDocument.MaxBytes);
            record.Station = Of('N', 20);
            record.Serial = Of('N', 12);
            record.Errors = ErrorFlags.Energy;
            record.BeginErrors = ErrorFlags.Energy;
            Write(into, record);
            OcmfDocument.WriteSignature(into, new byte[Der.MaxSignatureBytes], Der.MaxSignatureBytes);
            Assert.IsFalse(into.Overflow);
            Assert.IsTrue(Base64.Length(into.Length) <= 2500, "OCPP: signedMeterData");
        }

        [TestMethod]
        public void A_signature_that_does_not_hold_leaves_nothing_and_is_tried_again()
        {
            FakeFlash flash = new FakeFlash();
            FakeKey.Store(flash);
            KeyStore keys = new KeyStore(flash);
            DocumentSigner signer = new DocumentSigner(keys, new SoftHmac(), null);
            FakeKey.SpoilPublic(flash);
            keys.Load();
            signer.Begin(Record(DocumentForm.Receipt, 18));
            long now = 0;
            Run(signer, now);
            Assert.IsTrue(signer.Failed);
            Assert.IsFalse(signer.Ready);
            long steps = signer.Steps;
            signer.Step(now + DocumentSigner.RetryMicros - 1);
            Assert.AreEqual(steps, signer.Steps, "the pause");

            FakeKey.Store(flash);
            keys.Load();
            Run(signer, now + DocumentSigner.RetryMicros);
            Assert.IsTrue(signer.Ready);
            Assert.IsFalse(signer.Failed);
            Assert.AreEqual(Receipt, signer.Document.ToString());
        }

        [TestMethod]
        public void A_form_that_this_firmware_does_not_write_is_not_signed()
        {
            FakeFlash flash = new FakeFlash();
            FakeKey.Store(flash);
            DocumentSigner signer = Signer(flash);
            LogRecord record = Record(DocumentForm.Receipt, 18);
            record.Form = LogRecord.PresentForm + 1;
            signer.Begin(record);
            Run(signer, 0);
            Assert.IsFalse(signer.Ready);
            Assert.IsTrue(signer.Failed);
        }

        [TestMethod]
        public void Without_a_key_nothing_is_done()
        {
            DocumentSigner signer = new DocumentSigner(new KeyStore(new FakeFlash()), new SoftHmac(), null);
            signer.Begin(Record(DocumentForm.Receipt, 18));
            Run(signer, 0);
            Assert.IsFalse(signer.Ready);
            Assert.AreEqual(0L, signer.Steps);
        }

        private static LogRecord Record(DocumentForm form, long pagination)
        {
            LogRecord record = new LogRecord();
            record.Sequence = pagination;
            record.Document = form;
            record.Form = 1;
            record.Station = "NC-0001";
            record.Pagination = pagination;
            record.Firmware = 0x010000;
            record.Source = GrantSource.Card;
            record.Token = "04A1B2C3D4E5F6";
            record.Tariff = "0.39 EUR/kWh, night \"low\"";
            record.Reason = StoppedReason.EVDisconnected;
            record.BeginUtcMillis = BeginMillis;
            record.BeginQuality = ClockQuality.Synchronised;
            record.BeginRegisterMilliwattHours = 1234567890;
            record.UtcMillis = EndMillis;
            record.Quality = ClockQuality.Synchronised;
            record.RegisterMilliwattHours = 1256789012;
            return record;
        }

        private static LogRecord Named(DocumentForm form, long pagination)
        {
            LogRecord record = Record(form, pagination);
            record.Form = 2;
            record.Serial = "240AC4123456";
            return record;
        }

        private static string Named(string document, string signature)
        {
            int meter = document.IndexOf("NC-0001\",\"MF");
            int signed = document.IndexOf("\"SD\":\"") + 6;
            return Cut(Cut(document.Substring(0, meter) + "240AC4123456" + document.Substring(meter + 7, signed - meter - 7), "1234.567890"), "1256.789012") + signature + "\"}";
        }

        // The value without its last decimal.
        private static string Cut(string text, string value)
        {
            int at = text.IndexOf(value);
            int end = at + value.Length;
            return at < 0 ? text : text.Substring(0, end - 1) + text.Substring(end, text.Length - end);
        }

        // As the log gives it back.
        private static LogRecord Stored(LogRecord record)
        {
            byte[] bytes = new byte[LogRecord.Bytes];
            LogRecord.Encode(record, bytes);
            LogRecord read = new LogRecord();
            Assert.IsTrue(LogRecord.TryDecode(bytes, 0, bytes.Length, read));
            return read;
        }

        private static DocumentSigner Signer(FakeFlash flash)
        {
            KeyStore keys = new KeyStore(flash);
            keys.Load();
            return new DocumentSigner(keys, new SoftHmac(), null);
        }

        private static string Signed(LogRecord record)
        {
            FakeFlash flash = new FakeFlash();
            FakeKey.Store(flash);
            return Signed(Signer(flash), record);
        }

        private static string Signed(DocumentSigner signer, LogRecord record)
        {
            signer.Begin(record);
            Run(signer, 0);
            Assert.IsTrue(signer.Ready);
            return signer.Document.ToString();
        }

        private static void Run(DocumentSigner signer, long now)
        {
            for (int i = 0; i < 2000 && !signer.Ready; i++)
            {
                signer.Step(now);
            }
        }

        private static string Payload(LogRecord record)
        {
            AsciiWriter into = new AsciiWriter(OcmfDocument.MaxBytes);
            Write(into, record);
            return into.ToString();
        }

        private static void Write(AsciiWriter into, LogRecord record)
        {
            for (int part = 0; part < OcmfDocument.Parts; part++)
            {
                OcmfDocument.WritePart(into, record, part);
            }
        }

        private static string Of(char letter, int count)
        {
            string text = "";
            for (int i = 0; i < count; i++)
            {
                text += letter.ToString();
            }

            return text;
        }
    }
}
