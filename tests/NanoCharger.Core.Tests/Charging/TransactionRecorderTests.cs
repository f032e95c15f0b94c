using NanoCharger.Core.Tests.Settings;
using NanoCharger.Core.Charging;
using NanoCharger.Fakes;
using nanoFramework.TestFramework;

namespace NanoCharger.Core.Tests.Charging
{
    /// <summary>Which events a transaction leaves in the journal, and when.</summary>
    [TestClass]
    public sealed class TransactionRecorderTests
    {
        private const long Second = 1_000_000;

        private static FakeJournal _journal;
        private static TransactionRecorder _recorder;

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

        private static void Begin()
        {
            _journal = new FakeJournal();
            _recorder = new TransactionRecorder(_journal, new FakeBoard());
            _recorder.Configure(TestSettings.Of());
        }
    }
}
