using NanoCharger.Core.Tests.Settings;
using NanoCharger.Core.Charging;
using NanoCharger.Core.Time;
using NanoCharger.Core.Protection;
using NanoCharger.Fakes;
using nanoFramework.TestFramework;

namespace NanoCharger.Core.Tests.Charging
{
    /// <summary>Why a transaction ends, as the backend is told.</summary>
    [TestClass]
    public sealed class TransactionKeeperTests
    {
        private const string Token = "CAFE01";

        private static FakeJournal _journal;
        private static Authorisation _authorisation;
        private static StopRules _rules;
        private static StationInputs _inputs;
        private static TransactionKeeper _keeper;

        /// <summary>Unplugged: by the vehicle, unless a limit had stopped it before.</summary>
        [TestMethod]
        [DataRow(0, 0, (int)StoppedReason.EVDisconnected)]
        [DataRow(1, 0, (int)StoppedReason.EnergyLimitReached)]
        [DataRow(0, 5, (int)StoppedReason.TimeLimitReached)]
        public void An_unplugged_vehicle_ends_by_what_had_stopped_it(int wattHours, int seconds, int reason)
        {
            Begin();
            _rules.Configure(TestSettings.Of("stop.energy", wattHours.ToString(), "stop.time", seconds.ToString()));
            Pass(6_000_000, 2_000);
            _keeper.Record(StationState.Available, _inputs, 0);
            Assert.AreEqual((int)TransactionEventKind.Ended, (int)_journal.Kind);
            Assert.AreEqual(reason, (int)_journal.Reason);
            Assert.AreEqual((int)ChargingState.Idle, (int)_journal.State);
            Assert.AreEqual(Token, _journal.Token);
            Assert.IsFalse(_authorisation.Granted);
        }

        /// <summary>Stopped: not before the contactor has been dealt with, and by whom.</summary>
        [TestMethod]
        [DataRow((int)GrantSource.Card, (int)StoppedReason.Local, (int)TriggerReason.StopAuthorized)]
        [DataRow((int)GrantSource.Console, (int)StoppedReason.Local, (int)TriggerReason.StopAuthorized)]
        [DataRow((int)GrantSource.Backend, (int)StoppedReason.Remote, (int)TriggerReason.RemoteStop)]
        public void A_stop_ends_it_once_the_contactor_is_open(int by, int reason, int trigger)
        {
            Begin();
            _authorisation.Turn(true, false, true, false, 0);
            _authorisation.RequestStop((GrantSource)by);
            Pass(1_000_000, 0);
            Assert.AreNotEqual((int)NoCurrent.None, (int)_keeper.WhyNot);
            _keeper.Record(StationState.Pausing, _inputs, 0);
            Assert.IsTrue(_keeper.IsOpen);
            _keeper.Record(StationState.Paused, _inputs, 0);
            Assert.IsFalse(_keeper.IsOpen);
            Assert.AreEqual(reason, (int)_journal.Reason);
            Assert.AreEqual(trigger, (int)_journal.Trigger);
            Assert.AreEqual((int)ChargingState.EVConnected, (int)_journal.State, "its vehicle is still there");
        }

        /// <summary>Asked for in the turn of the begin, before anybody has looked at who charges: it ends the transaction, and does not take its grant away.</summary>
        [TestMethod]
        public void A_stop_in_the_turn_of_the_begin_is_a_stop()
        {
            Begin();
            _authorisation.RequestStop(GrantSource.Backend);
            Assert.IsTrue(_authorisation.Granted);
            Pass(1_000_000, 0);
            _keeper.Record(StationState.Paused, _inputs, 0);
            Assert.AreEqual((int)StoppedReason.Remote, (int)_journal.Reason);
        }

        /// <summary>What stands between a grant and its transaction is asked for at the begin only.</summary>
        [TestMethod]
        public void Where_nobody_may_begin_an_open_transaction_goes_on()
        {
            Begin();
            _authorisation.Closed = "not today";
            Pass(1_000_000, 0);
            Assert.AreEqual((int)NoCurrent.None, (int)_keeper.WhyNot);
            _keeper.Record(StationState.Available, _inputs, 0);
            _authorisation.Closed = null;
            _authorisation.Present(Token, GrantSource.Console, false, 2_000_000);
            Pass(2_000_000, 0);
            Assert.AreEqual((int)NoCurrent.None, (int)_keeper.WhyNot);
            _authorisation.Closed = "not today";
            Assert.AreEqual((int)NoCurrent.NotAccepted, (int)_keeper.WhyNot);
        }

        /// <summary>One block beyond what the meter is proven for, and the receipt says so of its end, not of its begin; the next transaction begins anew.</summary>
        [TestMethod]
        public void What_was_measured_beyond_the_proven_range_marks_the_bill_to_its_end()
        {
            Begin();
            Assert.AreEqual((int)MeterState.Good, (int)_journal.Last.MeterState);
            _inputs.BeyondProven = true;
            _keeper.Record(StationState.Charging, _inputs, 32_000);
            _inputs.BeyondProven = false;
            Pass(6_000_000, 2_000);
            _keeper.Record(StationState.Available, _inputs, 0);
            Assert.AreEqual((int)TransactionEventKind.Ended, (int)_journal.Kind);
            Assert.AreEqual((int)MeterState.OutOfRange, (int)_journal.Last.MeterState);
            Assert.AreEqual((int)MeterState.Good, (int)_journal.Last.BeginMeterState);
            Begin();
            Assert.AreEqual((int)MeterState.Good, (int)_journal.Last.MeterState);
        }

        /// <summary>No grant is worth anything before the unit is commissioned, and a run needs none and makes no transaction.</summary>
        [TestMethod]
        public void A_unit_that_is_not_commissioned_sells_nothing_and_a_run_is_no_transaction()
        {
            Begin();
            _keeper.Record(StationState.Available, _inputs, 0);
            _authorisation.Present(Token, GrantSource.Console, false, 1_000_000);
            Assert.AreEqual((int)NoCurrent.None, (int)_keeper.WhyNot);
            _keeper.Commissioned = false;
            Assert.AreNotEqual((int)NoCurrent.None, (int)_keeper.WhyNot);
            Assert.IsNull(_keeper.Run.Begin(OfferLimits.None, 0, 2_000_000));
            Assert.AreEqual((int)NoCurrent.None, (int)_keeper.WhyNot);
            int events = _journal.Count;
            _keeper.Record(StationState.Closing, _inputs, 32_000);
            Assert.IsFalse(_keeper.IsOpen);
            Assert.AreEqual(events, _journal.Count);
            Assert.IsNull(_keeper.Run.End(CalibrationRun.ByHand, 3_000_000));
            Assert.AreNotEqual((int)NoCurrent.None, (int)_keeper.WhyNot);
        }

        /// <summary>A grant that was used up before says nothing of the one that the running transaction has.</summary>
        [TestMethod]
        public void A_card_shown_again_after_a_stop_makes_a_transaction_like_any_other_when_the_power_goes()
        {
            Begin();
            _authorisation.Turn(true, false, true, false, 0);
            _authorisation.RequestStop(GrantSource.Card);
            Pass(1_000_000, 0);
            _keeper.Record(StationState.Paused, _inputs, 0);
            _authorisation.Turn(true, false, false, false, 1_000_000);
            _authorisation.Present(Token, GrantSource.Console, false, 2_000_000);
            Pass(2_000_000, 0);
            _keeper.Record(StationState.Closing, _inputs, 32_000);
            Assert.IsTrue(_keeper.IsOpen);
            _authorisation.Turn(true, false, true, false, 3_000_000);
            byte[] stored = new byte[8];
            int length = _authorisation.Memory.Save(stored, 0);

            _authorisation = new Authorisation(new LocalList(new FakeFlash()));
            _authorisation.Memory.Load(stored, 0, length);
            _keeper = new TransactionKeeper(new TransactionRecorder(_journal, new WallClock(new FakeBoard())), _authorisation, _rules, new CalibrationRun(new FakeRuns(), new FakeBoard())) { Commissioned = true };
            _keeper.Restart(Interrupted(), false, 0);
            Assert.AreEqual((int)StoppedReason.PowerLoss, (int)_journal.Reason);
            Assert.IsTrue(_authorisation.Granted);
        }

        /// <summary>The backend may have let the money go by then: what was given back is still its remote start's, and is taken back as that.</summary>
        [TestMethod]
        public void What_a_cut_gave_back_of_a_remote_start_is_withdrawn_by_its_id()
        {
            Begin();
            _authorisation = new Authorisation(new LocalList(new FakeFlash()));
            _keeper = new TransactionKeeper(new TransactionRecorder(_journal, new WallClock(new FakeBoard())), _authorisation, _rules, new CalibrationRun(new FakeRuns(), new FakeBoard())) { Commissioned = true };
            TransactionEvent last = Interrupted();
            last.RemoteStartId = 7;
            _keeper.Restart(last, false, 0);
            Assert.IsTrue(_authorisation.Granted);

            Assert.IsTrue(_authorisation.Remote.TryWithdraw(8));
            Assert.IsTrue(_authorisation.Granted, "another's");
            Assert.IsTrue(_authorisation.Remote.TryWithdraw(7));
            Assert.IsFalse(_authorisation.Granted);
        }

        /// <summary>The mains that come and go again take no limit with them, and one that was left over from an ended transaction limits nobody.</summary>
        [TestMethod]
        [DataRow(true)]
        [DataRow(false)]
        public void What_a_limit_counts_from_outlives_a_second_cut_but_not_the_end_of_its_transaction(bool interrupted)
        {
            Begin();
            byte[] stored = new byte[64];
            Renew();
            _rules.Begin(0, 1_000_000);
            int length = _rules.Save(stored, 0);
            Renew();
            _rules.Load(stored, 0, length);
            if (interrupted)
            {
                _keeper.Restart(Interrupted(), false, 0);
                length = _rules.Save(stored, 0);
                Renew();
                _rules.Load(stored, 0, length);
            }

            _keeper.Restart(null, false, 0);
            _rules.Begin(9_000, 2_000_000);
            _rules.Update(10_000, 2_000_000, true, 3_000_000);
            Assert.AreEqual(interrupted, _rules.WhyNot != NoCurrent.None);
        }

        private static void Renew()
        {
            _rules = new StopRules();
            _rules.Configure(TestSettings.Of("stop.energy", "10"));
            _keeper = new TransactionKeeper(new TransactionRecorder(_journal, new WallClock(new FakeBoard())), _authorisation, _rules, new CalibrationRun(new FakeRuns(), new FakeBoard())) { Commissioned = true };
        }

        private static TransactionEvent Interrupted()
        {
            return new TransactionEvent { Event = TransactionEventKind.Updated, Transaction = 3, Token = Token, Source = GrantSource.Console, Micros = 5_000_000 };
        }

        private static void Begin()
        {
            _journal = new FakeJournal();
            _authorisation = new Authorisation(new LocalList(new FakeFlash()));
            _authorisation.Configure(TestSettings.Of("auth.mode", "backend"));
            _authorisation.Present(Token, GrantSource.Console, false, 0);
            _rules = new StopRules();
            _inputs = new StationInputs(new SafetySense(), new Verdict());
            _keeper = new TransactionKeeper(new TransactionRecorder(_journal, new WallClock(new FakeBoard())), _authorisation, _rules, new CalibrationRun(new FakeRuns(), new FakeBoard())) { Commissioned = true };
            Pass(0, 0);
            _keeper.Record(StationState.Closing, _inputs, 32_000);
            Assert.IsTrue(_keeper.IsOpen);
        }

        private static void Pass(long nowMicros, long milliwattHours)
        {
            _inputs.NowMicros = nowMicros;
            _inputs.RegisterMilliwattHours = milliwattHours;
            _keeper.Judge(_inputs, true, false);
        }
    }
}
