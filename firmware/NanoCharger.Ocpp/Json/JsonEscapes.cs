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
        /// <returns>False for a text that is longer than the target, or has something else than printable ASCII in it.</returns>
        internal static bool TryUndo(byte[] source, int at, int length, AsciiWriter target)
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

                if (value < ' ' || value > '~')
                {
                    return false;
                }

                target.Put((byte)value);
            }

            return !target.Overflow;
        }

        // What the escape stands for whose letter is here; -1 for a control character.
        private static int Meant(byte[] source, int at)
        {
            byte letter = source[at];
            if (letter != 'u')
            {
                return letter == '"' || letter == '\\' || letter == '/' ? letter : -1;
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
