using System;

namespace NanoCharger.Backend.Demo
{
    /// <summary>The time at which something of the demo year arrives: set from one event to the next.</summary>
    internal sealed class DemoClock(DateTime utc) : TimeProvider
    {
        /// <summary>The time.</summary>
        internal DateTime Utc { get; set; } = utc;

        /// <inheritdoc/>
        public override DateTimeOffset GetUtcNow()
        {
            return new DateTimeOffset(Utc, TimeSpan.Zero);
        }
    }
}
