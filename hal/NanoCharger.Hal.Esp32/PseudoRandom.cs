namespace NanoCharger.Hal.Esp32
{
    /// <summary>Marsaglia's xorshift: numbers that need to vary, not to be secret (idle times, pauses).</summary>
    internal sealed class PseudoRandom
    {
        private uint _state;

        /// <param name="seed">Any number; 0 is replaced, since it would stay 0.</param>
        internal PseudoRandom(uint seed)
        {
            _state = seed == 0 ? 2463534242u : seed;
        }

        /// <summary>The next number, 0..<paramref name="bound"/>-1.</summary>
        internal int Next(int bound)
        {
            _state ^= _state << 13;
            _state ^= _state >> 17;
            _state ^= _state << 5;
            return (int)(_state % (uint)bound);
        }
    }
}
