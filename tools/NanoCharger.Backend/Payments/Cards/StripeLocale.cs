using System;
using System.Collections.Frozen;
using System.Collections.Generic;

namespace NanoCharger.Backend.Payments.Cards
{
    /// <summary>The languages of Stripe's page: it refuses one that it does not know, and a guest would pay nothing for the sake of a word.</summary>
    internal static class StripeLocale
    {
        /// <summary>It looks at the browser itself.</summary>
        private const string Browser = "auto";

        /// <summary>What <c>locale</c> may be: https://docs.stripe.com/api/checkout/sessions/create.</summary>
        private static readonly FrozenSet<string> Known = FrozenSet.ToFrozenSet(
        [
            "bg", "cs", "da", "de", "el", "en", "en-GB", "es", "es-419", "et", "fi", "fil", "fr", "fr-CA", "hr", "hu", "id", "it", "ja", "ko", "lt", "lv", "ms",
            "mt", "nb", "nl", "pl", "pt", "pt-BR", "ro", "ru", "sk", "sl", "sv", "th", "tr", "vi", "zh", "zh-HK", "zh-TW",
        ], StringComparer.OrdinalIgnoreCase);

        /// <summary>The page's language for a browser's: with its country where there is such a page, else without.</summary>
        internal static string Of(string language)
        {
            if (Known.TryGetValue(language, out string? whole))
            {
                return whole;
            }

            string first = language.Split('-')[0];
            return Known.TryGetValue(first.Equals("no", StringComparison.OrdinalIgnoreCase) ? "nb" : first, out string? known) ? known : Browser;
        }
    }
}
