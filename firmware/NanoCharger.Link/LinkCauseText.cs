using NanoCharger.Hal;

namespace NanoCharger.Link
{
    /// <summary>The words for each <see cref="LinkCause"/>, for whoever stands before the charger and is to mend it.</summary>
    public static class LinkCauseText
    {
        // By the enum's numbers.
        private static readonly string[] Words =
        {
            "nothing",
            "no Wi-Fi: not there, or the passphrase is wrong",
            "no authority is stored, and talking in clear is not allowed (mqtt.plain)",
            "the broker's host name has no address",
            "nobody answers at the broker's address and port",
            "the stored certificates or the key cannot be read",
            "the stored certificate bears another name than station.id",
            "the broker's certificate does not pass: authority, host name or dates",
            "the broker takes no certificate of ours, or not this one",
            "the TLS handshake failed: does TLS answer there?",
            "the broker did not answer the CONNECT",
            "the broker refused the CONNECT",
            "the broker did not grant the station's topic",
            "a session ended",
            "ended for other options",
            "the link's thread had died",
            "another failure",
        };

        /// <summary>Number of causes, None included.</summary>
        public static int Count
        {
            get { return Words.Length; }
        }

        /// <summary>The words of a cause.</summary>
        public static string Of(LinkCause cause)
        {
            return Words[(int)cause];
        }
    }
}
