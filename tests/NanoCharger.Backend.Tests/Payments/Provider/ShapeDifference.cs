using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NanoCharger.Backend.Tests.Payments.Provider
{
    /// <summary>In what an answer of the stand-in differs from the provider's public shape of it: keys that are not there, and values of another JSON type. Null is a value of each.</summary>
    internal static class ShapeDifference
    {
        /// <summary>Keys that the public shapes lack, or have as null, with their type in the API's description (https://docs.stripe.com/api).</summary>
        private static readonly Dictionary<string, JsonValueKind> Known = new()
        {
            ["charge.payment_method_details.card.capture_before"] = JsonValueKind.Number,
            ["charge.transfer"] = JsonValueKind.String,
            ["charge.application_fee"] = JsonValueKind.String,
            ["charge.application_fee_amount"] = JsonValueKind.Number,
            ["charge.on_behalf_of"] = JsonValueKind.String,
            ["charge.payment_intent"] = JsonValueKind.String,
            ["checkout.session.amount_subtotal"] = JsonValueKind.Number,
            ["checkout.session.amount_total"] = JsonValueKind.Number,
            ["checkout.session.currency"] = JsonValueKind.String,
            ["checkout.session.locale"] = JsonValueKind.String,
            ["event.account"] = JsonValueKind.String,
            ["event.api_version"] = JsonValueKind.String,
            ["payment_intent.application_fee_amount"] = JsonValueKind.Number,
            ["payment_intent.cancellation_reason"] = JsonValueKind.String,
            ["payment_intent.latest_charge"] = JsonValueKind.String,
            ["payment_intent.on_behalf_of"] = JsonValueKind.String,
            ["refund.payment_intent"] = JsonValueKind.String,
            ["dispute.payment_intent"] = JsonValueKind.String,
        };

        /// <summary>An id that whoever asks may have written out, as the public shapes have some.</summary>
        private static readonly string[] Expandable = ["checkout.session.payment_intent", "payment_intent.latest_charge", "payment_intent.transfer_data.destination", "charge.balance_transaction", "charge.transfer_data.destination"];

        /// <summary>Whatever we like, or what has a shape of its own.</summary>
        private static readonly string[] Free = ["metadata", "object", "source_types"];

        /// <summary>The differences, in words.</summary>
        /// <param name="path">What is compared.</param>
        /// <param name="ours">The stand-in's.</param>
        /// <param name="shape">The provider's.</param>
        internal static IEnumerable<string> Of(string path, JsonObject ours, JsonObject shape)
        {
            foreach ((string name, JsonNode? value) in ours)
            {
                string at = $"{path}.{name}";
                bool isKnown = Known.TryGetValue(at, out JsonValueKind known);
                if (!shape.TryGetPropertyValue(name, out JsonNode? wanted) && !isKnown)
                {
                    yield return $"{at} is in no public shape";
                    continue;
                }

                JsonValueKind kind = wanted is not null ? Plain(wanted.GetValueKind()) : isKnown ? known : JsonValueKind.Null;
                if (value is null || (Expandable.Contains(at) && IsId(value) && (wanted is null ? kind == JsonValueKind.String : IsId(wanted))))
                {
                    continue;
                }

                if (Plain(value.GetValueKind()) != kind)
                {
                    yield return $"{at} is {value.GetValueKind()}, and publicly {kind}";
                    continue;
                }

                foreach (string difference in Within(name, at, value, wanted))
                {
                    yield return difference;
                }
            }
        }

        /// <summary>What stands at a path, with numbers for elements; null: nothing.</summary>
        internal static JsonNode? At(JsonObject of, string path)
        {
            return path.Split('.').Aggregate((JsonNode?)of, static (node, name) => node switch
            {
                JsonObject one => one[name],
                JsonArray list when int.Parse(name, CultureInfo.InvariantCulture) is var number && number < list.Count => list[number],
                _ => null,
            });
        }

        private static IEnumerable<string> Within(string name, string at, JsonNode value, JsonNode? wanted)
        {
            return Free.Contains(name) ? []
                : (value, wanted) switch
                {
                    (JsonObject ours, JsonObject shape) => Of(at, ours, shape),
                    (JsonArray { Count: > 0 } ours, JsonArray { Count: > 0 } shape) when ours[0] is JsonObject one && shape[0] is JsonObject other => Of(at, one, other),
                    _ => [],
                };
        }

        private static bool IsId(JsonNode node)
        {
            return node is JsonObject whole ? whole["id"] is not null : node.GetValueKind() == JsonValueKind.String;
        }

        private static JsonValueKind Plain(JsonValueKind kind)
        {
            return kind == JsonValueKind.False ? JsonValueKind.True : kind;
        }
    }
}
