using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using NanoCharger.Backend.Payments;
using NanoCharger.Testing.Payments;
using Xunit;

namespace NanoCharger.Backend.Tests.Payments.Provider
{
    /// <summary>What is a no, what is none, and what is said of it.</summary>
    public sealed class StripeRefusalTests
    {
        [Fact]
        public async Task A_wrong_key_of_ours_is_no_refusal_of_the_guest()
        {
            using StripeStage stage = new(static options => options with { Key = "sk_test_wrong" });
            ProviderException no = await StripeStage.No(() => stage.Open());
            Assert.False(no.IsRefusal);
            Assert.Contains("our key is wrong", no.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("sk_test_wrong", no.ToString(), StringComparison.Ordinal);
        }

        [Fact]
        public async Task The_same_key_for_something_else_is_refused_and_a_day_later_it_is_new()
        {
            using StripeStage stage = new();
            HoldOrder order = stage.Order();
            string session = await stage.Open(order);
            ProviderException no = await StripeStage.No(() => stage.Open(order with { AmountMinor = 6000 }));
            Assert.True(no.IsRefusal);
            Assert.Contains("idempotency_error", no.Message, StringComparison.Ordinal);
            stage.Advance(TimeSpan.FromHours(24));
            Assert.NotEqual(session, await stage.Open(stage.Order()));
        }

        [Fact]
        public async Task A_page_that_he_does_not_know_is_refused()
        {
            using StripeStage stage = new();
            ProviderException no = await StripeStage.No(() => stage.Look("cs_test_none"));
            Assert.True(no.IsRefusal);
            Assert.Contains("404 invalid_request_error/resource_missing", no.Message, StringComparison.Ordinal);
        }

        [Theory]
        [InlineData(29)]
        [InlineData((24 * 60) + 1)]
        public async Task A_page_that_ends_too_soon_or_too_late_is_refused(int minutes)
        {
            using StripeStage stage = new();
            Assert.True((await StripeStage.No(() => stage.Open(stage.Order() with { EndsMs = stage.NowMs + (minutes * 60_000L) }))).IsRefusal);
        }

        /// <summary>Whatever its number: who signs in to a network is told 403 or 404 by it, and the hold stands as it stood.</summary>
        [Theory]
        [InlineData(302)]
        [InlineData(400)]
        [InlineData(403)]
        [InlineData(404)]
        [InlineData(502)]
        public async Task A_no_of_somebody_on_the_way_is_none(int status)
        {
            using StripeStage stage = new();
            stage.Server.GarbageStatus = status;
            stage.Server.Fault = static _ => ProviderFault.Garbled;
            Assert.False((await StripeStage.No(() => stage.Look("cs_test_1"))).IsRefusal);
        }

        [Theory]
        [InlineData("sk_test_1")]
        [InlineData("pi_1_secret_2")]
        [InlineData("https://checkout.stripe.com/c/pay/cs_1")]
        [InlineData("two words")]
        public async Task What_is_no_plain_word_is_not_repeated(string word)
        {
            using StripeStage stage = new();
            (stage.Server.GarbageStatus, stage.Server.Garbage) = (400, $$$"""{"error":{"type":"invalid_request_error","code":"{{{word}}}","param":"{{{word}}}","message":"{{{word}}}"} }""");
            stage.Server.Fault = static _ => ProviderFault.Garbled;
            ProviderException no = await StripeStage.No(() => stage.Look("cs_test_1"));
            Assert.True(no.IsRefusal);
            Assert.Contains("400 invalid_request_error/?, parameter ?", no.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(word, no.ToString(), StringComparison.Ordinal);
        }

        /// <summary>The stand-in puts every secret that it has into each of its messages.</summary>
        [Fact]
        public async Task No_secret_and_no_address_is_in_what_is_thrown()
        {
            using StripeStage stage = new();
            HostedPage page = await stage.Cards.Open(stage.Order(), default);
            stage.Server.Pay(page.Session);
            List<Exception> thrown = [await StripeStage.No(() => stage.Open(stage.Order() with { AmountMinor = 1 })), await StripeStage.No(() => stage.Look("cs_test_none"))];
            thrown.Add(await StripeStage.No(() => stage.Cards.Capture(page.Session, new CaptureOrder("c1", 49, null), default)));
            foreach (ProviderFault fault in StripeFaultTests.Quick)
            {
                stage.Server.Fault = ProviderFaults.First("look", fault);
                thrown.Add(await StripeStage.No(() => stage.Look(page.Session)));
            }

            string all = string.Join('\n', thrown);
            Assert.Equal(3 + StripeFaultTests.Quick.Length, thrown.Count);
            foreach (string secret in (string[])[stage.Server.Key, stage.Server.WebhookSecrets[0], "_secret_", page.Address, stage.Server.PageOrigin, stage.Server.Address])
            {
                Assert.DoesNotContain(secret, all, StringComparison.Ordinal);
            }
        }

        [Fact]
        public void The_options_show_no_secret()
        {
            using StripeStage stage = new(static options =>
            {
                Assert.DoesNotContain(options.Key, options.ToString(), StringComparison.Ordinal);
                Assert.DoesNotContain(options.WebhookSecrets[0], $"{options}", StringComparison.Ordinal);
                return options;
            });
        }
    }
}
