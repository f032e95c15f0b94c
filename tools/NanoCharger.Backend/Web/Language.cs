using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NanoCharger.Backend.Rating;
using NodaTime;

namespace NanoCharger.Backend.Web
{
    /// <summary>A language: its texts, and how it writes numbers, money, dates and times. All of it is its file's; nothing is asked of the machine.</summary>
    public sealed class Language
    {
        private const long MilliwattHoursOfKilowattHour = 1_000_000;
        private const int GroupLength = 3;

        private readonly IReadOnlyDictionary<string, string> _texts;

        internal Language(string code, IReadOnlyDictionary<string, string> texts)
        {
            Code = code;
            _texts = texts;
        }

        /// <summary>Its code, as browsers ask for it: en, de.</summary>
        public string Code { get; }

        /// <summary>The text of a key.</summary>
        public string this[string key] => _texts[key];

        /// <summary>All keys.</summary>
        internal IEnumerable<string> Keys => _texts.Keys;

        /// <summary>Whether there is a text of this key: what another version of the program has stored may have none.</summary>
        public bool Has(string key)
        {
            return _texts.ContainsKey(key);
        }

        /// <summary>The text of a key with its places filled.</summary>
        public string Say(string key, params object[] values)
        {
            return string.Format(CultureInfo.InvariantCulture, _texts[key], values);
        }

        /// <summary>A phrase, its times by a house's clock.</summary>
        internal string Say(Phrase phrase, DateTimeZone zone)
        {
            return Say(phrase.Key, [.. phrase.Values.Select(value => value is Moment moment ? Moment(moment.Ms, zone) : value is Phrase inner ? Say(inner, zone) : value)]);
        }

        /// <summary>Why something was refused, where that is a phrase or a sentence that is known; else its English.</summary>
        internal string Why(Exception refused, DateTimeZone zone)
        {
            return Refusal.Of(refused) is { } why ? Say(why, zone) : new Sentences(this, zone).Of(refused.Message) ?? refused.Message;
        }

        /// <summary>A number with so many decimals.</summary>
        public string Number(decimal value, int decimals = 0)
        {
            string plain = Math.Abs(decimal.Round(value, decimals, MidpointRounding.AwayFromZero)).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            int point = plain.IndexOf('.', StringComparison.Ordinal);
            string whole = point < 0 ? plain : plain[..point];
            for (int at = whole.Length - GroupLength; at > 0; at -= GroupLength)
            {
                whole = whole.Insert(at, this["format.group"]);
            }

            string sign = value < 0 && plain.AsSpan().ContainsAnyInRange('1', '9') ? this["format.minus"] : "";
            return sign + whole + (point < 0 ? "" : this["format.decimal"] + plain[(point + 1)..]);
        }

        /// <summary>Energy in kWh, of mWh.</summary>
        public string Energy(long milliwattHours, int decimals = 2)
        {
            return Say("format.energy", Number((decimal)milliwattHours / MilliwattHoursOfKilowattHour, decimals));
        }

        /// <summary>Money, of minor units, with the currency's decimals.</summary>
        public string Money(long minor, string currency)
        {
            Currency known = Currency.Find(currency) ?? new Currency(currency, 2);
            return Say("format.money", Number(known.FromMinor(minor), known.MinorDigits), Sign(currency));
        }

        /// <summary>A price with the decimals that it has, at least the currency's.</summary>
        public string Price(decimal price, string currency)
        {
            Currency known = Currency.Find(currency) ?? new Currency(currency, 2);
            int decimals = known.MinorDigits;
            while (decimals < 4 && decimal.Round(price, decimals) != price)
            {
                decimals++;
            }

            return Say("format.money", Number(price, decimals), Sign(currency));
        }

        /// <summary>A day: 29 November 2026.</summary>
        public string Date(LocalDate day)
        {
            return Say("format.date", day.Day, day.Month, Months[day.Month - 1], day.Year);
        }

        /// <summary>A day in few signs: 29/11/2026.</summary>
        public string ShortDate(LocalDate day)
        {
            return Say("format.short-date", day.Day, day.Month, day.Year);
        }

        /// <summary>A month: November 2026.</summary>
        public string Month(YearMonth month)
        {
            return Say("format.month", Months[month.Month - 1], month.Year);
        }

        /// <summary>A time of the day: 17:05.</summary>
        public string Time(LocalTime time)
        {
            return Say("format.time", time.Hour, time.Minute);
        }

        /// <summary>A moment, by a house's clock: 29/11/2026 17:05.</summary>
        public string Moment(long ms, DateTimeZone zone)
        {
            LocalDateTime local = Zones.In(ms, zone).LocalDateTime;
            return Say("format.moment", ShortDate(local.Date), Time(local.TimeOfDay));
        }

        /// <summary>The name of a weekday.</summary>
        public string Weekday(IsoDayOfWeek day)
        {
            return this["format.weekdays"].Split(',')[(int)day - 1];
        }

        private string[] Months => this["format.months"].Split(',');

        private string Sign(string currency)
        {
            return currency == "EUR" ? "€" : currency;
        }
    }
}
