using NanoCharger.Core.Charging;
using NanoCharger.Core.Metering;
using NanoCharger.Core.Pilot;
using NanoCharger.Core.Protection;
using NanoCharger.Hal;
using NanoCharger.Ocpp;

namespace NanoCharger.App
{
    /// <summary>What the charger shows of itself: the status, the lamp, and the connector's state for the backend. It decides nothing.</summary>
    internal sealed class Panel
    {
        private const long RefusalShownMicros = 2_000_000;

        // The lamp is set once a turn of 30 to 40 ms: so far ahead an edge of a pattern is early as often as late.
        private const long HalfTurnMicros = 20_000;

        // A look at a part through another is a call of its own, each turn.
        private readonly Parts _parts;
        private readonly IBoard _board;
        private readonly PilotDecoder _pilot;
        private readonly Meter _meter;
        private readonly Verdict _verdict;
        private readonly TransactionRecorder _transaction;
        private readonly ChargerStatus _status;
        private readonly Station _station;
        private readonly LampPattern _pattern = new LampPattern();
        private int _refusals;
        private long _refusedUntilMicros;

        /// <summary>Makes a panel over the parts that it shows.</summary>
        internal Panel(Parts parts)
        {
            _parts = parts;
            _board = parts.Board;
            _pilot = parts.Sensing.Pilot;
            _meter = parts.Sensing.Meter;
            _verdict = parts.Guard.Verdict;
            _transaction = parts.Transaction;
            _status = parts.Status;
            _station = parts.Station;
        }

        /// <summary>Fills the status from this turn. Cost: a thermometer and a clock, 0.7 ms.</summary>
        /// <param name="milliwatts">Power of all phases, averaged over about a second.</param>
        internal void Fill(int milliwatts)
        {
            EnergyRegister register = _parts.Sensing.Register;
            PilotSignal signal = _station.Signal;
            IClock clock = _parts.Clock;
            FaultCode fault = _verdict.Fault;
            _status.Turns++;
            _status.VehicleState = _pilot.State;
            _status.HighMillivolts = _pilot.HighMillivolts;
            _status.LowMillivolts = _pilot.LowMillivolts;
            _status.DutyHundredths = signal.DutyHundredths;
            _status.OfferMilliamps = signal.OfferMilliamps;
            _status.LimitMilliamps = _parts.Limits.LeastMilliamps;
            _status.Authorised = _parts.Authorisation.Granted;
            _status.Available = _station.Availability.InService;
            _status.StationState = _station.State;
            _status.ContactorClosed = _station.ContactorClosed;
            for (int phase = 0; phase < _meter.Phases; phase++)
            {
                _status.Volts[phase] = _meter.Millivolts[phase];
                _status.Amps[phase] = _meter.Milliamps[phase];
            }

            _status.CalibrationRun = _parts.Run.Running;
            _status.Watts = milliwatts / 1_000;
            _status.RegisterMilliwattHours = register.MilliwattHours;
            _status.TransactionNumber = _transaction.Number;
            _status.LinkState = _board.Link.State;
            _status.CentiCelsius = _board.Thermometer.ReadHundredths();
            _status.UtcMillis = clock.UtcMillis;
            _status.ClockQuality = clock.Quality;
            ShowFault(fault == FaultCode.None && _parts.Keeper.RefusedForRoom ? FaultCode.LogFull : fault);
        }

        /// <summary>Shows a fault, or that there is none.</summary>
        internal void ShowFault(FaultCode code)
        {
            _status.FaultCode = (int)code;
            _status.FaultName = FaultCatalogue.Name(code);
        }

        /// <summary>Says why no current flows.</summary>
        internal void Explain()
        {
            _status.NoCurrent = _station.WhyNot;
        }

        /// <summary>Drives the lamp.</summary>
        internal void Light(long nowMicros)
        {
            Indication indication = Indicated(nowMicros);
            _status.PatternShown = indication == Indication.Pattern;
            if (indication == Indication.Pattern)
            {
                _board.Indicator.Light(_pattern.IsLit(nowMicros + HalfTurnMicros));
                return;
            }

            // What goes before it ends it: it does not begin again in the middle, when nobody looks for it any more.
            _pattern.End();
            _board.Indicator.Show(indication, nowMicros);
        }

        /// <summary>Begins a pattern on the lamp. Whoever asks for it stands before it now, so what is left of a refusal is not waited for.</summary>
        internal void ShowPattern(string letters, long nowMicros)
        {
            _refusedUntilMicros = nowMicros;
            _pattern.Begin(letters, nowMicros);
        }

        /// <summary>What the backend is told of the connector; Unknown until the vehicle's state was read once.</summary>
        internal ConnectorStatus Connector()
        {
            switch ((FaultCode)_status.FaultCode)
            {
                case FaultCode.None:
                    break;
                case FaultCode.LogFull:
                    return ConnectorStatus.Unavailable;
                default:
                    return ConnectorStatus.Faulted;
            }

            // Nobody who comes would be served, whoever stands there.
            bool serves = _station.Availability.InService && _parts.Commissioning.Complete && _parts.Run.Idle;
            if (!serves && !_transaction.IsOpen)
            {
                return ConnectorStatus.Unavailable;
            }

            if (_station.Plugged)
            {
                return ConnectorStatus.Occupied;
            }

            return _status.VehicleState == VehicleState.Unknown ? ConnectorStatus.Unknown : ConnectorStatus.Available;
        }

        // A fault is never hidden; a refusal is shown while whoever holds the card still looks.
        private Indication Indicated(long nowMicros)
        {
            if (_refusals != _parts.Authorisation.Refusals)
            {
                _refusals = _parts.Authorisation.Refusals;
                _refusedUntilMicros = nowMicros + RefusalShownMicros;
            }

            NoCurrent why = _status.NoCurrent;
            return _status.FaultCode != 0 || why == NoCurrent.NotCommissioned ? Indication.Fault
                : nowMicros < _refusedUntilMicros ? Indication.Refused
                : _station.ContactorClosed ? Indication.Charging
                : why == NoCurrent.OutOfService ? Indication.OutOfService
                : _pattern.IsShown(nowMicros) ? Indication.Pattern
                : why >= NoCurrent.InstallationLimit && why <= NoCurrent.BackedOff ? Indication.Paused
                : _station.Plugged ? Indication.Connected
                : Indication.Available;
        }
    }
}
