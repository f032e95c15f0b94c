namespace NanoCharger.Records.Tests.SessionLog
{
    using NanoCharger.Core.Charging;
    using NanoCharger.Records.SessionLog;
    using NanoCharger.Fakes;
    using NanoCharger.Hal;
    using nanoFramework.TestFramework;

    /// <summary>Records from before the clock was known get their date once, and the same one for ever.</summary>
    [TestClass]
    public class TimeBaseTests
    {
        private const long Second = 1000000;
        private const long Noon = 1700000000000;

        private static FakeFlash _flash;
        private static RecordLog _log;


        [TestMethod]
        public void Are_dated_by_the_time_that_had_passed_when_the_clock_became_known()
        {
            _flash = new FakeFlash();
            Boot();
            long number = Begin(100 * Second);
            Assert.IsTrue(_log.WantsTime);
            _log.NoteTime(160 * Second, Noon);
            Assert.IsFalse(_log.WantsTime);
            Is(number, Noon - 60000, ClockQuality.Informative);

            // And after a restart, and in the end's record though that was written under a clock that was known.
            End(number, 200 * Second, Noon + 40000, ClockQuality.Synchronised);
            Boot();
            Is(number, Noon - 60000, ClockQuality.Informative);
            LogRecord end = Read(number + 2);
            Assert.AreEqual(Noon - 60000, end.BeginUtcMillis);
            Assert.AreEqual((int)ClockQuality.Informative, (int)end.BeginQuality);
            Assert.AreEqual((int)ClockQuality.Synchronised, (int)end.Quality);
        }

        [TestMethod]
        public void One_that_has_left_without_a_date_never_gets_one_and_nor_does_the_begin_that_its_end_tells()
        {
            _flash = new FakeFlash();
            Boot();
            long number = Begin(100 * Second);
            _log.Leave(Read(number));
            End(number, 150 * Second, 150000, ClockQuality.Unknown);
            _log.NoteTime(160 * Second, Noon);
            for (int boot = 0; boot < 2; boot++)
            {
                Is(number, 100000, ClockQuality.Unknown);
                LogRecord end = Read(number + 1);
                Assert.AreEqual((int)ClockQuality.Unknown, (int)end.BeginQuality);
                Assert.AreEqual(Noon - 10000, end.UtcMillis);
                Boot();
            }
        }

        [TestMethod]
        public void Of_a_boot_whose_clock_never_became_known_they_stay_without()
        {
            _flash = new FakeFlash();
            Boot();
            long number = Begin(100 * Second);
            Boot();
            Assert.IsFalse(_log.WantsTime);
            Is(number, 100000, ClockQuality.Unknown);
        }

        [TestMethod]
        public void A_transaction_that_the_power_ended_has_the_time_of_its_last_checkpoint_not_that_of_the_return()
        {
            _flash = new FakeFlash();
            Boot();
            long number = Begin(100 * Second);
            _log.NoteTime(110 * Second, Noon);
            _log.Record(Event(TransactionEventKind.Updated, number, 130 * Second, 130000, ClockQuality.Unknown));
            Boot();
            LogRecord open = _log.OpenTransaction;
            Assert.AreEqual(Noon + 20000, open.UtcMillis);

            TransactionRecorder recorder = new TransactionRecorder(_log, null);
            recorder.EndInterrupted(open, StoppedReason.PowerLoss, TriggerReason.AbnormalCondition);
            LogRecord end = Read(_log.LastSequence);
            Assert.AreEqual(Noon + 20000, end.UtcMillis);
            Assert.AreEqual(2L, end.Boot);
            Assert.AreEqual(1L, end.ReadingBoot);

            // The new boot's clock says nothing of it.
            _log.NoteTime(1 * Second, Noon + 9999999);
            end = Read(number + 2);
            Assert.AreEqual(Noon + 20000, end.UtcMillis);
        }

        [TestMethod]
        public void A_begin_that_left_with_a_false_later_date_keeps_its_end_behind_it()
        {
            _flash = new FakeFlash();
            Boot();
            long number = Begin(100 * Second);
            _log.Leave(Read(number));
            _log.NoteTime(160 * Second, 50000);
            _log.Record(Event(TransactionEventKind.Updated, number, 180 * Second, 180000, ClockQuality.Unknown));
            LogRecord live = new LogRecord();
            Assert.IsTrue(_log.Live.TryTake(live));
            Assert.AreEqual(180000L, live.UtcMillis);
            End(number, 200 * Second, 200000, ClockQuality.Unknown);
            Is(number + 2, 200000, ClockQuality.Unknown);
            Assert.AreEqual(100000L, Read(number + 2).BeginUtcMillis);
        }

        [TestMethod]
        public void Where_all_of_it_is_still_here_a_false_later_date_gives_way_to_the_true_one()
        {
            _flash = new FakeFlash();
            Boot();
            long number = Begin(100 * Second);
            _log.NoteTime(160 * Second, 50000);
            _log.Record(Event(TransactionEventKind.Updated, number, 180 * Second, 180000, ClockQuality.Unknown));
            LogRecord live = new LogRecord();
            Assert.IsTrue(_log.Live.TryTake(live));
            Assert.AreEqual(70000L, live.UtcMillis);
            Assert.AreEqual(-10000L, live.BeginUtcMillis);
            End(number, 200 * Second, 200000, ClockQuality.Unknown);
            Is(number + 2, 90000, ClockQuality.Informative);
            Is(number, -10000, ClockQuality.Informative);
            Assert.AreEqual(-10000L, Read(number + 2).BeginUtcMillis);
        }

        [TestMethod]
        public void What_is_told_live_behind_a_begin_that_left_has_the_date_that_is_known_by_then()
        {
            _flash = new FakeFlash();
            Boot();
            long number = Begin(100 * Second);
            _log.Leave(Read(number));
            _log.NoteTime(160 * Second, Noon);
            _log.Record(Event(TransactionEventKind.Updated, number, 180 * Second, 180000, ClockQuality.Unknown));
            LogRecord live = new LogRecord();
            Assert.IsTrue(_log.Live.TryTake(live));
            Assert.AreEqual(Noon + 20000, live.UtcMillis);
            Assert.AreEqual((int)ClockQuality.Informative, (int)live.Quality);
            Assert.AreEqual((int)ClockQuality.Unknown, (int)live.BeginQuality);
        }

        [TestMethod]
        public void What_is_stored_behind_the_base_has_its_dates_without_it()
        {
            _flash = new FakeFlash();
            Boot();
            long number = Begin(100 * Second);
            _log.NoteTime(160 * Second, Noon);
            long second = _log.Record(Event(TransactionEventKind.Started, 0, 170 * Second, 170000, ClockQuality.Unknown));
            _log.Record(Event(TransactionEventKind.Updated, second, 180 * Second, 180000, ClockQuality.Unknown));
            _flash.Content("bill.1")[LogRecord.Bytes + 40] ^= 1;
            Boot();
            Is(number, 100000, ClockQuality.Unknown);
            Assert.AreEqual(Noon + 20000, _log.OpenTransaction.UtcMillis);
            End(second, 200 * Second, 200000, ClockQuality.Unknown);
            Is(second, Noon + 10000, ClockQuality.Informative);
        }

        [TestMethod]
        public void One_base_a_boot_and_none_without_need()
        {
            _flash = new FakeFlash();
            Boot();
            Assert.IsFalse(_log.WantsTime);
            long number = Begin(100 * Second);
            _log.NoteTime(160 * Second, Noon);
            End(number, 170 * Second, 170000, ClockQuality.Unknown);
            Assert.IsFalse(_log.WantsTime);
            Is(number + 2, Noon + 10000, ClockQuality.Informative);
        }

        /// <summary>Of so many bases the oldest makes way, and what it had dated is not told from what never had a date: it may not leave again with other bytes.</summary>
        [TestMethod]
        public void Behind_the_33rd_base_nobody_vouches_for_the_first_ones_dates()
        {
            _flash = new FakeFlash();
            for (int boot = 0; boot < 33; boot++)
            {
                Boot();
                long number = Begin(100 * Second);
                _log.NoteTime(160 * Second, Noon);
                _log.Record(Event(TransactionEventKind.Ended, number, 170 * Second, 170000, ClockQuality.Unknown));
                Assert.IsTrue(_log.KnowsDates(Read(1)) == (boot < 32));
                _log.Release(_log.LastSequence);
            }

            Is(1, 100000, ClockQuality.Unknown);
            Is(4, Noon - 60000, ClockQuality.Informative);
            Assert.IsTrue(_log.KnowsDates(Read(4)));
        }

        private static void Boot()
        {
            _log = new RecordLog(_flash) { Origin = { Station = "NC-0001" } };
            _log.Recover();
            _log.Boot(0, 0, ClockQuality.Unknown);
        }

        private static long Begin(long micros)
        {
            return _log.Record(Event(TransactionEventKind.Started, 0, micros, micros / 1000, ClockQuality.Unknown));
        }

        private static void End(long number, long micros, long utcMillis, ClockQuality quality)
        {
            TransactionEvent end = Event(TransactionEventKind.Ended, number, micros, utcMillis, quality);
            end.BeginMicros = 100 * Second;
            _log.Record(end);
        }

        private static TransactionEvent Event(TransactionEventKind kind, long number, long micros, long utcMillis, ClockQuality quality)
        {
            return new TransactionEvent
            {
                Event = kind,
                Transaction = number,
                SeqNo = (int)(micros / Second),
                Micros = micros,
                UtcMillis = utcMillis,
                Quality = quality,
                BeginMicros = 100 * Second,
                BeginUtcMillis = 100000,
                BeginQuality = ClockQuality.Unknown,
                BeginRegisterMilliwattHours = 0,
            };
        }

        private static LogRecord Read(long sequence)
        {
            LogRecord record = new LogRecord();
            Assert.IsTrue(_log.TryReadNext(sequence - 1, record));
            Assert.AreEqual(sequence, record.Sequence);
            return record;
        }

        private static void Is(long sequence, long utcMillis, ClockQuality quality)
        {
            LogRecord record = Read(sequence);
            Assert.AreEqual(utcMillis, record.UtcMillis);
            Assert.AreEqual((int)quality, (int)record.Quality);
        }
    }
}
