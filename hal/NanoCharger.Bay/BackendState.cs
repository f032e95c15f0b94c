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

        /// <summary>It answers, and has lost all that it had stored: another one stands in its place, with an empty database.</summary>
        Emptied,
    }
}
