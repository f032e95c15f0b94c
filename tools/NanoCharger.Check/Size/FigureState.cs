namespace NanoCharger.Check.Size
{
    /// <summary>How near a figure is to its limit.</summary>
    public enum FigureState
    {
        /// <summary>There is room.</summary>
        Well,

        /// <summary>From <see cref="PeLimits.WarnPercent"/> on: time to think of a split.</summary>
        Near,

        /// <summary>Beyond <see cref="PeLimits.RefusePercent"/>: refused, before the device does it without a message.</summary>
        Beyond,
    }
}
