using NanoCharger.Core.Protection;

namespace NanoCharger.Core.Charging
{
    /// <summary>Decides when a fault of the pilot is shown to the vehicle by F: once for each fault, since in F nothing can be seen.</summary>
    public sealed class FaultShow
    {
        /// <summary>How long F is held (IEC 61851-1:2017, Table A.6: at least 300 ms); then X1, since in F an unplug cannot be seen.</summary>
        public const long HoldMicros = 300_000;

        // A fault that is back within this time is the same one.
        private const long MemoryMicros = 1_000_000;

        private long _seenMicros;
        private bool _shown;
        private long _shownMicros;

        /// <summary>True while a fault waits to be shown.</summary>
        public bool Due { get; private set; }

        /// <summary>Where the station goes on when F was held for long enough.</summary>
        public StationState After { get; private set; }

        /// <summary>Takes in one turn.</summary>
        public void Update(StopKind stop, long nowMicros)
        {
            bool seen = stop == StopKind.Unavailable;
            if (seen)
            {
                _seenMicros = nowMicros;
            }
            else if (nowMicros - _seenMicros >= MemoryMicros)
            {
                _shown = false;
            }

            Due = seen && !_shown;
        }

        /// <summary>F begins.</summary>
        /// <param name="after">Where the station goes on then.</param>
        /// <param name="nowMicros">Monotonic time.</param>
        /// <returns>The state that it is in meanwhile.</returns>
        public StationState Begin(StationState after, long nowMicros)
        {
            After = after;
            _shown = true;
            _shownMicros = nowMicros;
            Due = false;
            return StationState.FaultShown;
        }

        /// <summary>True when F was held for long enough.</summary>
        public bool Over(long nowMicros)
        {
            return nowMicros - _shownMicros >= HoldMicros;
        }
    }
}
