namespace NanoCharger.Core.State
{
    /// <summary>The pieces of the durable state. The numbers stand in flash: they are for good.</summary>
    public enum DurablePiece
    {
        /// <summary>End of the pieces.</summary>
        None = 0,

        /// <summary>Faults that only unplugging or the technician clears, and how often they were retried.</summary>
        Latches = 1,

        /// <summary>Whether the outlet is in service.</summary>
        Availability = 2,

        /// <summary>The technician's limit on the offer.</summary>
        TechnicianLimit = 3,

        /// <summary>Who has asked for the end of the transaction, and whether the grant of whoever is plugged in is used up.</summary>
        Grant = 4,

        /// <summary>What a transaction's limits count from.</summary>
        StopRules = 5,

        /// <summary>The backend's charging profiles that are for no single transaction.</summary>
        Profiles = 6,

        /// <summary>That the backend has not accepted the station, while it has not.</summary>
        Registration = 8,

        /// <summary>That the safety chain has passed the technician's self-test, and on which board.</summary>
        SelfTest = 9,

        /// <summary>The most that a remote start may take, and what it has taken.</summary>
        StartLimit = 10,

        /// <summary>How often the contactor has closed.</summary>
        Closings = 11,
    }
}
