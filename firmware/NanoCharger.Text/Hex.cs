namespace NanoCharger.Text
{
    /// <summary>Bytes as pairs of hexadecimal digits.</summary>
    public static class Hex
    {
        private const int Lower = 'a' - 10;
        private const int Upper = 'A' - 10;

        /// <summary>Writes bytes with lower-case digits. What does not fit as a whole is left out as a whole.</summary>
        public static void Write(AsciiWriter into, byte[] source, int offset, int count)
        {
            Write(into, source, offset, count, Lower);
        }

        /// <summary>Writes bytes with capital digits, likewise.</summary>
        public static void WriteCapitals(AsciiWriter into, byte[] source, int offset, int count)
        {
            Write(into, source, offset, count, Upper);
        }

        private static void Write(AsciiWriter into, byte[] source, int offset, int count, int letters)
        {
            int at = into.Reserve(2 * count);
            if (at < 0)
            {
                return;
            }

            byte[] text = into.Buffer;
            for (int end = offset + count; offset < end; offset++)
            {
                int high = source[offset] >> 4;
                int low = source[offset] & 15;
                text[at++] = (byte)(high + (high < 10 ? '0' : letters));
                text[at++] = (byte)(low + (low < 10 ? '0' : letters));
            }
        }
    }
}
