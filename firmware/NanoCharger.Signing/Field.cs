namespace NanoCharger.Signing
{
    /// <summary>Numbers mod p = 2^256 - 2^224 + 2^192 + 2^96 - 1 in nine signed limbs of 29 bits, least first, in Montgomery form (times 2^261).</summary>
    /// <remarks>
    /// A number is tight when its limbs 0..7 are 0..2^29-1; limb 8 takes the rest and the sign. Products (<see cref="FieldProduct"/>) and
    /// <see cref="Combine"/> give tight numbers; the difference of two tight ones has limbs of the same size, their sum of twice that.
    /// Everything is unrolled, since a loop would cost more than the sums; no branch depends on a value.
    /// </remarks>
    public static class Field
    {
        /// <summary>Limbs of a number.</summary>
        public const int Limbs = 9;

        private const long Mask = 0x1FFFFFFF;

        /// <summary>p itself.</summary>
        internal static readonly long[] Prime =
        {
            0x1FFFFFFF, 0x1FFFFFFF, 0x1FFFFFFF, 0x000001FF, 0x00000000, 0x00000000, 0x00040000, 0x1FE00000, 0x00FFFFFF,
        };

        /// <summary>1 / p mod 2^30, for <see cref="Divsteps"/>: p = -1 there, and so is its inverse.</summary>
        internal const long InverseMod30Bits = 0x3FFFFFFF;

        /// <summary>1 in Montgomery form: 2^261 mod p.</summary>
        internal static readonly long[] One =
        {
            0x00000020, 0x00000000, 0x00000000, 0x1FFFC000, 0x1FFFFFFF, 0x1FFFFFFF, 0x1F7FFFFF, 0x03FFFFFF, 0x00000000,
        };

        /// <summary>The curve's constant b (SEC 2, 2.4.2) in Montgomery form.</summary>
        internal static readonly long[] CurveB =
        {
            0x1897BBFB, 0x1CDF6229, 0x018486C4, 0x01732821, 0x1DAD59E0, 0x0ABF7212, 0x1A06D110, 0x17721D20, 0x008600C3,
        };

        // 2^522 mod p brings a number into Montgomery form, 1 out of it.
        private static readonly long[] Squared =
        {
            0x00000C00, 0x00000000, 0x1FFF0000, 0x1FDFFFFF, 0x1FBFFFFF, 0x1FFFFFFF, 0x1FFFFFFF, 0x1FFFFFFE, 0x00000013,
        };

        private static readonly long[] Unit = { 1, 0, 0, 0, 0, 0, 0, 0, 0 };

        /// <summary>o = ka a + kb b, tight; not reduced, so the factors are small. o may be a or b.</summary>
        public static void Combine(long[] o, long[] a, long ka, long[] b, long kb)
        {
            long mask = Mask;
            long t = (ka * a[0]) + (kb * b[0]);
            o[0] = t & mask;
            t = (t >> 29) + (ka * a[1]) + (kb * b[1]);
            o[1] = t & mask;
            t = (t >> 29) + (ka * a[2]) + (kb * b[2]);
            o[2] = t & mask;
            t = (t >> 29) + (ka * a[3]) + (kb * b[3]);
            o[3] = t & mask;
            t = (t >> 29) + (ka * a[4]) + (kb * b[4]);
            o[4] = t & mask;
            t = (t >> 29) + (ka * a[5]) + (kb * b[5]);
            o[5] = t & mask;
            t = (t >> 29) + (ka * a[6]) + (kb * b[6]);
            o[6] = t & mask;
            t = (t >> 29) + (ka * a[7]) + (kb * b[7]);
            o[7] = t & mask;
            t = (t >> 29) + (ka * a[8]) + (kb * b[8]);
            o[8] = t;
        }

        /// <summary>o = a + b, limb by limb. o may be a or b.</summary>
        public static void Add(long[] o, long[] a, long[] b)
        {
            o[0] = a[0] + b[0];
            o[1] = a[1] + b[1];
            o[2] = a[2] + b[2];
            o[3] = a[3] + b[3];
            o[4] = a[4] + b[4];
            o[5] = a[5] + b[5];
            o[6] = a[6] + b[6];
            o[7] = a[7] + b[7];
            o[8] = a[8] + b[8];
        }

        /// <summary>o = a - b, limb by limb. o may be a or b.</summary>
        public static void Subtract(long[] o, long[] a, long[] b)
        {
            o[0] = a[0] - b[0];
            o[1] = a[1] - b[1];
            o[2] = a[2] - b[2];
            o[3] = a[3] - b[3];
            o[4] = a[4] - b[4];
            o[5] = a[5] - b[5];
            o[6] = a[6] - b[6];
            o[7] = a[7] - b[7];
            o[8] = a[8] - b[8];
        }

        /// <summary>Takes a number as it is into Montgomery form. o may be a.</summary>
        public static void Enter(long[] o, long[] a)
        {
            FieldProduct.Multiply(o, a, Squared);
        }

        /// <summary>Takes a number out of Montgomery form: o is 0..p-1, tight. o may be a.</summary>
        public static void Leave(long[] o, long[] a)
        {
            // |a| < 2^260, so (a + m p) / 2^261 with m < 2^261 is 0..p.
            FieldProduct.Multiply(o, a, Unit);
            LimbCodec.Reduce(o, Prime);
        }

        /// <summary>Reads 32 bytes, big endian, into Montgomery form.</summary>
        /// <returns>False when the number is not below p; it is reduced then.</returns>
        public static bool FromBytes(long[] o, byte[] bytes)
        {
            LimbCodec.Read(o, bytes);
            bool below = LimbCodec.Reduce(o, Prime) != 0;
            Enter(o, o);
            return below;
        }

        /// <summary>Writes the number itself, 0..p-1, as 32 bytes, big endian. The limbs of a are lost.</summary>
        public static void ToBytes(byte[] bytes, long[] a)
        {
            Leave(a, a);
            LimbCodec.Write(bytes, a);
        }

        /// <summary>Whether a, tight or the difference of tight ones and below 8 p, is 0 mod p. Its work varies: for public numbers only.</summary>
        internal static bool IsZero(long[] a, long[] scratch)
        {
            // k p = -k mod 2^29: all but a few in 2^29 are known by their lowest limb.
            if (((a[0] + 8) & Mask) > 16)
            {
                return false;
            }

            Leave(scratch, a);
            return LimbCodec.IsZero(scratch);
        }
    }
}
