namespace NanoCharger.Text
{
    /// <summary>Whole numbers in stored records, least byte first. Offsets are the caller's to check.</summary>
    public static class LittleEndian
    {
        /// <summary>Stores the low 16 bits.</summary>
        public static void Put16(byte[] target, int offset, int value)
        {
            target[offset] = (byte)value;
            target[offset + 1] = (byte)(value >> 8);
        }

        /// <summary>Stores 32 bits.</summary>
        public static void Put32(byte[] target, int offset, uint value)
        {
            Put16(target, offset, (int)(value & 0xFFFF));
            Put16(target, offset + 2, (int)(value >> 16));
        }

        /// <summary>Stores 64 bits.</summary>
        public static void Put64(byte[] target, int offset, long value)
        {
            Put32(target, offset, (uint)(value & 0xFFFFFFFF));
            Put32(target, offset + 4, (uint)((value >> 32) & 0xFFFFFFFF));
        }

        /// <summary>Takes 16 bits, 0..65 535.</summary>
        public static int Get16(byte[] source, int offset)
        {
            return source[offset] | (source[offset + 1] << 8);
        }

        /// <summary>Takes 32 bits.</summary>
        public static uint Get32(byte[] source, int offset)
        {
            return (uint)Get16(source, offset) | ((uint)Get16(source, offset + 2) << 16);
        }

        /// <summary>Takes 64 bits.</summary>
        public static long Get64(byte[] source, int offset)
        {
            return (long)Get32(source, offset) | ((long)Get32(source, offset + 4) << 32);
        }
    }
}
