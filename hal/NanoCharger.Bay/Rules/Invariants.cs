using System;
using NanoCharger.Bay.Memory;
using NanoCharger.Bay.Network;
using NanoCharger.Emulation;

namespace NanoCharger.Bay.Rules
{
    /// <summary>All invariants of a run together: when they are asked, and what each has to know of starts, settings and turns.</summary>
    internal sealed class Invariants
    {
        private readonly BayOptions _options;
        private readonly Machine _machine;
        private readonly BayResult _result;
        private readonly Plant _plant;
        private readonly StallWatch _stalls;
        private readonly SettingsInForce _settings;
        private readonly RuleBook _outlet;
        private readonly MainsWatch _mains;
        private readonly HeatWatch _heat;
        private readonly ArrivalWatch _arrivals;
        private readonly LoadedRule? _loaded;
        private readonly DutyRule _duty;
        private readonly RegisterRule _register;
        private readonly FirmwareMemory? _memory;
        private bool _facts;

        /// <param name="options">The run's.</param>
        /// <param name="machine">Its time.</param>
        /// <param name="result">Where violations go.</param>
        /// <param name="plant">What the rules look at.</param>
        /// <param name="stalls">Time that the firmware could not act.</param>
        /// <param name="book">Knows the open transaction.</param>
        public Invariants(BayOptions options, Machine machine, BayResult result, Plant plant, StallWatch stalls, TransactionBook book)
        {
            _options = options;
            _machine = machine;
            _result = result;
            _plant = plant;
            _stalls = stalls;
            _settings = new SettingsInForce(options.Scenario, options.Probe);
            _mains = new MainsWatch(machine, plant.Mains, stalls, _settings);
            _heat = new HeatWatch(machine, stalls, () => plant.Celsius, options.Scenario.BoardPhases == 3);
            _arrivals = new ArrivalWatch(machine, stalls, plant, book);
            ObedienceWatch obedience = new ObedienceWatch(machine, plant, options.Scenario.RawUnit);
            OutletRules outlet = new OutletRules(plant, () => Facts, options.Scenario, _settings);
            _outlet = new RuleBook(machine, result, stalls, () => plant.OutletLive, outlet.All(_mains, _heat, _arrivals, obedience));
            _loaded = options.JudgeClosing ? new LoadedRule(machine, result, plant, obedience) : null;
            _memory = options.JudgeMemory ? new FirmwareMemory(machine, result, plant, _settings) : null;
            OfferLimits limits = new OfferLimits(plant, _settings, () => Facts);
            _duty = new DutyRule(machine, result, stalls, () => plant.Pilot.OfferAmps, [() => limits.Own, .. _memory?.Limits ?? []], limits.Measured(_heat, _arrivals));
            _register = new RegisterRule(machine, result);
        }

        /// <summary>The firmware's beliefs; null while there are none, and without a probe.</summary>
        public FirmwareFacts? Facts
        {
            get { return _facts ? _options.Probe?.Facts : null; }
        }

        /// <summary>The name by which the running firmware is called.</summary>
        public string Station
        {
            get { return _settings.Station; }
        }

        /// <summary>From now on every change of the plant is judged.</summary>
        public void Watch()
        {
            if (_options.JudgeClosing)
            {
                _ = new ClosingRule(_machine, _result, _stalls, _plant.Pilot, _plant.Contactor);
                _ = new SteadyRule(_machine, _result, _plant.Pilot);
            }

            _settings.Changed += Changed;
            _plant.Pilot.Changed += Check;
            _plant.Monitor.Changed += Check;
            _plant.Mains.Changed += Check;
            _plant.Contactor.Moved += Check;
            _plant.Vehicle.Changed += Check;
        }

        /// <summary>What the firmware has to remember reaches it by these ways.</summary>
        public void Listen(ConsoleTap console, CardReader reader, BackendCalls calls, BayNetwork network)
        {
            console.Typed += Typed;
            if (_memory is null)
            {
                return;
            }

            console.Printed += _memory.Printed;
            console.Typed += _memory.Typed;
            reader.Shown += _memory.Shown;
            calls.Called += _memory.Called;
            network.Answered += _memory.Answered;
            network.Heard += _memory.Heard;
        }

        /// <summary>Asks what may be asked at any moment.</summary>
        public void Check()
        {
            _outlet.Check();
            _memory?.Changed();
        }

        /// <summary>A transaction's begin record is in the flash.</summary>
        public void Begun(string token)
        {
            _memory?.Begun(token);
        }

        /// <summary>Its end record is.</summary>
        public void Ended()
        {
            _memory?.Ended();
        }

        /// <summary>Something became durable in the flash.</summary>
        public void Committed()
        {
            _settings.Read();
        }

        /// <summary>What firmware must act on counts from the moment at which it can first see it.</summary>
        public void Restart()
        {
            _outlet.Restart();
            _mains.Restart();
            _heat.Restart();
            _arrivals.Restart();
            _duty.Restart();
            _plant.Vehicle.ForgetSimplified();
        }

        /// <summary>The firmware is about to be started.</summary>
        public void Booted()
        {
            _settings.Booted();
            _register.Booted();
            _memory?.Booted();
        }

        /// <summary>The firmware is gone, and with it what it believed.</summary>
        public void Cut()
        {
            _memory?.Cut();
            _loaded?.Restart();
            _stalls.Stopped();
            _facts = false;
            Restart();
        }

        /// <summary>The firmware has re-armed the hold; the probe has not looked yet.</summary>
        public void Pulsed()
        {
            _stalls.Pulse();
            _memory?.Turned();
        }

        /// <summary>The turn is over, and the probe, if there is one, has looked.</summary>
        public void Turned()
        {
            if (_options.Probe is { } probe)
            {
                _facts = true;
                _register.Check(probe.Facts.RegisterMilliwattHours);
                Check();
            }

            _duty.Check();
        }

        private void Typed(string line)
        {
            if (Wish.OfLine(line).Kind == WishKind.ClearFaults)
            {
                _loaded?.Forget();
            }
        }

        /// <summary>What is wrong by other settings is so from now on, and the firmware has its time for it.</summary>
        private void Changed()
        {
            _mains.Changed();
            _outlet.Restart();
            Check();
        }
    }
}
