using NanoCharger.Emulation;

namespace NanoCharger.Bay.Physics
{
    /// <summary>The energy that really went through the contacts: the waveforms' exact mean power times the time between changes.</summary>
    internal sealed class TrueMeter
    {
        private const double NanosPerHour = 3.6e12;

        /// <summary>What draws less than this does not draw: the firmware's 200 W, and a unit that was never calibrated may be 10 % off.</summary>
        private const double QuietWatts = 230;

        /// <summary>A shorter burst is no drawing: the firmware's 10 s, and the second and the turn in which it sees it.</summary>
        private const long BurstNanos = 12_000_000_000;

        private readonly Machine _machine;
        private readonly Mains _mains;
        private readonly Vehicle _vehicle;
        private readonly Contactor _contactor;
        private double _wattNanos;
        private double _weldedWattNanos;
        private bool _welded;
        private long _since;
        private long _quietNanos;
        private long _burstNanos;

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

        /// <summary>Seconds since the start in which nothing was drawn that counts.</summary>
        public double QuietSeconds
        {
            get { return (_quietNanos + (Watts < QuietWatts ? Burst() + _machine.NowNanos - _since : 0)) / 1e9; }
        }

        private long Burst()
        {
            return _burstNanos < BurstNanos ? _burstNanos : 0;
        }

        private void Update()
        {
            long now = _machine.NowNanos;
            if (Watts < QuietWatts)
            {
                _quietNanos += Burst() + now - _since;
                _burstNanos = 0;
            }
            else
            {
                _burstNanos += now - _since;
            }

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
