namespace NanoCharger.Console.Tests.Commands
{
    using NanoCharger.Console.Commands;
    using NanoCharger.Core.Charging;
    using NanoCharger.Records.SessionLog;
    using NanoCharger.Core.Tests.Charging;
    using NanoCharger.Records.Tests.SessionLog;
    using NanoCharger.Fakes;
    using NanoCharger.Hal;
    using NanoCharger.Text;
    using nanoFramework.TestFramework;

    /// <summary>The technician's way into the three logs: what is shown, in which order, and what is said of what is not there.</summary>
    [TestClass]
    public class LogCommandTests
    {
        private const string At = " 2023-11-14T22:13:20Z S ";

        private static FakeFlash _flash;
        private static LogScript _charger;
        private static FakeCommands _commands;

        [TestMethod]
        public void Shows_all_logs_as_one_and_tells_the_kinds_apart()
        {
            Begin();
            _charger.Documents = true;
            _charger.Begin(1000);
            _charger.Sign(2000);
            _charger.Log.Events.RecordFault(5, "residual current", 5002500, 1700000000000, ClockQuality.Synchronised);
            _charger.End(3000, StoppedReason.EVDisconnected);
            _charger.Log.Events.RecordSecurity(1, "key 1 made", 5003500, 1700000000000, ClockQuality.Synchronised);
            _charger.Log.Events.RecordCalibration(1, "voltage1", 5003600, 1700000000000, ClockQuality.Informative);
            _charger.Log.NoteTime(5004000, 1700000000000);
            _charger.Release(1);
            Assert.AreEqual(
                "e1 unknown U boot 1\n"
                + "1" + At + "begin of 1, 0.001 kWh, T1\n"
                + "2" + At + "update of 1, 0.002 kWh, T2, owed\n"
                + "e2" + At + "fault 5 residual current\n"
                + "3" + At + "end of 1, 0.003 kWh, T3, owed\n"
                + "a1" + At + "security 1 key 1 made\n"
                + "a2 2023-11-14T22:13:20Z I calibration 1 voltage1\n"
                + "4 2023-11-14T22:13:20Z I time base of boot 1\n",
                Answer(""));
        }

        /// <summary>The end that a restart records is of the time before the cut.</summary>
        [TestMethod]
        public void An_end_after_a_power_cut_stands_before_the_new_boot()
        {
            Begin();
            _charger.Begin(1000);
            _charger.Checkpoint(2000);
            RecordLog log = new RecordLog(_flash);
            log.Recover();
            log.Boot(1000, 0, ClockQuality.Unknown);
            log.OpenTransaction.Event = TransactionEventKind.Ended;
            log.Record(log.OpenTransaction);
            Restart();
            string text = Answer("");
            Assert.IsTrue(text.IndexOf("end of 1, 0.002 kWh") > text.IndexOf("begin of 1"), text);
            Assert.IsTrue(text.IndexOf("e2 unknown U boot 2") > text.IndexOf("end of 1, 0.002 kWh"), text);
        }

        [TestMethod]
        [DataRow(1)]
        [DataRow(3)]
        [DataRow(20)]
        [DataRow(45)]
        public void The_newest_are_the_last_lines_of_all(int count)
        {
            Begin();
            for (int i = 0; i < 12; i++)
            {
                _charger.Charge(1);
                _charger.Log.Events.RecordFault(i, "fault", 5000000 + (10 * i), 0, ClockQuality.Unknown);
                _charger.Log.Events.RecordSecurity(0, "event", 5000001 + (10 * i), 0, ClockQuality.Unknown);
            }

            string[] all = Answer("200").Split('\n');
            string[] newest = Answer(count.ToString()).Split('\n');
            Assert.AreEqual(50, all.Length);
            Assert.AreEqual(count + 1, newest.Length);
            for (int i = 0; i <= count; i++)
            {
                Assert.AreEqual(all[all.Length - 1 - i], newest[count - i]);
            }
        }

        [TestMethod]
        public void What_only_a_newer_firmware_can_read_is_said_to_be_so()
        {
            Begin();
            _charger.Charge(1);
            Alter("bill.1", 0, LogRecord.Bytes, 1, 5);
            Assert.Contains("1" + At + "newer than this firmware can read, written by 1.0.0\n2" + At + "end of 1", Answer(""));
            Assert.Contains("\nthe rest only a newer firmware can read\n", Answer("show 1"));
            Assert.Contains("\"kind\":\"newer\",\"writtenInBoot\":1,", Answer("export"));
            Assert.Contains("\ntransactions  2 sound, 0 damaged, 1 of a newer firmware, 0 missing\n", "\n" + Answer("verify"));
        }

        [TestMethod]
        public void Shows_every_field_of_a_transaction_s_record()
        {
            Begin();
            Tell();
            Assert.AreEqual(
                "record          1 of the log transactions\n"
                + "kind            begin\n"
                + "date            2023-11-14T22:13:20Z S\n"
                + "time            5.000001 s of boot 1\n"
                + "written         in boot 1, online, by firmware 1.0.0\n"
                + "register        1234.567 Wh\n"
                + "last document   T1\n"
                + "message id      1-1\n"
                + "transaction     1\n"
                + "seqNo           0\n"
                + "trigger         RemoteStart\n"
                + "state           Charging\n"
                + "ended by        not ended\n"
                + "offer           16.000 A\n"
                + "doubts          energy (E), time (t), meter state O\n"
                + "token           04AABB\n"
                + "token type      eMAID\n"
                + "granted by      backend\n"
                + "remote start    id 7\n"
                + "tariff          0.50 EUR/kWh \"night\" \\\n"
                + "began           unknown U\n"
                + "began at        4.000000 s of boot 1\n"
                + "began with      unknown\n"
                + "begin's doubts  time (t)\n"
                + "document        T1, begin, form 2\n"
                + "key             1\n"
                + "station         NC-0001\n"
                + "meter           240AC4123456\n"
                + "backend         has not answered yet: owed\n",
                Answer("show 1"));
        }

        /// <summary>Nobody should bill by such a reading unawares.</summary>
        [TestMethod]
        public void The_list_marks_a_reading_that_is_doubted()
        {
            Begin();
            Tell();
            Assert.Contains("1" + At + "begin of 1, 1.234 kWh, T1, owed, doubted Et\n", Answer(""));
        }

        [TestMethod]
        public void Says_what_a_record_has_nothing_of()
        {
            Begin();
            _charger.Charge(1);
            _charger.Release(2);
            string text = Answer("show 2");
            Assert.Contains("\ntoken           none\ntoken type      by who granted\ngranted by      nobody\nremote start    none\ntariff          none\n", text);
            Assert.Contains("\ndocument        none\nkey             none\n", text);
            Assert.Contains("\nlast document   none\n", text);
            Assert.Contains("\nended by        EVDisconnected\n", text);
            Assert.Contains("\ndoubts          none\n", text);
            Assert.Contains("\nmeter           none: the documents name the station\n", text);
            Assert.Contains("\nbackend         has answered\n", text);
        }

        [TestMethod]
        public void Shows_an_event()
        {
            Begin();
            _charger.Calibrate(3);
            Assert.AreEqual(
                "record          a1 of the log audit\nkind            calibration\ndate            2023-11-14T22:13:20Z S\ntime            5.000000 s of boot 1\n"
                + "written         in boot 1, by firmware 1.0.0\nregister        0.000 Wh\nlast document   none\n"
                + "number          3\nwhat            current1 16.020A gain 1012345\n",
                Answer("show a1"));
            Assert.Contains("kind            boot\ndate            unknown U\n", Answer("show e1"));
        }

        [TestMethod]
        public void Exports_a_transaction_s_record_with_its_texts_escaped()
        {
            Begin();
            Tell();
            Assert.AreEqual(
                "{\"record\":\"1\",\"log\":\"transactions\",\"kind\":\"begin\",\"writtenInBoot\":1,\"firmware\":\"1.0.0\",\"boot\":1,\"micros\":5000001,"
                + "\"utc\":\"2023-11-14T22:13:20Z\",\"utcMillis\":1700000000000,\"clock\":\"S\",\"registerMilliwattHours\":1234567,\"pagination\":1,"
                + "\"id\":\"1-1\",\"transaction\":1,\"seqNo\":0,\"trigger\":\"RemoteStart\",\"state\":\"Charging\",\"reason\":null,"
                + "\"offerMilliamps\":16000,\"source\":\"backend\",\"remoteStartId\":7,\"tokenType\":\"eMAID\",\"token\":\"04AABB\",\"tariff\":\"0.50 EUR/kWh \\\"night\\\" \\\\\","
                + "\"beginUtc\":null,\"beginUtcMillis\":null,\"beginClock\":\"U\",\"beginBoot\":1,\"beginMicros\":4000000,\"beginRegisterMilliwattHours\":null,"
                + "\"errors\":\"Et\",\"meterState\":\"O\",\"beginErrors\":\"t\",\"beginMeterState\":\"G\","
                + "\"document\":\"begin\",\"form\":2,\"key\":1,\"station\":\"NC-0001\",\"serial\":\"240AC4123456\",\"offline\":false,\"owed\":true}\n",
                Answer("export 1"));
        }

        [TestMethod]
        public void Exports_an_event()
        {
            Begin();
            _charger.Log.Events.RecordSecurity(0, "said \u0007 \u007f", 5, 0, ClockQuality.Unknown);
            Assert.AreEqual(
                "{\"record\":\"a1\",\"log\":\"audit\",\"kind\":\"security\",\"writtenInBoot\":1,\"firmware\":\"1.0.0\",\"boot\":1,\"micros\":5,"
                + "\"utc\":null,\"utcMillis\":null,\"clock\":\"U\",\"registerMilliwattHours\":0,\"pagination\":0,\"number\":0,\"what\":\"said \\u0007 \\u007f\"}\n",
                Export("a1"));
        }

        [TestMethod]
        public void Exports_all_of_all_logs_or_the_newest()
        {
            Begin();
            _charger.Charge(30);
            _charger.Calibrate(1);
            _charger.Log.NoteTime(7000000, 1700000000000);
            string[] all = Answer("export").Split('\n');
            Assert.AreEqual(60 + 1 + 1 + 1 + 1, all.Length);
            Assert.AreEqual(6, Answer("export 5").Split('\n').Length);
            for (int i = 0; i < all.Length - 1; i++)
            {
                Assert.IsTrue(all[i][0] == '{' && all[i][all[i].Length - 1] == '}', all[i]);
            }

            Assert.Contains("\"kind\":\"time base\"", Answer("export 1"));
            Assert.Contains("\"undatedUpTo\":0}", Answer("export 1"));
        }

        [TestMethod]
        [DataRow("0", "log: '0' is not a number from 1 to 200, show, export, verify or accept")]
        [DataRow("201", "log: '201' is not")]
        [DataRow("-1", "log: '-1' is not")]
        [DataRow("5 5", "log: '5 5' is not")]
        [DataRow("all", "log: 'all' is not")]
        [DataRow("show", "log show: '' is no record's number, as 12, a12 or e12")]
        [DataRow("show b1", "log show: 'b1' is no record's number")]
        [DataRow("show 0", "log show: '0' is no")]
        [DataRow("show a", "log show: 'a' is no")]
        [DataRow("show e-1", "log show: 'e-1' is no")]
        [DataRow("show 1 2", "log show: '1 2' is no")]
        [DataRow("show 1", "log show: there is no 1, the log transactions is empty")]
        [DataRow("show a1", "log show: there is no a1, the log audit is empty")]
        [DataRow("show e9", "log show: there is no e9, only e1 to e1")]
        [DataRow("export 0", "log export: '0' is not a number from 1 to 1000")]
        [DataRow("export all", "log export: 'all' is not a number")]
        [DataRow("verify 1", "log verify: '1' is too much, it reads every record")]
        [DataRow("accept confirm", "log accept: 'confirm' is not CONFIRM, nothing done")]
        [DataRow("accept", "log accept: the register is not lost, nothing to do")]
        public void Says_what_was_wrong(string typed, string why)
        {
            Begin();
            string text = Answer(typed);
            Assert.AreEqual(0, text.IndexOf(why), text);
            Assert.AreEqual(text.Length - 1, text.IndexOf('\n'), text);
            Assert.AreEqual(0, _commands.Accepted);
        }

        [TestMethod]
        public void A_damaged_record_is_said_to_be_one()
        {
            Begin();
            _charger.Charge(2);
            _flash.Content("bill.1")[LogRecord.Bytes + 60] ^= 1;
            Assert.AreEqual("log show: 2 is damaged\n", Answer("show 2"));
            Assert.AreEqual("log show: there is no 9, only 1 to 4\n", Answer("show 9"));
        }

        /// <summary>Its loss is not taken on by a slip of the finger.</summary>
        [TestMethod]
        public void A_lost_register_is_taken_on_only_when_it_is_confirmed()
        {
            Begin();
            _charger.Documents = true;
            _charger.Charge(1);
            Lose();
            Assert.AreEqual("log accept: with CONFIRM it goes on from 0.010 Wh and T2\n", Answer("accept"));
            Assert.AreEqual(0, _commands.Accepted);
            Assert.AreEqual("log accept: ok\n", Answer("accept CONFIRM"));
            Assert.AreEqual(1, _commands.Accepted);
        }

        private static void Begin()
        {
            _flash = new FakeFlash();
            _commands = new FakeCommands(new Authorisation(new LocalList(_flash)));
            Restart();
        }

        private static void Restart()
        {
            _charger = new LogScript(_flash);
            _charger.Start();
        }

        private static void Lose()
        {
            _charger.Rest();
            _flash.Delete("tally.a");
            _flash.Delete("tally.b");
            Restart();
        }

        // A begin with all that a record may have.
        private static void Tell()
        {
            _charger.Log.Origin.Serial = "240AC4123456";
            _charger.Log.Record(new TransactionEvent
            {
                Event = TransactionEventKind.Started,
                Trigger = TriggerReason.RemoteStart,
                State = ChargingState.Charging,
                RegisterMilliwattHours = 1234567,
                OfferMilliamps = 16000,
                Token = "04AABB",
                Source = GrantSource.Backend,
                RemoteStartId = 7,
                Document = DocumentForm.Begin,
                Tariff = "0.50 EUR/kWh \"night\" \\",
                BeginMicros = 4000000,
                Micros = 5000001,
                UtcMillis = 1700000000000,
                Quality = ClockQuality.Synchronised,
                Errors = ErrorFlags.Energy | ErrorFlags.Time,
                MeterState = MeterState.OutOfRange,
                TokenType = TokenType.Emaid,
            });
        }

        // A byte of a record is another, and its CRC holds.
        private static void Alter(string file, int offset, int length, int at, byte value)
        {
            byte[] content = _flash.Content(file);
            content[offset + at] = value;
            LittleEndian.Put32(content, offset + length - 4, Crc32.Compute(content, offset, length - 4));
        }

        private static string Export(string number)
        {
            string[] lines = Answer("export").Split('\n');
            for (int i = 0; i < lines.Length; i++)
            {
                if (lines[i].IndexOf("{\"record\":\"" + number + "\"") == 0)
                {
                    return lines[i] + "\n";
                }
            }

            return string.Empty;
        }

        private static string Answer(string rest)
        {
            FakeAnswer answer = new FakeAnswer();
            new LogCommand(_commands, _charger.Log, new Delivery(_flash)).Obey(rest, answer);
            return answer.Text;
        }
    }
}
