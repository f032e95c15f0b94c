namespace NanoCharger.Console.Tests.Commands
{
    using NanoCharger.Console.Commands;
    using NanoCharger.Core.Charging;
    using NanoCharger.Records.SessionLog;
    using NanoCharger.Core.Settings;
    using NanoCharger.Core.Tests.Charging;
    using NanoCharger.Records.Tests.SessionLog;
    using NanoCharger.Fakes;
    using NanoCharger.Hal;
    using NanoCharger.Text;
    using nanoFramework.TestFramework;

    /// <summary>What a technician sees of bills that do not get through, and does about them.</summary>
    [TestClass]
    public class OutboxCommandTests
    {
        private static FakeFlash _flash;
        private static LogScript _log;
        private static Delivery _delivery;
        private static FakeCommands _commands;
        private static ChargerStatus _status;

        [TestMethod]
        public void Shows_that_all_is_well()
        {
            Begin();
            Assert.AreEqual(
                "owed      0 records\nanswer    none that failed since the last record taken\naside     0 of 21\n",
                Answer(""));
        }

        [TestMethod]
        public void Shows_what_is_owed_why_and_what_was_set_aside()
        {
            Begin();
            _log.Begin(0);
            _log.Log.NoteTime(6000000, 1700000000000);
            _log.Sign(10);
            _log.Release(1);
            _status.UtcMillis = 1700000000000 + (65 * 60_000);
            _status.ClockQuality = ClockQuality.Synchronised;
            _delivery.Failures = 4;
            _delivery.Failure.Put("InternalError: the database is full, and the rest of this is more than a line of the console takes");
            SetAside(17, TransactionEventKind.Started, "FormatViolation: eventType");
            SetAside(19, TransactionEventKind.Ended, "OccurrenceConstraintViolation: a description that is much longer than the rest of the line");
            Assert.AreEqual(
                "owed      1 records, the oldest 3, 65 min old\n"
                + "answer    failed 4 times: InternalError: the database is full, and the rest of this is more than a line of the con\n"
                + "aside     2 of 21\n"
                + "transaction 12 seqNo 17 begins, FormatViolation: eventType\n"
                + "transaction 12 seqNo 19 ends, OccurrenceConstraintViolation: a description that is much longer than the rest of the li\n",
                Answer(""));
            Assert.AreEqual(Answer(""), Answer(""));
        }

        [TestMethod]
        public void Retry_says_how_many_are_sent_again()
        {
            Begin();
            Assert.AreEqual("outbox: nothing is set aside\n", Answer("retry"));
            _commands.SetAside = 3;
            Assert.AreEqual("ok, records that are sent again: 3\n", Answer("retry"));
            Assert.AreEqual("outbox: nothing behind it, or retry\n", Answer("retry all"));
        }

        [TestMethod]
        public void A_station_with_records_set_aside_keeps_its_name_and_says_so_on_the_status_page()
        {
            Begin();
            SetAside(17, TransactionEventKind.Ended, "FormatViolation");
            FakeAnswer answer = new FakeAnswer();
            SettingsStore settings = new SettingsStore();
            PendingSettings pending = new PendingSettings(settings);
            new SetCommand(new SettingsDesk(settings, _flash, _log.Log, _delivery), pending).Obey("station.id NC-0002", answer);
            Assert.AreEqual("station.id: records are set aside under the present name, see outbox\n", answer.Text);
            answer = new FakeAnswer();
            new StatusCommand(_status, _log.Log, _delivery, pending).Obey("", answer);
            Assert.Contains("0 records owed, 1 set aside\n", answer.Text);
        }

        private static void Begin()
        {
            _flash = new FakeFlash();
            _log = new LogScript(_flash);
            _log.Start();
            _delivery = new Delivery(_flash);
            _delivery.Aside.Load();
            _commands = new FakeCommands(new Authorisation(new LocalList(_flash)));
            _status = new ChargerStatus(1);
        }

        private static void SetAside(int sequence, TransactionEventKind kind, string why)
        {
            AsciiWriter reason = new AsciiWriter(AsideFile.MaxReasonLength);
            reason.Put(why);
            _delivery.Aside.TryKeep(new LogRecord { Sequence = sequence, Kind = LogRecordKind.Transaction, Transaction = 12, SeqNo = sequence, Event = kind }, reason);
        }

        private static string Answer(string rest)
        {
            FakeAnswer answer = new FakeAnswer();
            new OutboxCommand(_commands, _log.Log, _delivery, _status).Obey(rest, answer);
            return answer.Text;
        }
    }
}
