namespace NanoCharger.Backend.Billing
{
    /// <summary>What is done when a charge changes its state.</summary>
    public enum ChargeEffect
    {
        /// <summary>Nothing: it waits.</summary>
        None,

        /// <summary>It is rated and settled: billed, waived or free.</summary>
        Settle,

        /// <summary>A credit note is issued.</summary>
        CreditNote,
    }
}
