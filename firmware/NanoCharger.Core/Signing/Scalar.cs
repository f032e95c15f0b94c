using System;

namespace NanoCharger.Core.Signing
{
    /// <summary>Numbers mod n, the order of P-256, in nine limbs of 29 bits, least first, 0..n-1, not in Montgomery form.</summary>
    public static class Scalar
    {
        /// <summary>o = a b mod n. o may be a or b.</summary>
        public static void Multiply(long[] o, long[] a, long[] b)
        {
            throw new NotSupportedException();
        }

        /// <summary>o = a + b mod n. o may be a or b.</summary>
        public static void Add(long[] o, long[] a, long[] b)
        {
            throw new NotSupportedException();
        }

        /// <summary>Reads 32 bytes, big endian, and subtracts n where they are not below it.</summary>
        /// <returns>False when it was subtracted.</returns>
        public static bool FromBytes(long[] o, byte[] bytes)
        {
            throw new NotSupportedException();
        }

        /// <summary>Writes 32 bytes, big endian.</summary>
        public static void ToBytes(byte[] bytes, long[] a)
        {
            throw new NotSupportedException();
        }
    }
}
