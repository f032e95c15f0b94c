namespace NanoCharger.Signing
{
    /// <summary>Two steps of the doubling of a point in one pass each, since nine tenths of a check are doublings. Numbers as in <see cref="Field"/>.</summary>
    /// <remarks>Sums within a column may pass 64 bits, as long as the whole column does not: they wrap and come back.</remarks>
    internal static class Doubling
    {
        private const long Mask = 0x1FFFFFFF;

        /// <summary>o = 3 (x - d) (x + d) / 2^261 for x, d tight. A column is 3 times nine products of x less nine of d: 27 at most. o may be x or d.</summary>
        public static void Slope(long[] o, long[] abscissa, long[] square)
        {
            long a0 = abscissa[0];
            long a1 = abscissa[1];
            long a2 = abscissa[2];
            long a3 = abscissa[3];
            long a4 = abscissa[4];
            long a5 = abscissa[5];
            long a6 = abscissa[6];
            long a7 = abscissa[7];
            long a8 = abscissa[8];
            long b0 = square[0];
            long b1 = square[1];
            long b2 = square[2];
            long b3 = square[3];
            long b4 = square[4];
            long b5 = square[5];
            long b6 = square[6];
            long b7 = square[7];
            long b8 = square[8];
            long three = 3;
            long x0 = three * (a0 - b0);
            long x1 = three * (a1 - b1);
            long x2 = three * (a2 - b2);
            long x3 = three * (a3 - b3);
            long x4 = three * (a4 - b4);
            long x5 = three * (a5 - b5);
            long x6 = three * (a6 - b6);
            long x7 = three * (a7 - b7);
            long x8 = three * (a8 - b8);
            long y0 = a0 + b0;
            long y1 = a1 + b1;
            long y2 = a2 + b2;
            long y3 = a3 + b3;
            long y4 = a4 + b4;
            long y5 = a5 + b5;
            long y6 = a6 + b6;
            long y7 = a7 + b7;
            long y8 = a8 + b8;
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

        /// <summary>o = (m (2 s - x) - 2 d d) / 2^261 for tight numbers. A column is -27 to 18 products. o may be any of them.</summary>
        public static void Ordinate(long[] o, long[] slope, long[] product, long[] abscissa, long[] square)
        {
            long x0 = slope[0];
            long x1 = slope[1];
            long x2 = slope[2];
            long x3 = slope[3];
            long x4 = slope[4];
            long x5 = slope[5];
            long x6 = slope[6];
            long x7 = slope[7];
            long x8 = slope[8];
            long y0 = (product[0] << 1) - abscissa[0];
            long y1 = (product[1] << 1) - abscissa[1];
            long y2 = (product[2] << 1) - abscissa[2];
            long y3 = (product[3] << 1) - abscissa[3];
            long y4 = (product[4] << 1) - abscissa[4];
            long y5 = (product[5] << 1) - abscissa[5];
            long y6 = (product[6] << 1) - abscissa[6];
            long y7 = (product[7] << 1) - abscissa[7];
            long y8 = (product[8] << 1) - abscissa[8];
            long u0 = square[0];
            long u1 = square[1];
            long u2 = square[2];
            long u3 = square[3];
            long u4 = square[4];
            long u5 = square[5];
            long u6 = square[6];
            long u7 = square[7];
            long u8 = square[8];
            long v0 = u0 << 1;
            long v1 = u1 << 1;
            long v2 = u2 << 1;
            long v3 = u3 << 1;
            long v4 = u4 << 1;
            long v5 = u5 << 1;
            long v6 = u6 << 1;
            long v7 = u7 << 1;
            long v8 = u8 << 1;
            long t0 = u0 << 2;
            long t1 = u1 << 2;
            long t2 = u2 << 2;
            long t3 = u3 << 2;
            long t4 = u4 << 2;
            long t5 = u5 << 2;
            long t6 = u6 << 2;
            long t7 = u7 << 2;
            long mask = Mask;
            long c = (x0 * y0) - (v0 * u0);
            long m0 = c & mask;
            c = (c >> 29) + (x0 * y1) + (x1 * y0) - (t0 * u1);
            long m1 = c & mask;
            c = (c >> 29) + (x0 * y2) + (x1 * y1) + (x2 * y0) - (t0 * u2) - (v1 * u1);
            long m2 = c & mask;
            c = (c >> 29) + (x0 * y3) + (x1 * y2) + (x2 * y1) + (x3 * y0) - (t0 * u3) - (t1 * u2) + (m0 << 9);
            long m3 = c & mask;
            c = (c >> 29) + (x0 * y4) + (x1 * y3) + (x2 * y2) + (x3 * y1) + (x4 * y0) - (t0 * u4) - (t1 * u3) - (v2 * u2) + (m1 << 9);
            long m4 = c & mask;
            c = (c >> 29) + (x0 * y5) + (x1 * y4) + (x2 * y3) + (x3 * y2) + (x4 * y1) + (x5 * y0) - (t0 * u5) - (t1 * u4) - (t2 * u3)
                + (m2 << 9);
            long m5 = c & mask;
            c = (c >> 29) + (x0 * y6) + (x1 * y5) + (x2 * y4) + (x3 * y3) + (x4 * y2) + (x5 * y1) + (x6 * y0) - (t0 * u6) - (t1 * u5)
                - (t2 * u4) - (v3 * u3) + (m3 << 9) + (m0 << 18);
            long m6 = c & mask;
            c = (c >> 29) + (x0 * y7) + (x1 * y6) + (x2 * y5) + (x3 * y4) + (x4 * y3) + (x5 * y2) + (x6 * y1) + (x7 * y0) - (t0 * u7)
                - (t1 * u6) - (t2 * u5) - (t3 * u4) + (m4 << 9) + (m1 << 18) - (m0 << 21);
            long m7 = c & mask;
            c = (c >> 29) + (x0 * y8) + (x1 * y7) + (x2 * y6) + (x3 * y5) + (x4 * y4) + (x5 * y3) + (x6 * y2) + (x7 * y1) + (x8 * y0)
                - (t0 * u8) - (t1 * u7) - (t2 * u6) - (t3 * u5) - (v4 * u4) + (m5 << 9) + (m2 << 18) - (m1 << 21) + (m0 << 24);
            long m8 = c & mask;
            c = (c >> 29) + (x1 * y8) + (x2 * y7) + (x3 * y6) + (x4 * y5) + (x5 * y4) + (x6 * y3) + (x7 * y2) + (x8 * y1) - (t1 * u8)
                - (t2 * u7) - (t3 * u6) - (t4 * u5) + (m6 << 9) + (m3 << 18) - (m2 << 21) + (m1 << 24);
            o[0] = c & mask;
            c = (c >> 29) + (x2 * y8) + (x3 * y7) + (x4 * y6) + (x5 * y5) + (x6 * y4) + (x7 * y3) + (x8 * y2) - (t2 * u8) - (t3 * u7)
                - (t4 * u6) - (v5 * u5) + (m7 << 9) + (m4 << 18) - (m3 << 21) + (m2 << 24);
            o[1] = c & mask;
            c = (c >> 29) + (x3 * y8) + (x4 * y7) + (x5 * y6) + (x6 * y5) + (x7 * y4) + (x8 * y3) - (t3 * u8) - (t4 * u7) - (t5 * u6)
                + (m8 << 9) + (m5 << 18) - (m4 << 21) + (m3 << 24);
            o[2] = c & mask;
            c = (c >> 29) + (x4 * y8) + (x5 * y7) + (x6 * y6) + (x7 * y5) + (x8 * y4) - (t4 * u8) - (t5 * u7) - (v6 * u6) + (m6 << 18)
                - (m5 << 21) + (m4 << 24);
            o[3] = c & mask;
            c = (c >> 29) + (x5 * y8) + (x6 * y7) + (x7 * y6) + (x8 * y5) - (t5 * u8) - (t6 * u7) + (m7 << 18) - (m6 << 21) + (m5 << 24);
            o[4] = c & mask;
            c = (c >> 29) + (x6 * y8) + (x7 * y7) + (x8 * y6) - (t6 * u8) - (v7 * u7) + (m8 << 18) - (m7 << 21) + (m6 << 24);
            o[5] = c & mask;
            c = (c >> 29) + (x7 * y8) + (x8 * y7) - (t7 * u8) - (m8 << 21) + (m7 << 24);
            o[6] = c & mask;
            c = (c >> 29) + (x8 * y8) - (v8 * u8) + (m8 << 24);
            o[7] = c & mask;
            o[8] = c >> 29;
        }
    }
}
