using NanoCharger.Hal;

namespace NanoCharger.Fakes
{
    /// <summary>Bytes that are all the same.</summary>
    public sealed class FakeNoise : IEntropy
    {
        private readonly byte _value;

        /// <summary>Makes a source of one value.</summary>
        public FakeNoise(byte value)
        {
            _value = value;
        }

        /// <inheritdoc/>
        public void Fill(byte[] buffer)
        {
            for (int i = 0; i < buffer.Length; i++)
            {
                buffer[i] = _value;
            }
        }
    }
}
