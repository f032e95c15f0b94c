using NanoCharger.Core.Protection;

namespace NanoCharger.Core.Charging
{
    /// <summary>Knows whether the one who is plugged in may be charged, and where a transaction begins and ends.</summary>
    /// <remarks>It commands nothing: the station brings contactor and pilot where a transaction may end, then this records its end.</remarks>
    public sealed class TransactionKeeper
    {
        private readonly TransactionRecorder _recorder;
        private readonly Authorisation _authorisation;
        private readonly StopRules _stopRules;
        private bool _settling;
        private StoppedReason _settlingReason;
        private TriggerReason _settlingTrigger;

        /// <summary>Makes a keeper.</summary>
        /// <param name="recorder">Without an open transaction.</param>
        /// <param name="authorisation">Says who may charge; somebody else turns it.</param>
        /// <param name="stopRules">The limits of a transaction; run here.</param>
        /// <param name="run">The technician's run; somebody else turns it.</param>
        public TransactionKeeper(TransactionRecorder recorder, Authorisation authorisation, StopRules stopRules, CalibrationRun run)
        {
            Run = run;
            _recorder = recorder;
            _authorisation = authorisation;
            _stopRules = stopRules;
        }

        /// <summary>True while a transaction is open.</summary>
        public bool IsOpen
        {
            get { return _recorder.IsOpen; }
        }

        /// <summary>Why the open transaction has to end though its vehicle is still there; None while it has not.</summary>
        public StoppedReason Ending { get; private set; }

        /// <summary>True while a vehicle waits that is refused because the journal has no room.</summary>
        public bool RefusedForRoom { get; private set; }

        /// <summary>True while the unit may sell; the keeper of the commissioning says it.</summary>
        public bool Commissioned { get; set; }

        /// <summary>The technician's run, in which whoever is plugged in is charged and nothing is a transaction.</summary>
        public CalibrationRun Run { get; }

        /// <summary>Why whoever is plugged in may not be charged: not commissioned, not granted, stopped, a limit of the transaction reached, no room for its records; None for nothing, and for a calibration run.</summary>
        public NoCurrent WhyNot
        {
            get { return Run.Idle ? WhyNotSold : Run.MayOffer ? NoCurrent.None : NoCurrent.RunOver; }
        }

        private NoCurrent WhyNotSold
        {
            get
            {
                if (!IsOpen && (_authorisation.Restarting || _recorder.Held || _authorisation.Closed != null))
                {
                    return _authorisation.Restarting ? NoCurrent.Starting : _recorder.Held ? NoCurrent.NameChanged : NoCurrent.NotAccepted;
                }

                return !Commissioned ? NoCurrent.NotCommissioned
                    : RefusedForRoom ? NoCurrent.LogFull
                    : Ending != StoppedReason.None ? NoCurrent.Stopped
                    : !_authorisation.Granted ? _authorisation.WhyNot
                    : _stopRules.WhyNot;
            }
        }

        /// <summary>After a restart: ends the transaction that it has left open, by what its last record says: less than was delivered, never more.</summary>
        /// <remarks>
        /// Its vehicle, if it is still there, goes on under the same grant, in a new transaction, unless somebody had asked for its end before: a
        /// stop is durable when it is asked for, and then it ends for that reason and nothing is resumed.
        /// </remarks>
        /// <param name="last">Its last record; null when none was open.</param>
        /// <param name="outOfServiceAtOnce">True when the outlet was to go out of service without waiting for it.</param>
        /// <param name="nowMicros">Monotonic time of this boot.</param>
        public void Restart(TransactionEvent last, bool outOfServiceAtOnce, long nowMicros)
        {
            GrantSource stopBy = _authorisation.Memory.TakeStop();
            if (last == null)
            {
                _stopRules.ForgetEnded();
                if (stopBy == GrantSource.None)
                {
                    _authorisation.Memory.ResumeWaiting(nowMicros);
                }

                return;
            }

            StoppedReason reason = stopBy == GrantSource.Backend ? StoppedReason.Remote
                : stopBy != GrantSource.None || outOfServiceAtOnce ? StoppedReason.Local
                : _authorisation.Memory.Used ? StoppedReason.DeAuthorized
                : _authorisation.Remote.Interrupt(last);
            bool cut = reason == StoppedReason.PowerLoss;
            _recorder.EndInterrupted(last, reason, cut ? TriggerReason.AbnormalCondition : TriggerOf(reason));
            _stopRules.Interrupt(last.Micros);
            if (cut)
            {
                _authorisation.Memory.Resume(last.Token, last.Source, last.TokenType, last.Tariff, nowMicros);
                _authorisation.Memory.ResumeRemoteStart(last.RemoteStartId);
            }
        }

        /// <summary>The outlet was surely seen empty: whoever comes next has nothing to do with who was there before a restart.</summary>
        public void NoteUnplugged()
        {
            if (!IsOpen)
            {
                _stopRules.Forget();
            }
        }

        /// <summary>
        /// True when the vehicle that the transaction was for may be gone and another one there: it counts as unplugged, and whoever stands there
        /// as newly come. Where an end was asked for already that end is enough: after a stop nothing begins again before the outlet was seen empty.
        /// </summary>
        public bool Doubts(StationInputs inputs)
        {
            return inputs.Verdict.VehicleInDoubt && Ending == StoppedReason.None;
        }

        /// <summary>Judges one turn.</summary>
        /// <param name="inputs">The turn.</param>
        /// <param name="charging">True while the contactor is closed and power is on offer.</param>
        /// <param name="outOfServiceAtOnce">True when the outlet is to go out of service without waiting for the transaction.</param>
        public void Judge(StationInputs inputs, bool charging, bool outOfServiceAtOnce)
        {
            _stopRules.Update(inputs.RegisterMilliwattHours, inputs.Milliwatts, charging, inputs.NowMicros);
            _authorisation.Remote.Limit.Update(inputs.RegisterMilliwattHours, inputs.NowMicros);
            if (!Run.Idle)
            {
                // No grant from before it, and none for nothing behind it, whatever restarts: nobody sells to a run's load.
                _authorisation.Memory.Bar();
            }

            RefusedForRoom = !IsOpen && _authorisation.Granted && !_recorder.HasRoom;
            Ending = IsOpen ? WhyToEnd(outOfServiceAtOnce) : StoppedReason.None;
        }

        /// <summary>Records what the turn has come to. May stall everything for 400 ms: contactor and pilot have been dealt with.</summary>
        public void Record(StationState state, StationInputs inputs, int offerMilliamps)
        {
            if (_authorisation.Granted)
            {
                // A grant that is taken back takes along what was said of the price; the transaction under it keeps it.
                _recorder.Tariff = _authorisation.Tariff;
            }

            if (inputs.BeyondProven && IsOpen)
            {
                // To its end: a bill holds all that was measured since its begin.
                _recorder.MeterState = MeterState.OutOfRange;
            }

            if (_settling)
            {
                End(_settlingReason, _settlingTrigger, inputs);
                return;
            }

            switch (state)
            {
                case StationState.Available:
                case StationState.Unavailable:
                    End(WhyUnplugged(inputs.Verdict.Fault), TriggerReason.EVCommunicationLost, inputs);
                    return;
                case StationState.Closing:
                    if (Run.Idle)
                    {
                        Begin(inputs, offerMilliamps);
                    }

                    return;
                case StationState.Paused:
                case StationState.FaultShown:
                    if (Ending != StoppedReason.None)
                    {
                        End(Ending, TriggerOf(Ending), inputs);
                        return;
                    }

                    break;
            }

            // A vehicle that has had what it was to get is not kept from drawing.
            ChargingState doing = Doing(state);
            _recorder.Watch(inputs.Milliwatts, doing != ChargingState.SuspendedEVSE || _stopRules.WhyNot != NoCurrent.None, inputs.NowMicros);
            _recorder.Update(doing, WhyChanged(inputs.Verdict.Fault), inputs.RegisterMilliwattHours, offerMilliamps, inputs.NowMicros);
        }

        private void Begin(StationInputs inputs, int offerMilliamps)
        {
            Authorisation by = _authorisation;
            _recorder.TokenType = by.TokenType;
            _recorder.MeterState = MeterState.Good;
            _recorder.Begin(by.Token, by.Source, by.RemoteStartId, inputs.RegisterMilliwattHours, offerMilliamps, inputs.NowMicros);
            _authorisation.TransactionBegan();
            _stopRules.Begin(inputs.RegisterMilliwattHours, inputs.NowMicros);
            by.Remote.Limit.Begin(by.RemoteStartId, inputs.RegisterMilliwattHours, inputs.NowMicros);
        }

        private void End(StoppedReason reason, TriggerReason trigger, StationInputs inputs)
        {
            if (!IsOpen)
            {
                return;
            }

            // What flowed until the contactor opened is in the register one turn later. Once only: welded contacts stay live for ever.
            if (inputs.Sense.OutputLive && !_settling)
            {
                _settling = true;
                _settlingReason = reason;
                _settlingTrigger = trigger;
                return;
            }

            _settling = false;
            _recorder.End(reason, trigger, inputs.RegisterMilliwattHours, inputs.NowMicros);
            _authorisation.TransactionEnded(trigger == TriggerReason.EVCommunicationLost);
            _stopRules.End();
            _authorisation.Remote.Limit.End();
        }

        private StoppedReason WhyToEnd(bool outOfServiceAtOnce)
        {
            if (_authorisation.StopRequested)
            {
                return _authorisation.StopBy == GrantSource.Backend ? StoppedReason.Remote : StoppedReason.Local;
            }

            if (!_authorisation.Granted)
            {
                return StoppedReason.DeAuthorized;
            }

            return outOfServiceAtOnce ? StoppedReason.Local : _authorisation.Remote.Limit.Reached;
        }

        // The vehicle left. If something had stopped its charging before, that is why the transaction is over.
        private StoppedReason WhyUnplugged(FaultCode fault)
        {
            switch (fault)
            {
                case FaultCode.ResidualCurrent:
                case FaultCode.EarthLost:
                    return StoppedReason.GroundFault;
                case FaultCode.OverCurrent:
                case FaultCode.LimitIgnored:
                    return StoppedReason.OvercurrentFault;
                default:
                    return _stopRules.Reason == StoppedReason.None ? StoppedReason.EVDisconnected : _stopRules.Reason;
            }
        }

        private TriggerReason WhyChanged(FaultCode fault)
        {
            return fault != FaultCode.None ? TriggerReason.AbnormalCondition
                : _stopRules.Reason != StoppedReason.None ? TriggerOf(_stopRules.Reason)
                : TriggerReason.ChargingStateChanged;
        }

        private static TriggerReason TriggerOf(StoppedReason reason)
        {
            switch (reason)
            {
                case StoppedReason.Remote:
                    return TriggerReason.RemoteStop;
                case StoppedReason.DeAuthorized:
                    return TriggerReason.Deauthorized;
                case StoppedReason.EnergyLimitReached:
                    return TriggerReason.EnergyLimitReached;
                case StoppedReason.TimeLimitReached:
                    return TriggerReason.TimeLimitReached;
                default:
                    return TriggerReason.StopAuthorized;
            }
        }

        private static ChargingState Doing(StationState state)
        {
            switch (state)
            {
                case StationState.Offering:
                    return ChargingState.SuspendedEV;
                case StationState.Charging:
                case StationState.Pausing:
                    return ChargingState.Charging;
                default:
                    return ChargingState.SuspendedEVSE;
            }
        }
    }
}
