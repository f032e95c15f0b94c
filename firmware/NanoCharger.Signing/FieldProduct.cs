namespace NanoCharger.Signing
{
    /// <summary>Products of <see cref="Field"/>: sums of products, reduced on the way. More than half of a signature's time goes by here.</summary>
    /// <remarks>
    /// A column sums nine products, so it fits while the sizes of the factors' limbs, in units of 2^29, multiply to 3 at most: tight by tight, tight by
    /// a sum, or a sum of two such products.
    /// Since p = -1 mod 2^29, the multiple of p that clears a limb is the limb itself, and adding it is shifts: 2^96, 2^192, 2^224 and 2^256 lie at
    /// bit 9 of limb 3, 18 of 6, 21 of 7 and 24 of 8. Of factors within 5 p the product is within 2 p; factors up to 8 p are in order.
    /// The three methods repeat each other on purpose: a call in them would cost what ten instructions cost.
    /// </remarks>
    public static class FieldProduct
    {
        private const long Mask = 0x1FFFFFFF;

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
    }
}
