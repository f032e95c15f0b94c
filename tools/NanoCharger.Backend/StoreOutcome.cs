namespace NanoCharger.Backend
{
    /// <summary>What storing an event did.</summary>
    /// <param name="Transaction">Its transaction afterwards.</param>
    /// <param name="Added">False for a repeat.</param>
    /// <param name="Contradicts">True for a repeat that bills otherwise than what was stored first; the first one stands.</param>
    /// <param name="NewlyPriced">True when the transaction has got a price by it, or another one.</param>
    internal sealed record StoreOutcome(BilledTransaction Transaction, bool Added, bool Contradicts, bool NewlyPriced);
}
