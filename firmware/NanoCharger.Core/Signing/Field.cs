using System;

namespace NanoCharger.Core.Signing
{
    /// <summary>Numbers mod p = 2^256 - 2^224 + 2^192 + 2^96 - 1 in nine limbs of 29 bits, least first, in Montgomery form (times 2^261).</summary>
    public static class Field
    {
        /// <summary>o = a b / 2^261 mod p. o may be a or b.</summary>
        public static void Multiply(long[] o, long[] a, long[] b)
        {
            throw new NotSupportedException();
        }

        /// <summary>o = a a / 2^261 mod p. o may be a.</summary>
        public static void Square(long[] o, long[] a)
        {
            throw new NotSupportedException();
        }

        /// <summary>Reads 32 bytes, big endian, into Montgomery form. False when the number is not below p.</summary>
        public static bool FromBytes(long[] o, byte[] bytes)
        {
            throw new NotSupportedException();
        }

        /// <summary>Writes the number itself, 0..p-1, as 32 bytes, big endian.</summary>
        public static void ToBytes(byte[] bytes, long[] a)
        {
            throw new NotSupportedException();
        }
    }
}
