namespace NanoCharger.Text
{
    /// <summary>ASCII bytes to strings and back, and the numbers written in them. The device's own parsers are not to be leaned on.</summary>
    public static class Ascii
    {
        /// <summary>Makes a string of bytes. Allocates.</summary>
        public static string Text(byte[] source, int offset, int count)
        {
            char[] characters = new char[count];
            for (int i = 0; i < count; i++)
            {
                byte value = source[offset + i];
                characters[i] = value < 128 ? (char)value : '?';
            }

            return new string(characters, 0, count);
        }

        /// <summary>True when the bytes spell exactly this text.</summary>
        public static bool Same(byte[] source, int offset, int count, string text)
        {
            if (text == null || text.Length != count)
            {
                return false;
            }

            for (int i = 0; i < count; i++)
            {
                if (source[offset + i] != text[i])
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>Reads a whole number: an optional '-' and 1..18 digits, nothing else.</summary>
        /// <param name="source">The bytes.</param>
        /// <param name="offset">First byte of the number.</param>
        /// <param name="count">Bytes of the number.</param>
        /// <param name="value">The number; 0 when there is none.</param>
        /// <returns>False when the bytes are no such number.</returns>
        public static bool TryNumber(byte[] source, int offset, int count, out long value)
        {
            value = 0;
            bool negative = count > 0 && source[offset] == '-';
            int first = negative ? 1 : 0;
            int digits = count - first;
            if (digits < 1 || digits > 18)
            {
                return false;
            }

            long size = 0;
            for (int i = first; i < count; i++)
            {
                int digit = source[offset + i] - '0';
                if (digit < 0 || digit > 9)
                {
                    return false;
                }

                size = (size * 10) + digit;
            }

            value = negative ? -size : size;
            return true;
        }

        /// <summary>Reads a whole number from a text: an optional '-' and 1..18 digits, nothing else.</summary>
        /// <returns>False when the text is no such number; <paramref name="value"/> is then 0.</returns>
        public static bool TryNumber(string text, out long value)
        {
            value = 0;
            if (text == null || text.Length > 19)
            {
                return false;
            }

            byte[] bytes = new byte[text.Length];
            for (int i = 0; i < bytes.Length; i++)
            {
                bytes[i] = text[i] < 128 ? (byte)text[i] : (byte)'?';
            }

            return TryNumber(bytes, 0, bytes.Length, out value);
        }
    }
}
