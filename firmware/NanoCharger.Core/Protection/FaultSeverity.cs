namespace NanoCharger.Core.Protection
{
    /// <summary>What a fault means for the charging.</summary>
    public enum FaultSeverity
    {
        /// <summary>Counted and told; the charging goes on.</summary>
        Note = 0,

        /// <summary>The charging stops and goes on by itself once the cause is gone and the waiting over.</summary>
        Stop = 1,

        /// <summary>The charging stops until the vehicle is unplugged or the technician clears the fault.</summary>
        Latch = 2,

        /// <summary>Nothing closes any more before a new start.</summary>
        Fatal = 3,
    }
}
