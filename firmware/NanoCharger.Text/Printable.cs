namespace NanoCharger.Text
{
    /// <summary>The one escape for what no terminal, log or document may be given as it came: names, tokens and answers from outside never command the one who shows them.</summary>
    public static class Printable
    {
        /// <summary>Columns of an escaped character: \u001b.</summary>
        public const int EscapeLength = 6;

        private const string Digits = "0123456789abcdef";

        /// <summary>True for the characters of ASCII that have a shape, blank included; false for controls, delete and all beyond.</summary>
        public static bool Is(int value)
        {
            return value >= ' ' && value <= '~';
        }

        /// <summary>Columns that a character takes once written by <see cref="Put"/>.</summary>
        public static int WidthOf(int value)
        {
            return Is(value) ? 1 : EscapeLength;
        }

        /// <summary>Writes a character as it is, or as \u001b where it is none that prints: never half of it.</summary>
        /// <param name="target">Overflows when there is no room for all of it.</param>
        /// <param name="value">0..65535.</param>
        public static void Put(AsciiWriter target, int value)
        {
            if (Is(value))
            {
                target.Put((byte)value);
                return;
            }

            int at = target.Reserve(EscapeLength);
            if (at < 0)
            {
                return;
            }

            target.Buffer[at] = (byte)'\\';
            target.Buffer[at + 1] = (byte)'u';
            for (int i = EscapeLength - 1; i > 1; i--)
            {
                target.Buffer[at + i] = (byte)Digits[value & 15];
                value >>= 4;
            }
        }
    }
}
