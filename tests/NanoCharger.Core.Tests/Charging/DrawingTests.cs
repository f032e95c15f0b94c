using NanoCharger.Core.Charging;
using NanoCharger.Core.Protection;
using NanoCharger.Core.Tests.Settings;
using NanoCharger.Core.Time;
using NanoCharger.Fakes;
using nanoFramework.TestFramework;

namespace NanoCharger.Core.Tests.Charging
{
    /// <summary>What the plan of readings is shown of the vehicle, and what the events say where it is idle.</summary>
    [TestClass]
    public sealed class DrawingTests
    {
        private const long Second = 1_000_000;

        private static FakeJournal _journal;
        private static FakePlan _plan;
        private static StationInputs _inputs;
        private static TransactionKeeper _keeper;

        /// <summary>A vehicle that is offered current may draw, contactor closed or not; one that the station pauses may not, unless it has had what it was to get.</summary>
        [TestMethod]
        [DataRow((int)StationState.Charging, "0", true)]
        [DataRow((int)StationState.Pausing, "0", true)]
        [DataRow((int)StationState.Offering, "0", true)]
        [DataRow((int)StationState.Paused, "0", false)]
        [DataRow((int)StationState.FaultShown, "0", false)]
        [DataRow((int)StationState.Paused, "1", true)]
        public void The_station_keeps_from_drawing_whom_it_gives_nothing(int state, string mostWattHours, bool mayDraw)
        {
            Begin(mostWattHours);
            _inputs.Milliwatts = 70_000;
            Pass((StationState)state, 5_000);
            Assert.AreEqual(1, _plan.Looks);
            Assert.AreEqual(70_000, _plan.Milliwatts);
            Assert.AreEqual(mayDraw, _plan.MayDraw);
        }

        /// <summary>Signed as idle is told as idle, though the contactor be closed; where the station gives nothing, that is told.</summary>
        [TestMethod]
        [DataRow((int)StationState.Charging, (int)ChargingState.SuspendedEV)]
        [DataRow((int)StationState.Paused, (int)ChargingState.SuspendedEVSE)]
        public void An_idle_vehicle_is_told_as_one_that_does_not_want_energy(int state, int told)
        {
            Begin("0");
            _plan.Idle = true;
            _plan.Next = DocumentForm.Stopped;
            Pass((StationState)state, 5_000);
            Assert.AreEqual(told, (int)_journal.State);
            Assert.AreEqual((int)TriggerReason.ChargingStateChanged, (int)_journal.Trigger);
            Assert.AreEqual((int)DocumentForm.Stopped, (int)_journal.Document);
        }

        /// <summary>A station without a key promises no document.</summary>
        [TestMethod]
        public void Without_signing_the_plan_is_not_asked()
        {
            Begin("0", false);
            _plan.Next = DocumentForm.Boundary;
            Pass(StationState.Offering, 5_000);
            Assert.AreEqual((int)DocumentForm.None, (int)_journal.Document);
        }

        private static void Begin(string mostWattHours, bool signs = true)
        {
            _journal = new FakeJournal();
            _plan = new FakePlan();
            Authorisation authorisation = new Authorisation(new LocalList(new FakeFlash()));
            authorisation.Configure(TestSettings.Of("auth.mode", "backend"));
            authorisation.Present("04A1B2C3", GrantSource.Console, false, 0);
            StopRules rules = new StopRules();
            rules.Configure(TestSettings.Of("stop.energy", mostWattHours));
            _inputs = new StationInputs(new SafetySense(), new Verdict());
            TransactionRecorder recorder = new TransactionRecorder(_journal, new WallClock(new FakeBoard())) { Plan = _plan, Signs = signs };
            _keeper = new TransactionKeeper(recorder, authorisation, rules, new CalibrationRun(new FakeRuns(), new FakeBoard())) { Commissioned = true };
            _keeper.Judge(_inputs, false, false);
            _keeper.Record(StationState.Closing, _inputs, 32_000);
            Assert.IsTrue(_keeper.IsOpen);
        }

        private static void Pass(StationState state, long milliwattHours)
        {
            _inputs.NowMicros += Second;
            _inputs.RegisterMilliwattHours = milliwattHours;
            _keeper.Judge(_inputs, true, false);
            _keeper.Record(state, _inputs, 32_000);
        }
    }
}
