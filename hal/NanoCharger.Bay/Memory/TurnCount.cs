namespace NanoCharger.Bay.Memory
{
    /// <summary>Counts the turns of the firmware's control loop, by its hold pulses: what it can have seen and written down is counted in them, so that a stall or a start grants nothing.</summary>
    internal sealed class TurnCount
    {
        /// <summary>After so many the firmware has read every input at least twice, and every line and message at least once.</summary>
        public const long Seen = 6;

        /// <summary>After so many it has written down what it has seen: every second turn looks, a look writes, and nothing is owed longer than that.</summary>
        public const long Kept = 20;

        /// <summary>Turns so far, those of earlier starts included.</summary>
        public long Count { get; private set; }

        /// <summary>A turn has ended.</summary>
        public void End()
        {
            Count++;
        }

        /// <summary>Turns since the count was this.</summary>
        public long Since(long count)
        {
            return Count - count;
        }
    }
}
