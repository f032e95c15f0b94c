namespace NanoCharger.Core.Time
{
    /// <summary>What there is to tell of the wall clock.</summary>
    public enum ClockNotice
    {
        /// <summary>Nothing.</summary>
        None = 0,

        /// <summary>It was set by the backend, or moved by what two witnesses said.</summary>
        Set,

        /// <summary>A witness contradicts it, or the log.</summary>
        Disagreement,
    }
}
