using NanoCharger.Core.Time;
using NanoCharger.Hal;
using nanoFramework.TestFramework;

namespace NanoCharger.Core.Tests.Time
{
    /// <summary>Whom the clock believes: the time server, the backend, and the newest date in the log.</summary>
    [TestClass]
    public sealed class WallClockTests
    {
        private const long Second = 1_000_000;
        private const long Minute = 60 * Second;
        private const long Hour = 3_600 * Second;
        private const long HourMillis = 3_600_000;
        private const long YearMillis = 365L * 24 * HourMillis;

        // 2026-11-22T13:22:04Z.
        private const long Noon = 1_795_353_724_000;

        private static ScriptedChip _chip;
        private static WallClock _clock;

        [TestMethod]
        public void A_boot_goes_on_from_the_newest_date_in_the_log_and_is_not_sure_of_it()
        {
            Boot(Noon);
            Assert.AreEqual(Noon, _clock.UtcMillis);
            Assert.AreEqual(Noon, _chip.UtcMillis);
            Assert.AreEqual((int)ClockQuality.Unknown, (int)_clock.Quality);
            Pass(10 * Second);
            Assert.AreEqual(Noon + 10_000, _clock.UtcMillis);
            Assert.AreEqual((int)ClockQuality.Unknown, (int)_clock.Quality);
        }

        [TestMethod]
        public void A_new_unit_never_shows_1970()
        {
            Boot(0);
            Assert.AreEqual(WallClock.EarliestMillis, _clock.UtcMillis);
        }

        [TestMethod]
        public void The_time_server_sets_it_and_small_steps_are_followed_in_silence()
        {
            Boot(Noon - YearMillis);
            Answer(Noon);
            Is(Noon, ClockQuality.Synchronised);
            Pass(Hour);
            Answer(Noon + HourMillis - 1_000);
            Is(Noon + HourMillis - 1_000, ClockQuality.Synchronised);
            Assert.AreEqual(0, _clock.Moves);
            Assert.AreEqual((int)ClockNotice.None, (int)_clock.Notice);
        }

        [TestMethod]
        public void The_drift_of_a_night_without_an_answer_is_followed()
        {
            Boot(0);
            Answer(Noon);
            Pass(10 * Hour);
            Answer(Noon + (10 * HourMillis) + 3_500);
            Is(Noon + (10 * HourMillis) + 3_500, ClockQuality.Synchronised);
            Assert.AreEqual(0, _clock.Moves);
        }

        [TestMethod]
        [DataRow(365 * 86_400)]
        [DataRow(-7_200)]
        [DataRow(3_600)]
        [DataRow(30)]
        public void A_jump_of_the_time_server_alone_is_not_followed_and_told_once(int seconds)
        {
            Boot(0);
            Answer(Noon);
            Pass(Minute);
            Answer(Noon + 60_000 + (seconds * 1_000L));
            Is(Noon + 60_000, ClockQuality.Informative);
            Assert.AreEqual(1, _clock.Moves);
            Assert.AreEqual((int)ClockNotice.Disagreement, (int)_clock.Notice);
            _clock.Told();
            Pass(Hour);
            Answer(Noon + 60_000 + HourMillis + (seconds * 1_000L) + 500);
            Is(Noon + 60_000 + HourMillis, ClockQuality.Informative);
            Assert.AreEqual((int)ClockNotice.None, (int)_clock.Notice, "once a disagreement");
            Pass(Hour);
            Answer(Noon + 60_000 + (2 * HourMillis));
            Is(Noon + 60_000 + (2 * HourMillis), ClockQuality.Synchronised);
            Pass(Hour);
            Answer(Noon + 60_000 + (3 * HourMillis) + (seconds * 1_000L));
            Assert.AreEqual((int)ClockNotice.Disagreement, (int)_clock.Notice, "another one");
        }

        [TestMethod]
        public void A_date_from_before_the_log_is_not_believed_of_one_witness_and_is_of_two()
        {
            Boot(Noon);
            Answer(Noon - YearMillis);
            Is(Noon, ClockQuality.Unknown);
            Assert.AreEqual((int)ClockNotice.Disagreement, (int)_clock.Notice);
            _clock.Told();
            Hear(Noon - YearMillis);
            Pass(2 * Minute);
            Is(Noon - YearMillis + 120_000, ClockQuality.Synchronised);
            Assert.AreEqual((int)ClockNotice.Set, (int)_clock.Notice);
        }

        [TestMethod]
        public void The_backend_sets_it_a_minute_later_where_the_time_server_never_answers()
        {
            Boot(0);
            Hear(Noon);
            Pass(59 * Second);
            Assert.AreEqual((int)ClockQuality.Unknown, (int)_clock.Quality);
            Pass(2 * Second);
            Is(Noon + 61_000, ClockQuality.Informative);
            Assert.AreEqual(Noon + 61_000, _chip.UtcMillis, "certificates are judged by the chip's");
            Assert.AreEqual((int)ClockNotice.Set, (int)_clock.Notice);
            Answer(Noon + 61_800);
            Is(Noon + 61_800, ClockQuality.Synchronised);
            Assert.AreEqual(0, _clock.Moves);
        }

        [TestMethod]
        public void A_backend_that_spoke_before_the_time_server_set_the_clock_is_held_to_its_word()
        {
            Boot(0);
            Hear(Noon + (2 * HourMillis));
            Pass(2 * Second);
            Answer(Noon + 2_000);
            Is(Noon + 2_000, ClockQuality.Informative);
            Assert.AreEqual((int)ClockNotice.Disagreement, (int)_clock.Notice);
            _clock.Told();
            Pass(Minute);
            Hear(Noon + (2 * HourMillis) + 62_000);
            Assert.AreEqual((int)ClockNotice.None, (int)_clock.Notice, "once a disagreement");
            Hear(Noon + 62_000);
            Is(Noon + 62_000, ClockQuality.Synchronised);
            Assert.AreEqual(0, _clock.Moves);
        }

        [TestMethod]
        public void An_answer_that_was_long_under_way_says_nothing()
        {
            Boot(0);
            Pass(30 * Second);
            _clock.Hear(Noon, 0, _chip.NowMicros);
            Pass(2 * Minute);
            Assert.AreEqual((int)ClockQuality.Unknown, (int)_clock.Quality);
        }

        [TestMethod]
        public void A_backend_an_hour_off_is_told_once_and_makes_it_less_sure_until_they_agree()
        {
            Boot(0);
            Answer(Noon);
            for (int heartbeat = 1; heartbeat <= 5; heartbeat++)
            {
                Pass(5 * Minute);
                Hear(Noon + HourMillis + (heartbeat * 300_000));
                Is(Noon + (heartbeat * 300_000), ClockQuality.Informative);
                Assert.AreEqual((int)(heartbeat == 1 ? ClockNotice.Disagreement : ClockNotice.None), (int)_clock.Notice);
                _clock.Told();
            }

            Assert.AreEqual(0, _clock.Moves, "the clock was not moved");
            Hear(Noon + (5 * 300_000) + 9_000);
            Is(Noon + (5 * 300_000), ClockQuality.Synchronised);
        }

        [TestMethod]
        public void Two_witnesses_move_it_whichever_had_set_it_wrongly()
        {
            Boot(0);
            Answer(Noon + YearMillis);
            Pass(Minute);
            Hear(Noon + 60_000);
            Is(Noon + YearMillis + 60_000, ClockQuality.Informative);
            Pass(Hour);
            Answer(Noon + 60_000 + HourMillis);
            Is(Noon + 60_000 + HourMillis, ClockQuality.Synchronised);
            Assert.AreEqual((int)ClockNotice.Set, (int)_clock.Notice);
            Assert.AreEqual(1, _clock.Moves);
        }

        [TestMethod]
        public void A_look_that_was_interrupted_measures_nothing()
        {
            Boot(0);
            Answer(Noon);
            _chip.StallMicros = 3 * Second;
            Pass(2 * Second);
            Assert.AreEqual(0, _clock.Moves);
            Assert.AreEqual((int)ClockQuality.Synchronised, (int)_clock.Quality);
        }

        private static void Boot(long newest)
        {
            _chip = new ScriptedChip();
            _clock = new WallClock(_chip);
            _clock.Set(newest);
        }

        private static void Answer(long utcMillis)
        {
            _chip.Set(utcMillis);
            _chip.Quality = ClockQuality.Synchronised;

            // The look that is due within a second.
            _clock.Turn(_chip.NowMicros + Second);
        }

        private static void Hear(long utcMillis)
        {
            _clock.Hear(utcMillis, _chip.NowMicros, _chip.NowMicros);
        }

        private static void Pass(long micros)
        {
            _chip.NowMicros += micros;
            _clock.Turn(_chip.NowMicros);
        }

        private static void Is(long utcMillis, ClockQuality quality)
        {
            long off = _clock.UtcMillis - utcMillis;
            Assert.IsTrue(off >= -100 && off <= 100, "off by " + off.ToString() + " ms");
            Assert.AreEqual((int)quality, (int)_clock.Quality);
        }
    }
}
