namespace NanoCharger.Core.Settings
{
    /// <summary>The characters that a text setting may have.</summary>
    public enum Alphabet
    {
        /// <summary>The setting is no text.</summary>
        None = 0,

        /// <summary>a-z, A-Z, 0-9, '-' and '_': what fits in a topic and in a message's id.</summary>
        Identifier,

        /// <summary>a-z, A-Z, 0-9, '-' and '.': a host's name or address (RFC 1123, 2.1).</summary>
        Host,

        /// <summary>ASCII from space to '~'.</summary>
        Printable,

        /// <summary>Times of the day, as <see cref="NanoCharger.Text.DayTimes"/> reads them.</summary>
        Times,
    }
}
