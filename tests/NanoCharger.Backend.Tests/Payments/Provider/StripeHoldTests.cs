using System;
using System.Linq;
using System.Threading.Tasks;
using NanoCharger.Backend.Payments;
using NanoCharger.Testing.Payments;
using Xunit;

namespace NanoCharger.Backend.Tests.Payments.Provider
{
    /// <summary>Pages, and how holds on them stand.</summary>
    public sealed class StripeHoldTests : IDisposable
    {
        private readonly StripeStage _stage = new();

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
        public async Task The_managers_money_goes_to_him()
        {
            HoldOrder order = await _stage.OrderOfManager();
            await _stage.Open(order);
            ProviderRequest asked = _stage.Server.Requests[^1];
            Assert.Equal((order.Account, order.Account), (asked.Parameters["payment_intent_data[transfer_data][destination]"], asked.Parameters["payment_intent_data[on_behalf_of]"]));
            await _stage.Open(order with { Key = "h2", OnBehalf = false });
            Assert.DoesNotContain("payment_intent_data[on_behalf_of]", _stage.Server.Requests[^1].Parameters);
        }

        [Fact]
        public async Task The_same_order_is_the_same_page()
        {
            HoldOrder order = _stage.Order();
            HostedPage page = await _stage.Cards.Open(order, default);
            _stage.Advance(TimeSpan.FromMinutes(20));
            Assert.Equal(page, await _stage.Cards.Open(order, default));
            Assert.Equal([page.Session], _stage.Server.SessionsOf(order.Key));
            Assert.NotEqual(page, await _stage.Cards.Open(_stage.Order("h2"), default));
        }

        [Fact]
        public async Task A_page_has_an_address_until_it_is_paid_or_ended()
        {
            HostedPage page = await _stage.Cards.Open(_stage.Order(), default);
            Assert.Equal(page.Address, await _stage.Cards.AddressOf(page.Session, default));
            _stage.Server.Pay(page.Session);
            Assert.Null(await _stage.Cards.AddressOf(page.Session, default));
            string other = await _stage.Open(_stage.Order("h2"));
            _stage.Advance(TimeSpan.FromMinutes(31));
            Assert.Null(await _stage.Cards.AddressOf(other, default));
        }

        [Fact]
        public async Task A_page_elsewhere_than_the_settings_say_is_refused_since_no_form_leads_there()
        {
            using StripeStage other = new(static options => options with { PageOrigins = ["https://pay.example"] });
            ProviderException no = await StripeStage.No(() => other.Open());
            Assert.True(no.IsRefusal);
            Assert.Equal(["https://pay.example"], other.Cards.PageOrigins);
        }

        [Fact]
        public async Task A_hold_goes_from_open_over_held_to_captured()
        {
            string session = await _stage.Open();
            Assert.Equal(Said(HoldStanding.Open), await _stage.Look(session));
            Assert.Equal("http://house.example/g/abc", _stage.Server.Pay(session));
            HoldStatus held = await _stage.Look(session);
            Assert.Equal(new HoldStatus(HoldStanding.Held) { Intent = _stage.Server.IntentOf(session), ToldMs = _stage.Now.ToUnixTimeMilliseconds(), HeldMinor = 5000, CaptureBeforeMs = (_stage.Now + TimeSpan.FromDays(7)).ToUnixTimeMilliseconds() }, held);
            Assert.Equal(2, _stage.Asked("look"));

            HoldStatus captured = await _stage.Cards.Capture(session, new CaptureOrder("c1", 1234, null), default);
            Assert.Equal(held with { Standing = HoldStanding.Captured, HeldMinor = 0, CapturedMinor = 1234, ProviderFeeMinor = 44 }, captured);
            Assert.Equal(new Moved(5000, 1234, 0, 3766, 0), _stage.Server.MovedOf(session));
        }

        [Fact]
        public async Task Who_leaves_or_is_declined_may_come_back_and_pay()
        {
            string session = await _stage.Open();
            Assert.Equal("http://house.example/g/abc", _stage.Server.Leave(session));
            _stage.Server.Decline(session);
            HoldStatus declined = await _stage.Look(session);
            Assert.Equal(Said(HoldStanding.Open) with { Intent = _stage.Server.IntentOf(session) }, declined);
            _stage.Server.Pay(session);
            Assert.Equal(HoldStanding.Held, (await _stage.Look(session)).Standing);
        }

        [Fact]
        public async Task A_page_that_nobody_pays_is_gone_at_its_end()
        {
            string session = await _stage.Open();
            string declined = await _stage.Open(_stage.Order("h2"));
            _stage.Server.Decline(declined);
            _stage.Advance(TimeSpan.FromMinutes(31));
            Assert.Equal(Said(HoldStanding.Gone), await _stage.Look(session));
            Assert.Equal(HoldStanding.Gone, (await _stage.Look(declined)).Standing);
        }

        /// <summary>The bank's question outlives the page: nobody may say gone before it is answered.</summary>
        [Fact]
        public async Task Money_that_is_held_after_the_page_has_ended_is_held()
        {
            string session = await _stage.Open();
            _stage.Server.PayAndBeAsked(session);
            Assert.Equal(HoldStanding.Open, (await _stage.Look(session)).Standing);
            _stage.Advance(TimeSpan.FromMinutes(32));
            Assert.Equal(HoldStanding.Open, (await _stage.Look(session)).Standing);
            _stage.Server.AnswerBank(session, true);
            Assert.Equal(HoldStanding.Held, (await _stage.Look(session)).Standing);
            Assert.Equal(HoldStanding.Gone, (await _stage.Cards.Release(session, "r1", default)).Standing);
            Assert.Equal(0, _stage.Server.MovedOf(session).StillHeld);
        }

        [Fact]
        public async Task A_question_that_nobody_has_answered_a_day_after_the_page_is_gone()
        {
            string session = await _stage.Open();
            _stage.Server.PayAndBeAsked(session);
            _stage.Advance(TimeSpan.FromHours(25));
            Assert.Equal(HoldStanding.Gone, (await _stage.Look(session)).Standing);
        }

        [Fact]
        public async Task A_hold_runs_out_after_the_banks_days()
        {
            string session = await _stage.Hold();
            _stage.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
            Assert.Equal(HoldStanding.Held, (await _stage.Look(session)).Standing);
            _stage.Advance(TimeSpan.FromSeconds(1));
            HoldStatus gone = await _stage.Look(session);
            Assert.Equal((HoldStanding.Gone, 5000, 0, 0), (gone.Standing, gone.HeldMinor, gone.CapturedMinor, gone.RefundedMinor));
            Assert.Equal(new Moved(5000, 0, 0, 5000, 0), _stage.Server.MovedOf(session));
        }

        [Fact]
        public async Task What_the_provider_keeps_may_come_later()
        {
            _stage.Server.FeesAreLate = true;
            string session = await _stage.Take(1000);
            Assert.Null((await _stage.Look(session)).ProviderFeeMinor);
            _stage.Server.FeesAreLate = false;
            Assert.Equal(40, (await _stage.Look(session)).ProviderFeeMinor);
        }

        [Theory]
        [InlineData("EUR", 50L)]
        [InlineData("eur", 50L)]
        [InlineData("CHF", 50L)]
        [InlineData("USD", 50L)]
        [InlineData("GBP", 30L)]
        [InlineData("SEK", 300L)]
        [InlineData("NOK", 300L)]
        [InlineData("DKK", 250L)]
        [InlineData("PLN", 200L)]
        [InlineData("CZK", 1500L)]
        [InlineData("XAU", null)]
        public void The_least_is_as_published(string currency, long? least)
        {
            Assert.Equal(least, _stage.Cards.LeastMinor(currency));
        }

        [Theory]
        [InlineData("auto", "auto")]
        [InlineData("de", "de")]
        [InlineData("de-DE", "de")]
        [InlineData("en-gb", "en-GB")]
        [InlineData("en-US", "en")]
        [InlineData("no", "nb")]
        [InlineData("pt-BR", "pt-BR")]
        [InlineData("uk-UA", "auto")]
        [InlineData("", "auto")]
        public async Task The_page_speaks_the_guests_language_where_it_can(string browser, string locale)
        {
            await _stage.Open(_stage.Order() with { Language = browser });
            Assert.Equal(locale, _stage.Server.Requests[^1].Parameters["locale"]);
        }

        /// <summary>That, and no more, at this moment.</summary>
        private HoldStatus Said(HoldStanding standing)
        {
            return new HoldStatus(standing) { ToldMs = _stage.Now.ToUnixTimeMilliseconds() };
        }
    }
}
