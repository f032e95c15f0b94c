namespace NanoCharger.Ocpp
{
    /// <summary>Why a call is answered by a CALLERROR (OCPP 2.0.1, part 4, 4.3, as far as it is used).</summary>
    internal enum CallFault
    {
        /// <summary>It is not.</summary>
        None = 0,

        /// <summary>A field is there that this action does not have, or twice, or the text is no UTF-8.</summary>
        FormatViolation,

        /// <summary>A mandatory field is missing.</summary>
        OccurrenceConstraintViolation,

        /// <summary>A field's value is out of its range.</summary>
        PropertyConstraintViolation,

        /// <summary>A field is of another type.</summary>
        TypeConstraintViolation,

        /// <summary>The backend has rejected the station, and may not ask it anything else than to try again.</summary>
        SecurityError,

        /// <summary>The action is not known here.</summary>
        NotImplemented,
    }
}
