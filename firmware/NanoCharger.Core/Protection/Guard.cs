using NanoCharger.Hal;

namespace NanoCharger.Core.Protection
{
    /// <summary>The charger's protection: judges each turn by all rules and says in one <see cref="Verdict"/> what follows.</summary>
    /// <remarks>It judges and tests the residual current monitor; it never opens or closes. That is the station's.</remarks>
    public sealed class Guard
    {
        private readonly FaultMonitor _monitor;
        private FaultCode _last;

        /// <summary>Makes a guard of a contactor that is commanded open.</summary>
        /// <param name="board">Gives the residual current monitor's test, entropy, the cause of the start and the time.</param>
        public Guard(IBoard board)
        {
            _monitor = new FaultMonitor(board.Clock.NowMicros);
        }

        /// <summary>What follows from the last turn; always the same object.</summary>
        public Verdict Verdict { get; } = new Verdict();

        /// <summary>How often each fault has occurred.</summary>
        public FaultCounters Counters { get; } = new FaultCounters();

        /// <summary>True when a new fault was counted and <see cref="Save"/> is due, in the background of a turn.</summary>
        public bool CountersDirty
        {
            get { return Counters.Dirty; }
        }

        /// <summary>True while the residual current monitor is under test.</summary>
        public bool ResidualTestBusy
        {
            get { return false; }
        }

        /// <summary>Outcome of the last complete test: None when it was passed, else ResidualSilent or ResidualStuck.</summary>
        public FaultCode ResidualTestResult
        {
            get { return FaultCode.None; }
        }

        /// <summary>Reads the counters at the start. Cost: about 4 ms.</summary>
        public void Load(IStorage storage)
        {
            Counters.Load(storage);
        }

        /// <summary>Writes the counters. Cost: one write to flash, up to 400 ms: only in the background slice, after this turn's commands.</summary>
        public void Save(IStorage storage)
        {
            Counters.Save(storage);
        }

        /// <summary>Takes over the settings, at the start and after each change.</summary>
        public void Configure(Settings.Settings settings)
        {
        }

        /// <summary>The safety chain failed its check: from now on, and until a new start, nothing may close.</summary>
        public void RefuseChain()
        {
            _monitor.RefuseChain();
        }

        /// <summary>The technician clears what is latched. A cause that lasts comes back in the next turn.</summary>
        public void Clear()
        {
        }

        /// <summary>Tests the residual current monitor as soon as the contactor is open.</summary>
        public void RequestResidualTest()
        {
        }

        /// <summary>True while a fault is in force.</summary>
        public bool IsPresent(FaultCode code)
        {
            return code != FaultCode.None && _monitor.Present == code;
        }

        /// <summary>Judges one turn.</summary>
        public void Update(GuardInputs inputs)
        {
            _monitor.Update(inputs.Sense, inputs.CommandedClosed, inputs.Pilot, inputs.Unplugged, inputs.NowMicros);
            Verdict.Fault = _monitor.Present;
            Verdict.Stop = StopOf(Verdict.Fault);
            Verdict.MayOffer = Verdict.Stop == StopKind.None;
            Verdict.MayClose = Verdict.MayOffer;
            if (Verdict.Fault != _last && Verdict.Fault != FaultCode.None)
            {
                Counters.Count(Verdict.Fault);
            }

            _last = Verdict.Fault;
        }

        private static StopKind StopOf(FaultCode fault)
        {
            switch (fault)
            {
                case FaultCode.None:
                    return StopKind.None;
                case FaultCode.PilotShorted:
                case FaultCode.DiodeMissing:
                    return StopKind.Unavailable;
                default:
                    return StopKind.Open;
            }
        }
    }
}
