using NanoCharger.Text;

namespace NanoCharger.Signing.Certificates
{
    /// <summary>DER as text that people and programs pass on (RFC 7468, 2): lines of 64 characters, each ended by a line feed.</summary>
    public static class Pem
    {
        /// <summary>Label of a certificate.</summary>
        public const string Certificate = "CERTIFICATE";

        /// <summary>Label of a request for one (PKCS #10).</summary>
        public const string Request = "CERTIFICATE REQUEST";

        /// <summary>Begins the first line.</summary>
        internal const string Begin = "-----BEGIN ";

        /// <summary>Begins the last line.</summary>
        internal const string End = "-----END ";

        /// <summary>Ends both.</summary>
        internal const string Dashes = "-----";

        // 64 characters.
        private const int LineBytes = 48;

        /// <summary>Bytes of the text.</summary>
        /// <param name="label">What is in it.</param>
        /// <param name="bytes">Bytes of DER.</param>
        public static int Length(string label, int bytes)
        {
            int marks = Begin.Length + End.Length + (2 * (label.Length + Dashes.Length + 1));
            return marks + Base64.Length(bytes) + ((bytes + LineBytes - 1) / LineBytes);
        }

        /// <summary>Writes the text. Cost: 16 instructions a character.</summary>
        /// <param name="into">Whether all of it fitted, its Overflow says.</param>
        /// <param name="label">What is in it.</param>
        /// <param name="der">Its bytes.</param>
        /// <param name="offset">The first of them.</param>
        /// <param name="count">How many of them.</param>
        public static void Write(AsciiWriter into, string label, byte[] der, int offset, int count)
        {
            Mark(into, Begin, label);
            int end = offset + count;
            for (int at = offset; at < end; at += LineBytes)
            {
                Base64.Write(into, der, at, end - at < LineBytes ? end - at : LineBytes);
                into.Put('\n');
            }

            Mark(into, End, label);
        }

        private static void Mark(AsciiWriter into, string beginning, string label)
        {
            into.Put(beginning);
            into.Put(label);
            into.Put(Dashes);
            into.Put('\n');
        }
    }
}
