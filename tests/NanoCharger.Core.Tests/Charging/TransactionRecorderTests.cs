using NanoCharger.Core.Tests.Settings;
using NanoCharger.Core.Tests.Time;
using NanoCharger.Core.Charging;
using NanoCharger.Core.Time;
using NanoCharger.Fakes;
using NanoCharger.Hal;
using nanoFramework.TestFramework;

namespace NanoCharger.Core.Tests.Charging
{
    /// <summary>Which events a transaction leaves in the journal, and when.</summary>
    [TestClass]
    public sealed class TransactionRecorderTests
    {
        private const long Second = 1_000_000;
        private const long YearMillis = 365L * 86_400_000;

        private static FakeJournal _journal;
        private static TransactionRecorder _recorder;
        private static WallClock _clock;
        private static long _began;

        /// <summary>Started carries no number, all others that of its record; the events are counted without a gap.</summary>
        [TestMethod]
        public void Events_carry_the_number_of_the_begin_record_and_count_up()
        {
            Begin();
            _recorder.Begin(null, GrantSource.Free, -1, 1_000, 32_000, 0);
            Assert.AreEqual((int)TransactionEventKind.Started, (int)_journal.Kind);
            Assert.AreEqual(0L, _journal.Number);
            Assert.AreEqual(41L, _recorder.Number);

            _recorder.Update(ChargingState.SuspendedEV, TriggerReason.ChargingStateChanged, 1_000, 32_000, Second);
            Assert.AreEqual(41L, _journal.Number);
            Assert.AreEqual(1, _journal.SeqNo);
            Assert.AreEqual((int)TriggerReason.ChargingStateChanged, (int)_journal.Trigger);

            _recorder.End(StoppedReason.EVDisconnected, TriggerReason.EVCommunicationLost, 1_500, 2 * Second);
            Assert.AreEqual((int)TransactionEventKind.Ended, (int)_journal.Kind);
            Assert.AreEqual((int)StoppedReason.EVDisconnected, (int)_journal.Reason);
            Assert.AreEqual(41L, _journal.Number);
            Assert.AreEqual(2, _journal.SeqNo);
            Assert.AreEqual(1_500L, _journal.RegisterMilliwattHours);
            Assert.IsFalse(_recorder.IsOpen);
        }

        /// <summary>60 s or 100 Wh, whichever comes first.</summary>
        [TestMethod]
        public void A_checkpoint_comes_after_its_time_or_its_energy()
        {
            Begin();
            _recorder.Begin(null, GrantSource.Free, -1, 0, 32_000, 0);
            _recorder.Update(ChargingState.Charging, TriggerReason.ChargingStateChanged, 99_999, 32_000, 59 * Second);
            Assert.AreEqual(1, _journal.Count);
            _recorder.Update(ChargingState.Charging, TriggerReason.ChargingStateChanged, 99_999, 32_000, 60 * Second);
            Assert.AreEqual(2, _journal.Count);
            Assert.AreEqual((int)TriggerReason.MeterValuePeriodic, (int)_journal.Trigger);
            _recorder.Update(ChargingState.Charging, TriggerReason.ChargingStateChanged, 199_999, 32_000, 61 * Second);
            Assert.AreEqual(3, _journal.Count);
        }

        /// <summary>Somebody asks: nothing has changed, and the next change is told as ever.</summary>
        [TestMethod]
        public void What_somebody_asks_for_is_told_as_triggered()
        {
            Begin();
            Assert.IsFalse(_recorder.TryTell(0, 32_000, 0));
            _recorder.Begin(null, GrantSource.Free, -1, 0, 32_000, 0);
            _recorder.Update(ChargingState.SuspendedEV, TriggerReason.ChargingStateChanged, 500, 32_000, Second);
            Assert.IsTrue(_recorder.TryTell(500, 32_000, 2 * Second));
            Assert.AreEqual((int)TransactionEventKind.Updated, (int)_journal.Kind);
            Assert.AreEqual((int)TriggerReason.Trigger, (int)_journal.Trigger);
            Assert.AreEqual((int)ChargingState.SuspendedEV, (int)_journal.State);
            Assert.AreEqual(2, _journal.SeqNo);
            _recorder.Update(ChargingState.Charging, TriggerReason.ChargingStateChanged, 500, 32_000, 3 * Second);
            Assert.AreEqual(3, _journal.SeqNo);
        }

        /// <summary>A register that stands still has nothing to lose: no flash is worn for it.</summary>
        [TestMethod]
        public void No_checkpoint_without_energy()
        {
            Begin();
            _recorder.Begin(null, GrantSource.Free, -1, 500, 32_000, 0);
            _recorder.Update(ChargingState.Charging, TriggerReason.ChargingStateChanged, 500, 32_000, 3_600 * Second);
            Assert.AreEqual(1, _journal.Count);
        }

        /// <summary>What no transaction began is not recorded.</summary>
        [TestMethod]
        public void Nothing_is_recorded_without_a_transaction()
        {
            Begin();
            _recorder.Update(ChargingState.SuspendedEV, TriggerReason.ChargingStateChanged, 0, 0, 0);
            _recorder.End(StoppedReason.EVDisconnected, TriggerReason.EVCommunicationLost, 0, 0);
            Assert.AreEqual(0, _journal.Count);
        }

        /// <summary>The next start closes what the last one left open, with its last register.</summary>
        [TestMethod]
        public void A_power_loss_ends_the_transaction_at_its_last_record()
        {
            Begin();
            TransactionEvent last = new TransactionEvent();
            last.Transaction = 7;
            last.SeqNo = 2;
            last.RegisterMilliwattHours = 123_456;
            last.Token = "CAFE01";
            _recorder.EndInterrupted(last, StoppedReason.PowerLoss, TriggerReason.AbnormalCondition);
            Assert.AreEqual((int)TransactionEventKind.Ended, (int)_journal.Kind);
            Assert.AreEqual((int)StoppedReason.PowerLoss, (int)_journal.Reason);
            Assert.AreEqual(7L, _journal.Number);
            Assert.AreEqual(3, _journal.SeqNo);
            Assert.AreEqual(123_456L, _journal.RegisterMilliwattHours);
            Assert.AreEqual("CAFE01", _journal.Token);
            Assert.IsFalse(_recorder.IsOpen);
        }

        /// <summary>A reading beyond what the meter is proven for says so, and that its energy is not to be billed by; the begin keeps its own.</summary>
        [TestMethod]
        public void A_reading_says_how_its_meter_was_and_the_begin_keeps_its_own()
        {
            Begin();
            _recorder.TokenType = TokenType.Emaid;
            _recorder.Begin("DE8AA1", GrantSource.Backend, 3, 1_000, 32_000, 0);
            Assert.AreEqual((int)MeterState.Good, (int)_journal.Last.MeterState);
            Assert.AreEqual((int)ErrorFlags.None, (int)_journal.Last.Errors);
            Assert.AreEqual((int)TokenType.Emaid, (int)_journal.Last.TokenType);
            _recorder.MeterState = MeterState.OutOfRange;
            _recorder.End(StoppedReason.EVDisconnected, TriggerReason.EVCommunicationLost, 1_500, 2 * Second);
            Assert.AreEqual((int)MeterState.OutOfRange, (int)_journal.Last.MeterState);
            Assert.AreEqual((int)ErrorFlags.Energy, (int)_journal.Last.Errors);
            Assert.AreEqual((int)MeterState.Good, (int)_journal.Last.BeginMeterState);
            Assert.AreEqual((int)ErrorFlags.None, (int)_journal.Last.BeginErrors);
        }

        /// <summary>A year on, two hours back: what has passed is what the monotonic clock says, and no time of it is billed.</summary>
        [TestMethod]
        [DataRow(365 * 86_400)]
        [DataRow(-7_200)]
        public void A_clock_that_jumps_within_a_transaction_keeps_its_begin_for_the_time_base_and_marks_the_reading(int seconds)
        {
            ScriptedChip chip = Dated();
            _recorder.Begin(null, GrantSource.Free, -1, 0, 32_000, chip.NowMicros);
            At(chip, 100);
            Move(chip, (seconds * 1_000L));
            At(chip, 200);
            _recorder.Update(ChargingState.Charging, TriggerReason.ChargingStateChanged, 1_000, 32_000, chip.NowMicros);
            DatedAt(200, ClockQuality.Informative, ErrorFlags.Time);

            // Back again: what was in doubt once stays so.
            Move(chip, -(seconds * 1_000L));
            At(chip, 300);
            _recorder.End(StoppedReason.EVDisconnected, TriggerReason.EVCommunicationLost, 1_500, chip.NowMicros);
            DatedAt(300, ClockQuality.Informative, ErrorFlags.Time);
            Assert.AreEqual((int)ErrorFlags.None, (int)_journal.Last.BeginErrors);
            Assert.AreEqual((int)ClockQuality.Synchronised, (int)_journal.Last.BeginQuality);
        }

        /// <summary>A leap second, and what a crystal drifts in a night: nothing to see.</summary>
        [TestMethod]
        [DataRow(100, -1_000)]
        [DataRow(100, 1_900)]
        [DataRow(36_000, 3_600)]
        public void What_a_clock_may_drift_leaves_a_transaction_synchronised(int after, int millis)
        {
            ScriptedChip chip = Dated();
            _recorder.Begin(null, GrantSource.Free, -1, 0, 32_000, chip.NowMicros);
            At(chip, after);
            Move(chip, millis);
            _recorder.End(StoppedReason.EVDisconnected, TriggerReason.EVCommunicationLost, 1_500, chip.NowMicros);
            DatedAt(after, ClockQuality.Synchronised, ErrorFlags.None);
        }

        /// <summary>Begun before anybody knew the date, and then the time server moves its own: the mark of a moved clock is on the reading, whatever date the log gives it.</summary>
        [TestMethod]
        public void A_clock_that_jumps_within_a_transaction_of_unknown_begin_marks_the_reading()
        {
            ScriptedChip chip = Undated();
            _recorder.Begin(null, GrantSource.Free, -1, 0, 32_000, chip.NowMicros);
            chip.Quality = ClockQuality.Synchronised;
            At(chip, 50);
            Move(chip, 3_600_000);
            At(chip, 100);
            Move(chip, -3_600_000);
            At(chip, 200);
            _recorder.End(StoppedReason.EVDisconnected, TriggerReason.EVCommunicationLost, 1_500, chip.NowMicros);
            Assert.AreEqual((int)ClockQuality.Synchronised, (int)_clock.Quality);
            DatedAt(200, ClockQuality.Unknown, ErrorFlags.Time);
            Assert.AreEqual((int)ClockQuality.Unknown, (int)_journal.Last.BeginQuality);
        }

        /// <summary>Begun on a date that was counted on from a lie, years ahead: it ends after the time that passed, not years before its begin, whenever the truth comes out.</summary>
        [TestMethod]
        [DataRow(0)]
        [DataRow(1)]
        public void No_reading_of_a_transaction_of_unknown_begin_is_before_an_earlier_one(int lies)
        {
            ScriptedChip chip = Undated();
            long truth = chip.UtcMillis;
            _clock.Set(truth + YearMillis);
            _recorder.Begin(null, GrantSource.Free, -1, 0, 32_000, chip.NowMicros);
            Assert.AreEqual(truth + YearMillis, _journal.Last.BeginUtcMillis);
            At(chip, 60);
            if (lies == 1)
            {
                // The backend alone goes on with it, and sets the clock.
                _clock.Hear(truth + (2 * YearMillis), chip.NowMicros, chip.NowMicros);
                At(chip, 130);
                Assert.AreEqual((int)ClockQuality.Informative, (int)_clock.Quality);
            }

            _recorder.Update(ChargingState.Charging, TriggerReason.ChargingStateChanged, 1_000, 32_000, chip.NowMicros);
            DatedAt(lies == 1 ? 130 : 60, ClockQuality.Unknown, ErrorFlags.None);

            At(chip, 140);
            chip.Quality = ClockQuality.Synchronised;
            chip.Set(truth + 140_000);
            At(chip, 142);
            _clock.Hear(truth + 142_000, chip.NowMicros, chip.NowMicros);
            At(chip, 260);
            Assert.AreEqual(truth + 260_000, _clock.UtcMillis);
            _recorder.End(StoppedReason.EVDisconnected, TriggerReason.EVCommunicationLost, 1_500, chip.NowMicros);
            DatedAt(260, ClockQuality.Unknown, lies == 1 ? ErrorFlags.Time : ErrorFlags.None);
        }

        /// <summary>A stall between the turn's begin and the begin's record is not the driver's time.</summary>
        [TestMethod]
        public void A_begin_behind_a_stall_in_its_turn_has_the_time_at_which_it_is_recorded()
        {
            ScriptedChip chip = Dated();
            long turn = chip.NowMicros;
            chip.NowMicros += 3 * Second;
            long utcMillis = _clock.UtcMillis;
            _recorder.Begin(null, GrantSource.Free, -1, 0, 32_000, turn);
            Assert.AreEqual(chip.NowMicros, _journal.Last.BeginMicros);
            Assert.AreEqual(utcMillis, _journal.Last.BeginUtcMillis);
            At(chip, 63);
            _recorder.End(StoppedReason.EVDisconnected, TriggerReason.EVCommunicationLost, 1_500, chip.NowMicros);
            DatedAt(60, ClockQuality.Synchronised, ErrorFlags.None);
        }

        /// <summary>A jump before it began is none of its own.</summary>
        [TestMethod]
        public void A_clock_that_jumped_between_two_transactions_leaves_the_second_its_time()
        {
            ScriptedChip chip = Dated();
            At(chip, 10);
            Move(chip, 3_600_000);
            At(chip, 0);
            _recorder.Begin(null, GrantSource.Free, -1, 0, 32_000, chip.NowMicros);
            At(chip, 60);
            _recorder.End(StoppedReason.EVDisconnected, TriggerReason.EVCommunicationLost, 1_500, chip.NowMicros);
            DatedAt(60, ClockQuality.Informative, ErrorFlags.None);
        }

        private static ScriptedChip Dated()
        {
            ScriptedChip chip = Undated();
            chip.Quality = ClockQuality.Synchronised;
            _clock.Turn(chip.NowMicros);
            return chip;
        }

        private static ScriptedChip Undated()
        {
            ScriptedChip chip = new ScriptedChip();
            _clock = new WallClock(chip);
            _clock.Set(0);
            chip.NowMicros = 10 * Second;
            chip.Set(1_795_353_724_000);
            _journal = new FakeJournal();
            _recorder = new TransactionRecorder(_journal, _clock);
            _recorder.Configure(TestSettings.Of());
            _began = chip.NowMicros;
            return chip;
        }

        // The time server's doing, and the look that is due within a second.
        private static void Move(ScriptedChip chip, long millis)
        {
            chip.Set(chip.UtcMillis + millis);
            _clock.Turn(chip.NowMicros + Second);
        }

        private static void At(ScriptedChip chip, int seconds)
        {
            chip.NowMicros = seconds == 0 ? chip.NowMicros : _began + (seconds * Second);
            _began = seconds == 0 ? chip.NowMicros : _began;
            _clock.Turn(chip.NowMicros);
        }

        private static void DatedAt(int seconds, ClockQuality quality, ErrorFlags errors)
        {
            Assert.AreEqual(_journal.Last.BeginUtcMillis + (seconds * 1_000L), _journal.Last.UtcMillis);
            Assert.AreEqual((int)quality, (int)_journal.Last.Quality);
            Assert.AreEqual((int)errors, (int)_journal.Last.Errors);
        }

        private static void Begin()
        {
            _journal = new FakeJournal();
            _recorder = new TransactionRecorder(_journal, new WallClock(new FakeBoard()));
            _recorder.Configure(TestSettings.Of());
        }
    }
}
