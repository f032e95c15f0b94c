using System;

namespace NanoCharger.Core.Signing
{
    /// <summary>A number d, 1..n-1, by which readings are signed. It has no way to be shown.</summary>
    public sealed class PrivateKey
    {
        private PrivateKey()
        {
        }

        /// <summary>Takes 32 bytes, big endian, and copies them; the caller wipes his.</summary>
        /// <returns>Null when the number is 0 or not below n.</returns>
        public static PrivateKey FromBytes(byte[] d32)
        {
            throw new NotSupportedException();
        }
    }
}
