using NanoCharger.Hal;

namespace NanoCharger.Fakes
{
    /// <summary>A link without a network.</summary>
    public sealed class FakeLink : ILink
    {
        /// <summary>What it was started with, or given since; null before.</summary>
        public LinkOptions Options { get; private set; }

        /// <summary>How often it was given other options.</summary>
        public int Changes { get; private set; }

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
        public LinkRecord Record { get; } = new LinkRecord();

        /// <inheritdoc/>
        public bool WantsHandshake { get; set; }

        /// <inheritdoc/>
        public int Handshakes { get; set; }

        /// <summary>How often leave for a handshake was given.</summary>
        public int Allowed { get; private set; }

        /// <summary>How often the link was looked after.</summary>
        public int Watched { get; private set; }

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
        public void Change(LinkOptions options)
        {
            Options = options;
            Changes++;
        }

        /// <inheritdoc/>
        public void Watch()
        {
            Watched++;
        }

        /// <inheritdoc/>
        public bool AllowHandshake()
        {
            bool taken = WantsHandshake;
            Allowed += taken ? 1 : 0;
            WantsHandshake = false;
            return taken;
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
