using System;
using System.Globalization;
using System.IO;

namespace NanoCharger.Backend.Commands
{
    /// <summary>A time that an option names.</summary>
    internal static class CommandTime
    {
        /// <summary>Unix milliseconds; null where the option is not given.</summary>
        /// <exception cref="InvalidDataException">It is no time of ISO 8601.</exception>
        internal static long? Read(string? text, string option)
        {
            return text is null ? null
                : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time.ToUnixTimeMilliseconds()
                : throw new InvalidDataException($"{option}: {text} is no time of ISO 8601");
        }
    }
}
