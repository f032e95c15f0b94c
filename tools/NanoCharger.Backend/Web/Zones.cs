using NodaTime;

namespace NanoCharger.Backend.Web
{
    /// <summary>The clocks of houses.</summary>
    internal static class Zones
    {
        /// <summary>That of a name; UTC's while nobody has said, or where there is none of that name.</summary>
        internal static DateTimeZone Of(string? name)
        {
            return name is null ? DateTimeZone.Utc : DateTimeZoneProviders.Tzdb.GetZoneOrNull(name) ?? DateTimeZone.Utc;
        }

        /// <summary>When the day of a moment began, Unix milliseconds.</summary>
        internal static long DayStart(long ms, DateTimeZone zone)
        {
            return zone.AtStartOfDay(Day(ms, zone)).ToInstant().ToUnixTimeMilliseconds();
        }

        /// <summary>The day of a moment.</summary>
        internal static LocalDate Day(long ms, DateTimeZone zone)
        {
            return Instant.FromUnixTimeMilliseconds(ms).InZone(zone).Date;
        }
    }
}
