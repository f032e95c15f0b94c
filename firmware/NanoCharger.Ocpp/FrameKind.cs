namespace NanoCharger.Ocpp
{
    /// <summary>Kinds of OCPP-J frames (OCPP 2.0.1, part 4, 4.1.3); the numbers are the message types.</summary>
    public enum FrameKind
    {
        /// <summary>No frame: not JSON, or not of the form.</summary>
        Malformed = 0,

        /// <summary>A request.</summary>
        Call = 2,

        /// <summary>The answer to a call.</summary>
        CallResult = 3,

        /// <summary>A call that failed.</summary>
        CallError = 4,
    }
}
