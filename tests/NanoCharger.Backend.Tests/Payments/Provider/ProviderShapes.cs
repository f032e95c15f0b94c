using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;

namespace NanoCharger.Testing.Payments
{
    /// <summary>How the provider writes things: the shapes of its public description, where they are at hand, with our values in them; else only what our values are.</summary>
    /// <param name="fixtures">The file of shapes; null for none.</param>
    /// <param name="pages">Where the pages are.</param>
    internal sealed class ProviderShapes(string? fixtures, Func<string> pages)
    {
        /// <summary>The version of the API that this stand-in was written after.</summary>
        internal const string Version = "2026-10-28.endive";

        private readonly JsonObject? _shapes = fixtures is null ? null : JsonNode.Parse(File.ReadAllText(fixtures))!["resources"]!.AsObject();

        /// <summary>Fees have not been told yet.</summary>
        internal bool FeesAreLate { get; set; }

        /// <summary>A page.</summary>
        /// <param name="page">Which.</param>
        /// <param name="depth">How much of intent, charge and fees is written out: 0 to 3.</param>
        internal JsonObject Of(ProviderRecords.Page page, int depth = 0)
        {
            return With("checkout.session", new JsonObject
            {
                ["id"] = page.Id, ["mode"] = "payment", ["status"] = page.Status, ["amount_total"] = page.Amount, ["amount_subtotal"] = page.Amount, ["currency"] = page.Currency,
                ["payment_status"] = page.Intent?.Moved.Captured > 0 ? "paid" : "unpaid", ["created"] = Seconds(page.Created), ["expires_at"] = Seconds(page.Ends), ["livemode"] = false,
                ["success_url"] = page.Success, ["cancel_url"] = page.Cancel, ["locale"] = page.Locale, ["metadata"] = Map(page.Metadata), ["customer_details"] = null,
                ["url"] = page.Status == "open" ? AddressOf(page) : null, ["payment_method_types"] = new JsonArray("card"), ["collected_information"] = null, ["currency_conversion"] = null,
                ["shipping_cost"] = null, ["shipping_address_collection"] = null, ["after_expiration"] = null, ["adaptive_pricing"] = new JsonObject { ["enabled"] = false },
                ["payment_intent"] = page.Intent is null ? null : depth > 0 ? Of(page.Intent, depth - 1) : page.Intent.Id,
            });
        }

        /// <summary>An intent.</summary>
        internal JsonObject Of(ProviderRecords.Intent intent, int depth = 0)
        {
            bool isHeld = intent.Status == "requires_capture";
            return With("payment_intent", new JsonObject
            {
                ["id"] = intent.Id, ["status"] = intent.Status, ["amount"] = intent.Page.Amount, ["amount_capturable"] = isHeld ? intent.Page.Amount : 0, ["amount_received"] = intent.Moved.Captured,
                ["capture_method"] = "manual", ["client_secret"] = intent.Id + intent.Secret, ["currency"] = intent.Page.Currency, ["created"] = Seconds(intent.Created), ["livemode"] = false,
                ["canceled_at"] = Seconds(intent.CanceledAt), ["cancellation_reason"] = intent.CanceledFor, ["application_fee_amount"] = intent.Fee, ["metadata"] = Map(intent.Page.IntentMetadata),
                ["latest_charge"] = intent.Charge is null ? null : depth > 0 ? Of(intent.Charge, depth - 1) : intent.Charge.Id, ["on_behalf_of"] = intent.Page.OnBehalfOf,
                ["transfer_data"] = Transfer(intent), ["last_payment_error"] = null, ["processing"] = null, ["shipping"] = null,
                ["next_action"] = intent.Status == "requires_action" ? new JsonObject { ["type"] = "use_stripe_sdk" } : null,
            });
        }

        /// <summary>A charge. Until when it may be taken stands with the card: the public shapes lack it.</summary>
        internal JsonObject Of(ProviderRecords.Charge charge, int depth = 0)
        {
            ProviderRecords.Page page = charge.Intent.Page;
            JsonObject shape = With("charge", new JsonObject
            {
                ["id"] = charge.Id, ["amount"] = page.Amount, ["amount_captured"] = charge.Captured, ["amount_refunded"] = charge.Refunded, ["captured"] = charge.Captured > 0, ["currency"] = page.Currency,
                ["refunded"] = charge.Refunded == page.Amount, ["disputed"] = charge.Dispute is not null, ["created"] = Seconds(charge.Created), ["status"] = charge.Status, ["paid"] = charge.Status == "succeeded",
                ["payment_intent"] = charge.Intent.Id, ["metadata"] = Map(page.IntentMetadata), ["on_behalf_of"] = page.OnBehalfOf, ["transfer_data"] = Transfer(charge.Intent), ["livemode"] = false,
                ["application_fee"] = charge.ApplicationFee, ["application_fee_amount"] = charge.ApplicationFee is null ? null : charge.Intent.Fee, ["transfer"] = charge.Transfer, ["source"] = null,
                ["shipping"] = null, ["balance_transaction"] = charge.Paid is null || FeesAreLate ? null : depth > 0 ? Paid(charge) : charge.Paid.Value.Id,
                ["refunds"] = new JsonObject { ["object"] = "list", ["has_more"] = false, ["url"] = $"/v1/charges/{charge.Id}/refunds", ["data"] = new JsonArray([.. charge.Refunds.Select(one => (JsonNode)Of(one))]) },
            });
            JsonObject details = Child(shape, "payment_method_details");
            details["type"] = "card";
            if (charge.CaptureBefore is not null)
            {
                Child(details, "card")["capture_before"] = Seconds(charge.CaptureBefore);
            }

            return shape;
        }

        /// <summary>Money given back.</summary>
        internal JsonObject Of(ProviderRecords.Refund refund)
        {
            return With("refund", new JsonObject
            {
                ["id"] = refund.Id, ["amount"] = refund.Amount, ["charge"] = refund.Charge.Id, ["payment_intent"] = refund.Charge.Intent.Id, ["currency"] = refund.Charge.Intent.Page.Currency,
                ["created"] = Seconds(refund.Created), ["status"] = "succeeded",
            });
        }

        /// <summary>A dispute.</summary>
        internal JsonObject Of(ProviderRecords.Dispute dispute)
        {
            JsonObject shape = With("dispute", new JsonObject
            {
                ["id"] = dispute.Id, ["amount"] = dispute.Amount, ["charge"] = dispute.Charge.Id, ["payment_intent"] = dispute.Charge.Intent.Id, ["currency"] = dispute.Charge.Intent.Page.Currency,
                ["created"] = Seconds(dispute.Created), ["status"] = dispute.Status, ["livemode"] = false,
            });
            Child(shape, "evidence_details")["due_by"] = Seconds(dispute.AnswerBy);
            return shape;
        }

        /// <summary>A manager's account.</summary>
        internal JsonObject Of(ProviderRecords.Account account)
        {
            string capability = account.IsEnabled ? "active" : "inactive";
            return With("account", new JsonObject
            {
                ["id"] = account.Id, ["country"] = account.Country, ["created"] = Seconds(account.Created), ["charges_enabled"] = account.IsEnabled, ["payouts_enabled"] = account.IsEnabled,
                ["details_submitted"] = account.IsEnabled, ["type"] = "express", ["capabilities"] = new JsonObject { ["card_payments"] = capability, ["transfers"] = capability },
            });
        }

        /// <summary>The way to an account's form.</summary>
        internal JsonObject Of(ProviderRecords.Form form, DateTimeOffset now)
        {
            return With("account_link", new JsonObject { ["created"] = Seconds(now), ["expires_at"] = Seconds(form.Ends), ["url"] = $"{pages()}/setup/e/{form.Account.Id}/{form.Token}" });
        }

        /// <summary>What the platform has with the provider.</summary>
        internal JsonObject Balance(IEnumerable<KeyValuePair<string, long>> amounts)
        {
            return With("balance", new JsonObject
            {
                ["available"] = new JsonArray([.. amounts.Select(one => (JsonNode)new JsonObject { ["amount"] = one.Value, ["currency"] = one.Key, ["source_types"] = new JsonObject { ["card"] = one.Value } })]),
                ["pending"] = new JsonArray(), ["livemode"] = false,
            });
        }

        /// <summary>A list.</summary>
        internal static JsonObject List(string address, IEnumerable<JsonObject> all)
        {
            return new JsonObject { ["object"] = "list", ["url"] = address, ["has_more"] = false, ["data"] = new JsonArray([.. all]) };
        }

        /// <summary>Something has happened.</summary>
        internal JsonObject Event(string id, string type, DateTimeOffset at, JsonObject about, string? account)
        {
            JsonObject shape = With("event", new JsonObject
            {
                ["id"] = id, ["type"] = type, ["created"] = Seconds(at), ["api_version"] = Version, ["livemode"] = false, ["pending_webhooks"] = 1, ["data"] = new JsonObject { ["object"] = about },
            });
            if (account is not null)
            {
                shape["account"] = account;
            }

            return shape;
        }

        /// <summary>Where a page is.</summary>
        internal string AddressOf(ProviderRecords.Page page)
        {
            return $"{pages()}/c/pay/{page.Id}";
        }

        private JsonObject Paid(ProviderRecords.Charge charge)
        {
            (string id, long fee, DateTimeOffset at) = charge.Paid!.Value;
            string currency = charge.Intent.Page.Currency;
            JsonObject detail = new() { ["amount"] = fee, ["application"] = null, ["currency"] = currency, ["description"] = "Stripe processing fees", ["type"] = "stripe_fee" };
            return With("balance_transaction", new JsonObject
            {
                ["id"] = id, ["amount"] = charge.Captured, ["fee"] = fee, ["net"] = charge.Captured - fee, ["currency"] = currency, ["created"] = Seconds(at), ["available_on"] = Seconds(at), ["source"] = charge.Id,
                ["type"] = "charge", ["status"] = "pending", ["fee_details"] = new JsonArray(detail),
            });
        }

        private static JsonObject? Transfer(ProviderRecords.Intent intent)
        {
            return intent.Page.Destination is null ? null : new JsonObject { ["destination"] = intent.Page.Destination };
        }

        private JsonObject With(string resource, JsonObject values)
        {
            JsonObject shape = _shapes?[resource]?.DeepClone().AsObject() ?? new JsonObject();
            shape["object"] = resource;
            foreach ((string name, JsonNode? value) in values)
            {
                shape[name] = value?.DeepClone();
            }

            return shape;
        }

        private static JsonObject Child(JsonObject of, string name)
        {
            if (of[name] is not JsonObject)
            {
                of[name] = new JsonObject();
            }

            return of[name]!.AsObject();
        }

        private static JsonObject Map(Dictionary<string, string> values)
        {
            return new JsonObject(values.Select(one => KeyValuePair.Create(one.Key, (JsonNode?)one.Value)));
        }

        private static long? Seconds(DateTimeOffset? time)
        {
            return time?.ToUnixTimeSeconds();
        }
    }
}
