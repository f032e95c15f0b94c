using NanoCharger.Text;

namespace NanoCharger.Storage
{
    /// <summary>What the small records kept in two files ("slots") have in common: how they begin and end, and which of the two counts.</summary>
    /// <remarks>
    /// Little endian: three letters that say what it is, format version (1), generation (4), the record's own bytes, CRC-32 of all before (4).
    /// The generation counts the saves: of two sound slots the one with the higher number is the newer.
    /// </remarks>
    public static class SlotFrame
    {
        /// <summary>Bytes before the record's own.</summary>
        public const int HeaderBytes = 8;

        /// <summary>Bytes behind the record's own.</summary>
        public const int CrcBytes = 4;

        private const int VersionOffset = 3;
        private const int GenerationOffset = 4;

        /// <summary>Writes beginning and end about a record's own bytes.</summary>
        /// <param name="slot">The record's own bytes stand from <see cref="HeaderBytes"/> on.</param>
        /// <param name="length">Bytes of all, beginning and end included.</param>
        /// <param name="letters">Three ASCII letters.</param>
        /// <param name="version">Format version, 0..255.</param>
        /// <param name="generation">Which save it is, 0..2^32-1.</param>
        public static void Seal(byte[] slot, int length, string letters, int version, long generation)
        {
            for (int i = 0; i < VersionOffset; i++)
            {
                slot[i] = (byte)letters[i];
            }

            slot[VersionOffset] = (byte)version;
            LittleEndian.Put32(slot, GenerationOffset, (uint)generation);
            LittleEndian.Put32(slot, length - CrcBytes, Crc32.Compute(slot, 0, length - CrcBytes));
        }

        /// <summary>Whether the bytes are a whole record of these letters and this version.</summary>
        /// <param name="slot">The bytes.</param>
        /// <param name="length">How many of them.</param>
        /// <param name="letters">Three ASCII letters.</param>
        /// <param name="version">Format version, 0..255.</param>
        public static bool IsSound(byte[] slot, int length, string letters, int version)
        {
            return length >= HeaderBytes + CrcBytes && Ascii.Same(slot, 0, VersionOffset, letters) && slot[VersionOffset] == version
                && Crc32.Compute(slot, 0, length - CrcBytes) == LittleEndian.Get32(slot, length - CrcBytes);
        }

        /// <summary>Which save a sound slot is of, 0..2^32-1.</summary>
        public static long Generation(byte[] slot)
        {
            return LittleEndian.Get32(slot, GenerationOffset);
        }

        /// <summary>Whether two sound slots are of the same save: generation and CRC are looked at, which say it of all bytes.</summary>
        public static bool Alike(byte[] one, byte[] other)
        {
            return one.Length == other.Length && Generation(one) == Generation(other)
                && LittleEndian.Get32(one, one.Length - CrcBytes) == LittleEndian.Get32(other, other.Length - CrcBytes);
        }

        /// <summary>The slot that counts.</summary>
        /// <param name="one">A sound slot, or null.</param>
        /// <param name="other">The other one, sound, or null.</param>
        /// <returns>The newer one, the first where both are of the same save; null when there is none.</returns>
        public static byte[] Newer(byte[] one, byte[] other)
        {
            return other == null || (one != null && Generation(one) >= Generation(other)) ? one : other;
        }
    }
}
