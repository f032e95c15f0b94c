using System.Collections.Generic;
using System.Linq;
using NanoCharger.Bay.Physics;
using NanoCharger.Emulation;

namespace NanoCharger.Bay
{
    /// <summary>All that is physical in the bay, connected with each other.</summary>
    internal sealed class Plant
    {
        private const double LiveVolts = 50;

        private readonly AdcCharacter _converter;
        private double _celsius = 25;

        public Plant(Machine machine, Scenario scenario, ulong seed, UnitErrors unit, AdcCharacter converter)
        {
            Unit = unit;
            _converter = converter;
            Cost = new TurnCost(machine);
            Mains = new Mains(machine, scenario.Mains);
            Pilot = new PilotCircuit(machine, unit.PilotGain);
            Vehicle = new Vehicle(machine, SeedStream.For(seed, "vehicle"), Pilot, scenario.Mains.Phases);
            Contactor = new Contactor(machine, SeedStream.For(seed, "contactor"));
            Monitor = new ResidualMonitor(machine, SeedStream.For(seed, "residual"));
            ChainParts parts = ChainParts.Draw(SeedStream.For(seed, "chain"));
            Chain = new SafetyChain(machine, new Interlock(machine, Pilot, parts), Monitor, Contactor, parts);
            Sense = new OutputSense(machine, () => Contactor.Closed ? Mains.Volts : 0, parts);
            Meter = new TrueMeter(machine, Mains, Vehicle, Contactor);
            Thermometer = new PulseThermometer(machine, () => _celsius);
            Lamp = new LampWatch(machine);
            Contactor.Moved += FollowOutlet;
            Mains.Changed += FollowOutlet;
        }

        public UnitErrors Unit { get; }

        public TurnCost Cost { get; }

        public Mains Mains { get; }

        public PilotCircuit Pilot { get; }

        public Vehicle Vehicle { get; }

        public Contactor Contactor { get; }

        public ResidualMonitor Monitor { get; }

        public SafetyChain Chain { get; }

        public OutputSense Sense { get; }

        public TrueMeter Meter { get; }

        public PulseThermometer Thermometer { get; }

        public LampWatch Lamp { get; }

        public bool EarthConnected { get; set; } = true;

        /// <summary>Names of the plain inputs that report.</summary>
        public HashSet<string> Reporting { get; } = new HashSet<string>();

        /// <summary>Temperature at the terminals and of the chip, in °C.</summary>
        public double Celsius
        {
            get
            {
                return _celsius;
            }

            set
            {
                _celsius = value;
                _converter.Celsius = value;
            }
        }

        /// <summary>Mains on the outlet, behind the contacts; bounces disregarded.</summary>
        public bool OutletLive
        {
            get { return Contactor.Closed && Mains.Volts >= LiveVolts; }
        }

        /// <summary>Current of each phase just before the outlet last changed: at an opening, what the contacts break.</summary>
        public IReadOnlyList<double> SwitchedAmps { get; private set; } = [0, 0, 0];

        private void FollowOutlet()
        {
            SwitchedAmps = Vehicle.Amps.ToArray();
            Sense.Follow();
            Vehicle.SetLive(OutletLive);
            Monitor.SetPath(OutletLive);
        }
    }
}
