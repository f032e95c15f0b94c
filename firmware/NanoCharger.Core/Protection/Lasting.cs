namespace NanoCharger.Core.Protection
{
    /// <summary>Tells when something has lasted without a break.</summary>
    internal sealed class Lasting
    {
        private bool _on;
        private long _sinceMicros;

        /// <summary>Takes in one turn.</summary>
        /// <param name="condition">Whether it holds in this turn.</param>
        /// <param name="startMicros">Since when it holds, should this be the first turn: the start of the block that showed it.</param>
        /// <param name="nowMicros">Monotonic time.</param>
        /// <param name="micros">How long it has to last.</param>
        /// <returns>True when it holds now and has held for that long.</returns>
        internal bool For(bool condition, long startMicros, long nowMicros, long micros)
        {
            if (!condition)
            {
                _on = false;
                return false;
            }

            if (!_on)
            {
                _on = true;
                _sinceMicros = startMicros;
            }

            return nowMicros - _sinceMicros >= micros;
        }

        /// <summary>Takes in one turn of something that is seen at this moment.</summary>
        internal bool For(bool condition, long nowMicros, long micros)
        {
            return For(condition, nowMicros, nowMicros, micros);
        }

        /// <summary>Leaves time out that nobody has seen: it counts for nothing, what lasted before it still does.</summary>
        internal void Skip(long micros)
        {
            _sinceMicros += micros;
        }
    }
}
