using NanoCharger.Core.Pilot;
using NanoCharger.Hal;

namespace NanoCharger.Core.Charging
{
    /// <summary>The cable between outlet and vehicle, and what it may carry: owner of the slot Cable.</summary>
    public sealed class Cable
    {
        private const long PeriodMicros = 1_000_000;

        // So many readings in a row, one a turn, that differ from what is in force: 150 ms and more. A contact that rattles is no other plug.
        private const int Readings = 5;

        private readonly IProximity _proximity;
        private readonly OfferLimits _limits;
        private int _tetheredAmps;
        private long _readMicros;
        private int _differing;
        private int _leastMilliamps;

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

        /// <summary>A vehicle was plugged in: of a socket's plug nothing is known until it was read.</summary>
        public void Plugged()
        {
            if (_tetheredAmps == 0)
            {
                _limits.Set(LimitSlot.Cable, 0);
                _readMicros = long.MinValue / 2;
                _differing = 0;
            }
        }

        /// <summary>
        /// Reads the plug of whoever is plugged in (IEC 61851-1:2017, Table B.2) once a second: in a stall it may have been changed for another, and nobody saw the pilot
        /// at 12 V. What differs from what is in force is read again in each turn, and the least of five such readings is in force then. Cost: 0.5 ms where it reads.
        /// </summary>
        public void Watch(bool plugged, long nowMicros)
        {
            if (_tetheredAmps != 0 || !plugged || (_differing == 0 && nowMicros - _readMicros < PeriodMicros))
            {
                return;
            }

            _readMicros = nowMicros;
            int milliamps = ProximityRating.ToMilliamps(_proximity.ReadOhms());
            if (milliamps == _limits.Get(LimitSlot.Cable))
            {
                _differing = 0;
                return;
            }

            _leastMilliamps = _differing == 0 || milliamps < _leastMilliamps ? milliamps : _leastMilliamps;
            _differing++;
            if (_differing == Readings)
            {
                _limits.Set(LimitSlot.Cable, _leastMilliamps);
                _differing = 0;
            }
        }
    }
}
