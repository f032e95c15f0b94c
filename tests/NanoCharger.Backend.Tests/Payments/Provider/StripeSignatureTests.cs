using System;
using System.Linq;
using System.Threading.Tasks;
using NanoCharger.Backend.Payments;
using NanoCharger.Testing.Payments;
using Xunit;

namespace NanoCharger.Backend.Tests.Payments.Provider
{
    /// <summary>Whom a call is believed to be from.</summary>
    public sealed class StripeSignatureTests : IDisposable
    {
        private readonly StripeStage _stage = new();

        public void Dispose()
        {
            _stage.Dispose();
        }

        [Fact]
        public async Task A_call_names_its_page_its_payment_or_its_account()
        {
            HoldOrder order = await _stage.OrderOfManager();
            string session = await _stage.Take(1000, order);
            string intent = _stage.Server.IntentOf(session)!;
            _stage.Server.Dispute(intent);
            _stage.Server.CloseDispute(intent, true);
            string gone = await _stage.Hold(_stage.Order("h2"));
            await _stage.Cards.Release(gone, "r2", default);
            string ended = await _stage.Open(_stage.Order("h3"));
            await _stage.Cards.Release(ended, "r3", default);
            string other = _stage.Server.IntentOf(gone)!;
            Assert.Equal(
            [
                ("account.updated", null, null, order.Account),
                ("payment_intent.amount_capturable_updated", null, intent, null), ("checkout.session.completed", session, intent, null),
                ("charge.refunded", null, intent, null), ("payment_intent.succeeded", null, intent, null),
                ("charge.dispute.created", null, intent, null), ("charge.dispute.closed", null, intent, null),
                ("payment_intent.amount_capturable_updated", null, other, null), ("checkout.session.completed", gone, other, null),
                ("charge.refunded", null, other, null), ("payment_intent.canceled", null, other, null),
                ("checkout.session.expired", ended, null, null),
            ], _stage.Server.Calls.Select(call => Read(_stage.Server.Sign(call))!).Select(static read => (read.Type, read.Session, read.Intent, read.Account)));
            Assert.Equal(_stage.Server.Calls.Select(static call => call.Id), _stage.Server.Calls.Select(call => Read(_stage.Server.Sign(call))!.Id));
        }

        [Fact]
        public async Task A_changed_body_or_another_secret_is_nobodys()
        {
            SignedEvent good = await Good();
            Assert.NotNull(Read(good));
            Assert.Null(Read(good with { Body = good.Body + " " }));
            Assert.Null(Read(good with { Body = good.Body.Replace("cs_test_", "cs_test-", StringComparison.Ordinal) }));
            Assert.Null(Read(_stage.Server.Sign(_stage.Server.Calls[^1], null, "whsec_forged")));
            Assert.Null(Read(_stage.Server.Sign(_stage.Server.Calls[^1], null, "")));
        }

        [Fact]
        public async Task While_a_secret_is_changed_both_count()
        {
            using StripeStage changing = new(static options => options with { WebhookSecrets = ["whsec_new", .. options.WebhookSecrets] });
            await changing.Hold();
            ProviderCall call = changing.Server.Calls[^1];
            Assert.NotNull(Read(changing, changing.Server.Sign(call)));
            Assert.NotNull(Read(changing, changing.Server.Sign(call, null, "whsec_new")));
            Assert.NotNull(Read(changing, changing.Server.Sign(call, null, "whsec_strange", "whsec_new")));
            Assert.Null(Read(changing, changing.Server.Sign(call, null, "whsec_strange")));
        }

        [Theory]
        [InlineData(-301, false)]
        [InlineData(-300, true)]
        [InlineData(0, true)]
        [InlineData(300, true)]
        [InlineData(301, false)]
        public async Task Five_minutes_are_allowed_each_way(int seconds, bool isRead)
        {
            await _stage.Hold();
            SignedEvent signed = _stage.Server.Sign(_stage.Server.Calls[^1], _stage.Now.AddSeconds(seconds));
            Assert.Equal(isRead, Read(signed) is not null);
        }

        [Fact]
        public async Task A_call_that_was_recorded_is_the_same_call_and_later_none()
        {
            SignedEvent good = await Good();
            ProviderEvent first = Read(good)!;
            Assert.Equal(first, Read(good));
            _stage.Advance(TimeSpan.FromSeconds(301));
            Assert.Null(Read(good));
            // He himself calls again, signed anew, with the same id.
            Assert.Equal(first, Read(_stage.Server.Sign(_stage.Server.Calls[^1])));
        }

        [Theory]
        [InlineData("")]
        [InlineData("t=1")]
        [InlineData("v1=00")]
        [InlineData("t=,v1=")]
        [InlineData("t=x,v1=00")]
        [InlineData("no header at all")]
        [InlineData(",,,=,=")]
        public async Task Any_other_header_is_nobodys(string header)
        {
            SignedEvent good = await Good();
            Assert.Null(Read(good with { Header = header }));
        }

        [Theory]
        [InlineData("")]
        [InlineData("null")]
        [InlineData("[]")]
        [InlineData("{")]
        [InlineData("{}")]
        [InlineData("""{"id":"evt_1","type":"x"}""")]
        [InlineData("""{"id":"evt_1","type":"x","data":null}""")]
        [InlineData("""{"id":"evt_1","type":"x","data":{"object":[]}}""")]
        [InlineData("""{"id":1,"type":"x","data":{"object":{}}}""")]
        public void What_is_no_event_is_none_though_it_is_signed(string body)
        {
            Assert.Null(Read(SignedEvent.Of(body, _stage.Now, _stage.Server.WebhookSecrets)));
        }

        [Theory]
        [InlineData("99999999999")]
        [InlineData("x")]
        [InlineData("")]
        public void A_time_that_is_none_is_refused_though_it_is_signed(string time)
        {
            SignedEvent signed = SignedEvent.Of("{}", _stage.Now, _stage.Server.WebhookSecrets);
            byte[] sum = System.Security.Cryptography.HMACSHA256.HashData(System.Text.Encoding.UTF8.GetBytes(_stage.Server.WebhookSecrets[0]), System.Text.Encoding.UTF8.GetBytes(time + ".{}"));
            Assert.Null(Read(signed with { Header = $"t={time},v1={Convert.ToHexStringLower(sum)}" }));
        }

        [Theory]
        [InlineData("2020-08-27")]
        [InlineData("2031-01-01.yarrow")]
        public void Another_version_of_the_API_and_objects_written_out_are_read(string version)
        {
            string body = $$"""{"id":"evt_1","object":"event","api_version":"{{version}}","type":"charge.refunded","data":{"object":{"id":"ch_1","object":"charge","payment_intent":{"id":"pi_1","object":"payment_intent" } } } }""";
            Assert.Equal(new ProviderEvent("evt_1", "charge.refunded", null, "pi_1", null), Read(SignedEvent.Of(body, _stage.Now, _stage.Server.WebhookSecrets)));
        }

        [Fact]
        public void Without_a_secret_nothing_is_believed_and_an_empty_one_is_no_secret()
        {
            using StripeStage none = new(static options => options with { WebhookSecrets = [] });
            Assert.Null(Read(none, SignedEvent.Of("""{"id":"evt_1","type":"x","data":{"object":{}}}""", none.Now, "")));
            Assert.Throws<ArgumentException>(static () => new StripeStage(static options => options with { WebhookSecrets = [""] }));
        }

        private async Task<SignedEvent> Good()
        {
            await _stage.Hold();
            return _stage.Server.Sign(_stage.Server.Calls[^1]);
        }

        private ProviderEvent? Read(SignedEvent signed)
        {
            return Read(_stage, signed);
        }

        private static ProviderEvent? Read(StripeStage stage, SignedEvent signed)
        {
            return stage.Cards.Read(signed.Body, signed.Header, stage.NowMs);
        }
    }
}
