namespace NanoCharger.Signing
{
    /// <summary>Numbers mod n, the order of P-256 (SEC 2, 2.4.2), in nine limbs of 29 bits, least first, 0..n-1, not in Montgomery form.</summary>
    /// <remarks>No branch depends on a value.</remarks>
    public static class Scalar
    {
        private const long Mask = 0x1FFFFFFF;

        // -1 / n mod 2^29.
        private const long NegatedInverse = 0x0E00BC4F;

        /// <summary>n itself.</summary>
        internal static readonly long[] Order =
        {
            0x1C632551, 0x1DCE5617, 0x05E7A13C, 0x0DF55B4E, 0x1FFFFBCE, 0x1FFFFFFF, 0x0003FFFF, 0x1FE00000, 0x00FFFFFF,
        };

        /// <summary>1 / n mod 2^30, for <see cref="Divsteps"/>.</summary>
        internal const long InverseMod30Bits = 0x11FF43B1;

        // 2^522 mod n.
        private static readonly long[] Squared =
        {
            0x148D9EF5, 0x0F4E7F75, 0x14C6A651, 0x03F8B765, 0x165861F1, 0x1256D7D8, 0x1C185B23, 0x0D4CAB0F, 0x0084B655,
        };

        /// <summary>o = a b mod n. o may be a or b.</summary>
        public static void Multiply(long[] o, long[] a, long[] b)
        {
            Montgomery(o, a, b);
            Montgomery(o, o, Squared);
            LimbCodec.Reduce(o, Order);
        }

        /// <summary>o = a + b mod n. o may be a or b.</summary>
        public static void Add(long[] o, long[] a, long[] b)
        {
            long t = 0;
            for (int i = 0; i < Field.Limbs; i++)
            {
                t = (t >> 29) + a[i] + b[i];
                o[i] = t & Mask;
            }

            LimbCodec.Reduce(o, Order);
        }

        /// <summary>Reads 32 bytes, big endian, and subtracts n where they are not below it.</summary>
        /// <returns>False when it was subtracted.</returns>
        public static bool FromBytes(long[] o, byte[] bytes)
        {
            LimbCodec.Read(o, bytes);
            return LimbCodec.Reduce(o, Order) != 0;
        }

        /// <summary>Writes 32 bytes, big endian.</summary>
        public static void ToBytes(byte[] bytes, long[] a)
        {
            LimbCodec.Write(bytes, a);
        }

        // o = a b / 2^261 mod n, below 2 n where a and b are below 2 n.
        private static void Montgomery(long[] o, long[] a, long[] b)
        {
            long[] order = Order;
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
            long n0 = order[0];
            long n1 = order[1];
            long n2 = order[2];
            long n3 = order[3];
            long n4 = order[4];
            long n5 = order[5];
            long n6 = order[6];
            long n7 = order[7];
            long n8 = order[8];
            long inverse = NegatedInverse;
            long mask = Mask;
            long c = x0 * y0;
            long m0 = (c * inverse) & mask;
            c += m0 * n0;
            c = (c >> 29) + (x0 * y1) + (x1 * y0) + (m0 * n1);
            long m1 = (c * inverse) & mask;
            c += m1 * n0;
            c = (c >> 29) + (x0 * y2) + (x1 * y1) + (x2 * y0) + (m0 * n2) + (m1 * n1);
            long m2 = (c * inverse) & mask;
            c += m2 * n0;
            c = (c >> 29) + (x0 * y3) + (x1 * y2) + (x2 * y1) + (x3 * y0) + (m0 * n3) + (m1 * n2) + (m2 * n1);
            long m3 = (c * inverse) & mask;
            c += m3 * n0;
            c = (c >> 29) + (x0 * y4) + (x1 * y3) + (x2 * y2) + (x3 * y1) + (x4 * y0) + (m0 * n4) + (m1 * n3) + (m2 * n2) + (m3 * n1);
            long m4 = (c * inverse) & mask;
            c += m4 * n0;
            c = (c >> 29) + (x0 * y5) + (x1 * y4) + (x2 * y3) + (x3 * y2) + (x4 * y1) + (x5 * y0) + (m0 * n5) + (m1 * n4) + (m2 * n3)
                + (m3 * n2) + (m4 * n1);
            long m5 = (c * inverse) & mask;
            c += m5 * n0;
            c = (c >> 29) + (x0 * y6) + (x1 * y5) + (x2 * y4) + (x3 * y3) + (x4 * y2) + (x5 * y1) + (x6 * y0) + (m0 * n6) + (m1 * n5)
                + (m2 * n4) + (m3 * n3) + (m4 * n2) + (m5 * n1);
            long m6 = (c * inverse) & mask;
            c += m6 * n0;
            c = (c >> 29) + (x0 * y7) + (x1 * y6) + (x2 * y5) + (x3 * y4) + (x4 * y3) + (x5 * y2) + (x6 * y1) + (x7 * y0) + (m0 * n7)
                + (m1 * n6) + (m2 * n5) + (m3 * n4) + (m4 * n3) + (m5 * n2) + (m6 * n1);
            long m7 = (c * inverse) & mask;
            c += m7 * n0;
            c = (c >> 29) + (x0 * y8) + (x1 * y7) + (x2 * y6) + (x3 * y5) + (x4 * y4) + (x5 * y3) + (x6 * y2) + (x7 * y1) + (x8 * y0)
                + (m0 * n8) + (m1 * n7) + (m2 * n6) + (m3 * n5) + (m4 * n4) + (m5 * n3) + (m6 * n2) + (m7 * n1);
            long m8 = (c * inverse) & mask;
            c += m8 * n0;
            c = (c >> 29) + (x1 * y8) + (x2 * y7) + (x3 * y6) + (x4 * y5) + (x5 * y4) + (x6 * y3) + (x7 * y2) + (x8 * y1) + (m1 * n8)
                + (m2 * n7) + (m3 * n6) + (m4 * n5) + (m5 * n4) + (m6 * n3) + (m7 * n2) + (m8 * n1);
            o[0] = c & mask;
            c = (c >> 29) + (x2 * y8) + (x3 * y7) + (x4 * y6) + (x5 * y5) + (x6 * y4) + (x7 * y3) + (x8 * y2) + (m2 * n8) + (m3 * n7)
                + (m4 * n6) + (m5 * n5) + (m6 * n4) + (m7 * n3) + (m8 * n2);
            o[1] = c & mask;
            c = (c >> 29) + (x3 * y8) + (x4 * y7) + (x5 * y6) + (x6 * y5) + (x7 * y4) + (x8 * y3) + (m3 * n8) + (m4 * n7) + (m5 * n6)
                + (m6 * n5) + (m7 * n4) + (m8 * n3);
            o[2] = c & mask;
            c = (c >> 29) + (x4 * y8) + (x5 * y7) + (x6 * y6) + (x7 * y5) + (x8 * y4) + (m4 * n8) + (m5 * n7) + (m6 * n6) + (m7 * n5)
                + (m8 * n4);
            o[3] = c & mask;
            c = (c >> 29) + (x5 * y8) + (x6 * y7) + (x7 * y6) + (x8 * y5) + (m5 * n8) + (m6 * n7) + (m7 * n6) + (m8 * n5);
            o[4] = c & mask;
            c = (c >> 29) + (x6 * y8) + (x7 * y7) + (x8 * y6) + (m6 * n8) + (m7 * n7) + (m8 * n6);
            o[5] = c & mask;
            c = (c >> 29) + (x7 * y8) + (x8 * y7) + (m7 * n8) + (m8 * n7);
            o[6] = c & mask;
            c = (c >> 29) + (x8 * y8) + (m8 * n8);
            o[7] = c & mask;
            o[8] = c >> 29;
        }
    }
}
