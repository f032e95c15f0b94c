using NanoCharger.Core.Tests.Settings;
using NanoCharger.Core.Tests.Charging;
using NanoCharger.Core.Charging;
using NanoCharger.Core.Time;
using NanoCharger.Records.Documents;
using NanoCharger.Records.SessionLog;
using NanoCharger.Fakes;
using NanoCharger.Hal;
using nanoFramework.TestFramework;

namespace NanoCharger.Records.Tests.Documents
{
    /// <summary>Which events carry a document, and when one between begin and end is due (setting sign.minutes).</summary>
    [TestClass]
    public sealed class PeriodicDocumentTests
    {
        private const long Second = 1_000_000;
        private const long Minute = 60 * Second;

        // The station has been on for a while when it begins.
        private const long BeginMicros = 100 * Minute;

        private static FakeJournal _journal;
        private static TransactionRecorder _recorder;

        /// <summary>Begin and receipt always, what is between never.</summary>
        [TestMethod]
        public void At_0_only_begin_and_end_carry_a_document()
        {
            Begin(0);
            Assert.AreEqual((int)DocumentForm.Begin, (int)_journal.Document);
            for (int minute = 1; minute <= 180; minute++)
            {
                Charge(1_000 + minute, minute * Minute);
                Assert.AreEqual(minute + 1, _journal.Count);
                Assert.AreEqual((int)DocumentForm.None, (int)_journal.Document, "minute " + minute);
            }

            _recorder.End(StoppedReason.EVDisconnected, TriggerReason.EVCommunicationLost, 2_000, BeginMicros + (181 * Minute));
            Assert.AreEqual((int)DocumentForm.Receipt, (int)_journal.Document);
        }

        /// <summary>Counted from the begin, then from the last document.</summary>
        [TestMethod]
        public void Each_period_has_one_document_and_not_before_its_time()
        {
            Begin(15);
            for (int period = 1; period <= 3; period++)
            {
                int events = _journal.Count;
                Charge(1_000 + (10 * period), (period * 15 * Minute) - 1);
                Assert.IsFalse(_journal.Document == DocumentForm.Periodic && _journal.Count > events, "too early, period " + period);
                events = _journal.Count;
                Charge(1_001 + (10 * period), period * 15 * Minute);
                Assert.AreEqual(events + 1, _journal.Count);
                Assert.AreEqual((int)DocumentForm.Periodic, (int)_journal.Document, "period " + period);
                Assert.AreEqual((int)TriggerReason.MeterValuePeriodic, (int)_journal.Trigger);
                Assert.AreEqual((int)TransactionEventKind.Updated, (int)_journal.Kind);
            }
        }

        /// <summary>A register that stands still says nothing new; the first that has moved is signed at once.</summary>
        [TestMethod]
        public void While_nothing_flows_none_is_made_and_then_the_next_at_once()
        {
            Begin(1);
            for (int minute = 1; minute <= 60; minute++)
            {
                Charge(1_000, minute * Minute);
            }

            Assert.AreEqual(1, _journal.Count);
            Charge(1_001, (60 * Minute) + Second);
            Assert.AreEqual((int)DocumentForm.Periodic, (int)_journal.Document);
            Charge(1_002, (61 * Minute) + Second - 1);
            Assert.AreEqual(2, _journal.Count);
        }

        /// <summary>A change of state that falls on its time is the one event for both.</summary>
        [TestMethod]
        public void A_change_at_its_time_carries_the_document_and_tells_its_own_reason()
        {
            Begin(1);
            _recorder.Update(ChargingState.SuspendedEV, TriggerReason.ChargingStateChanged, 1_001, 0, BeginMicros + Minute);
            Assert.AreEqual(2, _journal.Count);
            Assert.AreEqual((int)DocumentForm.Periodic, (int)_journal.Document);
            Assert.AreEqual((int)TriggerReason.ChargingStateChanged, (int)_journal.Trigger);
            Assert.AreEqual((int)ChargingState.SuspendedEV, (int)_journal.State);
            _recorder.Update(ChargingState.Charging, TriggerReason.ChargingStateChanged, 1_002, 0, BeginMicros + Minute + Second);
            Assert.AreEqual((int)DocumentForm.None, (int)_journal.Document);
        }

        /// <summary>A station without a key promises no document.</summary>
        [TestMethod]
        public void Without_signing_nothing_carries_one()
        {
            _journal = new FakeJournal();
            _recorder = new TransactionRecorder(_journal, new WallClock(new FakeBoard())) { Plan = new ReadingPlan() };
            _recorder.Configure(TestSettings.Of("sign.minutes", "1"));
            _recorder.Begin(null, GrantSource.Free, -1, 1_000, 32_000, BeginMicros);
            Assert.AreEqual((int)DocumentForm.None, (int)_journal.Document);
            Charge(2_000, 5 * Minute);
            Assert.AreEqual((int)DocumentForm.None, (int)_journal.Document);
            _recorder.End(StoppedReason.EVDisconnected, TriggerReason.EVCommunicationLost, 2_000, BeginMicros + (6 * Minute));
            Assert.AreEqual((int)DocumentForm.None, (int)_journal.Document);
        }

        /// <summary>Begin, two between, receipt, and the next transaction: one number more each, none for a checkpoint.</summary>
        [TestMethod]
        public void Numbers_go_on_through_periodic_documents()
        {
            RecordLog log = new RecordLog(new FakeFlash());
            log.Recover();
            log.Boot(0, 0, ClockQuality.Unknown);
            _recorder = new TransactionRecorder(log, new WallClock(new FakeBoard())) { Plan = new ReadingPlan() };
            _recorder.Signs = true;
            _recorder.Configure(TestSettings.Of("sign.minutes", "5"));
            _recorder.Begin(null, GrantSource.Free, -1, 1_000, 32_000, BeginMicros);
            for (int minute = 1; minute <= 12; minute++)
            {
                Charge(1_000 + minute, minute * Minute);
                Assert.AreEqual(minute >= 10 ? 3L : minute >= 5 ? 2L : 1L, log.Pagination, "minute " + minute);
            }

            _recorder.End(StoppedReason.EVDisconnected, TriggerReason.EVCommunicationLost, 1_020, BeginMicros + (13 * Minute));
            Assert.AreEqual(4L, log.Pagination);
            _recorder.Begin(null, GrantSource.Free, -1, 1_020, 32_000, BeginMicros + (14 * Minute));
            Assert.AreEqual(5L, log.Pagination);
        }

        private static void Begin(int minutes)
        {
            _journal = new FakeJournal();
            _recorder = new TransactionRecorder(_journal, new WallClock(new FakeBoard())) { Plan = new ReadingPlan() };
            _recorder.Signs = true;
            _recorder.Configure(TestSettings.Of("sign.minutes", minutes.ToString()));
            _recorder.Begin(null, GrantSource.Free, -1, 1_000, 32_000, BeginMicros);
        }

        private static void Charge(long register, long behindMicros)
        {
            _recorder.Update(ChargingState.Charging, TriggerReason.ChargingStateChanged, register, 32_000, BeginMicros + behindMicros);
        }
    }
}
