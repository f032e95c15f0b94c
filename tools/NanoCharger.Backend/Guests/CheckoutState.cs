namespace NanoCharger.Backend.Guests
{
    /// <summary>Where a guest's checkout stands.</summary>
    public enum CheckoutState
    {
        /// <summary>He has been told the price and has the bay; nothing is asked of the charger yet.</summary>
        Checkout = 1,

        /// <summary>The desk has to say yes.</summary>
        Waiting,

        /// <summary>His bank is asked to hold his cap.</summary>
        Paying,

        /// <summary>The charger is to begin.</summary>
        Starting,

        /// <summary>It charges.</summary>
        Charging,

        /// <summary>The charge has ended, and is not billed yet.</summary>
        Ended,

        /// <summary>It is billed, or found to cost nothing.</summary>
        Billed,

        /// <summary>Nothing came of it, for a reason that it keeps.</summary>
        Over,
    }
}
