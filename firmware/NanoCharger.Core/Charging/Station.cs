using NanoCharger.Core.Pilot;
using NanoCharger.Core.Protection;
using NanoCharger.Hal;

namespace NanoCharger.Core.Charging
{
    /// <summary>One outlet: decides when the contactor may close, what the pilot offers, and where a transaction begins and ends.</summary>
    /// <remarks>
    /// One method for each state, in the words of IEC 61851-1:2017, Annex A. It sees states of the vehicle, faults and limits, never a
    /// voltage. It is the only one that commands contactor and pilot. Order within a turn: first the contactor, then the
    /// pilot, then the journal, since a record may stall everything for 400 ms.
    /// Free of authorisation: whoever plugs in charges.
    /// </remarks>
    public sealed class Station
    {
        /// <summary>C has to be seen without a break for this long before closing: contact bounce and glitches are shorter.</summary>
        public const long CloseDebounceMicros = 500_000;

        /// <summary>No closing for this long after the vehicle ended, so that a fluttering vehicle does not wear the contactor.</summary>
        public const long RecloseMicros = 5_000_000;

        /// <summary>Least time between two values of the duty cycle while the vehicle follows: it has 5 s to do so (Table A.6).</summary>
        public const long DutySpacingMicros = 5_000_000;

        /// <summary>12 V for this long is a vehicle gone; shorter is the plug's contacts on the way in or out.</summary>
        public const long UnplugMicros = 200_000;

        // Two blocks: a single one may have caught the plug half way.
        private const long PlugMicros = 60_000;

        // No trustworthy reading for this long while closed is as good as no vehicle.
        private const long BlindMicros = 60_000;

        private readonly IContactor _contactor;
        private readonly IPilotOutput _pilot;
        private readonly IProximity _proximity;
        private readonly TransactionRecorder _transaction;
        private readonly OfferLimits _limits;

        private VehicleState _vehicle;
        private long _vehicleSinceMicros;
        private long _closeNotBeforeMicros;
        private long _offerSinceMicros;
        private bool _pilotSet;
        private int _tetheredAmps;

        /// <summary>Makes a station whose contactor is open.</summary>
        /// <param name="board">Gives contactor, pilot output and proximity.</param>
        /// <param name="transaction">Recorder without an open transaction.</param>
        /// <param name="limits">The limits on the offer; the station owns the slot Cable.</param>
        public Station(IBoard board, TransactionRecorder transaction, OfferLimits limits)
        {
            _contactor = board.Contactor;
            _pilot = board.Pilot;
            _proximity = board.Proximity;
            _transaction = transaction;
            _limits = limits;
            DutyHundredths = DutyCycle.NoOffer;
        }

        /// <summary>Where the station stands.</summary>
        public StationState State { get; private set; }

        /// <summary>True while the contactor is commanded closed.</summary>
        public bool ContactorClosed { get; private set; }

        /// <summary>Current on offer, in milliamperes: 0 (X1) or 6 000..80 000 (X2).</summary>
        public int OfferMilliamps { get; private set; }

        /// <summary>Duty cycle set, in hundredths of a percent.</summary>
        public int DutyHundredths { get; private set; }

        /// <summary>True while a vehicle waits that is refused because the journal has no room.</summary>
        public bool RefusedForRoom { get; private set; }

        /// <summary>Least of all limits in force, in milliamperes.</summary>
        public int LimitMilliamps
        {
            get { return _limits.LeastMilliamps; }
        }

        /// <summary>True while somebody is allowed to charge here.</summary>
        public bool Authorised
        {
            get { return true; }
        }

        /// <summary>False while the outlet is out of service, or is to be when the open transaction ends.</summary>
        public bool InService { get; private set; } = true;

        /// <summary>True when there is surely no vehicle.</summary>
        public bool Unplugged
        {
            get { return State == StationState.Available; }
        }

        /// <summary>Sets the rating of the cable.</summary>
        /// <param name="amps">That of a tethered cable; 0 for a socket, whose plug is read when a vehicle comes.</param>
        public void SetTether(int amps)
        {
            _tetheredAmps = amps;
            if (amps > 0)
            {
                _limits.Set(LimitSlot.Cable, amps * 1_000);
            }
        }

        /// <summary>Decides and acts for one turn.</summary>
        public void Turn(StationInputs inputs)
        {
            if (inputs.Vehicle != _vehicle)
            {
                _vehicle = inputs.Vehicle;
                _vehicleSinceMicros = inputs.NowMicros;
            }

            switch (State)
            {
                case StationState.Available:
                    Available(inputs);
                    break;
                case StationState.Paused:
                    Paused(inputs);
                    break;
                case StationState.Offering:
                    Offering(inputs);
                    break;
                case StationState.Closing:
                    Closing(inputs);
                    break;
                default:
                    Charging(inputs);
                    break;
            }

            SetPilot(inputs.NowMicros);
            Record(inputs);
        }

        /// <summary>Opens the contactor whatever the state, for an error in the turn itself. Records nothing.</summary>
        public void OpenAtOnce()
        {
            _contactor.Open();
            ContactorClosed = false;
            State = StationState.Paused;
        }

        // A1. No PWM while there is nobody to read it.
        private void Available(StationInputs inputs)
        {
            bool vehicle = inputs.Vehicle >= VehicleState.Connected && inputs.Vehicle <= VehicleState.Shorted;
            if (vehicle && Lasted(PlugMicros, inputs.NowMicros))
            {
                ReadCable();
                State = StationState.Paused;
            }
        }

        // B1, C1 (Table A.6): a vehicle is there and gets no PWM: a fault, no current to give, or no room for its transaction.
        private void Paused(StationInputs inputs)
        {
            if (Gone(inputs))
            {
                State = StationState.Available;
            }
            else if (MayOffer(inputs))
            {
                // B1 -> B2.
                State = StationState.Offering;
            }
        }

        // B2, or C2 on its way to be closed.
        private void Offering(StationInputs inputs)
        {
            if (Gone(inputs))
            {
                State = StationState.Available;
            }
            else if (!MayOffer(inputs))
            {
                State = StationState.Paused;
            }
            else if (MayClose(inputs))
            {
                State = StationState.Closing;
                if (_transaction.IsOpen)
                {
                    Closing(inputs);
                }
            }
        }

        // B2 -> C2: within 3 s (Table A.6). The begin of a transaction has been recorded in the turn before; that may have stalled
        // everything for 400 ms, so all conditions are looked at once more.
        private void Closing(StationInputs inputs)
        {
            if (!MayOffer(inputs) || !MayClose(inputs))
            {
                State = StationState.Offering;
                Offering(inputs);
                return;
            }

            _contactor.Close();
            ContactorClosed = true;
            State = StationState.Charging;
        }

        // C2, closed. Everything here opens; nothing waits for a record.
        private void Charging(StationInputs inputs)
        {
            bool blind = inputs.Vehicle == VehicleState.Unknown && Lasted(BlindMicros, inputs.NowMicros);
            if (inputs.Fault != FaultCode.None)
            {
                Open(inputs, StationState.Paused);
            }
            else if (inputs.Departed || blind || !inputs.Sense.InterlockClosed)
            {
                // C2 -> B2 or A (Table A.6): within 100 ms of the pilot's move. D gets no power without ventilation, at once.
                // Where the interlock was faster, the command follows it: otherwise the contactor would close by itself.
                Open(inputs, StationState.Offering);
            }
            else if (_limits.OfferMilliamps == 0)
            {
                Open(inputs, StationState.Paused);
            }
        }

        private void Open(StationInputs inputs, StationState next)
        {
            _contactor.Open();
            ContactorClosed = false;
            State = next;
            _closeNotBeforeMicros = inputs.NowMicros + RecloseMicros;
        }

        private bool MayOffer(StationInputs inputs)
        {
            RefusedForRoom = !_transaction.IsOpen && !_transaction.HasRoom;
            return inputs.Fault == FaultCode.None && !RefusedForRoom && _limits.OfferMilliamps > 0;
        }

        private bool MayClose(StationInputs inputs)
        {
            return inputs.Vehicle == VehicleState.ReadyToCharge
                && Lasted(CloseDebounceMicros, inputs.NowMicros)
                && inputs.DiodeProven
                && inputs.NowMicros >= _closeNotBeforeMicros
                && inputs.Sense.HoldArmed
                && inputs.Sense.InterlockClosed
                && !inputs.Sense.OutputLive;
        }

        private bool Gone(StationInputs inputs)
        {
            return inputs.Vehicle == VehicleState.Disconnected && Lasted(UnplugMicros, inputs.NowMicros);
        }

        private bool Lasted(long micros, long nowMicros)
        {
            return nowMicros - _vehicleSinceMicros >= micros;
        }

        private void ReadCable()
        {
            if (_tetheredAmps == 0)
            {
                _limits.Set(LimitSlot.Cable, ProximityRating.ToMilliamps(_proximity.ReadOhms()));
            }
        }

        // Steps to and from X1 wait for nothing; between two duty values the vehicle gets its time, and the last wanted one wins.
        private void SetPilot(long nowMicros)
        {
            bool offering = State >= StationState.Offering;
            int wanted = offering ? _limits.OfferMilliamps : 0;
            bool between = wanted > 0 && OfferMilliamps > 0;
            if (_pilotSet && (wanted == OfferMilliamps || (between && nowMicros - _offerSinceMicros < DutySpacingMicros)))
            {
                return;
            }

            DutyHundredths = DutyCycle.FromMilliamps(wanted);
            _pilot.SetDuty(DutyHundredths);
            OfferMilliamps = wanted;
            _offerSinceMicros = nowMicros;
            _pilotSet = true;
        }

        private void Record(StationInputs inputs)
        {
            switch (State)
            {
                case StationState.Available:
                    _transaction.End(inputs.RegisterMilliwattHours, inputs.NowMicros);
                    RefusedForRoom = false;
                    return;
                case StationState.Closing:
                    _transaction.Begin(inputs.RegisterMilliwattHours, OfferMilliamps, inputs.NowMicros);
                    return;
                default:
                    bool abnormal = inputs.Fault != FaultCode.None;
                    _transaction.Update(Doing(), abnormal, inputs.RegisterMilliwattHours, OfferMilliamps, inputs.NowMicros);
                    return;
            }
        }

        private ChargingState Doing()
        {
            switch (State)
            {
                case StationState.Paused:
                    return ChargingState.SuspendedEVSE;
                case StationState.Offering:
                    return ChargingState.SuspendedEV;
                default:
                    return ChargingState.Charging;
            }
        }
    }
}
