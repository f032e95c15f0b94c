using NanoCharger.Hal;

namespace NanoCharger.Ocpp.Tests
{
    /// <summary>A clock that stands where the test puts it.</summary>
    public sealed class FakeClock : IClock
    {
        /// <inheritdoc/>
        public long NowMicros { get; set; }

        /// <inheritdoc/>
        public long UtcMillis { get; set; }

        /// <inheritdoc/>
        public ClockQuality Quality { get; set; }

        /// <inheritdoc/>
        public void Set(long utcMillis)
        {
            UtcMillis = utcMillis;
        }
    }
}
