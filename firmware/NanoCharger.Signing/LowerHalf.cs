namespace NanoCharger.Signing
{
    /// <summary>Makes one signature of two: (r, s) and (r, n - s) hold alike, so the lower s is the one that is written.</summary>
    public static class LowerHalf
    {
        // n, the order of the base point (SEC 2, 2.4.2), and (n - 1) / 2, both big endian.
        private static readonly byte[] Order =
        {
            0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
            0xBC, 0xE6, 0xFA, 0xAD, 0xA7, 0x17, 0x9E, 0x84, 0xF3, 0xB9, 0xCA, 0xC2, 0xFC, 0x63, 0x25, 0x51,
        };

        private static readonly byte[] Half =
        {
            0x7F, 0xFF, 0xFF, 0xFF, 0x80, 0x00, 0x00, 0x00, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
            0xDE, 0x73, 0x7D, 0x56, 0xD3, 0x8B, 0xCF, 0x42, 0x79, 0xDC, 0xE5, 0x61, 0x7E, 0x31, 0x92, 0xA8,
        };

        /// <summary>Replaces s by n - s where that is lower. The signature is public by now, so the work may vary.</summary>
        /// <param name="s32">1..n-1, big endian.</param>
        public static void Take(byte[] s32)
        {
            int at = 0;
            while (at < s32.Length && s32[at] == Half[at])
            {
                at++;
            }

            if (at == s32.Length || s32[at] < Half[at])
            {
                return;
            }

            int borrow = 0;
            for (int i = s32.Length - 1; i >= 0; i--)
            {
                int left = Order[i] - s32[i] - borrow;
                borrow = left < 0 ? 1 : 0;
                s32[i] = (byte)left;
            }
        }
    }
}
