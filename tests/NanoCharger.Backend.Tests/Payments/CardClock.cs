using System;

namespace NanoCharger.Backend.Tests.Payments
{
    /// <summary>The clock of a stage that is made a moment later.</summary>
    internal sealed class CardClock(Func<DateTimeOffset> now) : TimeProvider
    {
        internal static readonly DateTimeOffset Begin = Stations.CallStage.Begin;

        /// <inheritdoc/>
        public override DateTimeOffset GetUtcNow()
        {
            return now();
        }
    }
}
