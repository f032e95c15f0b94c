namespace NanoCharger.Core.Protection
{
    /// <summary>How a fault stops the charging. The greater number is the harder stop and wins over the smaller.</summary>
    public enum StopKind
    {
        /// <summary>No stop.</summary>
        None = 0,

        /// <summary>Ask the vehicle by the pilot (X1) and give it its 6 s to stop drawing, then open.</summary>
        Pause = 1,

        /// <summary>Open at once; X1.</summary>
        Open = 2,

        /// <summary>Open at once and F: held for at least 300 ms, then X1 to look again, since in F an unplugging cannot be seen (IEC 61851-1:2017, Table A.6).</summary>
        Unavailable = 3,
    }
}
