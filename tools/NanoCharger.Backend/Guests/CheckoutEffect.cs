namespace NanoCharger.Backend.Guests
{
    /// <summary>What is done when a checkout takes a step: a call to the charger, stored with the step in one unit of work.</summary>
    public enum CheckoutEffect
    {
        /// <summary>Nothing but the step.</summary>
        None,

        /// <summary>A hold is wanted: its row is made with the step.</summary>
        Hold,

        /// <summary>The charger is to begin.</summary>
        Start,

        /// <summary>The start is taken back.</summary>
        TakeBack,

        /// <summary>The charge is to end.</summary>
        Stop,
    }
}
