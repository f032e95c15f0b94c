using NanoCharger.Core.Pilot;
using NanoCharger.Core.Protection;
using NanoCharger.Core.Settings;
using NanoCharger.Hal;

namespace NanoCharger.Core.Charging
{
    /// <summary>One outlet: decides when the contactor may close, what the pilot offers, and where a transaction begins and ends.</summary>
    /// <remarks>
    /// One method for each state, in the words of IEC 61851-1:2017, Annex A. It sees states of the vehicle, a verdict, a grant and limits, never a voltage. It is the only one that
    /// commands contactor and pilot. Order within a turn: first the contactor, then the pilot, then the journal, since a record may stall everything for 400 ms. Wherever a
    /// rule leaves time the vehicle is asked to stop first (<see cref="StationState.Pausing"/>), so that the contacts open without load.
    /// </remarks>
    public sealed class Station
    {
        private readonly ContactorSwitch _contactor;
        private readonly Cable _cable;
        private readonly TransactionKeeper _transaction;
        private readonly OfferLimits _limits;
        private readonly OfferRules _offer;
        private readonly VehicleWatch _vehicle = new VehicleWatch();
        private readonly WakeUp _wakeUp = new WakeUp();
        private readonly FaultShow _faultShow = new FaultShow();
        private readonly CurrentJudge _current;
        private StationInputs _inputs;
        private long _nowMicros;

        /// <summary>Makes a station whose contactor is open.</summary>
        /// <param name="board">Gives contactor, pilot output and proximity.</param>
        /// <param name="transaction">Says who may charge, and keeps the transaction.</param>
        /// <param name="limits">The limits on the offer; the station owns the slots Cable and Vehicle.</param>
        public Station(IBoard board, TransactionKeeper transaction, OfferLimits limits)
        {
            _contactor = new ContactorSwitch(board.Contactor);
            _cable = new Cable(board.Proximity, limits);
            _transaction = transaction;
            _limits = limits;
            _offer = new OfferRules(transaction, limits, Availability);
            _current = new CurrentJudge(_offer, _contactor, _vehicle);
            Signal = new PilotSignal(board.Pilot);
        }

        /// <summary>Where the station stands.</summary>
        public StationState State { get; private set; }

        /// <summary>True while the contactor is commanded closed.</summary>
        public bool ContactorClosed
        {
            get { return _contactor.Closed; }
        }

        /// <summary>How often the contactor has closed.</summary>
        public ClosingCount Closings
        {
            get { return _contactor.Count; }
        }

        /// <summary>What is on the pilot.</summary>
        public PilotSignal Signal { get; }

        /// <summary>Whether the vehicle keeps to a pause.</summary>
        public PauseClock Pause { get; } = new PauseClock();

        /// <summary>Whether the outlet is in service.</summary>
        public Availability Availability { get; } = new Availability();

        /// <summary>True while a vehicle is plugged in, as far as can be seen: in <see cref="StationState.Unavailable"/> nothing can.</summary>
        public bool Plugged
        {
            get
            {
                StationState state = State == StationState.FaultShown ? _faultShow.After : State;
                return state != StationState.Available && state != StationState.Unavailable;
            }
        }

        /// <summary>True when there is surely no vehicle.</summary>
        public bool Unplugged
        {
            get { return State == StationState.Available && _vehicle.Gone; }
        }

        /// <summary>Why no current flows; None for nothing.</summary>
        public NoCurrent WhyNot
        {
            get { return _current.Judge(Plugged, _inputs); }
        }

        /// <summary>Takes over the settings: the cable's rating, and whether the room is ventilated: only then state D gets power (IEC 61851-1:2017, Table A.4).</summary>
        public void Configure(SettingsStore settings)
        {
            _cable.SetTether(settings.Int(SettingId.CableAmps));
            _vehicle.Ventilated = settings.Int(SettingId.Ventilation) == 1;
        }

        /// <summary>Decides and acts for one turn.</summary>
        public void Turn(StationInputs inputs)
        {
            _inputs = inputs;
            _nowMicros = inputs.NowMicros;
            _vehicle.Update(inputs.Vehicle, inputs.Verdict.VehicleInDoubt, _nowMicros);
            _faultShow.Update(inputs.Verdict.Stop, _nowMicros);
            _transaction.Judge(inputs, State == StationState.Charging, Availability.AtOnce);
            _cable.Watch(_vehicle.Plugged, _nowMicros);
            Pause.Update(inputs.Milliamps, _nowMicros);
            if (Unplugged)
            {
                _transaction.NoteUnplugged();
            }

            _limits.Set(LimitSlot.Vehicle, _vehicle.Simplified && Plugged ? VehicleWatch.SimplifiedMilliamps : OfferLimits.None);
            Decide();
            SetPilot();
            _transaction.Record(State, inputs, Signal.OfferMilliamps);
        }

        /// <summary>Opens the contactor whatever the state, for an error in the turn itself. Records nothing.</summary>
        public void OpenAtOnce()
        {
            _contactor.Open(_nowMicros);
            State = StationState.Paused;
        }

        private void Decide()
        {
            switch (State)
            {
                case StationState.Available:
                    Available();
                    break;
                case StationState.Paused:
                    Paused();
                    break;
                case StationState.Offering:
                    Offering();
                    break;
                case StationState.Closing:
                    Closing();
                    break;
                case StationState.Charging:
                    Charging();
                    break;
                case StationState.Pausing:
                    Pausing();
                    break;
                case StationState.FaultShown:
                    FaultShown();
                    break;
                default:
                    Unavailable();
                    break;
            }
        }

        // A1. No PWM while there is nobody to read it.
        private void Available()
        {
            if (!Availability.InService)
            {
                State = StationState.Unavailable;
            }
            else if (_faultShow.Due)
            {
                State = _faultShow.Begin(StationState.Available, _nowMicros);
            }
            else if (_vehicle.Plugged)
            {
                _cable.Plugged();
                State = StationState.Paused;
            }
        }

        // B1, C1 (Table A.6): a vehicle is there and gets no PWM: not authorised, a fault, no current to give, or its charging was stopped; else B1 -> B2.
        private void Paused()
        {
            if (_vehicle.Gone)
            {
                State = StationState.Available;
            }
            else if (_faultShow.Due)
            {
                State = _faultShow.Begin(StationState.Paused, _nowMicros);
            }
            else if (!Availability.InService && !_transaction.IsOpen)
            {
                State = StationState.Unavailable;
            }
            else if (_offer.MayOffer(_inputs) && Signal.MayOffer(_nowMicros))
            {
                _wakeUp.Begin(_nowMicros);
                State = StationState.Offering;
            }
        }

        // B2, or C2 on its way to be closed. A vehicle asleep gets one step to B1 (A.5.3).
        private void Offering()
        {
            if (_vehicle.Gone)
            {
                State = StationState.Available;
            }
            else if (_faultShow.Due)
            {
                State = _faultShow.Begin(StationState.Paused, _nowMicros);
            }
            else if (!_offer.MayOffer(_inputs))
            {
                State = StationState.Paused;
            }
            else if (_vehicle.Ready && _contactor.MayClose(_inputs))
            {
                State = StationState.Closing;
                if (_transaction.IsOpen)
                {
                    Closing();
                }
            }
            else
            {
                _wakeUp.Update(_vehicle.State, _nowMicros);
            }
        }

        // B2 -> C2: within 3 s (Table A.6). The begin of a transaction was recorded in the turn before, which may have stalled everything: all is looked at once more.
        private void Closing()
        {
            if (!_offer.MayOffer(_inputs) || !_vehicle.Ready || !_contactor.MayClose(_inputs))
            {
                State = StationState.Offering;
                Offering();
                return;
            }

            _contactor.Close();
            _wakeUp.Cancel();
            State = StationState.Charging;
        }

        // C2, closed. Everything here opens, or asks the vehicle to stop; nothing waits for a record.
        private void Charging()
        {
            if (_contactor.MustOpen(_inputs, _vehicle.Blind) || Pause.Over)
            {
                Open(StationState.Offering);
            }
            else if (_offer.MustPause(_inputs))
            {
                // C2 -> C1: the vehicle has 6 s to stop drawing (Table A.6).
                Pause.Start(_nowMicros);
                State = StationState.Pausing;
            }
        }

        // C1, still closed. It opens when the vehicle has stopped drawing, left C, or used up its 6 s.
        private void Pausing()
        {
            if (_contactor.MustOpen(_inputs, _vehicle.Blind) || Pause.Over || Pause.Obeyed)
            {
                Open(StationState.Paused);
            }
            else if (!_offer.MustPause(_inputs) && Signal.MayOffer(_nowMicros))
            {
                // C1 -> C2 again: the reason has gone before anything was opened. The 6 s of this pause go on.
                State = StationState.Charging;
            }
        }

        // F after a fault of the pilot (Table A.6): the vehicle has to see it; then X1, to look again.
        private void FaultShown()
        {
            if (_faultShow.Over(_nowMicros))
            {
                State = _faultShow.After;
            }
        }

        // F, out of service. Who comes and goes cannot be seen, so no transaction is open here, and X1 begins anew.
        private void Unavailable()
        {
            if (Availability.InService)
            {
                _vehicle.Forget();
                State = StationState.Available;
            }
        }

        private void Open(StationState next)
        {
            _contactor.Open(_nowMicros);
            Pause.Opened(_inputs.Verdict.Stop < StopKind.Open);
            State = _transaction.Doubts(_inputs) ? StationState.Available : _offer.MayOffer(_inputs) && !Pause.Ignored ? next : StationState.Paused;
            if (_faultShow.Due)
            {
                State = _faultShow.Begin(State == StationState.Available ? State : StationState.Paused, _nowMicros);
            }
        }

        private void SetPilot()
        {
            if (State == StationState.FaultShown || State == StationState.Unavailable)
            {
                Signal.Negative(_nowMicros);
            }
            else if (State >= StationState.Offering && State <= StationState.Charging && !_wakeUp.Stepping)
            {
                Signal.Offer(_limits.OfferMilliamps, _nowMicros);
            }
            else
            {
                Signal.Steady(_nowMicros);
            }
        }
    }
}
