namespace NanoCharger.Hal
{
    /// <summary>What became of the link's attempts since the start. Written by the link's thread, read by the control thread.</summary>
    public sealed class LinkRecord
    {
        private readonly int[] _counts = new int[(int)LinkCause.Other + 1];

        /// <summary>The last thing that went wrong.</summary>
        public LinkCause Last { get; private set; }

        /// <summary>A number that came with it: of a handshake the native code, of a refusal the broker's reason; 0 for none.</summary>
        public int Code { get; private set; }

        /// <summary>How often it went wrong in this way.</summary>
        public int Count(LinkCause cause)
        {
            return _counts[(int)cause];
        }

        /// <summary>Counts a failure.</summary>
        /// <param name="cause">Its kind.</param>
        /// <param name="code">The number that came with it; 0 for none.</param>
        public void Note(LinkCause cause, int code)
        {
            Last = cause;
            Code = code;
            _counts[(int)cause]++;
        }
    }
}
