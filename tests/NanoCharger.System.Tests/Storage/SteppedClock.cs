using NanoCharger.Hal;

namespace NanoCharger.System.Tests.Storage
{
    /// <summary>A clock that a test moves: synchronised all the time, its monotonic half from 0 at each start.</summary>
    internal sealed class SteppedClock : IClock
    {
        public long NowMicros { get; private set; }

        public long UtcMillis { get; private set; } = 1_795_000_000_000;

        public ClockQuality Quality => ClockQuality.Synchronised;

        public void Set(long utcMillis)
        {
            // The time server has the last word.
        }

        public void Pass(long micros)
        {
            NowMicros += micros;
            UtcMillis += micros / 1_000;
        }

        public void Restart()
        {
            NowMicros = 0;
        }
    }
}
