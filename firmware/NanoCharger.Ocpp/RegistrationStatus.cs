namespace NanoCharger.Ocpp
{
    /// <summary>How the backend has answered a BootNotification (OCPP 2.0.1, RegistrationStatusEnumType). The numbers are those of the durable state.</summary>
    public enum RegistrationStatus
    {
        /// <summary>Not yet.</summary>
        None = 0,

        /// <summary>The station is one of its own.</summary>
        Accepted = 1,

        /// <summary>Not yet, but it may be asked and set up (B02).</summary>
        Pending = 2,

        /// <summary>The station is none of its own (B03).</summary>
        Rejected = 3,
    }
}
