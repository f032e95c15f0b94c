using NanoCharger.Text;

namespace NanoCharger.Console.Commands
{
    /// <summary>Amounts as a technician types them: 230.1</summary>
    internal static class Amount
    {
        // Six digits before the point: a thousandth of them still fits in 31 bits.
        private const int MostDigits = 6;
        private const int ThousandthDigits = 3;

        /// <summary>Reads an amount: digits, and behind a point up to so many more. No sign.</summary>
        /// <param name="text">What was typed.</param>
        /// <param name="decimals">Most digits behind the point, 1..3.</param>
        /// <param name="thousandths">The amount in thousandths; 0 when the text is none.</param>
        /// <returns>False when the text is no such amount.</returns>
        internal static bool TryThousandths(string text, int decimals, out int thousandths)
        {
            thousandths = 0;
            int point = text.IndexOf('.');
            string whole = point < 0 ? text : text.Substring(0, point);
            string part = point < 0 ? "0" : text.Substring(point + 1);
            if (!TryDigits(whole, MostDigits, out int units) || !TryDigits(part, decimals, out int rest))
            {
                return false;
            }

            for (int i = part.Length; i < ThousandthDigits; i++)
            {
                rest *= 10;
            }

            thousandths = (units * 1_000) + rest;
            return true;
        }

        private static bool TryDigits(string text, int most, out int value)
        {
            value = 0;
            if (text.Length == 0 || text.Length > most || text[0] == '-' || !Ascii.TryNumber(text, out long number))
            {
                return false;
            }

            value = (int)number;
            return true;
        }
    }
}
