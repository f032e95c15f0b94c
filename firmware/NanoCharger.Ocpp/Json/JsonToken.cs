namespace NanoCharger.Ocpp.Json
{
    /// <summary>What a <see cref="JsonReader"/> stands on.</summary>
    public enum JsonToken
    {
        /// <summary>Nothing read yet.</summary>
        None = 0,

        /// <summary>{</summary>
        ObjectStart,

        /// <summary>}</summary>
        ObjectEnd,

        /// <summary>[</summary>
        ArrayStart,

        /// <summary>]</summary>
        ArrayEnd,

        /// <summary>The name of a member; its value is next.</summary>
        Name,

        /// <summary>A text.</summary>
        Text,

        /// <summary>A number.</summary>
        Number,

        /// <summary>true</summary>
        True,

        /// <summary>false</summary>
        False,

        /// <summary>null</summary>
        Null,

        /// <summary>The one value is complete and nothing follows.</summary>
        End,

        /// <summary>The text is not what it should be; <see cref="JsonReader.Fault"/> says why. Stays so.</summary>
        Fault,
    }
}
