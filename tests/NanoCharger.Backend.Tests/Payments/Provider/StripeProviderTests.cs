using System;
using System.Linq;
using System.Threading.Tasks;
using NanoCharger.Backend.Payments;
using NanoCharger.Testing.Payments;
using Xunit;

namespace NanoCharger.Backend.Tests.Payments.Provider
{
    /// <summary>Every request of the provider, as money sees it.</summary>
    public sealed class StripeProviderTests : IDisposable
    {
        private readonly CardStage _stage = new();

        public void Dispose()
        {
            _stage.Dispose();
        }

        [Fact]
        public async Task A_page_is_opened_with_what_was_ordered_and_nothing_of_a_person()
        {
            HoldOrder order = _stage.Order() with { Language = "de-AT" };
            HostedPage page = await _stage.Cards.Open(order, default);
            Assert.StartsWith(_stage.Server.PageOrigin + "/", page.Address, StringComparison.Ordinal);
            ProviderRequest asked = Assert.Single(_stage.Server.Requests);
            Assert.Equal(order.Key + ":open", asked.Key);
            Assert.Equal(
            [
                "adaptive_pricing[enabled]=false", "allowed_payment_method_types[0]=card", $"cancel_url={order.Back}", $"expires_at={order.EndsMs / 1000}", "line_items[0][price_data][currency]=eur",
                "line_items[0][price_data][product_data][name]=Charging at bay 4", "line_items[0][price_data][unit_amount]=5000", "line_items[0][quantity]=1", "locale=de", $"metadata[hold]={order.Key}", "mode=payment",
                "payment_intent_data[capture_method]=manual", $"payment_intent_data[metadata][hold]={order.Key}", $"success_url={order.Back}",
            ], asked.Parameters.Select(one => one.Key + "=" + one.Value).Order(StringComparer.Ordinal));
        }

        [Fact]
        public async Task A_hold_goes_from_open_over_held_to_captured()
        {
            string session = await _stage.Open();
            Assert.Equal(new HoldStatus(HoldStanding.Open), await _stage.Look(session));
            Assert.Equal("http://house.example/g/abc", _stage.Server.Pay(session));
            HoldStatus held = await _stage.Look(session);
            long before = (_stage.Now + TimeSpan.FromDays(7)).ToUnixTimeMilliseconds();
            Assert.Equal(new HoldStatus(HoldStanding.Held) { Intent = _stage.Server.IntentOf(session), HeldMinor = 5000, CaptureBeforeMs = before }, held);

            HoldStatus captured = await _stage.Cards.Capture(session, new CaptureOrder("c1", 1234, null), default);
            Assert.Equal(held with { Standing = HoldStanding.Captured, HeldMinor = 0, CapturedMinor = 1234, ProviderFeeMinor = 44 }, captured);
            Assert.Equal(new Moved(5000, 1234, 0, 3766, 0), _stage.Server.MovedOf(session));
        }
    }
}
