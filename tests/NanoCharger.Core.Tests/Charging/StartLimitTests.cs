using NanoCharger.Core.Charging;
using NanoCharger.Core.Protection;
using NanoCharger.Core.Tests.Settings;
using NanoCharger.Core.Time;
using NanoCharger.Fakes;
using nanoFramework.TestFramework;

namespace NanoCharger.Core.Tests.Charging
{
    /// <summary>The most that a remote start may take: over all parts of its charge, and for nobody else.</summary>
    [TestClass]
    public sealed class StartLimitTests
    {
        private const string Token = "04A1B2C3";
        private const long Second = 1_000_000;
        private const long StartRegister = 5_000_000;

        private static FakeJournal _journal;
        private static Authorisation _authorisation;
        private static StationInputs _inputs;
        private static TransactionKeeper _keeper;

        /// <summary>The transaction ends, not the charging alone, and its vehicle gets nothing more.</summary>
        [TestMethod]
        [DataRow(1_000, 0, (int)StoppedReason.EnergyLimitReached, (int)TriggerReason.EnergyLimitReached)]
        [DataRow(0, 600, (int)StoppedReason.TimeLimitReached, (int)TriggerReason.TimeLimitReached)]
        public void Ends_its_transaction_when_it_is_reached(int wattHours, int seconds, int reason, int trigger)
        {
            Begin(7, wattHours, seconds);
            Pass(599, 999_999);
            Assert.AreEqual((int)StoppedReason.None, (int)_keeper.Ending);
            Pass(600, 1_000_000);
            Assert.AreEqual(reason, (int)_keeper.Ending);
            Assert.AreEqual((int)NoCurrent.Stopped, (int)_keeper.WhyNot);
            _keeper.Record(StationState.Paused, _inputs, 0);
            Assert.AreEqual((int)TransactionEventKind.Ended, (int)_journal.Kind);
            Assert.AreEqual(reason, (int)_journal.Reason);
            Assert.AreEqual(trigger, (int)_journal.Trigger);
            Assert.AreEqual((int)ChargingState.EVConnected, (int)_journal.State, "the vehicle is still there");
            Assert.IsFalse(_authorisation.Granted);
        }

        /// <summary>Three parts: energy and time of all of them count.</summary>
        [TestMethod]
        [DataRow(1_000, 0)]
        [DataRow(0, 600)]
        public void A_charge_that_is_cut_has_only_the_rest_left(int wattHours, int seconds)
        {
            Begin(7, wattHours, seconds);
            Pass(250, 400_000);
            Cut(7, 250, 400_000);
            Resume(7, 400_000);
            Pass(250, 800_000);
            Cut(7, 250, 800_000);
            Resume(7, 800_000);
            Pass(99, 999_999);
            Assert.AreEqual((int)StoppedReason.None, (int)_keeper.Ending);
            Pass(100, 1_000_000);
            Assert.AreNotEqual((int)StoppedReason.None, (int)_keeper.Ending);
        }

        /// <summary>The power went right behind the begin's record: that one knows where it began.</summary>
        [TestMethod]
        public void A_begin_that_was_not_stored_yet_is_known_by_its_record()
        {
            Grant(7, 1_000, 0);
            byte[] stored = new byte[64];
            int length = _authorisation.Remote.Limit.Save(stored, 0);
            Renew(stored, length);
            _keeper.Restart(Last(7, 250, 400_000), false, 0);
            Resume(7, 400_000);
            Pass(99, 999_999);
            Assert.AreEqual((int)StoppedReason.None, (int)_keeper.Ending);
            Pass(100, 1_000_000);
            Assert.AreEqual((int)StoppedReason.EnergyLimitReached, (int)_keeper.Ending);
        }

        /// <summary>It was reached, and the power went before the vehicle had obeyed: no second helping.</summary>
        [TestMethod]
        public void One_that_was_reached_when_the_power_went_is_not_resumed()
        {
            Begin(7, 1_000, 0);
            Cut(7, 250, 1_000_000);
            Assert.AreEqual((int)StoppedReason.EnergyLimitReached, (int)_journal.Reason);
            Assert.IsFalse(_authorisation.Granted);
            Assert.IsTrue(_authorisation.Memory.Used);
        }

        /// <summary>A card, another start, and the same id asked for anew without a limit.</summary>
        [TestMethod]
        [DataRow(-1)]
        [DataRow(8)]
        public void It_is_nobody_elses(int remoteStartId)
        {
            Begin(7, 1_000, 0);
            Cut(7, 250, 400_000);
            Resume(remoteStartId, 400_000);
            Pass(100, 5_000_000);
            Assert.AreEqual((int)StoppedReason.None, (int)_keeper.Ending);

            Grant(7, 0, 0);
            Assert.AreEqual(0, _authorisation.Remote.Limit.Save(new byte[64], 0));
        }

        /// <summary>It ends with its transaction.</summary>
        [TestMethod]
        public void Nothing_of_it_is_left_behind_its_transaction()
        {
            Begin(7, 1_000, 600);
            _keeper.Record(StationState.Available, _inputs, 0);
            Assert.AreEqual((int)TransactionEventKind.Ended, (int)_journal.Kind);
            Assert.AreEqual(0, _authorisation.Remote.Limit.Save(new byte[64], 0));
        }

        private static void Begin(int remoteStartId, int wattHours, int seconds)
        {
            Grant(remoteStartId, wattHours, seconds);
            Resume(remoteStartId, 0);
        }

        private static void Grant(int remoteStartId, int wattHours, int seconds)
        {
            _journal = new FakeJournal();
            _inputs = new StationInputs(new SafetySense(), new Verdict());
            Renew(null, 0);
            _authorisation.Turn(true, false, false, true, 0);
            Assert.IsTrue(_authorisation.Remote.TryGrant(new RemoteStart { Id = remoteStartId, Token = Token, MostWattHours = wattHours, MostSeconds = seconds }, 0));
        }

        // The begin of a part, at time 0 of its boot, on whatever grant stands.
        private static void Resume(int remoteStartId, long milliwattHours)
        {
            if (_authorisation.RemoteStartId != remoteStartId)
            {
                _authorisation.Present(Token, GrantSource.Console, true, 0);
                if (remoteStartId >= 0)
                {
                    _authorisation.Remote.TryGrant(new RemoteStart { Id = remoteStartId, Token = Token }, 0);
                }
            }

            Pass(0, milliwattHours);
            _keeper.Record(StationState.Closing, _inputs, 32_000);
            Assert.IsTrue(_keeper.IsOpen);
            Assert.AreEqual(remoteStartId, _journal.Last.RemoteStartId);
        }

        private static void Pass(int seconds, long milliwattHours)
        {
            _inputs.NowMicros = seconds * Second;
            _inputs.RegisterMilliwattHours = StartRegister + milliwattHours;
            _keeper.Judge(_inputs, true, false);
        }

        private static void Cut(int remoteStartId, int seconds, long milliwattHours)
        {
            byte[] stored = new byte[64];
            int length = _authorisation.Remote.Limit.Save(stored, 0);
            Renew(stored, length);
            _keeper.Restart(Last(remoteStartId, seconds, milliwattHours), false, 0);
            _authorisation.Turn(true, false, false, true, 0);
        }

        private static TransactionEvent Last(int remoteStartId, int seconds, long milliwattHours)
        {
            return new TransactionEvent
            {
                Event = TransactionEventKind.Updated,
                Transaction = 3,
                Token = Token,
                Source = GrantSource.Backend,
                RemoteStartId = remoteStartId,
                BeginRegisterMilliwattHours = StartRegister,
                Micros = seconds * Second,
                RegisterMilliwattHours = StartRegister + milliwattHours,
            };
        }

        private static void Renew(byte[] stored, int length)
        {
            _authorisation = new Authorisation(new LocalList(new FakeFlash()));
            _authorisation.Configure(TestSettings.Of("auth.mode", "backend", "auth.resume", "900"));
            if (length > 0)
            {
                _authorisation.Remote.Limit.Load(stored, 0, length);
            }

            TransactionRecorder recorder = new TransactionRecorder(_journal, new WallClock(new FakeBoard()));
            _keeper = new TransactionKeeper(recorder, _authorisation, new StopRules(), new CalibrationRun(new FakeRuns(), new FakeBoard())) { Commissioned = true };
        }
    }
}
