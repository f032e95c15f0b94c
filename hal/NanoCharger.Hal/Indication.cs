namespace NanoCharger.Hal
{
    /// <summary>What the indicator shows the driver of the vehicle. The README of NanoCharger.App has the table with its rhythms.</summary>
    public enum Indication
    {
        /// <summary>Free to use.</summary>
        Available = 0,

        /// <summary>A vehicle is connected and does not draw: a card is waited for, or the vehicle's wish.</summary>
        Connected = 1,

        /// <summary>Energy flows.</summary>
        Charging = 2,

        /// <summary>Something is wrong; the contactor is open.</summary>
        Fault = 3,

        /// <summary>The card that was just shown may not charge here.</summary>
        Refused = 4,

        /// <summary>The charge is granted, and the house or a waiting time holds it back: nothing is for the driver to do.</summary>
        Paused = 5,

        /// <summary>Taken out of service.</summary>
        OutOfService = 6,

        /// <summary>A pattern that a page shows too. Its light is no rhythm of this table: <see cref="IIndicator.Light"/>.</summary>
        Pattern = 7,
    }
}
