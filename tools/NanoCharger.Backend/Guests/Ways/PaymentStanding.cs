namespace NanoCharger.Backend.Guests.Ways
{
    /// <summary>How the payment of a charge stands.</summary>
    /// <param name="IsHeld">It is sure: the charger may start.</param>
    /// <param name="IsUnpaid">It has come to nothing.</param>
    /// <param name="StopMs">From when the charge has to be ended for its sake; null: its cap alone ends it.</param>
    internal readonly record struct PaymentStanding(bool IsHeld, bool IsUnpaid, long? StopMs);
}
