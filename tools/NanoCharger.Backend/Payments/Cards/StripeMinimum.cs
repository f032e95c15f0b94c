namespace NanoCharger.Backend.Payments.Cards
{
    /// <summary>The least that Stripe takes by card, as it publishes it: https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts.</summary>
    internal static class StripeMinimum
    {
        /// <summary>Minor units; null for a currency that no market of ours has.</summary>
        internal static long? Of(string currency)
        {
            return currency.ToUpperInvariant() switch
            {
                "EUR" or "CHF" or "USD" => 50,
                "GBP" => 30,
                "DKK" => 250,
                "NOK" or "SEK" => 300,
                "PLN" => 200,
                "CZK" => 1500,
                _ => null,
            };
        }
    }
}
