using NanoCharger.Core.Pilot;
using NanoCharger.Hal;

namespace NanoCharger.Core.Charging
{
    /// <summary>The cable between outlet and vehicle, and what it may carry: owner of the slot Cable.</summary>
    public sealed class Cable
    {
        private const long PeriodMicros = 1_000_000;

        private readonly IProximity _proximity;
        private readonly OfferLimits _limits;
        private int _tetheredAmps;
        private long _readMicros;

        /// <summary>Makes a cable of which nothing is known: nothing is offered.</summary>
        /// <param name="proximity">A socket's proximity contact.</param>
        /// <param name="limits">Holds the slot.</param>
        public Cable(IProximity proximity, OfferLimits limits)
        {
            _proximity = proximity;
            _limits = limits;
        }

        /// <summary>Sets the rating of a tethered cable.</summary>
        /// <param name="amps">Setting cable.amps; 0 for a socket, whose plug is read when a vehicle comes.</param>
        public void SetTether(int amps)
        {
            _tetheredAmps = amps;
            if (amps > 0)
            {
                _limits.Set(LimitSlot.Cable, amps * 1_000);
            }
        }

        /// <summary>A vehicle was plugged in: reads a socket's plug (IEC 61851-1:2017, Table B.2). Cost: 0.5 ms.</summary>
        public void Plugged()
        {
            if (_tetheredAmps == 0)
            {
                _limits.Set(LimitSlot.Cable, ProximityRating.ToMilliamps(_proximity.ReadOhms()));
            }
        }

        /// <summary>Reads the plug of whoever is plugged in once a second: in a stall it may have been changed for another, and nobody saw the pilot at 12 V.</summary>
        public void Watch(bool plugged, long nowMicros)
        {
            if (plugged && nowMicros - _readMicros >= PeriodMicros)
            {
                _readMicros = nowMicros;
                Plugged();
            }
        }
    }
}
