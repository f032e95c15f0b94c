namespace NanoCharger.Backend.Billing
{
    /// <summary>Something that billing has to do.</summary>
    /// <param name="Station">At which station.</param>
    /// <param name="Key">In which series of documents.</param>
    /// <param name="Receipt">The receipt that is no part of a charge yet; null where a charge may be over.</param>
    /// <param name="Charge">The charge that may be over; null where a receipt is to be taken.</param>
    internal readonly record struct ChargeStep(long Station, int Key, long? Receipt, long? Charge);
}
