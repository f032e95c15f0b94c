namespace NanoCharger.Backend.Billing
{
    /// <summary>What happens to a charge.</summary>
    public enum ChargeEvent
    {
        /// <summary>A receipt that ends it has come.</summary>
        Ended,

        /// <summary>A receipt has come that ends by loss of power.</summary>
        Cut,

        /// <summary>Nothing can continue it: another begin, an empty outlet, the time to go on is over, or the manager says so.</summary>
        LetGo,

        /// <summary>The manager takes the bill back.</summary>
        Credit,

        /// <summary>It is reckoned anew: a bill in place of one that was taken back, or for what cost nothing by what was here then.</summary>
        Rebill,
    }
}
