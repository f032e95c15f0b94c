using System;

namespace NanoCharger.Core.Charging
{
    /// <summary>What of a reading is not to be billed by (OCMF 1.2, table 7: EF). The numbers are those of the log.</summary>
    [Flags]
    public enum ErrorFlags
    {
        /// <summary>All of it may be.</summary>
        None = 0,

        /// <summary>Not its energy (E).</summary>
        Energy = 1,

        /// <summary>Not its time (t): the clock moved by more than it can drift. A reading of unknown time has the letter without it, until it is dated.</summary>
        Time = 2,
    }
}
