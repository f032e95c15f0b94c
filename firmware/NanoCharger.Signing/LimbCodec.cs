using System;

namespace NanoCharger.Signing
{
    /// <summary>Nine limbs of 29 bits to bytes and back, and what field and scalars share. No branch depends on a value.</summary>
    internal static class LimbCodec
    {
        private const int LimbBits = 29;
        private const long Mask = 0x1FFFFFFF;
        private const int Bytes = 32;

        /// <summary>Reads 32 bytes, big endian.</summary>
        /// <exception cref="ArgumentException">There are not 32.</exception>
        public static void Read(long[] o, byte[] bytes)
        {
            if (bytes.Length != Bytes)
            {
                throw new ArgumentException("32 bytes");
            }

            long held = 0;
            int bits = 0;
            int limb = 0;
            for (int i = Bytes - 1; i >= 0; i--)
            {
                held |= (long)bytes[i] << bits;
                bits += 8;
                if (bits >= LimbBits)
                {
                    o[limb++] = held & Mask;
                    held >>= LimbBits;
                    bits -= LimbBits;
                }
            }

            o[limb] = held;
        }

        /// <summary>Writes a tight number, 0..2^256-1, as 32 bytes, big endian.</summary>
        /// <exception cref="ArgumentException">There is no room for 32.</exception>
        public static void Write(byte[] bytes, long[] a)
        {
            if (bytes.Length != Bytes)
            {
                throw new ArgumentException("32 bytes");
            }

            // 29 bits a limb: 29 bytes of the first eight, and of the last one the three that are left.
            int at = Bytes;
            int bits = 0;
            long held = 0;
            for (int limb = 0; limb < Field.Limbs; limb++)
            {
                held |= a[limb] << bits;
                bits += LimbBits;
                while (bits >= 8)
                {
                    at--;
                    bytes[at] = (byte)held;
                    held >>= 8;
                    bits -= 8;
                }
            }
        }

        /// <summary>Four words of 64 bits, least first, from this place on, into limbs; negated limb by limb where the mask is -1.</summary>
        public static void Unpack(long[] o, ulong[] words, int from, long negate)
        {
            ulong mask = Mask;
            ulong a = words[from];
            ulong b = words[from + 1];
            ulong c = words[from + 2];
            ulong d = words[from + 3];
            o[0] = ((long)(a & mask) ^ negate) - negate;
            o[1] = ((long)((a >> 29) & mask) ^ negate) - negate;
            o[2] = ((long)(((a >> 58) | (b << 6)) & mask) ^ negate) - negate;
            o[3] = ((long)((b >> 23) & mask) ^ negate) - negate;
            o[4] = ((long)(((b >> 52) | (c << 12)) & mask) ^ negate) - negate;
            o[5] = ((long)((c >> 17) & mask) ^ negate) - negate;
            o[6] = ((long)(((c >> 46) | (d << 18)) & mask) ^ negate) - negate;
            o[7] = ((long)((d >> 11) & mask) ^ negate) - negate;
            o[8] = ((long)(d >> 40) ^ negate) - negate;
        }

        /// <summary>Subtracts the modulus from a tight number, 0 or more, where it is not below it.</summary>
        /// <returns>-1 when the number was below, else 0.</returns>
        public static long Reduce(long[] a, long[] modulus)
        {
            long borrow = 0;
            for (int i = 0; i < Field.Limbs; i++)
            {
                borrow = (borrow + a[i] - modulus[i]) >> LimbBits;
            }

            long keep = ~borrow;
            long t = 0;
            for (int i = 0; i < Field.Limbs; i++)
            {
                t = (t >> LimbBits) + a[i] - (modulus[i] & keep);
                a[i] = t & Mask;
            }

            return borrow;
        }

        /// <summary>o = modulus - o where mask is -1, else as it was. o is tight, 1..modulus-1.</summary>
        public static void NegateWhen(long mask, long[] o, long[] modulus)
        {
            long t = 0;
            for (int i = 0; i < Field.Limbs; i++)
            {
                t = (t >> LimbBits) + (o[i] ^ mask) - mask + (modulus[i] & mask);
                o[i] = t & Mask;
            }
        }

        /// <summary>Whether a tight number is 0. The answer is all that its caller branches on.</summary>
        public static bool IsZero(long[] a)
        {
            long any = 0;
            for (int i = 0; i < Field.Limbs; i++)
            {
                any |= a[i];
            }

            return any == 0;
        }

        /// <summary>Overwrites what must not stay.</summary>
        public static void Wipe(long[] a)
        {
            for (int i = 0; i < a.Length; i++)
            {
                a[i] = 0;
            }
        }

        /// <summary>Copies a number.</summary>
        public static void Copy(long[] o, long[] a)
        {
            for (int i = 0; i < Field.Limbs; i++)
            {
                o[i] = a[i];
            }
        }
    }
}
