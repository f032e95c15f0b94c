namespace NanoCharger.Hal
{
    /// <summary>What the indicator shows the driver of the vehicle.</summary>
    public enum Indication
    {
        /// <summary>Free to use.</summary>
        Available = 0,

        /// <summary>A vehicle is connected and does not draw.</summary>
        Connected = 1,

        /// <summary>Energy flows.</summary>
        Charging = 2,

        /// <summary>Something is wrong; the contactor is open.</summary>
        Fault = 3,
    }
}
