namespace NanoCharger.Core.Protection
{
    /// <summary>Parts of the safety chain that open the contactor by themselves.</summary>
    public enum ChainPart
    {
        /// <summary>None has had to act yet.</summary>
        None = 0,

        /// <summary>The hold lapsed: no complete turn for 4 s.</summary>
        Hold = 1,

        /// <summary>The interlock: the pilot left C and D while the firmware was stalled.</summary>
        Interlock = 2,

        /// <summary>The residual current monitor.</summary>
        Residual = 3,
    }
}
