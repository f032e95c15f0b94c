using System;
using System.Collections.Generic;
using System.Linq;
using NanoCharger.Backend.Rating;
using NodaTime;

namespace NanoCharger.Backend.Web.Prices
{
    /// <summary>Prices in somebody's language.</summary>
    internal sealed class PriceTexts(Language text)
    {
        private const int HalfHour = 30;
        private const int MinutesOfDay = 1440;

        /// <summary>For whom.</summary>
        internal string For(Audience audience, IReadOnlyDictionary<long, PriceCard> cards)
        {
            return audience == Audience.Everyone ? text["prices.everyone"] : audience == Audience.Residents ? text["prices.residents"] : audience == Audience.Guests ? text["prices.guests"]
                : audience.CardNumber is { } number && cards.TryGetValue(number, out PriceCard? card) ? text.Say("prices.card-of", card.Name) : text["prices.card"];
        }

        /// <summary>All prices of a version.</summary>
        internal IReadOnlyList<string> All(TariffVersion version)
        {
            List<string> all = [text.Say("prices.kwh-is", text.Price(version.PerKilowattHour, version.Currency))];
            all.AddRange(version.Windows.Select(window => text.Say("prices.window-is", window.From, window.To, text.Price(window.PerKilowattHour, version.Currency))));
            foreach ((string key, decimal price) in (ReadOnlySpan<(string, decimal)>)[("prices.start-is", version.StartFee), ("prices.minute-is", version.PerMinute), ("prices.idle-is", version.IdlePerMinute), ("prices.minimum-is", version.Minimum ?? 0), ("prices.maximum-is", version.Maximum ?? 0)])
            {
                if (price > 0)
                {
                    all.Add(text.Say(key, text.Price(price, version.Currency)));
                }
            }

            if (version.TaxPercent > 0)
            {
                all.Add(text.Say(version.TaxIncluded ? "prices.tax-in" : "prices.tax-on", text.Number(version.TaxPercent, decimal.Truncate(version.TaxPercent) == version.TaxPercent ? 0 : 2)));
            }

            return all;
        }

        /// <summary>What whoever puts a version down is asked once; null where its prices are as prices are.</summary>
        internal Doubt? Doubt(TariffVersion version)
        {
            IReadOnlyList<PriceDoubt> doubts = PriceDoubts.Of(version);
            return doubts.Count == 0 ? null : new Doubt($"{version.Currency} {PriceDoubts.Mark(doubts)}", string.Join(" ", doubts.Select(one => text.Say(
                one.Kind switch { DoubtKind.KilowattHour => "prices.sure-kwh", DoubtKind.Start => "prices.sure-start", _ => "prices.sure-minute" }, text.Price(one.Amount, version.Currency)))));
        }

        /// <summary>A Monday by this version, in spans of one price; none where all hours have the same.</summary>
        internal IReadOnlyList<PriceSpan> Day(TariffVersion version)
        {
            List<PriceSpan> day = [];
            if (version.Windows.Count == 0)
            {
                return day;
            }

            LocalDate monday = new(2026, 11, 30);
            decimal lowest = version.Windows.Select(window => window.PerKilowattHour).Append(version.PerKilowattHour).Min();
            decimal? last = null;
            for (int minute = 0; minute < MinutesOfDay; minute += HalfHour)
            {
                decimal price = Rater.PriceAt(version, version.TimeZone.AtLeniently(monday.AtMidnight().PlusMinutes(minute)).ToInstant().ToUnixTimeMilliseconds());
                if (price == last)
                {
                    day[^1] = day[^1] with { Minutes = day[^1].Minutes + HalfHour };
                }
                else
                {
                    day.Add(new PriceSpan(minute, HalfHour, price == lowest ? 0 : 1, text.Say("prices.from-is", text.Time(LocalTime.FromMinutesSinceMidnight(minute)), text.Price(price, version.Currency))));
                }

                last = price;
            }

            return day;
        }
    }
}
