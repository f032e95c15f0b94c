using NanoCharger.Hal;

namespace NanoCharger.Fakes
{
    /// <summary>Bytes that differ from each other and from those before: enough for a key in a test, and the same in every run.</summary>
    public sealed class CountingNoise : IEntropy
    {
        private byte _next = 1;

        /// <summary>True for a source that gives the same at every call.</summary>
        public bool Repeats { get; set; }

        /// <inheritdoc/>
        public void Fill(byte[] buffer)
        {
            byte value = Repeats ? (byte)1 : _next;
            for (int i = 0; i < buffer.Length; i++)
            {
                buffer[i] = value++;
            }

            _next = value;
        }
    }
}
