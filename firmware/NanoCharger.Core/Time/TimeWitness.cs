namespace NanoCharger.Core.Time
{
    /// <summary>One who says what time it is.</summary>
    public sealed class TimeWitness
    {
        /// <summary>One who has said nothing yet.</summary>
        /// <param name="boundMillis">What two true answers of its may be apart beside drift.</param>
        internal TimeWitness(long boundMillis)
        {
            BoundMillis = boundMillis;
        }

        /// <summary>The date at the monotonic clock's zero, by its latest word; 0 while it has said none.</summary>
        public long UtcAtStart { get; private set; }

        /// <summary>True while its latest word differs from the clock by more than both can drift.</summary>
        public bool Contradicts { get; internal set; }

        /// <summary>True while its word counts.</summary>
        internal bool Sure { get; set; }

        /// <summary>When it spoke, monotonic.</summary>
        internal long HeardMicros { get; private set; }

        /// <summary>What two true answers of its may be apart beside drift, in milliseconds.</summary>
        internal long BoundMillis { get; }

        /// <summary>It has spoken.</summary>
        internal void Take(long utcAtStart, long nowMicros)
        {
            UtcAtStart = utcAtStart;
            HeardMicros = nowMicros;
        }
    }
}
