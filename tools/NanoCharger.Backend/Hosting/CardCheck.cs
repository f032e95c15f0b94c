using System;
using System.Collections.Generic;
using System.Linq;
using NanoCharger.Backend.Payments;
using NanoCharger.Backend.Payments.Cards;

namespace NanoCharger.Backend.Hosting
{
    /// <summary>Looks at the settings of cards, and makes of them what takes cards.</summary>
    internal static class CardCheck
    {
        private const decimal MostPercent = 100;
        private const long MostFeeMinor = 1_000_000;
        private const string UsualPage = "https://checkout.stripe.com";
        private const string UsualAccounts = "https://connect.stripe.com";

        /// <summary>Who takes cards; null where nobody does.</summary>
        internal static CardTerms? Of(CardSettings cards)
        {
            return cards.Key.Length == 0 ? null : new CardTerms(new StripeProvider(new StripeOptions
            {
                ApiBase = cards.Address,
                Key = cards.Key,
                WebhookSecrets = cards.EventSecrets,
                PageOrigins = cards.Pages.Count > 0 ? cards.Pages : [UsualPage],
                AccountOrigins = [.. cards.Pages, UsualAccounts],
            }))
            {
                ByAccounts = cards.Accounts,
                OnBehalf = cards.OnBehalf,
                Country = cards.Country,
                FeePercent = cards.FeePercent,
                FeeMinor = cards.FeeMinor,
            };
        }

        /// <summary>What has no sense; never with a secret in it.</summary>
        internal static IEnumerable<string> Problems(BackendSettings settings)
        {
            CardSettings cards = settings.Cards;
            if (cards.Key.Length == 0)
            {
                yield break;
            }

            if (cards.Key.Any(char.IsWhiteSpace))
            {
                yield return "Cards:Key: it has a blank in it";
            }

            if (cards.EventSecrets.Any(string.IsNullOrWhiteSpace))
            {
                yield return "Cards:EventSecrets: one is empty, and anybody could sign by it";
            }

            if (!IsAddress(cards.Address))
            {
                yield return $"Cards:Address: {cards.Address} is not https://host (or http:// on this machine)";
            }

            foreach (string page in cards.Pages.Where(one => !IsAddress(one)))
            {
                yield return $"Cards:Pages: {page} is not https://host (or http:// on this machine)";
            }

            bool isReal = !new Uri(IsAddress(cards.Address) ? cards.Address : UsualPage).IsLoopback;
            if (isReal && settings.PublicAddress.Length == 0)
            {
                yield return "Cards: guests who have paid come back by PublicAddress, and nobody has said it";
            }
            else if (isReal && !IsAddress(settings.PublicAddress))
            {
                yield return $"Cards: guests who have paid come back by PublicAddress, and {settings.PublicAddress} is in clear: it has to be https://host";
            }

            if (cards.FeePercent is < 0 or > MostPercent)
            {
                yield return "Cards:FeePercent must be 0..100";
            }

            if (cards.FeeMinor is < 0 or > MostFeeMinor)
            {
                yield return $"Cards:FeeMinor must be 0..{MostFeeMinor}";
            }

            if (cards.Country.Length != 2 || !cards.Country.All(char.IsAsciiLetterUpper))
            {
                yield return $"Cards:Country: {cards.Country} is no country code (DE)";
            }
        }

        /// <summary>An origin; in clear only on this machine.</summary>
        private static bool IsAddress(string text)
        {
            return Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && (address.Scheme == "https" || (address.Scheme == "http" && address.IsLoopback)) && address.PathAndQuery == "/" && address.UserInfo.Length == 0 && address.Fragment.Length == 0;
        }
    }
}
