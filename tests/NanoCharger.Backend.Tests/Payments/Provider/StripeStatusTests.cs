using System;
using NanoCharger.Backend.Payments;
using NanoCharger.Backend.Payments.Cards;
using Stripe;
using Stripe.Checkout;
using Xunit;

namespace NanoCharger.Backend.Tests.Payments.Provider
{
    /// <summary>What page and payment mean together, also where the stand-in does not come.</summary>
    public sealed class StripeStatusTests
    {
        [Theory]
        [InlineData("open", null, 0, "Open")]
        [InlineData("open", "requires_payment_method", 0, "Open")]
        [InlineData("open", "requires_action", 0, "Open")]
        [InlineData("open", "requires_capture", 0, "Held")]
        [InlineData("complete", null, 0, "Open")]
        [InlineData("complete", "processing", 0, "Open")]
        [InlineData("complete", "requires_action", 0, "Open")]
        [InlineData("complete", "of_tomorrow", 0, "Open")]
        [InlineData("complete", "requires_payment_method", 0, "Gone")]
        [InlineData("complete", "requires_capture", 100, "Held")]
        [InlineData("complete", "succeeded", 100, "Captured")]
        [InlineData("complete", "canceled", 0, "Gone")]
        [InlineData("expired", null, 0, "Gone")]
        [InlineData("expired", "requires_payment_method", 0, "Gone")]
        [InlineData("expired", "requires_confirmation", 0, "Gone")]
        [InlineData("expired", "processing", 23, "Open")]
        [InlineData("expired", "requires_action", 23, "Open")]
        [InlineData("expired", "requires_action", 24, "Gone")]
        [InlineData("expired", "requires_capture", 24, "Held")]
        [InlineData("expired", "succeeded", 24, "Captured")]
        [InlineData("expired", "canceled", 0, "Gone")]
        public void The_payment_decides_where_there_is_one(string page, string? intent, int hoursAfterTheEnd, string standing)
        {
            DateTimeOffset ends = StripeStage.Begin;
            Session session = new() { Id = "cs_1", Status = page, ExpiresAt = ends.UtcDateTime, PaymentIntent = intent is null ? null : new PaymentIntent { Id = "pi_1", Status = intent } };
            Assert.Equal(standing, StripeStatus.Of(session, ends.AddHours(hoursAfterTheEnd)).Standing.ToString());
        }

        /// <summary>The real one counts what was let go as refunded; were it not to, a whole refund is one still.</summary>
        [Theory]
        [InlineData(700, false, 0)]
        [InlineData(800, false, 100)]
        [InlineData(1000, true, 300)]
        [InlineData(300, true, 300)]
        [InlineData(0, false, 0)]
        public void Only_what_was_taken_can_be_given_back(long counted, bool isWhole, long refunded)
        {
            Charge charge = new() { Amount = 1000, AmountCaptured = 300, AmountRefunded = counted, Refunded = isWhole, Currency = "eur" };
            Session session = new() { Status = "complete", PaymentIntent = new PaymentIntent { Status = "succeeded", AmountReceived = 300, LatestCharge = charge } };
            Assert.Equal(refunded, StripeStatus.Of(session, StripeStage.Begin).RefundedMinor);
        }

        [Theory]
        [InlineData("eur", 40L)]
        [InlineData("chf", null)]
        public void What_he_keeps_is_told_in_the_guests_currency_or_not_at_all(string currency, long? fee)
        {
            BalanceTransaction paid = new() { Currency = currency, Fee = 140, FeeDetails = [new() { Type = "application_fee", Amount = 100 }, new() { Type = "stripe_fee", Amount = 33 }, new() { Type = "tax", Amount = 7 }] };
            Charge charge = new() { Amount = 1000, Currency = "eur", BalanceTransaction = paid };
            Session session = new() { Status = "complete", PaymentIntent = new PaymentIntent { Status = "succeeded", AmountReceived = 1000, LatestCharge = charge } };
            Assert.Equal(fee, StripeStatus.Of(session, StripeStage.Begin).ProviderFeeMinor);
        }

        [Fact]
        public void The_dispute_that_is_open_counts_before_one_that_was_lost_before_any_other()
        {
            Dispute won = new() { Id = "dp_won", Status = "won" };
            Dispute lost = new() { Id = "dp_lost", Status = "lost" };
            Dispute open = new() { Id = "dp_open", Status = "under_review" };
            Assert.Equal(["dp_open", "dp_lost", "dp_won"], [StripeStatus.Of([won, lost, open])!.Id, StripeStatus.Of([won, lost])!.Id, StripeStatus.Of([won])!.Id]);
            Assert.Null(StripeStatus.Of([]));
        }
    }
}
