using System;
using System.Collections.Generic;
using System.Linq;
using NanoCharger.Bay.Physics;
using NanoCharger.Emulation;

namespace NanoCharger.Bay
{
    /// <summary>Which pin of the chip is soldered to what: the reference board's table, kept apart from the drivers' so that each checks the other.</summary>
    internal sealed class Wiring : ISurroundings
    {
        private const int PilotPwm = 25;
        private const int ContactorCommand = 26;
        private const int HoldPulse = 27;
        private const int ResidualTest = 14;
        private const int Lamp = 2;
        private const int PulseThermometerSupply = 4;
        private const int PulseThermometerSignal = 12;
        private const int OutputSense = 22;
        private const int ResidualTrip = 21;
        private const int HoldArmed = 15;
        private const int InterlockClosed = 13;
        private const int EarthConnected = 5;
        private const int WatchdogLatchSinglePhase = 18;
        private const int WatchdogLatchThreePhase = 20;

        // Pins of the converter.
        private const int Pilot = 34;
        private const int Proximity = 35;
        private const int NtcSinglePhase = 32;
        private static readonly int[] Voltages = [36, 32, 37];
        private static readonly int[] Currents = [39, 33, 38];

        private readonly bool _threePhases;
        private readonly Dictionary<int, FaultInput> _inputs;
        private readonly HashSet<int> _high = new HashSet<int>();
        private Plant? _plant;

        /// <param name="boardPhases">Which board: 1 or 3.</param>
        /// <param name="inputs">The plain inputs that it has.</param>
        /// <param name="network">What its radio reaches.</param>
        public Wiring(int boardPhases, IReadOnlyList<FaultInput> inputs, INetwork network)
        {
            _threePhases = boardPhases == 3;
            _inputs = inputs.ToDictionary(input => input.PinOn(boardPhases));
            Network = network;
        }

        /// <summary>The control loop has ended a turn.</summary>
        public event Action? TurnEnded;

        /// <summary>The firmware has set the pilot.</summary>
        public event Action? PilotSet;

        public INetwork Network { get; }

        private Plant Plant
        {
            get { return _plant ?? throw new InvalidOperationException("The wiring is not connected"); }
        }

        private int WatchdogLatch
        {
            get { return _threePhases ? WatchdogLatchThreePhase : WatchdogLatchSinglePhase; }
        }

        /// <summary>Solders the board in; to be called once, before the chip has power.</summary>
        public void Connect(Plant plant)
        {
            _plant = plant;
        }

        public IAnalogNode Analog(int gpio)
        {
            switch (gpio)
            {
                case Pilot:
                    return Plant.Pilot;
                case Proximity:
                    return new ProximityNode(Plant.Vehicle);
                case NtcSinglePhase when !_threePhases:
                    return new NtcNode(() => Plant.Celsius);
            }

            int phases = _threePhases ? 3 : 1;
            int voltage = Array.IndexOf(Voltages, gpio, 0, phases);
            int current = Array.IndexOf(Currents, gpio, 0, phases);
            return voltage >= 0 ? new VoltageNode(Plant.Mains, voltage, Plant.Unit)
                : current >= 0 ? new CurrentNode(Plant.Mains, Plant.Vehicle, current, Plant.Unit)
                : new GroundNode();
        }

        public bool ReadPin(int gpio)
        {
            Plant.Cost.PinUsed();
            return gpio switch
            {
                OutputSense => Plant.Sense.High,
                ResidualTrip => Plant.Monitor.Tripped,
                HoldArmed => Plant.Chain.HoldArmed,
                InterlockClosed => Plant.Chain.InterlockClosed,
                EarthConnected => Plant.EarthConnected,
                _ => gpio == WatchdogLatch ? Plant.Chain.WatchdogLatch : ReadOther(gpio),
            };
        }

        private bool ReadOther(int gpio)
        {
            return _inputs.TryGetValue(gpio, out FaultInput? input)
                ? Plant.Reporting.Contains(input.Name) == input.ReportsHigh
                : _high.Contains(gpio);
        }

        public void WritePin(int gpio, bool high)
        {
            Plant.Cost.PinUsed();
            bool changed = high ? _high.Add(gpio) : _high.Remove(gpio);
            if (!changed)
            {
                return;
            }

            switch (gpio)
            {
                case ContactorCommand:
                    Plant.Chain.Command(high);
                    break;
                case ResidualTest:
                    Plant.Monitor.Test(high);
                    break;
                case Lamp:
                    Plant.Lamp.Set(high);
                    break;
                case PulseThermometerSupply when _threePhases:
                    Plant.Thermometer.Power(high);
                    break;
                case HoldPulse when high:
                    Plant.Chain.Pulse();
                    TurnEnded?.Invoke();
                    Plant.Cost.TurnEnds();
                    break;
            }
        }

        public void SetPwm(int gpio, int hertz, int dutyHundredths)
        {
            if (gpio == PilotPwm)
            {
                Plant.Pilot.Generate(hertz, dutyHundredths);
                PilotSet?.Invoke();
            }
        }

        public long PulseCount(int gpio)
        {
            return gpio == PulseThermometerSignal && _threePhases ? Plant.Thermometer.Pulses : 0;
        }

        public void ChipReset()
        {
            _high.Clear();
            Plant.Cost.Reset();
            Plant.Chain.Command(false);
            Plant.Monitor.Test(false);
            Plant.Thermometer.Power(false);
            Plant.Lamp.Set(false);
            Plant.Pilot.Generate(0, 0);
            PilotSet?.Invoke();
        }
    }
}
