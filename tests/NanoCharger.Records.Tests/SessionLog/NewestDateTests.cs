namespace NanoCharger.Records.Tests.SessionLog
{
    using NanoCharger.Core.Charging;
    using NanoCharger.Records.SessionLog;
    using NanoCharger.Fakes;
    using NanoCharger.Hal;
    using nanoFramework.TestFramework;

    /// <summary>The date that a start goes on from: a false one from the future does not stay, and no damage and no old record takes it back.</summary>
    [TestClass]
    public class NewestDateTests
    {
        private const long Second = 1_000_000;
        private const long DayMillis = 86_400_000;

        // 2026-11-22T13:22:04Z, and what was said of it once.
        private const long Noon = 1_795_353_724_000;
        private const long Lie = Noon + (1_200 * DayMillis);

        private static FakeFlash _flash;
        private static RecordLog _log;

        [TestMethod]
        public void Where_no_clock_was_known_it_is_counted_on_over_any_number_of_boots()
        {
            New();
            Boot(0);
            Fault(Noon, ClockQuality.Synchronised, 100);
            for (int boot = 0; boot < 3; boot++)
            {
                long floor = Recovered();
                Boot(floor);
                Fault(floor + 50_000, ClockQuality.Unknown, 50);
            }

            Assert.AreEqual(Noon + 150_000, Recovered());
        }

        [TestMethod]
        public void A_false_future_date_is_over_with_the_first_record_of_the_true_one()
        {
            New();
            Boot(0);
            Fault(Lie, ClockQuality.Informative, 10);
            Assert.AreEqual(Lie, Recovered());
            Boot(Lie);
            long number = Begin(Lie + 5_000, ClockQuality.Unknown, 5);
            Fault(Noon, ClockQuality.Synchronised, 70);
            Assert.AreEqual(Noon, Recovered());

            // Its boot's readings that are still counted on from the false one do not bring it back.
            Boot(Noon);
            Assert.AreEqual(Noon, Recovered());
            Assert.AreEqual(number, _log.OpenTransaction.Transaction);
        }

        [TestMethod]
        public void The_readings_of_a_begin_that_left_with_a_false_date_do_not_bring_it_back()
        {
            New();
            Boot(Lie);
            long number = Begin(Lie + 5_000, ClockQuality.Unknown, 5);
            LogRecord left = new LogRecord();
            Assert.IsTrue(_log.TryReadNext(number - 1, left));
            _log.Leave(left);
            _log.NoteTime(70 * Second, Noon);
            Update(number, Lie + 80_000, ClockQuality.Unknown, 80);
            Assert.AreEqual(Noon, Recovered());
            Boot(Noon);
            End(number, Lie + 80_000, ClockQuality.Unknown, 80);
            Assert.AreEqual(Noon, Recovered());
        }

        [TestMethod]
        public void A_reading_behind_whose_begin_the_clock_was_moved_says_nothing_of_the_clock()
        {
            New();
            Boot(0);
            long number = Begin(Lie, ClockQuality.Informative, 5);
            Fault(Noon, ClockQuality.Synchronised, 70);
            TransactionEvent end = Event(TransactionEventKind.Ended, number, Lie + 75_000, ClockQuality.Informative, 80);
            end.Errors = ErrorFlags.Time;
            _log.Record(end);
            Assert.AreEqual(Noon, Recovered());
        }

        [TestMethod]
        public void The_newest_counts_wherever_it_is_kept_and_what_is_older_lowers_nothing()
        {
            New();
            Boot(0);
            Fault(Noon - DayMillis, ClockQuality.Synchronised, 10);
            long number = Begin(Noon, ClockQuality.Synchronised, 100);
            Assert.AreEqual(Noon, Recovered());
            _log.Events.RecordSecurity(0, "older", 50 * Second, Noon - 50_000, ClockQuality.Synchronised);
            Assert.AreEqual(Noon, Recovered());
            Update(number, Noon + 60_000, ClockQuality.Synchronised, 160);
            Assert.AreEqual(Noon + 60_000, Recovered(), "a checkpoint's");
            _log.Events.RecordSecurity(0, "newer", 200 * Second, Noon + 100_000, ClockQuality.Synchronised);
            Assert.AreEqual(Noon + 100_000, Recovered());
        }

        [TestMethod]
        public void It_outlives_the_segment_that_it_was_in()
        {
            New();
            Boot(0);
            Fault(Lie, ClockQuality.Informative, 10);
            long floor = Lie;
            for (int boot = 0; boot < 200; boot++)
            {
                Boot(floor);
                floor = Recovered();
                Assert.AreEqual(Lie, floor);
            }

            Assert.IsTrue(_log.Events.Happened.FirstSequence > 2, "the record of it has gone");
            Fault(Noon, ClockQuality.Synchronised, 10);
            Assert.AreEqual(Noon, Recovered());
        }

        [TestMethod]
        [DataRow(0)]
        [DataRow(24)]
        [DataRow(32)]
        [DataRow(99)]
        public void A_spoilt_record_leaves_the_one_before(int offset)
        {
            New();
            Boot(0);
            Fault(Noon, ClockQuality.Synchronised, 10);
            Fault(Noon + 60_000, ClockQuality.Synchronised, 70);
            Assert.AreEqual(Noon + 60_000, Recovered());
            _flash.Content(EventLog.HappenedPrefix + "1")[(2 * 100) + offset] ^= 4;
            Assert.AreEqual(Noon, Recovered());
            Assert.AreEqual(1, _log.Damaged);
        }

        [TestMethod]
        public void A_torn_record_leaves_the_one_before()
        {
            for (int torn = 0; torn < 100; torn++)
            {
                New();
                Boot(0);
                Fault(Noon, ClockQuality.Synchronised, 10);
                _flash.Cut = PowerCut.Torn;
                _flash.TornBytes = torn;
                _flash.CutAt = _flash.Operations + 1;
                Assert.ThrowsException(typeof(PowerCutException), () => Fault(Noon - DayMillis, ClockQuality.Synchronised, 70));
                _flash.Restore();
                Assert.AreEqual(Noon, Recovered(), torn.ToString());
            }
        }

        private static void New()
        {
            _flash = new FakeFlash();
            Recovered();
        }

        // What the clock is set to at the next start.
        private static long Recovered()
        {
            _log = new RecordLog(_flash) { Origin = { Station = "NC-0001" } };
            _log.Recover();
            return _log.Events.NewestUtcMillis;
        }

        private static void Boot(long utcMillis)
        {
            _log.Boot(0, utcMillis, ClockQuality.Unknown);
        }

        private static void Fault(long utcMillis, ClockQuality quality, int second)
        {
            _log.Events.RecordFault(2, "a fault", second * Second, utcMillis, quality);
        }

        private static long Begin(long utcMillis, ClockQuality quality, int second)
        {
            return _log.Record(Event(TransactionEventKind.Started, 0, utcMillis, quality, second));
        }

        private static void Update(long number, long utcMillis, ClockQuality quality, int second)
        {
            _log.Record(Event(TransactionEventKind.Updated, number, utcMillis, quality, second));
        }

        private static void End(long number, long utcMillis, ClockQuality quality, int second)
        {
            TransactionEvent end = Event(TransactionEventKind.Ended, number, utcMillis, quality, second);
            end.ReadingBoot = 1;
            end.BeginBoot = 1;
            _log.Record(end);
        }

        private static TransactionEvent Event(TransactionEventKind kind, long number, long utcMillis, ClockQuality quality, int second)
        {
            return new TransactionEvent
            {
                Event = kind,
                Transaction = number,
                SeqNo = second,
                Micros = second * Second,
                UtcMillis = utcMillis,
                Quality = quality,
                BeginMicros = 5 * Second,
                BeginUtcMillis = utcMillis,
                BeginQuality = quality,
            };
        }
    }
}
