namespace NanoCharger.Backend.Ocpp
{
    /// <summary>The error codes of a CALLERROR that this backend sends (OCPP-J 2.0.1, 4.3).</summary>
    internal static class OcppError
    {
        /// <summary>The frame or the payload is not what the message's structure asks for.</summary>
        internal const string FormatViolation = "FormatViolation";

        /// <summary>The message type is none of CALL, CALLRESULT and CALLERROR.</summary>
        internal const string MessageTypeNotSupported = "MessageTypeNotSupported";

        /// <summary>The action is not known here.</summary>
        internal const string NotImplemented = "NotImplemented";

        /// <summary>A required field is missing.</summary>
        internal const string OccurrenceConstraintViolation = "OccurrenceConstraintViolation";

        /// <summary>A field has a value outside its range or list.</summary>
        internal const string PropertyConstraintViolation = "PropertyConstraintViolation";

        /// <summary>A field has another type.</summary>
        internal const string TypeConstraintViolation = "TypeConstraintViolation";

        /// <summary>A signed document does not verify, or is not by the registered key.</summary>
        internal const string SecurityError = "SecurityError";

        /// <summary>The backend failed; the message may be sent again.</summary>
        internal const string InternalError = "InternalError";
    }
}
