using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using NanoCharger.Backend.Payments;
using NanoCharger.Testing.Payments;
using Stripe;
using Xunit;

namespace NanoCharger.Backend.Tests.Payments.Provider
{
    /// <summary>The stand-in writes as the provider does: nothing that the public shapes have is missing, and the provider's own library reads all of it.</summary>
    public sealed class CardShapeTests
    {
        /// <summary>What <c>Payments/Cards</c> reads of each resource; the library needs id and object besides.</summary>
        private static readonly Dictionary<string, string[]> Read = new()
        {
            ["checkout.session"] = ["id", "url", "status", "expires_at", "payment_intent", "payment_intent.latest_charge.balance_transaction.fee"],
            ["payment_intent"] = ["id", "status", "amount_received", "amount_capturable", "latest_charge"],
            ["charge"] =
            [
                "id", "amount", "amount_refunded", "refunded", "currency", "disputed", "payment_intent", "transfer", "application_fee", "balance_transaction", "payment_method_details.card.capture_before",
            ],
            ["balance_transaction"] = ["id", "currency", "fee", "fee_details.0.type", "fee_details.0.amount"],
            ["refund"] = ["id", "status", "amount", "payment_intent"],
            ["dispute"] = ["id", "status", "amount", "payment_intent", "evidence_details.due_by"],
            ["balance"] = ["available.0.amount"],
            ["account"] = ["id", "charges_enabled"],
            ["account_link"] = ["url"],
            ["event"] = ["id", "type", "account", "data.object.object", "data.object.id"],
        };

        /// <summary>Without the file: what the stand-in writes by itself is held against the public shapes, so that no key of it is made up, none is of another type, and none is missing that the platform reads.</summary>
        [ShapeFact]
        public async Task What_the_stand_in_writes_by_itself_has_the_public_shapes()
        {
            JsonObject shapes = JsonNode.Parse(System.IO.File.ReadAllText(StripeStage.Shapes!))!["resources"]!.AsObject();
            ILookup<string, JsonObject> all = (await Everything()).ToLookup(static one => one["object"]!.GetValue<string>());
            Assert.Equal(Read.Keys.Order(StringComparer.Ordinal), all.Select(static one => one.Key).Order(StringComparer.Ordinal));
            Assert.Empty(all.SelectMany(group => group.SelectMany(one => ShapeDifference.Of(group.Key, one, shapes[group.Key]!.AsObject()))).Distinct());
            foreach ((string resource, string[] paths) in Read)
            {
                Assert.Empty(paths.Where(path => !all[resource].Any(one => ShapeDifference.At(one, path) is not null)).Select(path => $"{resource}: {path} is nowhere"));
            }
        }

        [Theory]
        [InlineData(true)]
        [InlineData(false)]
        public async Task The_providers_library_reads_every_call(bool isPlain)
        {
            using StripeStage stage = new(isPlain: isPlain);
            HoldOrder order = await stage.OrderOfManager();
            string session = await stage.Take(1000, order, 100);
            stage.Server.Dispute(stage.Server.IntentOf(session)!);
            await stage.Cards.Release(await stage.Open(stage.Order("h2")), "r2", default);
            await stage.Cards.Release(await stage.Hold(stage.Order("h3")), "r3", default);
            foreach (ProviderCall call in stage.Server.Calls)
            {
                Event read = EventUtility.ParseEvent(call.Body);
                Assert.Equal((call.Id, call.Type, call.About), (read.Id, read.Type, ((IHasId)read.Data.Object).Id));
            }

            Assert.Equal(8, stage.Server.Calls.Select(static call => call.Type).Distinct().Count());
        }

        [Fact]
        public async Task Without_the_public_shapes_the_platform_reads_the_same()
        {
            using StripeStage plain = new(isPlain: true);
            using StripeStage whole = new();
            foreach (Func<StripeStage, string, Task<HoldStatus>> does in (Func<StripeStage, string, Task<HoldStatus>>[])
            [
                static (stage, session) => stage.Look(session),
                static (stage, session) => stage.Cards.Capture(session, new CaptureOrder("c1", 1000, 100), default),
                static (stage, session) => stage.Cards.Refund(session, "r1", default),
            ])
            {
                Assert.Equal(await After(whole, does), await After(plain, does));
            }
        }

        [Theory]
        [InlineData("/v1/checkout/sessions/{0}?expand[0]=payment_intent.latest_charge.payment_method_details", "property_not_expandable")]
        [InlineData("/v1/checkout/sessions/{0}?limit=1", "parameter_unknown")]
        [InlineData("/v1/customers", "Unrecognized request URL")]
        public async Task What_the_provider_would_refuse_is_refused(string path, string said)
        {
            using StripeStage stage = new();
            JsonObject answer = await Get(stage, string.Format(null, path, await stage.Open()));
            Assert.Contains(said, answer["error"]!.ToJsonString(), StringComparison.Ordinal);
        }

        private static async Task<HoldStatus> After(StripeStage stage, Func<StripeStage, string, Task<HoldStatus>> does)
        {
            string? session = stage.Server.SessionsOf("h1").FirstOrDefault();
            HoldStatus status = await does(stage, session ?? await stage.Hold(await stage.OrderOfManager()));
            Assert.NotNull(status.Intent);
            return status with { Intent = "pi" };
        }

        /// <summary>One of each resource at least, in the states in which the platform reads it.</summary>
        private static async Task<List<JsonObject>> Everything()
        {
            using StripeStage stage = new(isPlain: true);
            HoldOrder order = await stage.OrderOfManager();
            JsonObject open = await Get(stage, "/v1/checkout/sessions/" + await stage.Open(stage.Order("h2")));
            JsonObject held = await Get(stage, $"/v1/checkout/sessions/{await stage.Hold(stage.Order("h3"))}?expand[0]=payment_intent.latest_charge");
            string session = await stage.Take(1000, order, 100);
            stage.Server.RefundByHand(stage.Server.IntentOf(session)!, 10);
            stage.Server.Dispute(stage.Server.IntentOf(session)!);
            JsonObject page = await Get(stage, $"/v1/checkout/sessions/{session}?expand[0]=payment_intent.latest_charge.balance_transaction");
            JsonObject intent = page["payment_intent"]!.AsObject();
            JsonObject charge = intent["latest_charge"]!.AsObject();
            JsonObject disputes = await Get(stage, "/v1/disputes?payment_intent=" + intent["id"]);
            Dictionary<string, string> form = new() { ["account"] = order.Account!, ["type"] = "account_onboarding", ["return_url"] = "http://house.example/money", ["refresh_url"] = "http://house.example/money" };
            return
            [
                open, held, held["payment_intent"]!.AsObject(), page, intent, charge, charge["balance_transaction"]!.AsObject(), .. charge["refunds"]!["data"]!.AsArray().Select(static one => one!.AsObject()), disputes["data"]![0]!.AsObject(),
                await Get(stage, "/v1/balance"), await Get(stage, "/v1/accounts/" + order.Account), await Send(stage, "/v1/account_links", new FormUrlEncodedContent(form)),
                .. stage.Server.Calls.Select(static call => JsonNode.Parse(call.Body)!.AsObject()), .. stage.Server.Calls.Select(static call => JsonNode.Parse(call.Body)!["data"]!["object"]!.AsObject()),
            ];
        }

        private static Task<JsonObject> Get(StripeStage stage, string path)
        {
            return Send(stage, path, null);
        }

        private static async Task<JsonObject> Send(StripeStage stage, string path, HttpContent? form)
        {
            using HttpClient http = new();
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", stage.Server.Key);
            using HttpResponseMessage answer = await (form is null ? http.GetAsync(stage.Server.Address + path) : http.PostAsync(stage.Server.Address + path, form));
            return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject();
        }
    }
}
