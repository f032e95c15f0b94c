using NanoCharger.Core.Pilot;

namespace NanoCharger.Core.Protection
{
    /// <summary>Judges what the board's safety parts and the pilot report, and says which fault is in force.</summary>
    /// <remarks>It only judges: the station opens. While a fault is in force the station neither closes nor offers.</remarks>
    public sealed class FaultMonitor
    {
        /// <summary>No closing for this long after the cause of a fault has gone.</summary>
        public const long RecoveryMicros = 30_000_000;

        // Contacts follow in 30 ms; a second leaves no doubt.
        private const long FollowMicros = 1_000_000;

        // A dip of less than 30 ms must open nothing, and one block of 20 ms may lie in it: two blocks.
        private const long PilotFaultMicros = 35_000;

        // The interlock's comparator lags by 40 ms and the pilot's decoder by a turn.
        private const long InterlockMicros = 1_000_000;

        // By severity: the first present one is the one that is shown.
        private readonly Fault _chainRefused = new Fault(FaultCode.ChainRefused, true, 0);
        private readonly Fault _residual = new Fault(FaultCode.ResidualCurrent, true, 0);
        private readonly Fault _welded = new Fault(FaultCode.ContactorWelded, true, 0);
        private readonly Fault _failedToClose = new Fault(FaultCode.ContactorFailedToClose, true, 0);
        private readonly Fault _earth = new Fault(FaultCode.EarthLost, false, RecoveryMicros);
        private readonly Fault _hold = new Fault(FaultCode.HoldLapsed, false, RecoveryMicros);
        private readonly Fault _interlock = new Fault(FaultCode.InterlockDisagrees, false, RecoveryMicros);
        private readonly Fault _shorted = new Fault(FaultCode.PilotShorted, false, RecoveryMicros);
        private readonly Fault _lost = new Fault(FaultCode.PilotLost, false, RecoveryMicros);
        private readonly Fault _diode = new Fault(FaultCode.DiodeMissing, false, RecoveryMicros);
        private readonly Fault[] _bySeverity;

        private bool _commandedClosed;
        private long _commandSinceMicros;
        private VehicleState _vehicle;
        private long _vehicleSinceMicros;
        private bool _interlockAgrees = true;
        private long _interlockSinceMicros;
        private bool _refused;

        /// <summary>Makes a monitor of a contactor that is commanded open.</summary>
        /// <param name="nowMicros">Monotonic time of the command.</param>
        public FaultMonitor(long nowMicros)
        {
            _commandSinceMicros = nowMicros;
            _bySeverity = new Fault[] { _chainRefused, _residual, _welded, _failedToClose, _earth, _hold, _interlock, _shorted, _lost, _diode };
        }

        /// <summary>The most severe fault in force, or None.</summary>
        public FaultCode Present
        {
            get
            {
                for (int i = 0; i < _bySeverity.Length; i++)
                {
                    if (_bySeverity[i].Present)
                    {
                        return _bySeverity[i].Code;
                    }
                }

                return FaultCode.None;
            }
        }

        /// <summary>The safety chain failed its check: from now on, and until a new start, nothing may close.</summary>
        public void RefuseChain()
        {
            _refused = true;
        }

        /// <summary>Judges one turn.</summary>
        /// <param name="sense">What the board reports.</param>
        /// <param name="commandedClosed">What the firmware commands.</param>
        /// <param name="pilot">The pilot of this turn's block.</param>
        /// <param name="unplugged">True when there is surely no vehicle.</param>
        /// <param name="nowMicros">Monotonic time.</param>
        public void Update(SafetySense sense, bool commandedClosed, PilotDecoder pilot, bool unplugged, long nowMicros)
        {
            _chainRefused.Update(_refused, false, nowMicros);
            _residual.Update(sense.ResidualTripped, unplugged, nowMicros);
            _earth.Update(!sense.EarthConnected, unplugged, nowMicros);
            JudgeContactor(sense, commandedClosed, unplugged, nowMicros);
            JudgePilot(pilot, unplugged, nowMicros);
            JudgeInterlock(sense, pilot.State, unplugged, nowMicros);
        }

        private void JudgeContactor(SafetySense sense, bool commandedClosed, bool unplugged, long nowMicros)
        {
            if (commandedClosed != _commandedClosed)
            {
                _commandedClosed = commandedClosed;
                _commandSinceMicros = nowMicros;
            }

            bool due = nowMicros - _commandSinceMicros >= FollowMicros;

            // Anything else in the chain that is open explains a dead outlet; the contactor is to blame only when nothing does.
            bool chainClosed = sense.HoldArmed && sense.InterlockClosed && !sense.ResidualTripped;
            _welded.Update(!commandedClosed && due && sense.OutputLive, unplugged, nowMicros);
            _failedToClose.Update(commandedClosed && due && chainClosed && sense.MainsPresent && !sense.OutputLive, unplugged, nowMicros);
            _hold.Update(commandedClosed && !sense.HoldArmed, unplugged, nowMicros);
        }

        private void JudgePilot(PilotDecoder pilot, bool unplugged, long nowMicros)
        {
            if (pilot.State != _vehicle)
            {
                _vehicle = pilot.State;
                _vehicleSinceMicros = nowMicros;
            }

            bool sure = nowMicros - _vehicleSinceMicros >= PilotFaultMicros;
            _shorted.Update(_vehicle == VehicleState.Shorted && sure, unplugged, nowMicros);
            _lost.Update(_vehicle == VehicleState.Unavailable && sure, unplugged, nowMicros);

            // A short spoils the low level too: E wins (it is not a missing diode).
            _diode.Update(pilot.DiodeMissing && !_shorted.Present, unplugged, nowMicros);
        }

        private void JudgeInterlock(SafetySense sense, VehicleState vehicle, bool unplugged, long nowMicros)
        {
            bool agrees = sense.InterlockClosed || vehicle != VehicleState.ReadyToCharge;
            if (agrees != _interlockAgrees)
            {
                _interlockAgrees = agrees;
                _interlockSinceMicros = nowMicros;
            }

            _interlock.Update(!agrees && nowMicros - _interlockSinceMicros >= InterlockMicros, unplugged, nowMicros);
        }
    }
}
