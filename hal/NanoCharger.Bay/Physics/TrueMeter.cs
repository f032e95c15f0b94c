using NanoCharger.Emulation;

namespace NanoCharger.Bay.Physics
{
    /// <summary>The energy that really went through the contacts: the waveforms' exact mean power times the time between changes.</summary>
    internal sealed class TrueMeter
    {
        private const double NanosPerHour = 3.6e12;

        private readonly Machine _machine;
        private readonly Mains _mains;
        private readonly Vehicle _vehicle;
        private readonly Contactor _contactor;
        private double _wattNanos;
        private double _weldedWattNanos;
        private bool _welded;
        private long _since;

        public TrueMeter(Machine machine, Mains mains, Vehicle vehicle, Contactor contactor)
        {
            _machine = machine;
            _mains = mains;
            _vehicle = vehicle;
            _contactor = contactor;
            mains.Changed += Update;
            vehicle.Changed += Update;
            contactor.Touched += Update;
        }

        /// <summary>True power at this moment.</summary>
        public double Watts { get; private set; }

        /// <summary>True energy since the start, in watt-hours.</summary>
        public double EnergyWh
        {
            get { return (_wattNanos + (Watts * (_machine.NowNanos - _since))) / NanosPerHour; }
        }

        /// <summary>The part of it that went through welded contacts, in watt-hours: the firmware has ended what it cannot stop.</summary>
        public double WeldedWh
        {
            get { return (_weldedWattNanos + (_welded ? Watts * (_machine.NowNanos - _since) : 0)) / NanosPerHour; }
        }

        private void Update()
        {
            long now = _machine.NowNanos;
            _wattNanos += Watts * (now - _since);
            _weldedWattNanos += _welded ? Watts * (now - _since) : 0;
            _welded = _contactor.Welded;
            _since = now;
            double amps = 0;
            for (int phase = 0; phase < _mains.Phases; phase++)
            {
                amps += _vehicle.AmpsOf(phase);
            }

            Watts = _contactor.Touching ? _mains.Volts * amps * _mains.UnitPower * (_vehicle.HalfWave ? Mains.HalfWavePower : 1) : 0;
        }
    }
}
