namespace NanoCharger.Backend.Billing
{
    /// <summary>What happens to a charge.</summary>
    public enum ChargeEvent
    {
        /// <summary>A receipt that ends it has come.</summary>
        Ended,

        /// <summary>A receipt has come that ends by loss of power.</summary>
        Cut,

        /// <summary>Nothing can continue it: another begin, an empty outlet, or the time to go on is over.</summary>
        LetGo,

        /// <summary>The manager takes the bill back.</summary>
        Credit,

        /// <summary>A new bill is issued in its place.</summary>
        Rebill,
    }
}
