namespace NanoCharger.Ocpp.Json
{
    /// <summary>Why a text could not be read as JSON.</summary>
    public enum JsonFault
    {
        /// <summary>It could.</summary>
        None = 0,

        /// <summary>It ends too early.</summary>
        Truncated,

        /// <summary>A character that has no place there.</summary>
        Unexpected,

        /// <summary>Nested deeper than <see cref="JsonReader.MaxDepth"/>.</summary>
        TooDeep,

        /// <summary>A number that is none (RFC 8259, 6).</summary>
        BadNumber,

        /// <summary>A text with a control character or a bad escape (RFC 8259, 7).</summary>
        BadText,

        /// <summary>Something follows the value.</summary>
        Trailing,
    }
}
