namespace NanoCharger.Ocpp
{
    /// <summary>A report of the variables that the backend has asked for (OCPP 2.0.1, B07): one at a time.</summary>
    internal sealed class ReportWish
    {
        /// <summary>True from the wish to the answer to its last message.</summary>
        internal bool Active { get; private set; }

        /// <summary>The backend's number for it.</summary>
        internal int RequestId { get; private set; }

        /// <summary>True for all variables; else only those that can be set.</summary>
        internal bool Full { get; private set; }

        /// <summary>Begins it, or begins it anew.</summary>
        internal void Begin(int requestId, bool full)
        {
            Active = true;
            Started = false;
            RequestId = requestId;
            Full = full;
        }

        /// <summary>False until whoever sends it has taken notice of this wish.</summary>
        internal bool Started { get; set; }

        /// <summary>It is told, or given up.</summary>
        internal void End()
        {
            Active = false;
        }
    }
}
