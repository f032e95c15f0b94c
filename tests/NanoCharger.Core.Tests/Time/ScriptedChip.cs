using NanoCharger.Hal;

namespace NanoCharger.Core.Tests.Time
{
    /// <summary>A chip's two clocks, both of which the test moves.</summary>
    public sealed class ScriptedChip : IClock
    {
        private long _nowMicros;
        private long _utcAtStart;

        /// <summary>Monotonic time.</summary>
        public long NowMicros
        {
            get { return _nowMicros; }
            set { _nowMicros = value; }
        }

        /// <inheritdoc/>
        public long UtcMillis
        {
            get
            {
                _nowMicros += StallMicros;
                StallMicros = 0;
                return _utcAtStart + (_nowMicros / 1_000);
            }
        }

        /// <inheritdoc/>
        public ClockQuality Quality { get; set; }

        /// <summary>Length of a stall right before the next reading of the date.</summary>
        public long StallMicros { get; set; }

        /// <inheritdoc/>
        public void Set(long utcMillis)
        {
            _utcAtStart = utcMillis - (_nowMicros / 1_000);
        }
    }
}
