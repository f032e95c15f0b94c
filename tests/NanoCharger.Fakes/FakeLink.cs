using NanoCharger.Hal;

namespace NanoCharger.Fakes
{
    /// <summary>A link without a network.</summary>
    public sealed class FakeLink : ILink
    {
        /// <summary>What it was started with; null before.</summary>
        public LinkOptions Options { get; private set; }

        /// <inheritdoc/>
        public LinkState State
        {
            get { return LinkState.Offline; }
        }

        /// <inheritdoc/>
        public int Session
        {
            get { return 0; }
        }

        /// <inheritdoc/>
        public int MaxMessageBytes
        {
            get { return 4_096; }
        }

        /// <inheritdoc/>
        public int Dropped
        {
            get { return 0; }
        }

        /// <inheritdoc/>
        public void Start(LinkOptions options)
        {
            Options = options;
        }

        /// <inheritdoc/>
        public bool TrySend(byte[] message, int length)
        {
            return false;
        }

        /// <inheritdoc/>
        public bool TryTell(byte[] message, int length)
        {
            return false;
        }

        /// <inheritdoc/>
        public int TryReceive(byte[] buffer)
        {
            return 0;
        }
    }
}
