using NanoCharger.Core.Charging;
using NanoCharger.Core.Metering;
using NanoCharger.Core.Pilot;
using NanoCharger.Core.Protection;
using NanoCharger.Hal;

namespace NanoCharger.App
{
    /// <summary>The first half of a turn: sees, judges, acts, and re-arms the contactor's hold when all that is done.</summary>
    internal sealed class Control
    {
        private readonly Parts _parts;
        private readonly Panel _panel;
        private readonly IContactor _contactor;
        private readonly Sensing _sensing;
        private readonly Guard _guard;
        private readonly Station _station;
        private readonly GuardInputs _guardInputs;
        private readonly StationInputs _inputs;
        private readonly CalibrationRun _run;
        private long _settingsGeneration = -1;

        /// <summary>Control of these parts.</summary>
        internal Control(Parts parts, Panel panel)
        {
            _parts = parts;
            _panel = panel;
            _contactor = parts.Board.Contactor;
            _sensing = parts.Sensing;
            _guard = parts.Guard;
            _station = parts.Station;
            _run = parts.Run;
            _guardInputs = new GuardInputs(_sensing.Safety, _sensing.Pilot, _sensing.Meter, _sensing.Frequency);
            _inputs = new StationInputs(_sensing.Safety, _guard.Verdict);
        }

        /// <summary>Takes over the settings, once after the start and once after each change at the console.</summary>
        internal void Configure()
        {
            if (_parts.Settings.Generation != _settingsGeneration)
            {
                _settingsGeneration = _parts.Settings.Generation;
                _parts.Configure();
            }
        }

        /// <summary>Runs. Cost: about one mains cycle; a record in flash may stall it for 400 ms, after contactor and pilot.</summary>
        /// <returns>Monotonic time of the turn, in microseconds.</returns>
        internal long Turn()
        {
            Configure();
            _sensing.Acquire(_station.Signal.Drive == PilotDrive.Offer);
            _inputs.Departed = _sensing.LeftStateC(_station.ContactorClosed);
            _sensing.ReadSafety();
            EnergyRegister register = _run.Running ? _run.Register : _sensing.Register;
            _sensing.Credit(register, _station.ContactorClosed);
            long nowMicros = _parts.Board.Clock.NowMicros;
            Judge(nowMicros);
            _inputs.Milliwatts = register.MeanMilliwatts;
            Act(nowMicros);
            _panel.Fill(register.MeanMilliwatts);
            bool live = _station.ContactorClosed || _sensing.Safety.OutputLive;
            _run.Turn(live, _station.Plugged, _station.Unplugged, _guard.Verdict.VehicleInDoubt, nowMicros);
            _parts.Calibration.Turn(_sensing.Measured, live, _run.MayOffer);
            Test(nowMicros);
            if (!_parts.SelfTest.HoldsBack)
            {
                // The turn's duties are done, so the chain may hold for another 4 s. A hold that has opened the contactor in a stall behind this turn's
                // reading of the chain is latched: this closes nothing, and the next turn sees it and takes the command back.
                _contactor.Hold();
            }

            return nowMicros;
        }

        private void Judge(long nowMicros)
        {
            PilotSignal signal = _station.Signal;
            _guardInputs.Measured = _sensing.Measured;
            _guardInputs.BlockStartMicros = _sensing.BlockStartMicros;
            _guardInputs.NowMicros = nowMicros;
            _guardInputs.CommandedClosed = _station.ContactorClosed;
            _guardInputs.PauseIgnored = _station.Pause.Ignored;
            _guardInputs.Unplugged = _station.Unplugged;
            _guardInputs.PilotHeldInF = signal.Drive == PilotDrive.Negative;
            _guardInputs.OfferMilliamps = signal.OfferMilliamps;
            _guardInputs.CentiCelsius = _parts.Board.Thermometer.ReadHundredths();
            _guard.Update(_guardInputs);
            _parts.Limits.Set(LimitSlot.Temperature, _guard.Verdict.LimitMilliamps);
        }

        private void Act(long nowMicros)
        {
            _parts.Authorisation.Turn(_station.Plugged, _station.Unplugged, _parts.Transaction.IsOpen, _parts.BackendAnswers, nowMicros);
            PilotDecoder pilot = _sensing.Pilot;
            _inputs.NowMicros = nowMicros;
            _inputs.Vehicle = pilot.State;
            _inputs.DiodeProven = pilot.DiodeProven;
            _inputs.Milliamps = _sensing.Meter.LargestMilliamps;
            _inputs.RegisterMilliwattHours = _sensing.Register.MilliwattHours;
            _inputs.BeyondProven = _sensing.Measured && !_sensing.Proven.Holds();
            _station.Turn(_inputs);
        }

        private void Test(long nowMicros)
        {
            SelfTest test = _parts.SelfTest;
            string result = test.Turn(_sensing.Safety, _station.Unplugged, nowMicros);
            if (result != null && !test.GivenUp)
            {
                _parts.Commissioning.NoteTest(test.Passed);
            }

            _parts.Notices.Tell(Notices.SelfTest, result);
        }
    }
}
