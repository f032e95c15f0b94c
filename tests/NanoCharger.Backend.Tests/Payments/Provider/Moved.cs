namespace NanoCharger.Testing.Payments
{
    /// <summary>What money has moved for an intent since it is there: minor units; a refund that comes back is none.</summary>
    /// <param name="Held">Ever held at the guest's bank.</param>
    /// <param name="Captured">Ever taken.</param>
    /// <param name="Refunded">Ever given back of what was taken.</param>
    /// <param name="Canceled">Ever let go without being taken: cancelled, run out, or the rest at a capture.</param>
    /// <param name="Lost">Ever taken back by the guest's bank, by a dispute that was lost.</param>
    internal sealed record Moved(long Held, long Captured, long Refunded, long Canceled, long Lost)
    {
        /// <summary>Nothing has moved.</summary>
        internal static Moved Nothing { get; } = new(0, 0, 0, 0, 0);

        /// <summary>What is held at this moment.</summary>
        internal long StillHeld => Held - Captured - Canceled;
    }
}
