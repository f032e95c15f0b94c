namespace NanoCharger.Hal
{
    /// <summary>Why the chip started, as far as the board can tell.</summary>
    public enum ResetCause
    {
        /// <summary>Power came on, or the reset button was pressed.</summary>
        PowerOn = 0,

        /// <summary>The hold was not re-armed for 30 s and the safety circuit reset the chip.</summary>
        Watchdog = 1,
    }
}
