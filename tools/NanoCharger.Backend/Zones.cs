using NodaTime;
using NodaTime.Text;

namespace NanoCharger.Backend
{
    /// <summary>The clocks of houses.</summary>
    internal static class Zones
    {
        private static readonly long First = Instant.FromUtc(1, 1, 3, 0, 0).ToUnixTimeMilliseconds();
        private static readonly long Last = Instant.FromUtc(9999, 12, 29, 0, 0).ToUnixTimeMilliseconds();

        /// <summary>As a browser's field for date and time writes it.</summary>
        private static readonly LocalDateTimePattern Typed = LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm");

        /// <summary>That of a name; UTC's while nobody has said, or where there is none of that name.</summary>
        internal static DateTimeZone Of(string? name)
        {
            return name is null ? DateTimeZone.Utc : DateTimeZoneProviders.Tzdb.GetZoneOrNull(name) ?? DateTimeZone.Utc;
        }

        /// <summary>The moment that a browser's field for date and time says by a house's clock, Unix milliseconds: of two the first, of none the one behind the gap. Null where it is no time.</summary>
        internal static long? At(string text, DateTimeZone zone)
        {
            // Of the first and the last year not every moment is one of the clock's.
            return Typed.Parse(text) is { Success: true, Value: { Year: > 1 and < 9999 } local } ? zone.AtLeniently(local).ToInstant().ToUnixTimeMilliseconds() : null;
        }

        /// <summary>When the day of a moment began, Unix milliseconds.</summary>
        internal static long DayStart(long ms, DateTimeZone zone)
        {
            return zone.AtStartOfDay(Day(ms, zone)).ToInstant().ToUnixTimeMilliseconds();
        }

        /// <summary>The day of a moment.</summary>
        internal static LocalDate Day(long ms, DateTimeZone zone)
        {
            return In(ms, zone).Date;
        }

        /// <summary>A moment by a house's clock. What a station signs or tells may be of a time that no clock of a house can show: then the last, or the first, that it can.</summary>
        internal static ZonedDateTime In(long ms, DateTimeZone zone)
        {
            return Instant.FromUnixTimeMilliseconds(System.Math.Clamp(ms, First, Last)).InZone(zone);
        }
    }
}
