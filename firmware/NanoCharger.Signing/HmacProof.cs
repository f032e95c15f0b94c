using NanoCharger.Hal;

namespace NanoCharger.Signing
{
    /// <summary>Holds the board's HMAC against a known answer (RFC 4231, 4.3).</summary>
    /// <remarks>
    /// A nonce out of an HMAC that fails makes signatures that hold all the same: an HMAC that stands still would give the same nonce to
    /// two documents, and whoever has both could compute the key. One that gives only zeros would give none, for ever.
    /// </remarks>
    public static class HmacProof
    {
        // "Jefe" and "what do ya want for nothing?".
        private static readonly byte[] Key = { 0x4A, 0x65, 0x66, 0x65 };

        private static readonly byte[] Data =
        {
            0x77, 0x68, 0x61, 0x74, 0x20, 0x64, 0x6F, 0x20, 0x79, 0x61, 0x20, 0x77, 0x61, 0x6E,
            0x74, 0x20, 0x66, 0x6F, 0x72, 0x20, 0x6E, 0x6F, 0x74, 0x68, 0x69, 0x6E, 0x67, 0x3F,
        };

        private static readonly byte[] Answer =
        {
            0x5B, 0xDC, 0xC1, 0x46, 0xBF, 0x60, 0x75, 0x4E, 0x6A, 0x04, 0x24, 0x26, 0x08, 0x95, 0x75, 0xC7,
            0x5A, 0x00, 0x3F, 0x08, 0x9D, 0x27, 0x39, 0x83, 0x9D, 0xEC, 0x58, 0xB9, 0x64, 0xEC, 0x38, 0x43,
        };

        /// <summary>True when the HMAC answers rightly. Cost: one HMAC of two blocks.</summary>
        public static bool Holds(IHmac hmac)
        {
            byte[] code = hmac.Compute(Key, Data);
            if (code == null || code.Length != Answer.Length)
            {
                return false;
            }

            int wrong = 0;
            for (int i = 0; i < Answer.Length; i++)
            {
                wrong |= code[i] ^ Answer[i];
            }

            return wrong == 0;
        }
    }
}
