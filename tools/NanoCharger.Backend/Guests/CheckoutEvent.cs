namespace NanoCharger.Backend.Guests
{
    /// <summary>What happens to a checkout.</summary>
    public enum CheckoutEvent
    {
        /// <summary>A guest takes the price and a cap.</summary>
        Begin = 1,

        /// <summary>He wants to charge, and the desk is asked.</summary>
        Ask,

        /// <summary>He wants to charge, and nobody has to be asked.</summary>
        Go,

        /// <summary>He wants to charge, and pays by card.</summary>
        Pay,

        /// <summary>His bank holds his cap.</summary>
        Paid,

        /// <summary>The provider's page has ended, and nobody has paid on it.</summary>
        Unpaid,

        /// <summary>The desk says yes.</summary>
        Confirm,

        /// <summary>The desk says no.</summary>
        Refuse,

        /// <summary>He wants no more.</summary>
        Withdraw,

        /// <summary>He, or the desk, took too long.</summary>
        Lapse,

        /// <summary>Somebody else charges there.</summary>
        Taken,

        /// <summary>The charger hangs there no more.</summary>
        Gone,

        /// <summary>A transaction runs by his token.</summary>
        Begun,

        /// <summary>The charger says no.</summary>
        Rejected,

        /// <summary>Nothing has begun in the time that the start named.</summary>
        Overdue,

        /// <summary>The charger has said that nothing will begin, or was never told to.</summary>
        Nothing,

        /// <summary>He wants his charge to end, or it has cost what he wanted to spend.</summary>
        Stop,

        /// <summary>His transaction has ended.</summary>
        Finished,

        /// <summary>The charge is billed, waived or free.</summary>
        Settled,
    }
}
