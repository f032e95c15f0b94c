namespace NanoCharger.Link.Tests
{
    using NanoCharger.Hal;

    /// <summary>A clock that stands where the test puts it.</summary>
    internal sealed class StandingClock : IClock
    {
        /// <inheritdoc/>
        public long NowMicros { get; set; } = 1;

        /// <inheritdoc/>
        public long UtcMillis { get; set; } = TestCertificates.Today;

        /// <inheritdoc/>
        public ClockQuality Quality { get; set; } = ClockQuality.Synchronised;

        /// <inheritdoc/>
        public void Set(long utcMillis)
        {
            UtcMillis = utcMillis;
        }
    }
}
