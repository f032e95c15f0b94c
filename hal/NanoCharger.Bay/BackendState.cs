namespace NanoCharger.Bay
{
    /// <summary>What a scenario makes of the payment backend.</summary>
    public enum BackendState
    {
        /// <summary>It answers.</summary>
        Up,

        /// <summary>It is not there.</summary>
        Down,

        /// <summary>It answers, and stores no event: its disk is full.</summary>
        Failing,

        /// <summary>It answers, and a station that asks from now on is not accepted yet.</summary>
        Pending,

        /// <summary>It answers, and a station that asks from now on is none of its own.</summary>
        Rejected,
    }
}
