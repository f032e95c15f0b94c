using System;
using NanoCharger.Emulation;

namespace NanoCharger.Bay.Physics
{
    /// <summary>The control pilot as a resistor network: generator, vehicle, faults, and the board's divider with its load (IEC 61851-1:2017, A.2).</summary>
    /// <remarks>Both levels of the pilot are solved at each change; a conversion only asks which of the two it meets.</remarks>
    internal sealed class PilotCircuit : IAnalogNode
    {
        private const double GeneratorVolts = BoardCircuit.GeneratorVolts;
        private const double GeneratorOhms = BoardCircuit.GeneratorOhms;
        private const double DiodeVolts = 0.7;
        private const double OhmsB = 2_740;
        private const double OhmsAddedInC = 1_300;
        private const double OhmsAddedInD = 270;

        private const double SeriesOhms = BoardCircuit.PilotSeriesOhms;
        private const double UpOhms = BoardCircuit.PilotUpOhms;
        private const double DownOhms = BoardCircuit.PilotDownOhms;
        private const double SupplyVolts = BoardCircuit.SupplyMillivolts / 1_000;
        private const double RestVolts = SupplyVolts * DownOhms / (UpOhms + DownOhms);
        private const double RestOhms = UpOhms * DownOhms / (UpOhms + DownOhms);
        private const double LoadOhms = SeriesOhms + RestOhms;

        /// <summary>Pin voltage with the pilot at 0 V: what a tolerance of the divider turns about.</summary>
        private const double ZeroMillivolts = 1_000 * RestVolts * SeriesOhms / LoadOhms;

        private const long NanosPerSecond = 1_000_000_000;
        private const int FullDuty = 10_000;

        /// <summary>Half of what IEC 61851-1:2017, Table A.4 leaves open between the levels of two states: who measures may take what lies there for either of them.</summary>
        private const double OpenMillivolts = 500;

        private readonly Machine _machine;
        private readonly double _dividerGain;
        private long _periodNanos = 1_000_000;
        private long _highNanos;
        private double _pinHigh;
        private double _pinLow;
        private char _vehicle = 'A';
        private char _glitch;
        private Event? _glitchEnd;
        private double _shortOhms = double.PositiveInfinity;

        public PilotCircuit(Machine machine, double dividerGain)
        {
            _machine = machine;
            _dividerGain = dividerGain;
            Solve();
        }

        /// <summary>Something about the pilot has changed.</summary>
        public event Action? Changed;

        /// <summary>Duty of the generator in hundredths of a percent: 0 steady -12 V, 10 000 steady +12 V.</summary>
        public int DutyHundredths { get; private set; }

        /// <summary>The vehicle has lost its diode.</summary>
        public bool DiodeMissing { get; private set; }

        /// <summary>Level while the generator is at +12 V, in millivolts.</summary>
        public double HighMillivolts { get; private set; }

        /// <summary>Level while the generator is at -12 V, in millivolts.</summary>
        public double LowMillivolts { get; private set; }

        /// <summary>State by the positive peak that really is on the pilot: A..E, or F while the generator stands at -12 V.</summary>
        public char State
        {
            get
            {
                if (DutyHundredths == 0)
                {
                    return 'F';
                }

                return HighMillivolts switch
                {
                    > 10_500 => 'A',
                    > 7_500 => 'B',
                    > 4_500 => 'C',
                    > 1_500 => 'D',
                    _ => 'E',
                };
            }
        }

        /// <summary>Neither C nor D for anybody who measures by the standard: above 8 V, below 1 V, or no high level at all.</summary>
        public bool SurelyAsksNothing
        {
            get { return DutyHundredths == 0 || HighMillivolts is > 7_500 + OpenMillivolts or < 1_500 - OpenMillivolts; }
        }

        /// <summary>What the duty offers a vehicle, in amperes; 0: no offer (IEC 61851-1:2017, Table A.8).</summary>
        public double OfferAmps
        {
            get
            {
                double percent = DutyHundredths / 100.0;
                return percent switch
                {
                    < 8 or > 97 => 0,
                    < 10 => 6,
                    <= 85 => 0.6 * percent,
                    <= 96 => 2.5 * (percent - 64),
                    _ => 80,
                };
            }
        }

        /// <summary>The pilot's PWM as the chip gives it; a stopped output leaves the generator at -12 V.</summary>
        public void Generate(int hertz, int dutyHundredths)
        {
            DutyHundredths = hertz == 0 ? 0 : dutyHundredths;
            _periodNanos = NanosPerSecond / Math.Max(1, hertz);
            _highNanos = DutyHundredths == FullDuty ? long.MaxValue : _periodNanos * DutyHundredths / FullDuty;
            Solve();
        }

        /// <summary>What the vehicle shows: A (not there), B, C or D.</summary>
        public void Show(char state)
        {
            _vehicle = state;
            Solve();
        }

        /// <summary>Another state for a while, E for a short.</summary>
        public void Glitch(char state, long nanos)
        {
            if (_glitchEnd is not null)
            {
                _machine.Cancel(_glitchEnd);
            }

            _glitch = state;
            _glitchEnd = _machine.Schedule(_machine.NowNanos + nanos, () =>
            {
                _glitch = '\0';
                Solve();
            });
            Solve();
        }

        /// <summary>Takes the vehicle's diode away or puts it back.</summary>
        public void SetDiodeMissing(bool missing)
        {
            DiodeMissing = missing;
            Solve();
        }

        /// <summary>A resistance between pilot and earth; infinite: none.</summary>
        public void SetShort(double ohms)
        {
            _shortOhms = ohms;
            Solve();
        }

        public double Millivolts(long nowNanos)
        {
            return nowNanos % _periodNanos < _highNanos ? _pinHigh : _pinLow;
        }

        private void Solve()
        {
            HighMillivolts = 1_000 * Node(GeneratorVolts);
            LowMillivolts = 1_000 * Node(-GeneratorVolts);
            _pinHigh = Pin(HighMillivolts);
            _pinLow = Pin(LowMillivolts);
            Changed?.Invoke();
        }

        private double Pin(double pilotMillivolts)
        {
            double slope = RestOhms / LoadOhms;
            return ZeroMillivolts + (pilotMillivolts * slope * _dividerGain);
        }

        /// <summary>Voltage of the pilot by its conductances; the diode conducts only where that gives more than its drop.</summary>
        private double Node(double generatorVolts)
        {
            char state = _glitch == '\0' ? _vehicle : _glitch;
            double conductance = (1 / GeneratorOhms) + (1 / LoadOhms);
            double current = (generatorVolts / GeneratorOhms) + (RestVolts / LoadOhms);
            double shortOhms = state == 'E' ? 0 : _shortOhms;
            conductance += 1 / Math.Max(1, shortOhms);
            double vehicle = VehicleConductance(state);
            if (DiodeMissing)
            {
                return current / (conductance + vehicle);
            }

            double conducting = (current + (DiodeVolts * vehicle)) / (conductance + vehicle);
            return conducting > DiodeVolts ? conducting : current / conductance;
        }

        private static double VehicleConductance(char state)
        {
            return state switch
            {
                'B' => 1 / OhmsB,
                'C' => (1 / OhmsB) + (1 / OhmsAddedInC),
                'D' => (1 / OhmsB) + (1 / OhmsAddedInD),
                _ => 0,
            };
        }
    }
}
