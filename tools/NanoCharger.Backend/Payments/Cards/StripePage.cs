using System;
using System.Collections.Generic;
using Stripe;
using Stripe.Checkout;

namespace NanoCharger.Backend.Payments.Cards
{
    /// <summary>What is asked of Stripe; pure. Nothing of a person is in it: whoever pays types it there.</summary>
    internal static class StripePage
    {
        /// <summary>By which people find our hold in Stripe's own pages.</summary>
        private const string HoldName = "hold";

        /// <summary>A page on which an amount is held, and not taken. Stripe wants it to end 30 minutes to 24 hours after it was made.</summary>
        internal static SessionCreateOptions Of(HoldOrder order)
        {
            return new SessionCreateOptions
            {
                Mode = "payment",
                // What payment_method_types was before version 2026-09-30: https://docs.stripe.com/changelog/endive/2026-09-30/remove-payment-method-types-checkout-sessions.
                AllowedPaymentMethodTypes = ["card"],
                LineItems = [Line(order)],
                PaymentIntentData = Intent(order),
                SuccessUrl = order.Back,
                CancelUrl = order.Back,
                ExpiresAt = DateTimeOffset.FromUnixTimeSeconds(order.EndsMs / 1000).UtcDateTime,
                Locale = StripeLocale.Of(order.Language),
                Metadata = Named(order),
                // A guest pays in the currency that the price was told in.
                AdaptivePricing = new SessionAdaptivePricingOptions { Enabled = false },
            };
        }

        /// <summary>A manager's account as Stripe calls it Express: he has a small page of his own there, and Stripe asks him who he is.</summary>
        internal static AccountCreateOptions Account(string country)
        {
            return new AccountCreateOptions
            {
                Country = country,
                Controller = new AccountControllerOptions
                {
                    Fees = new AccountControllerFeesOptions { Payer = "application" },
                    Losses = new AccountControllerLossesOptions { Payments = "application" },
                    RequirementCollection = "stripe",
                    StripeDashboard = new AccountControllerStripeDashboardOptions { Type = "express" },
                },
                Capabilities = new AccountCapabilitiesOptions
                {
                    CardPayments = new AccountCapabilitiesCardPaymentsOptions { Requested = true },
                    Transfers = new AccountCapabilitiesTransfersOptions { Requested = true },
                },
            };
        }

        private static SessionLineItemOptions Line(HoldOrder order)
        {
            return new SessionLineItemOptions
            {
                Quantity = 1,
                PriceData = new SessionLineItemPriceDataOptions
                {
                    Currency = order.Currency.ToLowerInvariant(),
                    UnitAmount = order.AmountMinor,
                    ProductData = new SessionLineItemPriceDataProductDataOptions { Name = order.What },
                },
            };
        }

        private static SessionPaymentIntentDataOptions Intent(HoldOrder order)
        {
            return new SessionPaymentIntentDataOptions
            {
                CaptureMethod = "manual",
                Metadata = Named(order),
                TransferData = order.Account is null ? null : new SessionPaymentIntentDataTransferDataOptions { Destination = order.Account },
                OnBehalfOf = order.OnBehalf ? order.Account : null,
            };
        }

        private static Dictionary<string, string> Named(HoldOrder order)
        {
            return new Dictionary<string, string> { [HoldName] = order.Key };
        }
    }
}
