using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NanoCharger.Backend.Rating;

namespace NanoCharger.Backend
{
    /// <summary>What the law of a market says about prices of time.</summary>
    /// <param name="Code">ISO 3166 code of a country, or EU for those without a rule of their own.</param>
    /// <param name="LegalClock">The stations' clock is part of what was assessed for conformity, so that it counts by law.</param>
    public sealed record Market(string Code, bool LegalClock)
    {
        /// <summary>
        /// Markets in which a measured time is a price's base only where a clock that was assessed measured it (Germany: section 33 of the Mess- und Eichgesetz).
        /// </summary>
        private static readonly string[] LegalClockOnly = ["DE"];

        /// <summary>The Union at large.</summary>
        public static readonly Market Default = new("EU", false);

        /// <summary>Why time has no price here; null where it may have one.</summary>
        public string? TimeProblem => LegalClock || !Array.Exists(LegalClockOnly, code => code == Code)
            ? null
            : $"in {Code} time has a price only where the clock counts by law";

        /// <summary>Why time has no price where these markets are; those of the settings where there are none.</summary>
        internal static string? TimeProblemOf(IEnumerable<string> markets, Market settings)
        {
            List<Market> all = [.. markets.Select(code => new Market(code, settings.LegalClock))];
            return all.Count == 0 ? settings.TimeProblem : all.Select(one => one.TimeProblem).FirstOrDefault(problem => problem is not null);
        }

        /// <summary>Why a tariff may not be sold here; null where it may.</summary>
        internal string? Problem(TariffVersion tariff)
        {
            return TimeProblem is not null && tariff.PricesTime ? $"tariff {tariff.Id} prices time, but {TimeProblem}" : null;
        }

        /// <exception cref="InvalidDataException">The code is none.</exception>
        internal void Validate()
        {
            if (Code is not { Length: 2 } || !char.IsAsciiLetterUpper(Code[0]) || !char.IsAsciiLetterUpper(Code[1]))
            {
                throw new InvalidDataException($"The market must be a country's two capital letters, or EU; it is {Code}.");
            }
        }
    }
}
