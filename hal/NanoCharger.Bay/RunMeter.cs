using NanoCharger.Bay.Physics;

namespace NanoCharger.Bay
{
    /// <summary>What the mains delivered for a technician's calibration runs: true energy that no bill holds.</summary>
    internal sealed class RunMeter
    {
        private readonly TrueMeter _meter;
        private double _last;
        private bool _running;

        public RunMeter(TrueMeter meter)
        {
            _meter = meter;
        }

        /// <summary>All of it so far, in watt-hours.</summary>
        public double WattHours { get; private set; }

        /// <summary>A turn of the firmware has ended, or the firmware itself.</summary>
        /// <param name="running">What flows from now on belongs to a run.</param>
        public void Turn(bool running)
        {
            double now = _meter.EnergyWh;
            WattHours += _running ? now - _last : 0;
            _last = now;
            _running = running;
        }
    }
}
