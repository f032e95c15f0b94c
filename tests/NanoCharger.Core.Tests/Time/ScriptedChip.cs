using NanoCharger.Hal;

namespace NanoCharger.Core.Tests.Time
{
    /// <summary>A chip's two clocks, both of which the test moves.</summary>
    public sealed class ScriptedChip : IClock
    {
        private long _nowMicros;
        private long _utcAtStart;

        /// <summary>Monotonic time. A stall falls behind the next reading of the date.</summary>
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
                long read = _utcAtStart + (_nowMicros / 1_000);
                _nowMicros += StallMicros;
                StallMicros = 0;
                return read;
            }
        }

        /// <inheritdoc/>
        public ClockQuality Quality { get; set; }

        /// <summary>Length of a stall right behind the next reading of the date.</summary>
        public long StallMicros { get; set; }

        /// <inheritdoc/>
        public void Set(long utcMillis)
        {
            _utcAtStart = utcMillis - (_nowMicros / 1_000);
        }
    }
}
