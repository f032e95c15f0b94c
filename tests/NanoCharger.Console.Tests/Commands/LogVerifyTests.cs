namespace NanoCharger.Console.Tests.Commands
{
    using NanoCharger.Console.Commands;
    using NanoCharger.Console.Pages;
    using NanoCharger.Core.Charging;
    using NanoCharger.Records.SessionLog;
    using NanoCharger.Core.Tests.Charging;
    using NanoCharger.Records.Tests.SessionLog;
    using NanoCharger.Fakes;
    using NanoCharger.Hal;
    using NanoCharger.Text;
    using nanoFramework.TestFramework;

    /// <summary>What "log verify" finds, and that it finds nothing where nothing is.</summary>
    [TestClass]
    public class LogVerifyTests
    {
        private const int RegisterOffset = 36;
        private const int PaginationOffset = 44;

        private static FakeFlash _flash;
        private static LogScript _charger;
        private static Delivery _delivery;

        [TestMethod]
        public void Tells_how_a_sound_log_stands()
        {
            Begin(2);
            _charger.Calibrate(1);
            _charger.Release(1);
            Assert.AreEqual(
                "transactions  4 sound, 0 damaged, 0 of a newer firmware, 0 missing\n"
                + "audit         1 sound, 0 damaged, 0 of a newer firmware, 0 missing\n"
                + "events        1 sound, 0 damaged, 0 of a newer firmware, 0 missing\n"
                + "register      0.020 Wh, never falls\n"
                + "documents     the last is T4, each one more than the one before\n"
                + "owed          3 records, answered up to 1\n"
                + "set aside     0 records, 0 damaged\n"
                + "log: sound\n",
                Verify().Text);
        }

        [TestMethod]
        public void An_empty_log_is_sound()
        {
            Begin(0);
            Assert.Contains("\nlog: sound\n", Verify().Text);
        }

        [TestMethod]
        public void Reads_some_records_a_turn_and_tells_how_far_it_is()
        {
            Begin(110);
            FakeAnswer answer = Verify();
            Assert.AreEqual(0, answer.Text.IndexOf("100 records read\n200 records read\ntransactions  220 sound"), answer.Text);
            Assert.IsTrue(answer.Waits >= 50, "turns " + answer.Waits.ToString());
        }

        [TestMethod]
        public void A_log_whose_oldest_segments_made_room_is_sound()
        {
            Begin(0);
            for (int i = 0; i < 300; i++)
            {
                _charger.Charge(1);
                _charger.Release(_charger.Log.LastSequence);
                _charger.Log.Events.RecordFault(1, "fault", 6000000, 0, ClockQuality.Unknown);
                _charger.Log.Events.RecordSecurity(0, "event", 6000000, 0, ClockQuality.Unknown);
            }

            Assert.IsTrue(_charger.Log.Room.FirstSequence > 100, "segments have gone");
            Assert.IsTrue(_charger.Log.Events.Audit.FirstSequence > 100, "of the audit too");
            Assert.Contains("\nlog: sound\n", Verify().Text);
        }

        /// <summary>Nor is what makes room while it is being read.</summary>
        [TestMethod]
        public void An_event_that_made_room_meanwhile_is_not_missing()
        {
            Begin(1);
            Fault(79);
            LogVerifyPage page = new LogVerifyPage(_charger.Log, _delivery, new ThreeLogs(_charger.Log));
            page.Start();
            page.Prepare();
            long first = _charger.Log.Events.Happened.FirstSequence;
            Fault(1);
            Assert.IsTrue(_charger.Log.Events.Happened.FirstSequence > first, "a segment has gone");
            FakeAnswer answer = new FakeAnswer();
            answer.Show(page);
            Assert.Contains("\nlog: sound\n", answer.Text);
            Assert.DoesNotContains("1 missing", answer.Text);
        }

        [TestMethod]
        public void Damaged_records_are_counted_and_named()
        {
            Begin(10);
            byte[] content = _flash.Content("bill.1");
            content[(3 * LogRecord.Bytes) + 50] ^= 1;
            content[(4 * LogRecord.Bytes) + 50] ^= 1;
            _flash.Content("bill.16")[(4 * LogRecord.Bytes) + 50] ^= 1;
            _flash.Content("event.1")[20] ^= 1;
            string text = Verify().Text;
            Assert.AreEqual(0, text.IndexOf("4 to 5: 2 damaged, 0 missing\n20: 1 damaged, 0 missing\ne1: 1 damaged, 0 missing\n"), text);
            Assert.Contains("\ntransactions  17 sound, 3 damaged, 0 of a newer firmware, 0 missing\n", text);
            Assert.Contains("\nevents        0 sound, 1 damaged, 0 of a newer firmware, 0 missing\n", text);
            Assert.Contains("\ndocuments     the last is T20, each one more than the one before\n", text);
            Assert.Contains("\nlog: 3 findings\n", text);
        }

        [TestMethod]
        [DataRow("bill.1", "1 to 15: 0 damaged, 15 missing\n")]
        [DataRow("bill.16", "16 to 30: 0 damaged, 15 missing\n")]
        [DataRow("bill.31", "31 to 40: 0 damaged, 10 missing\n")]
        public void A_segment_of_what_is_owed_is_missed(string file, string finding)
        {
            Begin(20);
            _charger.Rest();
            _flash.Delete(file);
            Restart();
            string text = Verify().Text;
            Assert.AreEqual(0, text.IndexOf(finding), text);
            Assert.Contains("\nlog: 1 finding\n", text);
        }

        [TestMethod]
        public void A_register_that_falls_is_found()
        {
            Begin(2);
            Alter(2, RegisterOffset, 5);
            string text = Verify().Text;
            Assert.AreEqual(0, text.IndexOf("3: the register falls from 0.010 Wh to 0.005 Wh\n"), text);
            Assert.Contains("Wh, falls 1 time\n", text);
            Assert.Contains("\nlog: 1 finding\n", text);
        }

        [TestMethod]
        [DataRow(2, "3: document T2 behind T2\n4: document T4 behind T2\n", 2)]
        [DataRow(9, "3: document T9 behind T2\n4: document T4 behind T9\n", 2)]
        public void A_document_s_number_used_twice_or_left_out_is_found(int number, string finding, int findings)
        {
            Begin(2);
            Alter(2, PaginationOffset, (byte)number);
            string text = Verify().Text;
            Assert.AreEqual(0, text.IndexOf(finding), text);
            Assert.Contains("\nlog: " + findings.ToString() + " findings\n", text);
        }

        /// <summary>A record between that is gone may have had one, and no more.</summary>
        [TestMethod]
        public void A_gap_excuses_as_many_documents_as_it_has_records()
        {
            Begin(2);
            Alter(1, 4, 99);
            Assert.Contains("\nlog: 1 finding\n", Verify().Text);
            Alter(2, PaginationOffset, 4);
            Assert.Contains("\nlog: 3 findings\n", Verify().Text);
        }

        [TestMethod]
        public void Lost_counting_is_a_finding_until_it_is_taken_on()
        {
            Begin(1);
            _charger.Rest();
            _flash.Delete("tally.a");
            _flash.Delete("tally.b");
            Restart();
            string text = Verify().Text;
            Assert.Contains("never falls; every copy was lost, see log accept\n", text);
            Assert.Contains("\nlog: 1 finding\n", text);
            _charger.Log.AcceptLoss();
            Assert.Contains("\nlog: sound\n", Verify().Text);
        }

        [TestMethod]
        public void A_damaged_record_set_aside_is_a_finding()
        {
            Begin(1);
            _delivery.Aside.TryKeep(new LogRecord { Sequence = 1, Kind = LogRecordKind.Transaction }, new AsciiWriter(10));
            Assert.Contains("\nset aside     1 records, 0 damaged\nlog: sound\n", Verify().Text);
            (_flash.Content(AsideFile.FileA) ?? _flash.Content(AsideFile.FileB))[AsideFile.HeaderBytes + 30] ^= 1;
            _delivery.Aside.Load();
            Assert.Contains("\nset aside     0 records, 1 damaged\nlog: 1 finding\n", Verify().Text);
        }

        private static void Begin(int transactions)
        {
            _flash = new FakeFlash();
            _delivery = new Delivery(_flash);
            _delivery.Aside.Load();
            Restart();
            _charger.Documents = true;
            _charger.Charge(transactions);
        }

        private static void Restart()
        {
            _charger = new LogScript(_flash);
            _charger.Start();
        }

        private static void Fault(int times)
        {
            for (int i = 0; i < times; i++)
            {
                _charger.Log.Events.RecordFault(1, "fault", 6000000, 0, ClockQuality.Unknown);
            }
        }

        // A number's low byte in a record of the first segment, whose CRC holds.
        private static void Alter(int slot, int at, byte value)
        {
            byte[] content = _flash.Content("bill.1");
            int offset = slot * LogRecord.Bytes;
            content[offset + at] = value;
            LittleEndian.Put32(content, offset + LogRecord.Bytes - 4, Crc32.Compute(content, offset, LogRecord.Bytes - 4));
        }

        private static FakeAnswer Verify()
        {
            FakeAnswer answer = new FakeAnswer();
            new LogCommand(new FakeCommands(new Authorisation(new LocalList(_flash))), _charger.Log, _delivery).Obey("verify", answer);
            return answer;
        }
    }
}
