using System.Collections.Generic;

namespace NanoCharger.Backend.Payments.Cards
{
    /// <summary>How Stripe is reached.</summary>
    internal sealed record StripeOptions
    {
        /// <summary>Where its API is.</summary>
        internal string ApiBase { get; init; } = "https://api.stripe.com";

        /// <summary>Our secret key. A restricted one needs: Checkout Sessions, PaymentIntents, Charges and Refunds to write, Disputes and Balance to read; for managers' accounts Connect too.</summary>
        internal required string Key { get; init; }

        /// <summary>The secrets of the webhook's endpoint: any of them counts, so that one can be changed while the other still signs.</summary>
        internal IReadOnlyList<string> WebhookSecrets { get; init; } = [];

        /// <summary>Where its pages for guests are; with a domain of our own for them, that one.</summary>
        internal IReadOnlyList<string> PageOrigins { get; init; } = ["https://checkout.stripe.com"];

        /// <summary>Where its pages for managers' accounts are.</summary>
        internal IReadOnlyList<string> AccountOrigins { get; init; } = ["https://connect.stripe.com"];

        /// <summary>How long an answer is waited for, s.</summary>
        internal int TimeoutSeconds { get; init; } = 10;

        /// <summary>Without the secrets: a record would write them into any log.</summary>
        public override string ToString()
        {
            return $"{nameof(StripeOptions)} of {ApiBase}";
        }
    }
}
