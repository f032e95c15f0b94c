namespace NanoCharger.Core.Protection
{
    /// <summary>One row of the catalogue of faults.</summary>
    public sealed class FaultEntry
    {
        /// <summary>Makes a row.</summary>
        internal FaultEntry(FaultCode code, string name, string cause, string clears)
        {
            Code = code;
            Name = name;
            Cause = cause;
            Clears = clears;
        }

        /// <summary>The number, for good.</summary>
        public FaultCode Code { get; }

        /// <summary>Plain English name, as console, trace and backend show it.</summary>
        public string Name { get; }

        /// <summary>What was seen.</summary>
        public string Cause { get; }

        /// <summary>What clears it.</summary>
        public string Clears { get; }
    }
}
