using NanoCharger.Text;

namespace NanoCharger.Ocpp.Json
{
    /// <summary>What the escapes in a text of JSON stand for (RFC 8259, 7).</summary>
    internal static class JsonEscapes
    {
        /// <summary>Writes a text with its escapes undone. The reader has seen that they are sound.</summary>
        /// <param name="source">Where the text lies.</param>
        /// <param name="at">Its first byte behind the quote.</param>
        /// <param name="length">Its bytes.</param>
        /// <param name="target">Cleared first.</param>
        /// <param name="lines">True for a text that may have line ends and tabs in it.</param>
        /// <returns>False for a text that is longer than the target, or has something else than printable ASCII in it.</returns>
        internal static bool TryUndo(byte[] source, int at, int length, AsciiWriter target, bool lines)
        {
            int end = at + length;
            target.Clear();
            while (at < end && !target.Overflow)
            {
                int value = source[at++];
                if (value == '\\')
                {
                    value = Meant(source, at);
                    at += source[at] == 'u' ? 5 : 1;
                }

                bool ends = lines && (value == '\n' || value == '\r' || value == '\t');
                if ((value < ' ' && !ends) || value > '~')
                {
                    return false;
                }

                target.Put((byte)value);
            }

            return !target.Overflow;
        }

        /// <summary>The next character of a text, whether it is written as itself or by an escape.</summary>
        /// <param name="source">The text lies there, sound and in UTF-8.</param>
        /// <param name="at">Its first byte; moved behind its last.</param>
        /// <returns>Its code point; of half a pair that stands alone, its number.</returns>
        internal static int Next(byte[] source, ref int at)
        {
            int value = source[at++];
            if (value == '\\')
            {
                return NextEscape(source, ref at);
            }

            int following = value < 0x80 ? 0 : value < 0xE0 ? 1 : value < 0xF0 ? 2 : 3;
            value &= following == 0 ? 0x7F : 0x3F >> following;
            while (following-- > 0)
            {
                value = (value << 6) | (source[at++] & 0x3F);
            }

            return value;
        }

        // From the letter behind the backslash. Beyond U+FFFF there are two escapes (RFC 8259, 7).
        private static int NextEscape(byte[] source, ref int at)
        {
            int value = Meant(source, at);
            at += source[at] == 'u' ? 5 : 1;
            if ((value & 0xFC00) != 0xD800 || source[at] != '\\' || source[at + 1] != 'u')
            {
                return value;
            }

            int low = Meant(source, at + 1);
            if ((low & 0xFC00) != 0xDC00)
            {
                return value;
            }

            at += 6;
            return 0x10000 + ((value & 0x3FF) << 10) + (low & 0x3FF);
        }

        // What the escape stands for whose letter is here.
        private static int Meant(byte[] source, int at)
        {
            switch (source[at])
            {
                case (byte)'u':
                    break;
                case (byte)'b':
                    return '\b';
                case (byte)'f':
                    return '\f';
                case (byte)'n':
                    return '\n';
                case (byte)'r':
                    return '\r';
                case (byte)'t':
                    return '\t';
                default:
                    return source[at];
            }

            int value = 0;
            for (int i = 1; i <= 4; i++)
            {
                int digit = source[at + i] | 0x20;
                value = (value << 4) | (digit >= 'a' ? digit - 'a' + 10 : digit - '0');
            }

            return value;
        }
    }
}
