using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading;
using NanoCharger.Bay.Network;
using NanoCharger.Bay.Rules;
using NanoCharger.Emulation;

namespace NanoCharger.Bay
{
    /// <summary>A simulated charging bay around the firmware: plays one scenario, writes the trace, checks the invariants.</summary>
    /// <remarks>Many bays may run side by side in one process. One bay runs once.</remarks>
    public sealed class ChargingBay
    {
        private const long NanosPerSecond = 1_000_000_000;
        private const long SupplyStartNanos = 250_000_000;
        private const long ProbePeriodNanos = 10 * NanosPerSecond;

        /// <summary>The technician's self-test holds back for 5 s at most; nothing else may take so long.</summary>
        private const long MostAwakeNanos = 8 * NanosPerSecond;

        private readonly BayOptions _options;
        private readonly SerialLine _readerLine = new SerialLine();
        private readonly BayResult _result = new BayResult();
        private readonly BayNetwork _network;
        private readonly Machine _machine;
        private readonly Plant _plant;
        private readonly Trace _trace;
        private readonly StallWatch _stalls;
        private readonly Invariants _invariants;
        private readonly TransactionBook _book;
        private readonly RunMeter _runs;
        private readonly Director _director;
        private readonly BackendCalls _calls;
        private long _nextProbe = ProbePeriodNanos;
        private volatile BayView _view;

        /// <summary>Builds the bay and commissions the unit.</summary>
        public ChargingBay(BayOptions options)
        {
            _options = options;
            ulong seed = options.Seed ?? options.Scenario.Seed;
            UnitErrors unit = new UnitErrors(seed);
            AdcCharacter converter = unit.Converter();
            _network = new BayNetwork(seed, options.BrokerHost, options.BrokerPort, _result, options.Published)
            {
                Wire = options.Wire,
                Delays = options.Delays ?? new NetworkDelays(0, 0),
            };
            Wiring wiring = new Wiring(options.Scenario.BoardPhases, FaultInput.On(options.Scenario), _network);
            _machine = new Machine(new MachineOptions
            {
                Seed = SeedStream.Seed(seed, "machine"),
                Surroundings = wiring,
                Adc = converter,
                Flash = Flash,
                Console = Console,
                Reader = _readerLine,
                UtcAtStart = options.Scenario.Utc.ToUnixTimeMilliseconds() * 1_000,
            });
            _plant = new Plant(_machine, options.Scenario, seed, unit, converter);
            wiring.Connect(_plant);
            Clock = new BayClock(_machine, Deliver);
            _stalls = new StallWatch(_machine, () => _plant.Meter.Watts, () => _plant.Meter.EnergyWh);
            _book = new TransactionBook(_machine, _plant.Meter, _stalls, _result.Transactions);
            _runs = new RunMeter(_plant.Meter);
            _trace = new Trace(_machine, options.Trace, EndNanos, Begun, Ended);
            _network.Trace = _trace;
            _invariants = new Invariants(options, _machine, _result, _plant, _stalls, _book);
            _calls = new BackendCalls(_machine, _network, () => _invariants.Station, () => _book.Open, options.Door);
            _network.AnswerTaken += Deliver;
            ConsoleTap console = new ConsoleTap(_machine, Console, _trace, options);
            CardReader reader = new CardReader(_machine, _readerLine, _trace);
            _invariants.Listen(console, reader, _calls, _network);
            _director = new Director(_machine, _plant, _network, console, reader, options, SetPower, Command);
            _view = Snapshot();
            options.Commission?.Invoke(new BayFactory(Flash, options.Scenario, unit));
            Watch(wiring);
        }

        /// <summary>The unit's flash: it survives power cuts, and the run.</summary>
        public Flash Flash { get; } = new Flash();

        /// <summary>The technician's serial line.</summary>
        public SerialLine Console { get; } = new SerialLine();

        /// <summary>The world's true time in the bay, for a backend whose clock must not depend on real time.</summary>
        public TimeProvider Clock { get; }

        /// <summary>The lamp on the front, as somebody sees it who stands before it.</summary>
        public LampWatch Lamp
        {
            get { return _plant.Lamp; }
        }

        /// <summary>Energy that the bay's mains have delivered so far, in watt-hours.</summary>
        public double TrueEnergyWh
        {
            get { return _plant.Meter.EnergyWh; }
        }

        /// <summary>The bay as it stands, for a display. May be asked from any thread.</summary>
        public BayView View
        {
            get { return _view; }
        }

        private long EndNanos
        {
            get { return (long)(_options.Scenario.UntilSeconds * NanosPerSecond); }
        }

        /// <summary>Plays the scenario to its end.</summary>
        public BayResult Run()
        {
            Stopwatch watch = Stopwatch.StartNew();
            _machine.Schedule(0, () => PowerOn("start"));
            foreach (TimedAction action in _options.Scenario.Timeline)
            {
                _machine.Schedule(action.AtNanos, () => Play(action));
            }

            Refresh();
            if (_options.Speed > 0)
            {
                _machine.Pace = now => Pace(watch, now);
            }

            try
            {
                _machine.Run(EndNanos, () => _options.Cancellation.IsCancellationRequested);
                _result.Cancelled = _machine.NowNanos < EndNanos;
            }
            finally
            {
                _calls.Dispose();
                _options.Trace?.Flush();
            }

            _view = Snapshot() with { Powered = _view.Powered, Linked = _view.Linked };
            _result.RunWh = _runs.WattHours;
            Conclusion.Write(_result, _machine, _plant.Meter, _stalls, watch.Elapsed.TotalSeconds);
            return _result;
        }

        /// <summary>Says that something of the real world came into the run, so that the same seed may give another trace. May be called from any thread.</summary>
        public void MarkUnreproducible()
        {
            _result.Reproducible = false;
        }

        /// <summary>The backend is about to call the station: caused by a message of it that is not answered yet, or by a timer of <see cref="Clock"/>, the call arrives at the seed's delay behind that. From any thread.</summary>
        /// <remarks>A call that nobody announces, as when a person clicks, marks the run as not reproducible.</remarks>
        /// <param name="topic">The topic under which it will be published.</param>
        /// <param name="frame">The call as it will be published.</param>
        public void Announce(string topic, byte[] frame)
        {
            _calls.Announce(topic, frame);
        }

        /// <summary>Invariants 4 and 5, at the end: what the backend billed against what the mains delivered and what the firmware had made durable.</summary>
        /// <param name="billed">All transactions of this station that the backend has.</param>
        /// <param name="records">All records of the session log that ever became durable in this run.</param>
        /// <returns>New violations; they are added to the run's result too.</returns>
        public IReadOnlyList<Violation> CheckBilling(IReadOnlyList<BilledTransaction> billed, IReadOnlyList<CommittedRecord> records)
        {
            List<Violation> found = BillingCheck.Find(_result, billed, records);
            _result.Violations.AddRange(found);
            return found;
        }

        private void Watch(Wiring wiring)
        {
            wiring.TurnEnded += EndTurn;
            _ = new PlantTrace(_plant, wiring, _trace);
            _invariants.Watch();
            _plant.Chain.WatchdogExpired += ResetChip;
            _machine.Rebooting += () => NoteReset("reboot");
            Flash.Committed += Committed;
        }

        private void Committed(string name, byte[] content, int appendedFrom)
        {
            _options.Probe?.Committed(name, content, appendedFrom);
            _invariants.Committed();
        }

        private void Begun(string id, string token)
        {
            _book.Begin(id);
            _invariants.Begun(token);
        }

        private void Ended(string id)
        {
            _book.End(id);
            _invariants.Ended();
        }

        private void Play(TimedAction action)
        {
            _director.Play(action);
            _invariants.Check();
        }

        private void SetPower(bool on)
        {
            if (!on && _plant.Mains.On)
            {
                ForgetFirmware();
                _trace.Write("power", ("on", false), ("cause", "cut"));
                _plant.Chain.Power(false);
                _plant.Mains.Switch(false);
                _machine.CutPower();
            }
            else if (on && !_plant.Mains.On)
            {
                _plant.Mains.Switch(true);
                _machine.Schedule(_machine.NowNanos + SupplyStartNanos, () => PowerOn("restore"));
            }
        }

        private void PowerOn(string cause)
        {
            if (_machine.Powered || !_plant.Mains.On)
            {
                return;
            }

            _trace.Write("power", ("on", true), ("cause", cause));
            _invariants.Restart();
            _plant.Chain.Power(true);
            _machine.Boot(StartFirmware);
        }

        /// <summary>The watchdog's reset line.</summary>
        private void ResetChip()
        {
            if (_stalls.AwakeSincePulseNanos > MostAwakeNanos)
            {
                string what = string.Create(CultureInfo.InvariantCulture, $"the watchdog reset a firmware that was awake for {_stalls.AwakeSincePulseNanos / 1e9:0.0} s and did not re-arm the hold");
                _result.Violations.Add(new Violation(_machine.NowNanos / 1e9, 0, what));
            }

            NoteReset("watchdog");
            _machine.Reset();
        }

        private void NoteReset(string cause)
        {
            ForgetFirmware();
            _trace.Write("power", ("on", true), ("cause", cause));
        }

        private void ForgetFirmware()
        {
            _book.PowerCut();
            _runs.Turn(false);
            _invariants.Cut();
        }

        private void StartFirmware()
        {
            _invariants.Booted();
            _options.Probe?.Booted(_trace);
            _options.Firmware();
        }

        /// <summary>On the firmware's thread, at the hold pulse: the turn is over, and the probe may look.</summary>
        private void EndTurn()
        {
            _invariants.Pulsed();
            if (_options.Probe is not { } probe)
            {
                _invariants.Turned();
                return;
            }

            long now = _machine.NowNanos;
            probe.Turn(_trace, now);
            _runs.Turn(probe.Facts.CalibrationRun);
            if (now >= _nextProbe)
            {
                _nextProbe = (now / ProbePeriodNanos * ProbePeriodNanos) + ProbePeriodNanos;
                probe.Every10s(_trace, now);
            }

            _invariants.Turned();
            _plant.Cost.Signed(probe.SigningSteps);
        }

        private void Command(TimedAction action)
        {
            _result.Reproducible &= _calls.Send(action);
        }

        /// <summary>What the backend has called the station for, because of a message or a timer, is on its way before time goes on.</summary>
        private void Deliver()
        {
            _result.Reproducible &= _calls.Deliver();
        }

        private void Pace(Stopwatch watch, long now)
        {
            double wait = (now / 1e9 / _options.Speed) - watch.Elapsed.TotalSeconds;
            if (wait > 0)
            {
                _options.Cancellation.WaitHandle.WaitOne(TimeSpan.FromSeconds(wait));
            }
        }

        private void Refresh()
        {
            _view = Snapshot();
            _machine.Schedule(_machine.NowNanos + NanosPerSecond, Refresh);
        }

        private BayView Snapshot()
        {
            return BayView.Of(_machine, _plant, _network.Connected, _book.Newest(), _invariants.Facts);
        }
    }
}
