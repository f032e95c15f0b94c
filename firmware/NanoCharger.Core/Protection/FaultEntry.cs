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

        /// <summary>The board's plain input that reports it; null where a guard of its own finds it.</summary>
        public string Input { get; private set; }

        /// <summary>For how long the input has to report it without a break, in milliseconds.</summary>
        public int ConfirmMillis { get; private set; }

        /// <summary>How what the input reports stops the charging.</summary>
        public StopKind Stop { get; private set; }

        /// <summary>True where it stays until the vehicle is unplugged or the technician clears it; else it goes 30 s after the input has reported it last.</summary>
        public bool Latches { get; private set; }

        /// <summary>A plain input of the board reports it: the charging stops, and goes on by itself 30 s after the input's last report.</summary>
        /// <param name="input">Its name in the board's description.</param>
        /// <param name="stop">Pause, or Open at once.</param>
        /// <param name="confirmMillis">For how long it has to be reported: 20 or more, which is two turns: one reading of a pin may be a disturbance.</param>
        internal FaultEntry From(string input, StopKind stop, int confirmMillis)
        {
            Input = input;
            Stop = stop;
            ConfirmMillis = confirmMillis;
            return this;
        }

        /// <summary>It does not go by itself.</summary>
        internal FaultEntry Latched()
        {
            Latches = true;
            return this;
        }
    }
}
