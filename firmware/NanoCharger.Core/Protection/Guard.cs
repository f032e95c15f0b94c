using System;
using NanoCharger.Core.Settings;
using NanoCharger.Core.State;
using NanoCharger.Hal;

namespace NanoCharger.Core.Protection
{
    /// <summary>The charger's protection: judges each turn by all rules and says in one <see cref="Verdict"/> what follows.</summary>
    /// <remarks>
    /// One small class for each protection; this one asks them in turn and adds up what they say. It judges, and it tests the residual
    /// current monitor; it never opens or closes the contactor. That is the station's.
    /// </remarks>
    public sealed class Guard
    {
        /// <summary>No closing for this long after the cause of a fault was last seen (times table).</summary>
        public const long RecoveryMicros = 30_000_000;

        private readonly ResidualGuard _residual;
        private readonly EarthGuard _earth = new EarthGuard();
        private readonly InputGuard _inputs;
        private readonly ContactorGuard _contactor = new ContactorGuard();
        private readonly ChainGuard _chain = new ChainGuard();
        private readonly ClosingGuard _closings = new ClosingGuard();
        private readonly PilotGuard _pilot;
        private readonly OverCurrent _overCurrent;
        private readonly TemperatureSteps _temperature = new TemperatureSteps();
        private readonly MainsGuard _mains = new MainsGuard();
        private readonly MeterGuard _meter;
        private readonly ReturnDelay _delay;

        // The vehicle is asked first: what cannot be billed is no danger.
        private readonly Fault _signing = new Fault(FaultCode.SigningFailed, StopKind.Pause, 0);
        private readonly Fault _refused = new Fault(FaultCode.ChainRefused, StopKind.Open, 0);
        private readonly Fault _unset = new Fault(FaultCode.SettingsLost, StopKind.Open, 0);
        private readonly Fault _registerLost = new Fault(FaultCode.RegisterLost, StopKind.Open, 0);
        private readonly Fault _logNearlyFull = new Fault(FaultCode.LogNearlyFull, StopKind.None, 0);

        // By severity: the first one present is the one that is shown. Those that stop nothing come last.
        private readonly Fault[] _faults;

        private bool _chainRefused;
        private bool _settingsLost;
        private bool _cannotSign;
        private bool _hasLostRegister;
        private bool _hasLittleRoom;
        private bool _startedByMains;
        private bool _mainsWasOut;
        private int _mostDelaySeconds;

        /// <summary>Makes a guard of a contactor that is commanded open.</summary>
        /// <param name="board">Gives the residual current monitor, the plain inputs, entropy and the cause of the start.</param>
        public Guard(IBoard board)
        {
            _residual = new ResidualGuard(board.ResidualCurrent);
            _delay = new ReturnDelay(board.Entropy);
            _meter = new MeterGuard((int)((long)board.Sampler.BiasMillivolts * 1_000_000 / board.Sampler.MicrovoltsPerCount));
            _startedByMains = board.LastReset == ResetCause.PowerOn;
            _inputs = new InputGuard(board.FaultInputs);
            _pilot = new PilotGuard(_closings.Diodes);
            _overCurrent = new OverCurrent(_closings.Loaded);
            Fault[] gravest =
            {
                _refused, _unset, _registerLost, _residual.Trip, _residual.Silent, _residual.Stuck, _contactor.Welded, _contactor.FailedToClose, _earth.Lost,
            };
            Fault[] others =
            {
                _chain.Hold, _chain.InterlockBlind, _chain.InterlockStuck, _pilot.Shorted, _pilot.Lost, _pilot.Diode, _overCurrent.Drawn,
                _temperature.TooHot, _meter.Failed, _signing, _mains.Voltage, _mains.Frequency, _closings.Ignored, _temperature.Failed, _chain.InterlockActed, _logNearlyFull,
            };
            _faults = Joined(gravest, _inputs.Faults, others);
            Fault[] latching = { _residual.Trip, _contactor.Welded, _contactor.FailedToClose, _earth.Lost, _temperature.TooHot, _pilot.Diode, _closings.Ignored };
            BackOff[] ladders = { _closings.Loaded, _closings.Diodes };
            Latches = new Latches(Joined(latching, _inputs.Faults, new Fault[0]), _residual.Policy, _earth.Policy, ladders);
        }

        /// <summary>What follows from the last turn; always the same object.</summary>
        public Verdict Verdict { get; } = new Verdict();

        /// <summary>What of the faults survives a restart.</summary>
        public IDurable Latches { get; }

        /// <summary>How often each fault has occurred.</summary>
        public FaultCounters Counters { get; } = new FaultCounters();

        /// <summary>The part of the safety chain that last opened the contactor by itself.</summary>
        public ChainPart ChainActed
        {
            get { return _chain.LastActed; }
        }

        /// <summary>True while a test of the residual current monitor runs or is due.</summary>
        public bool ResidualTestBusy
        {
            get { return _residual.Test.Busy || _residual.Test.Due; }
        }

        /// <summary>Outcome of the last complete test: None when it was passed, else ResidualSilent or ResidualStuck.</summary>
        public FaultCode ResidualTestResult
        {
            get { return _residual.Test.Result; }
        }

        /// <summary>Reads the counters at the start. Cost: about 4 ms; a write to flash where a slot has to be mended.</summary>
        public void Load(IStorage storage)
        {
            Counters.Load(storage);
        }

        /// <summary>True when a new fault was counted and <see cref="Save"/> is due, in the background of a turn: twice, a copy each.</summary>
        public bool CountersDue(long nowMicros)
        {
            return Counters.IsDue(nowMicros);
        }

        /// <summary>Writes one of the two copies of the counters that is due. Cost: one write to flash, up to 400 ms: only in the background slice, after this turn's commands.</summary>
        /// <returns>Null, or what the technician should know.</returns>
        public string Save(IStorage storage, long nowMicros)
        {
            return Counters.Save(storage, nowMicros);
        }

        /// <summary>Takes over the settings, at the start and after each change; where they are lost that is a fault.</summary>
        public void Configure(SettingsStore settings)
        {
            _settingsLost = settings.Lost;
            string market = settings.Text(SettingId.Market);
            int retries = settings.Int(SettingId.RetryTimes);
            _residual.Configure(market, retries);
            _earth.Configure(market, retries);
            _temperature.Configure(settings.Int(SettingId.MaxAmps) * 1_000);
            _mains.Configure(settings);
            _mostDelaySeconds = settings.Int(SettingId.DelayMax);
            _startedByMains &= settings.Int(SettingId.DelayAtStart) != 0;
        }

        /// <summary>The safety chain failed its check: from now on, and until a new start, nothing may close.</summary>
        public void RefuseChain()
        {
            _chainRefused = true;
        }

        /// <summary>Tells whether a calibration was stored that cannot be used: nothing is sold by a meter that has lost it.</summary>
        public void SetCalibrationLost(bool lost)
        {
            _meter.CalibrationLost = lost;
        }

        /// <summary>Tells whether bills can be signed: what could not be billed is not sold.</summary>
        public void SetSigningFailed(bool failed)
        {
            _cannotSign = failed;
        }

        /// <summary>Tells how the log is: without its register nothing is sold.</summary>
        public void SetLog(bool registerLost, bool nearlyFull)
        {
            _hasLostRegister = registerLost;
            _hasLittleRoom = nearlyFull;
        }

        /// <summary>The technician clears what only unplugging would clear else. A cause that lasts comes back in the next turn.</summary>
        /// <remarks>What ends by itself (mains, temperature, pilot, hold) keeps its waiting time: nobody has looked at it.</remarks>
        public void Clear()
        {
            _residual.Clear();
            _earth.Clear();
            _contactor.Clear();
            _inputs.Clear();
            _closings.Clear();
        }

        /// <summary>Asks for a test of the residual current monitor; it runs once the contactor has been open for a second.</summary>
        public void RequestResidualTest()
        {
            _residual.Test.Require();
        }

        /// <summary>True while a fault is in force.</summary>
        public bool IsPresent(FaultCode code)
        {
            for (int i = 0; i < _faults.Length; i++)
            {
                if (_faults[i].Code == code)
                {
                    return _faults[i].Present;
                }
            }

            return false;
        }

        /// <summary>Judges one turn. Cost: some hundred comparisons; 20 ms more where the mains has just come back, contactor open.</summary>
        public void Update(GuardInputs inputs)
        {
            if (_startedByMains)
            {
                _startedByMains = false;
                _delay.Start(_mostDelaySeconds, inputs.NowMicros);
            }

            _refused.Update(_chainRefused, false, inputs.NowMicros);
            _unset.Update(_settingsLost, true, inputs.NowMicros);
            _registerLost.Update(_hasLostRegister, true, inputs.NowMicros);
            _logNearlyFull.Update(_hasLittleRoom, true, inputs.NowMicros);
            _chain.Update(inputs);
            _residual.Update(inputs, _closings.ClosedForMicros, _chain.ResidualActed);
            _earth.Update(inputs, _closings.ClosedForMicros);
            _contactor.Update(inputs);
            _inputs.Update(inputs);
            _pilot.Update(inputs);
            _overCurrent.Update(inputs);
            _temperature.Update(inputs);
            _meter.Update(inputs);
            _signing.Update(_cannotSign, true, inputs.NowMicros);
            WatchMains(inputs);
            _closings.Update(inputs);
            Count();
            Judge(inputs.NowMicros);
        }

        private void WatchMains(GuardInputs inputs)
        {
            _mains.Update(inputs);
            if (_mainsWasOut && !_mains.Out)
            {
                _delay.Start(_mostDelaySeconds, inputs.NowMicros);
            }

            _mainsWasOut = _mains.Out;
            _delay.Update(inputs);
        }

        private void Count()
        {
            for (int i = 0; i < _faults.Length; i++)
            {
                if (_faults[i].TakeOccurrence())
                {
                    Counters.Count(_faults[i].Code);
                }
            }
        }

        private void Judge(long now)
        {
            FaultCode first = FaultCode.None;
            StopKind stop = _residual.WantsPause && _closings.Closed ? StopKind.Pause : StopKind.None;
            long notBefore = Later(_residual.NotBeforeMicros, _earth.NotBeforeMicros);
            for (int i = 0; i < _faults.Length; i++)
            {
                Fault fault = _faults[i];
                if (!fault.Stops)
                {
                    continue;
                }

                notBefore = Later(notBefore, fault.LastSeenMicros + RecoveryMicros);
                first = first == FaultCode.None && fault.Present ? fault.Code : first;
                stop = fault.Stop > stop ? fault.Stop : stop;
            }

            bool delayed = now < _delay.UntilMicros;
            Verdict.Fault = first;
            Verdict.Stop = stop;
            Verdict.VehicleInDoubt = _chain.VehicleInDoubt;
            Verdict.LimitMilliamps = _temperature.LimitMilliamps;
            Verdict.CloseNotBeforeMicros = Later(notBefore, _delay.UntilMicros);
            Verdict.BackedOff = now < _closings.NotBeforeMicros;
            Verdict.MayOffer = stop == StopKind.None && !delayed && !Verdict.BackedOff;
            Verdict.MayClose = Verdict.MayOffer && _residual.MayClose && now >= Verdict.CloseNotBeforeMicros;
        }

        private static Fault[] Joined(Fault[] first, Fault[] second, Fault[] third)
        {
            Fault[] all = new Fault[first.Length + second.Length + third.Length];
            Array.Copy(first, 0, all, 0, first.Length);
            Array.Copy(second, 0, all, first.Length, second.Length);
            Array.Copy(third, 0, all, first.Length + second.Length, third.Length);
            return all;
        }

        private static long Later(long one, long other)
        {
            return one > other ? one : other;
        }
    }
}
