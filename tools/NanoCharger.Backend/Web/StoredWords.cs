using System;
using System.Collections.Generic;
using System.Globalization;
using NanoCharger.Backend.Billing;
using NodaTime;

namespace NanoCharger.Backend.Web
{
    /// <summary>What tables keep of who did what, as somebody reads it on a page: phrases and the program's own sentences in his language and by the house's clock, its words of states and causes too. A person's own words stay as they are.</summary>
    internal sealed class StoredWords(Language text, DateTimeZone zone)
    {
        private const string ByPage = "page, #";
        private const string ByGuest = "guest, #";

        /// <summary>What a call's cause is where the program wanted it by itself.</summary>
        private const string ByPrices = "prices";

        private static readonly Dictionary<string, string> States = new(StringComparer.Ordinal)
        {
            [nameof(ChargeState.Open)] = "charges.state-open",
            [nameof(ChargeState.Billed)] = "charges.state-billed",
            [nameof(ChargeState.Waived)] = "charges.state-waived",
            [nameof(ChargeState.Free)] = "charges.state-free",
            [nameof(ChargeState.Credited)] = "charges.state-credited",
        };

        /// <summary>As it is read; null where there is nothing.</summary>
        internal string? Of(string? words)
        {
            if (words is null)
            {
                return null;
            }

            if (Phrase.Read(words) is { } phrase && Said(phrase) is { } said)
            {
                return said;
            }

            if (words.StartsWith(ByPage, StringComparison.Ordinal) && long.TryParse(words[ByPage.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out long person))
            {
                return text.Say("changes.person", person);
            }

            if (words.StartsWith(ByGuest, StringComparison.Ordinal))
            {
                return text.Say("stored.by-guest", words[ByGuest.Length..]);
            }

            return words == ByPrices ? text["stored.by-itself"] : new Sentences(text, zone).Of(words) ?? WithState(words);
        }

        /// <summary>A charge's state stands before the reason, which is a person's own or the program's.</summary>
        private string WithState(string words)
        {
            string state = words.Split(':')[0];
            return !States.TryGetValue(state, out string? known) ? words
                : words[state.Length..] is [':', ' ', .. { } reason] ? $"{text[known]}: {new Sentences(text, zone).Of(reason) ?? reason}" : text[known] + words[state.Length..];
        }

        /// <summary>A phrase in words; null where it has no such places, or there is no such key. Somebody may have typed for a reason what looks like one, and the trail that keeps it for ever must be shown for ever.</summary>
        private string? Said(Phrase phrase)
        {
            try
            {
                return text.Say(phrase, zone);
            }
            catch (Exception problem) when (problem is FormatException or KeyNotFoundException or ArgumentOutOfRangeException)
            {
                return null;
            }
        }
    }
}
