namespace NanoCharger.Hal
{
    /// <summary>Two clocks, never mixed: the monotonic one for control and energy, the wall clock for dates in records.</summary>
    public interface IClock
    {
        /// <summary>Microseconds since the chip started. Never jumps, never falls. Cost: one native call, about 40 µs.</summary>
        long NowMicros { get; }

        /// <summary>Milliseconds since 1970-01-01T00:00:00Z. Jumps when the time server answers; a date only, never a duration.</summary>
        long UtcMillis { get; }

        /// <summary>How sure <see cref="UtcMillis"/> is.</summary>
        ClockQuality Quality { get; }

        /// <summary>Sets the wall clock; that makes it no surer. Cost: three native calls.</summary>
        /// <param name="utcMillis">As <see cref="UtcMillis"/>.</param>
        void Set(long utcMillis);
    }
}
