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
        [InlineData("open", null, "Open")]
        [InlineData("open", "requires_payment_method", "Open")]
        [InlineData("open", "requires_action", "Open")]
        [InlineData("open", "requires_capture", "Held")]
        [InlineData("complete", null, "Open")]
        [InlineData("complete", "processing", "Open")]
        [InlineData("complete", "requires_action", "Open", 0)]
        [InlineData("complete", "of_tomorrow", "Open")]
        [InlineData("complete", "requires_payment_method", "Gone")]
        [InlineData("complete", "requires_capture", "Held")]
        [InlineData("complete", "succeeded", "Captured")]
        [InlineData("complete", "canceled", "Gone")]
        [InlineData("expired", null, "Gone")]
        [InlineData("expired", "requires_payment_method", "Gone")]
        [InlineData("expired", "requires_confirmation", "Gone")]
        [InlineData("expired", "processing", "Open")]
        [InlineData("expired", "requires_action", "Open", 23)]
        [InlineData("expired", "requires_action", "Gone", 24)]
        [InlineData("expired", "requires_action", "Open", null)]
        [InlineData("expired", "of_tomorrow", "Open")]
        [InlineData("expired", "requires_capture", "Held")]
        [InlineData("expired", "succeeded", "Captured")]
        [InlineData("expired", "canceled", "Gone")]
        public void The_payment_decides_where_there_is_one(string page, string? intent, string standing, int? hoursAfterTheEnd = 100)
        {
            Session session = new() { Id = "cs_1", Status = page, ExpiresAt = StripeStage.Begin.UtcDateTime, PaymentIntent = intent is null ? null : new PaymentIntent { Id = "pi_1", Status = intent } };
            Assert.Equal(standing, StripeStatus.Of(session, hoursAfterTheEnd is { } hours ? StripeStage.Begin.AddHours(hours) : null).Standing.ToString());
        }

        /// <summary>Whose money was held and let go before anybody looked is told so; whose bank has said no has nothing pending.</summary>
        [Theory]
        [InlineData("succeeded", 2000)]
        [InlineData("failed", 0)]
        public void What_was_held_is_known_behind_it(string charge, long held)
        {
            Session session = new() { Status = "complete", PaymentIntent = new PaymentIntent { Status = "canceled", LatestCharge = new Charge { Amount = 2000, Status = charge, Refunded = true } } };
            Assert.Equal((HoldStanding.Gone, held), (StripeStatus.Of(session, StripeStage.Begin).Standing, StripeStatus.Of(session, StripeStage.Begin).HeldMinor));
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
