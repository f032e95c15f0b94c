namespace NanoCharger.Core.Charging
{
    /// <summary>Measures how long a vehicle takes to stop drawing after the PWM went off, so that the contactor opens unloaded where it can.</summary>
    /// <remarks>
    /// A pause is obeyed by a vehicle that has drawn nothing for 200 ms since it began; nothing else counts, not even that it keeps to an offer that came back meanwhile,
    /// since who draws on through X1 has not read the pilot. A pause that was not obeyed runs to the end of its 6 s, whatever the offer does, and another pause begins no new time.
    /// </remarks>
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
        private bool _running;

        /// <summary>True while the vehicle draws nothing, 200 ms after the pause began at the earliest.</summary>
        public bool Obeyed { get; private set; }

        /// <summary>True when the vehicle's time is over and it has not obeyed.</summary>
        public bool Over { get; private set; }

        /// <summary>True until the next turn when the contactor has opened because the vehicle drew on through its 6 s.</summary>
        public bool Ignored { get; private set; }

        /// <summary>The PWM goes off now. Where an earlier pause was not obeyed yet its time goes on.</summary>
        public void Start(long nowMicros)
        {
            _startMicros = _running ? _startMicros : nowMicros;
            _loadedMicros = nowMicros;
            _running = true;
        }

        /// <summary>The contactor has opened, and with that the pause's time ends.</summary>
        /// <param name="byPause">False where something graver opened it.</param>
        public void Opened(bool byPause)
        {
            Ignored = Over && byPause;
            _running = false;
        }

        /// <summary>Takes in one turn.</summary>
        /// <param name="milliamps">Largest current of the phases.</param>
        /// <param name="nowMicros">Monotonic time.</param>
        public void Update(int milliamps, long nowMicros)
        {
            if (milliamps >= IdleMilliamps)
            {
                _loadedMicros = nowMicros;
            }

            Ignored = false;
            Obeyed = nowMicros - _loadedMicros >= IdleMicros;
            _running &= !Obeyed;
            Over = _running && nowMicros - _startMicros >= MostMicros;
        }
    }
}
