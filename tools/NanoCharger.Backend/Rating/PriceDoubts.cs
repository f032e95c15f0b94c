using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace NanoCharger.Backend.Rating
{
    /// <summary>Prices that are most likely typed wrong, as 39 for 0.39: whoever puts them down is asked once whether they are meant.</summary>
    internal static class PriceDoubts
    {
        /// <summary>The highest price of a kWh that is not asked about, in units of the currency with hundredths.</summary>
        private const decimal UsualKilowattHour = 2m;

        private const decimal UsualStart = 20m;
        private const decimal UsualMinute = 2m;

        /// <summary>A unit of a currency without a smaller one is about a hundredth of others'.</summary>
        private const decimal WithoutHundredths = 100m;

        /// <summary>What is out of the usual, each amount once.</summary>
        internal static IReadOnlyList<PriceDoubt> Of(TariffVersion version)
        {
            decimal scale = version.Money.MinorDigits == 0 ? WithoutHundredths : 1m;
            IEnumerable<PriceDoubt> all =
            [
                new(DoubtKind.KilowattHour, version.PerKilowattHour), .. version.Windows.Select(window => new PriceDoubt(DoubtKind.KilowattHour, window.PerKilowattHour)),
                new(DoubtKind.Start, version.StartFee), new(DoubtKind.Minute, version.PerMinute), new(DoubtKind.Minute, version.IdlePerMinute),
            ];
            return [.. all.Where(doubt => doubt.Amount > scale * (doubt.Kind switch { DoubtKind.KilowattHour => UsualKilowattHour, DoubtKind.Start => UsualStart, _ => UsualMinute })).Distinct()];
        }

        /// <summary>The same in signs: a tick for these amounts is none for others, and 39.00 is 39.</summary>
        internal static string Mark(IReadOnlyList<PriceDoubt> doubts)
        {
            return string.Join(' ', doubts.Select(doubt => string.Create(CultureInfo.InvariantCulture, $"{doubt.Kind}:{doubt.Amount:0.####}")));
        }
    }

    /// <summary>A price that is out of the usual.</summary>
    /// <param name="Kind">Of what.</param>
    /// <param name="Amount">In the version's currency.</param>
    internal readonly record struct PriceDoubt(DoubtKind Kind, decimal Amount);

    /// <summary>Of what a price is.</summary>
    internal enum DoubtKind
    {
        /// <summary>A kWh.</summary>
        KilowattHour,

        /// <summary>Once a charge.</summary>
        Start,

        /// <summary>A minute.</summary>
        Minute,
    }
}
