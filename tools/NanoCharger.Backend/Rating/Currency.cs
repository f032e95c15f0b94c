using System;
using System.Linq;

namespace NanoCharger.Backend.Rating
{
    /// <summary>A currency with its minor unit (ISO 4217). Money is counted in whole minor units.</summary>
    /// <param name="Code">Three capital letters.</param>
    /// <param name="MinorDigits">Decimals of its minor unit: 2 for a cent.</param>
    public readonly record struct Currency(string Code, int MinorDigits)
    {
        private const int UsualDigits = 2;

        // ISO 4217, table A.1, list of 2024-06-25: those whose minor unit is no hundredth.
        private static readonly string[] Whole =
            ["BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"];

        private static readonly string[] Thousandths = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];

        /// <summary>The currency of a code; null where that is none.</summary>
        public static Currency? Find(string? code)
        {
            return code is not { Length: 3 } || !code.All(char.IsAsciiLetterUpper) ? null
                : Whole.Contains(code) ? new Currency(code, 0)
                : Thousandths.Contains(code) ? new Currency(code, 3)
                : new Currency(code, UsualDigits);
        }

        /// <summary>An amount in minor units, rounded half away from zero.</summary>
        /// <exception cref="OverflowException">It is beyond what can be counted.</exception>
        public long ToMinor(decimal amount)
        {
            return (long)Math.Round(amount * Scale, MidpointRounding.AwayFromZero);
        }

        /// <summary>So many minor units in the currency, with all its decimals.</summary>
        public decimal FromMinor(long minor)
        {
            // The added zero has the currency's decimals, and gives them to a round amount too: 5 becomes 5.00.
            return (minor / Scale) + new decimal(0, 0, 0, false, (byte)MinorDigits);
        }

        private decimal Scale => MinorDigits switch { 0 => 1m, 3 => 1000m, _ => 100m };
    }
}
