namespace NanoCharger.Signing
{
    /// <summary>Numbers mod p = 2^256 - 2^224 + 2^192 + 2^96 - 1 in nine signed limbs of 29 bits, least first, in Montgomery form (times 2^261).</summary>
    /// <remarks>
    /// A number is tight when its limbs 0..7 are 0..2^29-1; limb 8 takes the rest and the sign. Products and <see cref="Combine"/> give tight
    /// numbers; the difference of two tight ones has limbs of the same size, their sum of twice that. A column sums nine products, so it fits while
    /// the sizes of the factors' limbs, in units of 2^29, multiply to 3 at most: tight by tight, tight by a sum, or a sum of two such products.
    /// Since p = -1 mod 2^29, the multiple of p that clears a limb is the limb itself, and adding it is shifts: 2^96, 2^192, 2^224 and 2^256 lie at
    /// bit 9 of limb 3, 18 of 6, 21 of 7 and 24 of 8. Of factors within 5 p the product is within 2 p; factors up to 8 p are in order.
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

        /// <summary>o = a b / 2^261 mod p. o may be a or b.</summary>
        public static void Multiply(long[] o, long[] a, long[] b)
        {
            long x0 = a[0];
            long x1 = a[1];
            long x2 = a[2];
            long x3 = a[3];
            long x4 = a[4];
            long x5 = a[5];
            long x6 = a[6];
            long x7 = a[7];
            long x8 = a[8];
            long y0 = b[0];
            long y1 = b[1];
            long y2 = b[2];
            long y3 = b[3];
            long y4 = b[4];
            long y5 = b[5];
            long y6 = b[6];
            long y7 = b[7];
            long y8 = b[8];
            long mask = Mask;
            long c = (x0 * y0);
            long m0 = c & mask;
            c = (c >> 29) + (x0 * y1) + (x1 * y0);
            long m1 = c & mask;
            c = (c >> 29) + (x0 * y2) + (x1 * y1) + (x2 * y0);
            long m2 = c & mask;
            c = (c >> 29) + (x0 * y3) + (x1 * y2) + (x2 * y1) + (x3 * y0) + (m0 << 9);
            long m3 = c & mask;
            c = (c >> 29) + (x0 * y4) + (x1 * y3) + (x2 * y2) + (x3 * y1) + (x4 * y0) + (m1 << 9);
            long m4 = c & mask;
            c = (c >> 29) + (x0 * y5) + (x1 * y4) + (x2 * y3) + (x3 * y2) + (x4 * y1) + (x5 * y0) + (m2 << 9);
            long m5 = c & mask;
            c = (c >> 29) + (x0 * y6) + (x1 * y5) + (x2 * y4) + (x3 * y3) + (x4 * y2) + (x5 * y1) + (x6 * y0) + (m3 << 9) + (m0 << 18);
            long m6 = c & mask;
            c = (c >> 29) + (x0 * y7) + (x1 * y6) + (x2 * y5) + (x3 * y4) + (x4 * y3) + (x5 * y2) + (x6 * y1) + (x7 * y0) + (m4 << 9)
                + (m1 << 18) - (m0 << 21);
            long m7 = c & mask;
            c = (c >> 29) + (x0 * y8) + (x1 * y7) + (x2 * y6) + (x3 * y5) + (x4 * y4) + (x5 * y3) + (x6 * y2) + (x7 * y1) + (x8 * y0)
                + (m5 << 9) + (m2 << 18) - (m1 << 21) + (m0 << 24);
            long m8 = c & mask;
            c = (c >> 29) + (x1 * y8) + (x2 * y7) + (x3 * y6) + (x4 * y5) + (x5 * y4) + (x6 * y3) + (x7 * y2) + (x8 * y1) + (m6 << 9)
                + (m3 << 18) - (m2 << 21) + (m1 << 24);
            o[0] = c & mask;
            c = (c >> 29) + (x2 * y8) + (x3 * y7) + (x4 * y6) + (x5 * y5) + (x6 * y4) + (x7 * y3) + (x8 * y2) + (m7 << 9) + (m4 << 18)
                - (m3 << 21) + (m2 << 24);
            o[1] = c & mask;
            c = (c >> 29) + (x3 * y8) + (x4 * y7) + (x5 * y6) + (x6 * y5) + (x7 * y4) + (x8 * y3) + (m8 << 9) + (m5 << 18) - (m4 << 21)
                + (m3 << 24);
            o[2] = c & mask;
            c = (c >> 29) + (x4 * y8) + (x5 * y7) + (x6 * y6) + (x7 * y5) + (x8 * y4) + (m6 << 18) - (m5 << 21) + (m4 << 24);
            o[3] = c & mask;
            c = (c >> 29) + (x5 * y8) + (x6 * y7) + (x7 * y6) + (x8 * y5) + (m7 << 18) - (m6 << 21) + (m5 << 24);
            o[4] = c & mask;
            c = (c >> 29) + (x6 * y8) + (x7 * y7) + (x8 * y6) + (m8 << 18) - (m7 << 21) + (m6 << 24);
            o[5] = c & mask;
            c = (c >> 29) + (x7 * y8) + (x8 * y7) - (m8 << 21) + (m7 << 24);
            o[6] = c & mask;
            c = (c >> 29) + (x8 * y8) + (m8 << 24);
            o[7] = c & mask;
            o[8] = c >> 29;
        }

        /// <summary>o = a a / 2^261 mod p. o may be a, which is tight or the difference of tight ones.</summary>
        public static void Square(long[] o, long[] a)
        {
            long x0 = a[0];
            long x1 = a[1];
            long x2 = a[2];
            long x3 = a[3];
            long x4 = a[4];
            long x5 = a[5];
            long x6 = a[6];
            long x7 = a[7];
            long x8 = a[8];
            long t0 = x0 << 1;
            long t1 = x1 << 1;
            long t2 = x2 << 1;
            long t3 = x3 << 1;
            long t4 = x4 << 1;
            long t5 = x5 << 1;
            long t6 = x6 << 1;
            long t7 = x7 << 1;
            long mask = Mask;
            long c = (x0 * x0);
            long m0 = c & mask;
            c = (c >> 29) + (t0 * x1);
            long m1 = c & mask;
            c = (c >> 29) + (t0 * x2) + (x1 * x1);
            long m2 = c & mask;
            c = (c >> 29) + (t0 * x3) + (t1 * x2) + (m0 << 9);
            long m3 = c & mask;
            c = (c >> 29) + (t0 * x4) + (t1 * x3) + (x2 * x2) + (m1 << 9);
            long m4 = c & mask;
            c = (c >> 29) + (t0 * x5) + (t1 * x4) + (t2 * x3) + (m2 << 9);
            long m5 = c & mask;
            c = (c >> 29) + (t0 * x6) + (t1 * x5) + (t2 * x4) + (x3 * x3) + (m3 << 9) + (m0 << 18);
            long m6 = c & mask;
            c = (c >> 29) + (t0 * x7) + (t1 * x6) + (t2 * x5) + (t3 * x4) + (m4 << 9) + (m1 << 18) - (m0 << 21);
            long m7 = c & mask;
            c = (c >> 29) + (t0 * x8) + (t1 * x7) + (t2 * x6) + (t3 * x5) + (x4 * x4) + (m5 << 9) + (m2 << 18) - (m1 << 21) + (m0 << 24);
            long m8 = c & mask;
            c = (c >> 29) + (t1 * x8) + (t2 * x7) + (t3 * x6) + (t4 * x5) + (m6 << 9) + (m3 << 18) - (m2 << 21) + (m1 << 24);
            o[0] = c & mask;
            c = (c >> 29) + (t2 * x8) + (t3 * x7) + (t4 * x6) + (x5 * x5) + (m7 << 9) + (m4 << 18) - (m3 << 21) + (m2 << 24);
            o[1] = c & mask;
            c = (c >> 29) + (t3 * x8) + (t4 * x7) + (t5 * x6) + (m8 << 9) + (m5 << 18) - (m4 << 21) + (m3 << 24);
            o[2] = c & mask;
            c = (c >> 29) + (t4 * x8) + (t5 * x7) + (x6 * x6) + (m6 << 18) - (m5 << 21) + (m4 << 24);
            o[3] = c & mask;
            c = (c >> 29) + (t5 * x8) + (t6 * x7) + (m7 << 18) - (m6 << 21) + (m5 << 24);
            o[4] = c & mask;
            c = (c >> 29) + (t6 * x8) + (x7 * x7) + (m8 << 18) - (m7 << 21) + (m6 << 24);
            o[5] = c & mask;
            c = (c >> 29) + (t7 * x8) - (m8 << 21) + (m7 << 24);
            o[6] = c & mask;
            c = (c >> 29) + (x8 * x8) + (m8 << 24);
            o[7] = c & mask;
            o[8] = c >> 29;
        }

        /// <summary>o = (a b - c d) / 2^261 mod p, reduced once for both. o may be any of them.</summary>
        public static void MultiplyDifference(long[] o, long[] a, long[] b, long[] c, long[] d)
        {
            long x0 = a[0];
            long x1 = a[1];
            long x2 = a[2];
            long x3 = a[3];
            long x4 = a[4];
            long x5 = a[5];
            long x6 = a[6];
            long x7 = a[7];
            long x8 = a[8];
            long y0 = b[0];
            long y1 = b[1];
            long y2 = b[2];
            long y3 = b[3];
            long y4 = b[4];
            long y5 = b[5];
            long y6 = b[6];
            long y7 = b[7];
            long y8 = b[8];
            long u0 = c[0];
            long u1 = c[1];
            long u2 = c[2];
            long u3 = c[3];
            long u4 = c[4];
            long u5 = c[5];
            long u6 = c[6];
            long u7 = c[7];
            long u8 = c[8];
            long v0 = d[0];
            long v1 = d[1];
            long v2 = d[2];
            long v3 = d[3];
            long v4 = d[4];
            long v5 = d[5];
            long v6 = d[6];
            long v7 = d[7];
            long v8 = d[8];
            long mask = Mask;
            long t = (x0 * y0) - (u0 * v0);
            long m0 = t & mask;
            t = (t >> 29) + (x0 * y1) + (x1 * y0) - (u0 * v1) - (u1 * v0);
            long m1 = t & mask;
            t = (t >> 29) + (x0 * y2) + (x1 * y1) + (x2 * y0) - (u0 * v2) - (u1 * v1) - (u2 * v0);
            long m2 = t & mask;
            t = (t >> 29) + (x0 * y3) + (x1 * y2) + (x2 * y1) + (x3 * y0) - (u0 * v3) - (u1 * v2) - (u2 * v1) - (u3 * v0) + (m0 << 9);
            long m3 = t & mask;
            t = (t >> 29) + (x0 * y4) + (x1 * y3) + (x2 * y2) + (x3 * y1) + (x4 * y0) - (u0 * v4) - (u1 * v3) - (u2 * v2) - (u3 * v1)
                - (u4 * v0) + (m1 << 9);
            long m4 = t & mask;
            t = (t >> 29) + (x0 * y5) + (x1 * y4) + (x2 * y3) + (x3 * y2) + (x4 * y1) + (x5 * y0) - (u0 * v5) - (u1 * v4) - (u2 * v3)
                - (u3 * v2) - (u4 * v1) - (u5 * v0) + (m2 << 9);
            long m5 = t & mask;
            t = (t >> 29) + (x0 * y6) + (x1 * y5) + (x2 * y4) + (x3 * y3) + (x4 * y2) + (x5 * y1) + (x6 * y0) - (u0 * v6) - (u1 * v5)
                - (u2 * v4) - (u3 * v3) - (u4 * v2) - (u5 * v1) - (u6 * v0) + (m3 << 9) + (m0 << 18);
            long m6 = t & mask;
            t = (t >> 29) + (x0 * y7) + (x1 * y6) + (x2 * y5) + (x3 * y4) + (x4 * y3) + (x5 * y2) + (x6 * y1) + (x7 * y0) - (u0 * v7)
                - (u1 * v6) - (u2 * v5) - (u3 * v4) - (u4 * v3) - (u5 * v2) - (u6 * v1) - (u7 * v0) + (m4 << 9) + (m1 << 18) - (m0 << 21);
            long m7 = t & mask;
            t = (t >> 29) + (x0 * y8) + (x1 * y7) + (x2 * y6) + (x3 * y5) + (x4 * y4) + (x5 * y3) + (x6 * y2) + (x7 * y1) + (x8 * y0)
                - (u0 * v8) - (u1 * v7) - (u2 * v6) - (u3 * v5) - (u4 * v4) - (u5 * v3) - (u6 * v2) - (u7 * v1) - (u8 * v0) + (m5 << 9)
                + (m2 << 18) - (m1 << 21) + (m0 << 24);
            long m8 = t & mask;
            t = (t >> 29) + (x1 * y8) + (x2 * y7) + (x3 * y6) + (x4 * y5) + (x5 * y4) + (x6 * y3) + (x7 * y2) + (x8 * y1) - (u1 * v8)
                - (u2 * v7) - (u3 * v6) - (u4 * v5) - (u5 * v4) - (u6 * v3) - (u7 * v2) - (u8 * v1) + (m6 << 9) + (m3 << 18) - (m2 << 21)
                + (m1 << 24);
            o[0] = t & mask;
            t = (t >> 29) + (x2 * y8) + (x3 * y7) + (x4 * y6) + (x5 * y5) + (x6 * y4) + (x7 * y3) + (x8 * y2) - (u2 * v8) - (u3 * v7)
                - (u4 * v6) - (u5 * v5) - (u6 * v4) - (u7 * v3) - (u8 * v2) + (m7 << 9) + (m4 << 18) - (m3 << 21) + (m2 << 24);
            o[1] = t & mask;
            t = (t >> 29) + (x3 * y8) + (x4 * y7) + (x5 * y6) + (x6 * y5) + (x7 * y4) + (x8 * y3) - (u3 * v8) - (u4 * v7) - (u5 * v6)
                - (u6 * v5) - (u7 * v4) - (u8 * v3) + (m8 << 9) + (m5 << 18) - (m4 << 21) + (m3 << 24);
            o[2] = t & mask;
            t = (t >> 29) + (x4 * y8) + (x5 * y7) + (x6 * y6) + (x7 * y5) + (x8 * y4) - (u4 * v8) - (u5 * v7) - (u6 * v6) - (u7 * v5)
                - (u8 * v4) + (m6 << 18) - (m5 << 21) + (m4 << 24);
            o[3] = t & mask;
            t = (t >> 29) + (x5 * y8) + (x6 * y7) + (x7 * y6) + (x8 * y5) - (u5 * v8) - (u6 * v7) - (u7 * v6) - (u8 * v5) + (m7 << 18)
                - (m6 << 21) + (m5 << 24);
            o[4] = t & mask;
            t = (t >> 29) + (x6 * y8) + (x7 * y7) + (x8 * y6) - (u6 * v8) - (u7 * v7) - (u8 * v6) + (m8 << 18) - (m7 << 21) + (m6 << 24);
            o[5] = t & mask;
            t = (t >> 29) + (x7 * y8) + (x8 * y7) - (u7 * v8) - (u8 * v7) - (m8 << 21) + (m7 << 24);
            o[6] = t & mask;
            t = (t >> 29) + (x8 * y8) - (u8 * v8) + (m8 << 24);
            o[7] = t & mask;
            o[8] = t >> 29;
        }

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
            Multiply(o, a, Squared);
        }

        /// <summary>Takes a number out of Montgomery form: o is 0..p-1, tight. o may be a.</summary>
        public static void Leave(long[] o, long[] a)
        {
            // |a| < 2^260, so (a + m p) / 2^261 with m < 2^261 is 0..p.
            Multiply(o, a, Unit);
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
