namespace NanoCharger.Text
{
    /// <summary>What the version of a QR code, 1..9, decides at error correction level L (ISO/IEC 18004, table 9).</summary>
    internal static class QrVersion
    {
        /// <summary>The last version here: up to it all blocks of a code are of one length.</summary>
        internal const int Most = 9;

        /// <summary>Most codewords of a code.</summary>
        internal const int MostCodewords = 292;

        /// <summary>Most codewords of a block's correction.</summary>
        internal const int MostCorrections = 30;

        private static readonly int[] AllCodewords = { 0, 26, 44, 70, 100, 134, 172, 196, 242, 292 };
        private static readonly int[] BlockCorrections = { 0, 7, 10, 15, 20, 26, 18, 20, 24, 30 };
        private static readonly int[] BlockCounts = { 0, 1, 1, 1, 1, 1, 2, 2, 2, 2 };

        /// <summary>Modules of a side.</summary>
        internal static int Size(int version)
        {
            return 17 + (4 * version);
        }

        /// <summary>All codewords.</summary>
        internal static int Codewords(int version)
        {
            return AllCodewords[version];
        }

        /// <summary>Codewords of one block's correction.</summary>
        internal static int Corrections(int version)
        {
            return BlockCorrections[version];
        }

        /// <summary>Blocks that are corrected each by itself.</summary>
        internal static int Blocks(int version)
        {
            return BlockCounts[version];
        }

        /// <summary>Codewords for data.</summary>
        internal static int DataCodewords(int version)
        {
            return AllCodewords[version] - (BlockCorrections[version] * BlockCounts[version]);
        }
    }
}
