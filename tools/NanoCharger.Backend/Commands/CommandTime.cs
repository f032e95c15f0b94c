using System;
using System.Globalization;
using System.IO;

namespace NanoCharger.Backend.Commands
{
    /// <summary>A time that an option names.</summary>
    internal static class CommandTime
    {
        private const int FirstYear = 2020;
        private const int LastYear = 2100;

        /// <summary>ISO 8601's extended form and no other: what else could be read is read one way here and another way there.</summary>
        private static readonly string[] Forms = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

        /// <summary>Unix milliseconds, UTC where no offset is given; null where the option is not given.</summary>
        /// <exception cref="InvalidDataException">It is no time of ISO 8601, or before 2020 or after 2100, when no charger of ours can have done anything.</exception>
        internal static long? Read(string? text, string option)
        {
            if (text is null)
            {
                return null;
            }

            return !DateTimeOffset.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
                ? throw new InvalidDataException($"{option}: {text} is no time of ISO 8601, as 2026-12-10 or 2026-12-10T13:00Z")
                : time.UtcDateTime.Year is >= FirstYear and <= LastYear ? time.ToUnixTimeMilliseconds()
                : throw new InvalidDataException($"{option}: {text} cannot be: it is not in the years {FirstYear} to {LastYear}");
        }
    }
}
