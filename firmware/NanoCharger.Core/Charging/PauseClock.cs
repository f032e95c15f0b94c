namespace NanoCharger.Core.Charging
{
    /// <summary>Measures how long a vehicle takes to stop drawing after the PWM went off, so that the contactor opens unloaded where it can.</summary>
    public sealed class PauseClock
    {
        /// <summary>The vehicle's time to stop drawing; after it the contactor opens under load (IEC 61851-1:2017, Table A.6: 6 s).</summary>
        public const long MostMicros = 6_000_000;

        /// <summary>Below this the vehicle has stopped drawing: a charger in standby takes less.</summary>
        public const int IdleMilliamps = 1_000;

        /// <summary>For so long the current has to stay low: a dip in the ramp is no end.</summary>
        public const long IdleMicros = 200_000;

        private long _startMicros;
        private long _loadedMicros;

        /// <summary>The PWM goes off now.</summary>
        public void Start(long nowMicros)
        {
            _startMicros = nowMicros;
            _loadedMicros = nowMicros;
        }

        /// <summary>True when the contactor has to open: the vehicle has stopped drawing, or its time is over.</summary>
        /// <param name="milliamps">Largest current of the phases.</param>
        /// <param name="nowMicros">Monotonic time.</param>
        public bool Over(int milliamps, long nowMicros)
        {
            if (milliamps >= IdleMilliamps)
            {
                _loadedMicros = nowMicros;
            }

            return nowMicros - _loadedMicros >= IdleMicros || nowMicros - _startMicros >= MostMicros;
        }
    }
}
