using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace NanoCharger.Testing.Payments
{
    /// <summary>The requests of the API that the platform makes, and no others; parameters that are not known are refused, as the real one does. Whoever calls has the lock.</summary>
    /// <param name="books">What there is.</param>
    /// <param name="shapes">How it is written.</param>
    internal sealed partial class ProviderApi(ProviderBooks books, ProviderShapes shapes)
    {
        /// <summary>What can be written out, in the order of its depth.</summary>
        private static readonly string[] Expandable = ["payment_intent", "payment_intent.latest_charge", "payment_intent.latest_charge.balance_transaction"];

        /// <summary>What a request does, and to what; "unknown" for what no request is.</summary>
        internal static (string Step, string Id) StepOf(string method, string path)
        {
            string[] parts = path.Trim('/').Split('/');
            return (method, parts) switch
            {
                ("POST", ["v1", "checkout", "sessions"]) => ("open", ""),
                ("GET", ["v1", "checkout", "sessions", var id]) => ("look", id),
                ("POST", ["v1", "checkout", "sessions", var id, "expire"]) => ("expire", id),
                ("POST", ["v1", "payment_intents", var id, "capture"]) => ("capture", id),
                ("POST", ["v1", "payment_intents", var id, "cancel"]) => ("cancel", id),
                ("POST", ["v1", "refunds"]) => ("refund", ""),
                ("GET", ["v1", "disputes"]) => ("dispute", ""),
                ("GET", ["v1", "balance"]) => ("balance", ""),
                ("POST", ["v1", "accounts"]) => ("account", ""),
                ("GET", ["v1", "accounts", var id]) => ("enabled", id),
                ("POST", ["v1", "account_links"]) => ("link", ""),
                _ => ("unknown", ""),
            };
        }

        /// <summary>Does it.</summary>
        internal JsonObject Do(ProviderRequest request)
        {
            Dictionary<string, string> with = new(request.Parameters);
            string id = StepOf(request.Method, request.Path).Id;
            return request.Step switch
            {
                "open" => Open(with),
                "look" => Look(id, with),
                "expire" => Expire(id, with),
                "capture" => Capture(id, with),
                "cancel" => Cancel(id, with),
                "refund" => Refund(with),
                "dispute" => Disputes(with),
                "balance" => shapes.Balance(books.Money.OfPlatform()),
                "account" => MakeAccount(with),
                "enabled" => shapes.Of(books.AccountOf(id)),
                "link" => Link(with),
                _ => throw new ProviderRefusal(404, "invalid_request_error", null, $"Unrecognized request URL ({request.Method}: {request.Path})."),
            };
        }

        private JsonObject Open(Dictionary<string, string> with)
        {
            DateTimeOffset ends = DateTimeOffset.FromUnixTimeSeconds(Number(with, "expires_at"));
            if (ends < books.Now.AddMinutes(30) || ends > books.Now.AddHours(24))
            {
                throw ProviderRefusal.Parameter("parameter_invalid_integer", "expires_at", "The `expires_at` timestamp must be at least 30 minutes and at most 24 hours from Checkout Session creation.");
            }

            Must(with, "mode", "payment");
            Must(with, "allowed_payment_method_types[0]", "card");
            Must(with, "payment_intent_data[capture_method]", "manual");
            Must(with, "line_items[0][quantity]", "1");
            with.Remove("adaptive_pricing[enabled]");
            ProviderRecords.Page page = new()
            {
                Amount = Number(with, "line_items[0][price_data][unit_amount]"),
                Currency = Text(with, "line_items[0][price_data][currency]"),
                What = Text(with, "line_items[0][price_data][product_data][name]"),
                Success = Address(with, "success_url"), Cancel = Address(with, "cancel_url"), Locale = Text(with, "locale"), Created = books.Now, Ends = ends,
                Metadata = Map(with, "metadata"), IntentMetadata = Map(with, "payment_intent_data[metadata]"),
                Destination = Perhaps(with, "payment_intent_data[transfer_data][destination]"), OnBehalfOf = Perhaps(with, "payment_intent_data[on_behalf_of]"),
            };
            NothingElse(with);
            Allow(page);
            books.Add(page);
            return shapes.Of(page);
        }

        private void Allow(ProviderRecords.Page page)
        {
            if (page.Amount < ProviderMoney.Least(page.Currency))
            {
                throw ProviderRefusal.Parameter("amount_too_small", "line_items", "The Checkout Session's total amount due must add up to at least the least charge.");
            }

            if (page.Currency.Any(char.IsUpper) || page.Currency.Length != 3 || !Locales().IsMatch(page.Locale))
            {
                throw ProviderRefusal.Parameter("parameter_invalid", "locale", "Currency or locale is none that is known.");
            }

            if (page.Destination is not null && !books.AccountOf(page.Destination).IsEnabled)
            {
                throw ProviderRefusal.State("insufficient_capabilities_for_transfer", "Your destination account needs to have at least one of the following capabilities enabled: transfers.");
            }
        }

        private JsonObject Look(string id, Dictionary<string, string> with)
        {
            int depth = 0;
            foreach (string name in with.Keys.Where(name => name.StartsWith("expand[", StringComparison.Ordinal)).ToList())
            {
                int at = Array.IndexOf(Expandable, with[name]);
                depth = at >= 0 ? Math.Max(depth, at + 1) : throw ProviderRefusal.Parameter("property_not_expandable", name, $"This property cannot be expanded ({with[name]}).");
                with.Remove(name);
            }

            NothingElse(with);
            return shapes.Of(books.PageOf(id), depth);
        }

        private JsonObject Expire(string id, Dictionary<string, string> with)
        {
            NothingElse(with);
            ProviderRecords.Page page = books.PageOf(id);
            books.Expire(page);
            return shapes.Of(page);
        }

        private JsonObject Capture(string id, Dictionary<string, string> with)
        {
            long? amount = Perhaps(with, "amount_to_capture") is { } text ? Number(text, "amount_to_capture") : null;
            long? fee = Perhaps(with, "application_fee_amount") is { } share ? Number(share, "application_fee_amount") : null;
            NothingElse(with);
            ProviderRecords.Intent intent = books.IntentOf(id);
            books.Capture(intent, amount, fee);
            return shapes.Of(intent);
        }

        private JsonObject Cancel(string id, Dictionary<string, string> with)
        {
            NothingElse(with);
            ProviderRecords.Intent intent = books.IntentOf(id);
            books.Cancel(intent, null);
            return shapes.Of(intent);
        }

        private JsonObject Refund(Dictionary<string, string> with)
        {
            ProviderRecords.Intent intent = books.IntentOf(Text(with, "payment_intent"));
            bool reverses = Perhaps(with, "reverse_transfer") == "true";
            bool withFee = Perhaps(with, "refund_application_fee") == "true";
            NothingElse(with);
            return shapes.Of(books.Refund(intent, null, reverses, withFee));
        }

        private JsonObject Disputes(Dictionary<string, string> with)
        {
            ProviderRecords.Intent intent = books.IntentOf(Text(with, "payment_intent"));
            NothingElse(with);
            return ProviderShapes.List("/v1/disputes", intent.Charge?.Dispute is { } dispute ? [shapes.Of(dispute)] : []);
        }

        private JsonObject MakeAccount(Dictionary<string, string> with)
        {
            Must(with, "controller[fees][payer]", "application");
            Must(with, "controller[losses][payments]", "application");
            Must(with, "controller[requirement_collection]", "stripe");
            Must(with, "controller[stripe_dashboard][type]", "express");
            Must(with, "capabilities[card_payments][requested]", "true");
            Must(with, "capabilities[transfers][requested]", "true");
            ProviderRecords.Account account = new() { Country = Text(with, "country"), Created = books.Now };
            NothingElse(with);
            if (account.Country.Length != 2 || account.Country.Any(sign => !char.IsAsciiLetterUpper(sign)))
            {
                throw ProviderRefusal.Parameter("country_unsupported", "country", "Country is none that is known.");
            }

            books.Add(account);
            return shapes.Of(account);
        }

        private JsonObject Link(Dictionary<string, string> with)
        {
            Must(with, "type", "account_onboarding");
            ProviderRecords.Form form = new(books.AccountOf(Text(with, "account")), Address(with, "return_url"), Address(with, "refresh_url"), books.Now.AddMinutes(5));
            NothingElse(with);
            books.Add(form);
            return shapes.Of(form, books.Now);
        }

        private static void Must(Dictionary<string, string> with, string name, string value)
        {
            string said = Text(with, name);
            if (said != value)
            {
                throw ProviderRefusal.Parameter("parameter_invalid", name, $"This stand-in knows only {value}.");
            }
        }

        private static void NothingElse(Dictionary<string, string> with)
        {
            if (with.Count > 0)
            {
                throw ProviderRefusal.Parameter("parameter_unknown", with.Keys.First(), $"Received unknown parameter: {with.Keys.First()}.");
            }
        }

        private static string Text(Dictionary<string, string> with, string name)
        {
            return with.Remove(name, out string? value) && value.Length > 0 ? value : throw ProviderRefusal.Parameter("parameter_missing", name, $"Missing required param: {name}.");
        }

        private static string? Perhaps(Dictionary<string, string> with, string name)
        {
            return with.Remove(name, out string? value) ? value : null;
        }

        private static long Number(Dictionary<string, string> with, string name)
        {
            return Number(Text(with, name), name);
        }

        private static long Number(string text, string name)
        {
            return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : throw ProviderRefusal.Parameter("parameter_invalid_integer", name, $"Invalid integer: {text}");
        }

        private static string Address(Dictionary<string, string> with, string name)
        {
            string text = Text(with, name);
            return Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && (address.Scheme is "http" or "https") ? text : throw ProviderRefusal.Parameter("url_invalid", name, "Not a valid URL.");
        }

        private static Dictionary<string, string> Map(Dictionary<string, string> with, string name)
        {
            Dictionary<string, string> found = [];
            foreach (string key in with.Keys.Where(key => key.StartsWith(name + "[", StringComparison.Ordinal)).ToList())
            {
                found[key[(name.Length + 1)..^1]] = Text(with, key);
            }

            return found;
        }

        [GeneratedRegex("^(auto|[a-z]{2,3}(-[A-Z]{2}|-419)?)$")]
        private static partial Regex Locales();
    }
}
