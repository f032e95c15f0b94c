using NanoCharger.Core.Charging;
using NanoCharger.Core.Tests.Charging;
using NanoCharger.Core.Tests.Settings;
using NanoCharger.Core.Tests.Time;
using NanoCharger.Core.Time;
using NanoCharger.Hal;
using NanoCharger.Records.Documents;
using nanoFramework.TestFramework;

namespace NanoCharger.Records.Tests.Documents
{
    /// <summary>Which readings between begin and end are signed, in which event they go, and what keeps them from being made.</summary>
    [TestClass]
    public sealed class ReadingPlanTests
    {
        private const long Second = 1_000_000;
        private const long TurnMicros = Second / 4;
        private const int Charging = 11_000_000;

        // 2026-01-15T19:00:00Z.
        private const long Seven = 1_768_503_600_000;

        private static FakeJournal _journal;
        private static TransactionRecorder _recorder;
        private static ScriptedChip _chip;
        private static WallClock _clock;
        private static long _register;
        private static string _made;

        /// <summary>It stops, it goes on: a document each, in an event that says that the state has changed.</summary>
        [TestMethod]
        public void Stopping_and_drawing_again_are_signed_and_told_as_changes_of_state()
        {
            Begin("sign.minutes", "0");
            Turns(61, 0);
            Assert.AreEqual("Stopped ", _made);
            Assert.AreEqual((int)ChargingState.SuspendedEV, (int)_journal.State, "the contactor is closed");
            Assert.AreEqual((int)TriggerReason.ChargingStateChanged, (int)_journal.Trigger);

            Turns(11, Charging);
            Assert.AreEqual("Stopped Resumed ", _made);
            Assert.AreEqual((int)ChargingState.Charging, (int)_journal.State);
            Assert.AreEqual((int)TriggerReason.ChargingStateChanged, (int)_journal.Trigger);
        }

        /// <summary>The vehicle left state C long ago: that is told, and a minute later signed.</summary>
        [TestMethod]
        public void A_vehicle_that_left_state_C_is_signed_as_idle_after_its_minute()
        {
            Begin("sign.minutes", "0");
            Turns(59, 0, ChargingState.SuspendedEV);
            Assert.AreEqual("", _made);
            Turns(2, 0, ChargingState.SuspendedEV);
            Assert.AreEqual("Stopped ", _made);
            Assert.AreEqual((int)ChargingState.SuspendedEV, (int)_journal.State);
        }

        /// <summary>What trickles meanwhile is signed as what it is.</summary>
        [TestMethod]
        public void Periodic_readings_tell_drawing_from_idle()
        {
            Begin("sign.minutes", "5");
            Turns(301, Charging);
            Assert.AreEqual("Periodic ", _made);
            Turns(61, 50_000);
            Turns(299, 50_000);
            Assert.AreEqual("Periodic Stopped IdlePeriodic ", _made);
            Assert.AreEqual((int)TriggerReason.MeterValuePeriodic, (int)_journal.Trigger);
            Turns(900, 0);
            Assert.AreEqual("Periodic Stopped IdlePeriodic ", _made, "the register stood still");
        }

        /// <summary>At 20:00:00.000 by the transaction's own clock, or in the first turn behind it.</summary>
        [TestMethod]
        [DataRow((int)ClockQuality.Synchronised)]
        [DataRow((int)ClockQuality.Informative)]
        public void A_boundary_is_signed_at_its_time_and_says_how_sure_that_is(int quality)
        {
            Begin("sign.at", "20:00", (ClockQuality)quality);
            Turns(3_599, Charging);
            Assert.AreEqual("", _made);
            Turns(2, Charging);
            Assert.AreEqual("Boundary ", _made);
            Assert.AreEqual(Seven + 3_600_000, _journal.Last.UtcMillis);
            Assert.AreEqual(quality, (int)_journal.Last.Quality);
            Assert.AreEqual((int)TriggerReason.MeterValueClock, (int)_journal.Trigger);
        }

        /// <summary>The wall clock is set on by a second and a half within the transaction, which may be: its readings go by its own time, and none is signed for a time that it does not have.</summary>
        [TestMethod]
        public void A_boundary_goes_by_the_time_that_its_reading_has()
        {
            Begin("sign.at", "20:00");
            _chip.Set(_chip.UtcMillis + 1_500);
            Turns(3_599, Charging);
            Assert.AreEqual(Seven + 3_599_000 + 1_500, _clock.UtcMillis);
            Assert.AreEqual("", _made);
            Turns(1, Charging);
            Assert.AreEqual("Boundary ", _made);
            Assert.AreEqual(Seven + 3_600_000, _journal.Last.UtcMillis);
        }

        /// <summary>Counted on from an old date, the first of January at midnight: nobody knows when 00:30 is.</summary>
        [TestMethod]
        public void Without_a_date_there_is_no_boundary()
        {
            Begin("sign.at", "00:30", ClockQuality.Unknown);
            Turns(1_900, Charging);
            Assert.IsTrue(_journal.Last.UtcMillis > WallClock.EarliestMillis + 1_800_000);
            Assert.AreEqual("", _made);
        }

        /// <summary>Both on one turn: both are made, one after the other.</summary>
        [TestMethod]
        public void A_boundary_at_the_moment_of_a_change_is_made_behind_it()
        {
            Begin("sign.at", "19:01");
            Turns(59, 0);
            Assert.AreEqual("", _made);
            Turns(2, 0);
            Assert.AreEqual("Stopped Boundary ", _made);
        }

        /// <summary>Nobody pays for idle time because a log is full: what ended it is signed all the same.</summary>
        [TestMethod]
        public void In_a_log_that_is_nearly_full_only_what_ends_an_idle_time_is_made()
        {
            Begin("sign.at", "19:05");
            Turns(61, 0);
            _journal.NearlyFull = true;
            Turns(300, 0);
            Turns(11, Charging);
            Turns(1_000, 0);
            Assert.AreEqual("Stopped Resumed ", _made);

            _journal.NearlyFull = false;
            Turns(1, 0);
            Assert.AreEqual("Stopped Resumed Stopped ", _made, "and the boundary that was passed over is not made up");
        }

        /// <summary>What the last vehicle did is not the next one's.</summary>
        [TestMethod]
        public void A_transaction_begins_as_drawing()
        {
            Begin("sign.minutes", "0");
            Turns(61, 0);
            _recorder.End(StoppedReason.EVDisconnected, TriggerReason.EVCommunicationLost, _register, _chip.NowMicros);
            _recorder.Begin(null, GrantSource.Free, -1, _register, 32_000, _chip.NowMicros);
            Turns(1, Charging);
            Assert.AreEqual((int)ChargingState.Charging, (int)_journal.State);
            Turns(1, 0);
            Assert.AreEqual("Stopped ", _made);
        }

        private static void Begin(string setting, string value, ClockQuality quality = ClockQuality.Synchronised)
        {
            _chip = new ScriptedChip();
            _clock = new WallClock(_chip);
            _clock.Set(0);
            _chip.NowMicros = 10 * Second;
            _chip.Set(Seven);
            if (quality == ClockQuality.Synchronised)
            {
                _chip.Quality = quality;
                _clock.Turn(_chip.NowMicros);
            }
            else if (quality == ClockQuality.Informative)
            {
                _clock.Hear(Seven - 61_000, _chip.NowMicros, _chip.NowMicros);
                _chip.NowMicros += 61 * Second;
                _clock.Turn(_chip.NowMicros);
            }

            Assert.AreEqual((int)quality, (int)_clock.Quality);
            _journal = new FakeJournal();
            _made = "";
            _register = 1_000;
            _recorder = new TransactionRecorder(_journal, _clock) { Plan = new ReadingPlan(), Signs = true };
            _recorder.Configure(TestSettings.Of(setting, value));
            _recorder.Begin(null, GrantSource.Free, -1, _register, 32_000, _chip.NowMicros);
        }

        private static void Turns(int seconds, int milliwatts, ChargingState state = ChargingState.Charging)
        {
            for (long until = _chip.NowMicros + (seconds * Second); _chip.NowMicros < until;)
            {
                _chip.NowMicros += TurnMicros;
                _clock.Turn(_chip.NowMicros);
                _register += milliwatts / 14_400;
                int events = _journal.Count;
                _recorder.Watch(milliwatts, true, _chip.NowMicros);
                _recorder.Update(state, TriggerReason.ChargingStateChanged, _register, 32_000, _chip.NowMicros);
                if (_journal.Count > events && _journal.Document != DocumentForm.None)
                {
                    _made += Name(_journal.Document) + " ";
                }
            }
        }

        private static string Name(DocumentForm form)
        {
            switch (form)
            {
                case DocumentForm.Periodic:
                    return "Periodic";
                case DocumentForm.IdlePeriodic:
                    return "IdlePeriodic";
                case DocumentForm.Stopped:
                    return "Stopped";
                case DocumentForm.Resumed:
                    return "Resumed";
                case DocumentForm.Boundary:
                    return "Boundary";
                default:
                    return "none";
            }
        }
    }
}
