using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Stripe;

namespace NanoCharger.Backend.Payments.Cards
{
    /// <summary>What Stripe calls us with: https://docs.stripe.com/webhooks.</summary>
    internal static class StripeSignature
    {
        /// <summary>How far its clock and ours may be apart, s; what was recorded is worth nothing after it.</summary>
        private const long ToleranceSeconds = 300;

        /// <summary>Reads a call.</summary>
        /// <param name="secrets">Any of them counts.</param>
        /// <inheritdoc cref="ICardProvider.Read"/>
        /// <param name="body"/>
        /// <param name="signature"/>
        /// <param name="nowMs"/>
        internal static ProviderEvent? Read(IReadOnlyList<string> secrets, string body, string signature, long nowMs)
        {
            return secrets.Any(secret => IsSigned(secret, body, signature, nowMs)) ? Parse(body) : null;
        }

        private static bool IsSigned(string secret, string body, string signature, long nowMs)
        {
            try
            {
                EventUtility.ValidateSignature(body, signature, secret, ToleranceSeconds, (long)Math.Floor(nowMs / 1000.0));
                return true;
            }
            catch (Exception problem) when (problem is StripeException or FormatException or OverflowException)
            {
                // The two others: a time that is no number.
                return false;
            }
        }

        /// <summary>Read by hand: Stripe sends the version of its API that the endpoint was made with, and its library refuses others, or reads them as its own.</summary>
        private static ProviderEvent? Parse(string body)
        {
            try
            {
                using JsonDocument read = JsonDocument.Parse(body);
                JsonElement of = read.RootElement.GetProperty("data").GetProperty("object");
                string? id = Text(read.RootElement, "id");
                string? type = Text(read.RootElement, "type");
                return id is null || type is null ? null : Event(id, type, Text(read.RootElement, "account"), of);
            }
            catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException)
            {
                return null;
            }
        }

        private static ProviderEvent Event(string id, string type, string? account, JsonElement of)
        {
            string? own = Text(of, "id");
            return Text(of, "object") switch
            {
                "checkout.session" => new ProviderEvent(id, type, own, Text(of, "payment_intent"), account),
                "payment_intent" => new ProviderEvent(id, type, null, own, account),
                "charge" or "refund" or "dispute" => new ProviderEvent(id, type, null, Text(of, "payment_intent"), account),
                "account" => new ProviderEvent(id, type, null, null, own ?? account),
                _ => new ProviderEvent(id, type, null, null, account),
            };
        }

        /// <summary>A text, or the id of what stands there whole.</summary>
        private static string? Text(JsonElement from, string name)
        {
            return !from.TryGetProperty(name, out JsonElement found) ? null
                : found.ValueKind == JsonValueKind.String ? found.GetString()
                : found.ValueKind == JsonValueKind.Object && found.TryGetProperty("id", out JsonElement id) && id.ValueKind == JsonValueKind.String ? id.GetString() : null;
        }
    }
}
