using System;

namespace NanoCharger.Core.Signing
{
    /// <summary>A point of P-256 (FIPS 186-5; SEC 2, 2.4.2) by which signatures are checked.</summary>
    public sealed class PublicKey
    {
        private PublicKey(byte[] x, byte[] y)
        {
            X = x;
            Y = y;
        }

        /// <summary>First coordinate, 32 bytes, big endian. Not to be written to.</summary>
        public byte[] X { get; }

        /// <summary>Second coordinate, 32 bytes, big endian. Not to be written to.</summary>
        public byte[] Y { get; }

        /// <summary>Takes two coordinates of 32 bytes, big endian, and copies them.</summary>
        /// <returns>Null when one is not below p or the point is not on the curve (SEC 1, 3.2.2.1).</returns>
        public static PublicKey FromBytes(byte[] x, byte[] y)
        {
            throw new NotSupportedException();
        }
    }
}
