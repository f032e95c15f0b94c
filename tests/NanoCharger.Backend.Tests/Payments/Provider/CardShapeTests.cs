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
        [ShapeFact]
        public async Task Every_answer_has_what_the_public_shapes_have()
        {
            using StripeStage stage = new();
            HoldOrder order = await stage.OrderOfManager();
            string session = await stage.Take(1000, order, 100);
            stage.Server.RefundByHand(stage.Server.IntentOf(session)!, 10);
            stage.Server.Dispute(stage.Server.IntentOf(session)!);
            JsonObject page = await Get(stage, $"/v1/checkout/sessions/{session}?expand[0]=payment_intent.latest_charge.balance_transaction");
            JsonObject intent = page["payment_intent"]!.AsObject();
            JsonObject charge = intent["latest_charge"]!.AsObject();
            JsonObject disputes = await Get(stage, "/v1/disputes?payment_intent=" + intent["id"]);
            List<JsonObject> all =
            [
                page, intent, charge, charge["balance_transaction"]!.AsObject(), charge["refunds"]!["data"]![0]!.AsObject(), disputes["data"]![0]!.AsObject(),
                await Get(stage, "/v1/balance"), await Get(stage, "/v1/accounts/" + order.Account), .. stage.Server.Calls.Select(static call => JsonNode.Parse(call.Body)!.AsObject()),
            ];
            JsonObject shapes = JsonNode.Parse(System.IO.File.ReadAllText(StripeStage.Shapes!))!["resources"]!.AsObject();
            foreach (JsonObject one in all)
            {
                string resource = one["object"]!.GetValue<string>();
                Assert.Empty(shapes[resource]!.AsObject().Select(static field => field.Key).Except(one.Select(static field => field.Key)));
            }

            Assert.Equal(9, all.Select(static one => one["object"]!.GetValue<string>()).Distinct().Count());
            Assert.Empty(shapes["charge"]!["payment_method_details"]!["card"]!.AsObject().Select(static field => field.Key).Except(charge["payment_method_details"]!["card"]!.AsObject().Select(static field => field.Key)));
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

        private static async Task<JsonObject> Get(StripeStage stage, string path)
        {
            using HttpClient http = new();
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", stage.Server.Key);
            using HttpResponseMessage answer = await http.GetAsync(stage.Server.Address + path);
            return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject();
        }
    }
}
