namespace NanoCharger.Text
{
    /// <summary>Base64 with padding and without line ends (RFC 4648, 4).</summary>
    public static class Base64
    {
        private const byte Padding = (byte)'=';

        private static readonly byte[] Digits =
        {
            65, 66, 67, 68, 69, 70, 71, 72, 73, 74, 75, 76, 77, 78, 79, 80, 81, 82, 83, 84, 85, 86, 87, 88, 89, 90,
            97, 98, 99, 100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111, 112, 113, 114, 115, 116, 117, 118, 119, 120, 121, 122,
            48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 43, 47,
        };

        /// <summary>Characters that so many bytes become.</summary>
        public static int Length(int bytes)
        {
            return (bytes + 2) / 3 * 4;
        }

        /// <summary>What a character of base64 stands for.</summary>
        /// <returns>0..63; -1 for any other character, the padding among them.</returns>
        public static int Digit(byte character)
        {
            return character >= 'A' && character <= 'Z' ? character - 'A'
                : character >= 'a' && character <= 'z' ? character - 'a' + 26
                : character >= '0' && character <= '9' ? character - '0' + 52
                : character == '+' ? 62
                : character == '/' ? 63
                : -1;
        }

        /// <summary>Writes bytes as base64. A long text may be written in pieces, of which all but the last have a multiple of three bytes.</summary>
        /// <remarks>Cost: 16 instructions a character. What does not fit as a whole is left out as a whole.</remarks>
        public static void Write(AsciiWriter into, byte[] source, int offset, int count)
        {
            int at = into.Reserve(Length(count));
            if (at < 0)
            {
                return;
            }

            byte[] text = into.Buffer;
            byte[] digits = Digits;
            int left = count;
            while (left >= 3)
            {
                int group = (source[offset] << 16) | (source[offset + 1] << 8) | source[offset + 2];
                text[at] = digits[group >> 18];
                text[at + 1] = digits[(group >> 12) & 63];
                text[at + 2] = digits[(group >> 6) & 63];
                text[at + 3] = digits[group & 63];
                at += 4;
                offset += 3;
                left -= 3;
            }

            if (left > 0)
            {
                int group = (source[offset] << 16) | (left == 2 ? source[offset + 1] << 8 : 0);
                text[at] = digits[group >> 18];
                text[at + 1] = digits[(group >> 12) & 63];
                text[at + 2] = left == 2 ? digits[(group >> 6) & 63] : Padding;
                text[at + 3] = Padding;
            }
        }
    }
}
