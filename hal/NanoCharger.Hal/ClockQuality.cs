namespace NanoCharger.Hal
{
    /// <summary>How sure the wall clock is; the letters are those of OCMF.</summary>
    public enum ClockQuality
    {
        /// <summary>Never set since the boot: the date is meaningless (OCMF U).</summary>
        Unknown = 0,

        /// <summary>Set once, but not confirmed for more than a day (OCMF I).</summary>
        Informative = 1,

        /// <summary>Set from the time server within the last day (OCMF S).</summary>
        Synchronised = 2,
    }
}
