namespace NanoCharger.Backend.Ingest
{
    /// <summary>Whether a token may charge, in OCPP's words.</summary>
    internal enum TokenStanding
    {
        /// <summary>Nobody says so.</summary>
        Unknown,

        /// <summary>It may.</summary>
        Accepted,

        /// <summary>Its card or its account is blocked.</summary>
        Blocked,
    }
}
