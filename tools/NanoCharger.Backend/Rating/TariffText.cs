using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace NanoCharger.Backend.Rating
{
    /// <summary>The prices in a line for the station's signed documents (OCMF TT). It begins with the version's id, by which a charge finds its prices again.</summary>
    public static class TariffText
    {
        /// <summary>Longest line, ASCII characters.</summary>
        public const int Longest = 80;

        /// <summary>Stands at the end where not all prices fit: the rest is at the version's address.</summary>
        public const string More = " ...";

        /// <summary>The line of a version: the price of the energy first, then the others, as many as fit.</summary>
        public static string Of(TariffVersion tariff)
        {
            List<string> words = Words(tariff).ToList();
            string line = tariff.Id;
            for (int number = 0; number < words.Count; number++)
            {
                bool last = number == words.Count - 1;
                if (line.Length + 1 + words[number].Length + (last ? 0 : More.Length) > Longest)
                {
                    return line + More;
                }

                line += " " + words[number];
            }

            return line;
        }

        /// <summary>The id of the version that a signed line begins with; null where it cannot be one.</summary>
        public static string? IdOf(string? line)
        {
            return line is null || line.Length == 0 || line[0] == ' ' ? null : line.Split(' ')[0];
        }

        private static IEnumerable<string> Words(TariffVersion tariff)
        {
            List<decimal> prices = [tariff.PerKilowattHour, .. tariff.Windows.Select(window => window.PerKilowattHour)];
            string energy = prices.Min() == prices.Max() ? Plain(prices[0]) : $"{Plain(prices.Min())}-{Plain(prices.Max())}";
            yield return $"{energy} {tariff.Currency}/kWh";
            foreach ((decimal price, string what) in (IEnumerable<(decimal, string)>)
                [(tariff.StartFee, "start"), (tariff.PerMinute, "a min"), (tariff.Minimum ?? 0, "at least"), (tariff.Maximum ?? 0, "at most")])
            {
                if (price > 0)
                {
                    yield return $"{Plain(price)} {what}";
                }
            }

            if (tariff.IdlePerMinute > 0)
            {
                yield return $"idle {Plain(tariff.IdlePerMinute)} a min after {tariff.IdleGraceMinutes} min";
            }

            if (tariff.IdlePerMinute > 0 && tariff.IdleFree is { } free)
            {
                yield return $"free {free.From}-{free.To}";
            }

            if (tariff.TaxPercent > 0)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{(tariff.TaxIncluded ? "incl." : "+")} {tariff.TaxPercent:0.####} % tax");
            }
        }

        private static string Plain(decimal price)
        {
            return price.ToString("0.00##", CultureInfo.InvariantCulture);
        }
    }
}
