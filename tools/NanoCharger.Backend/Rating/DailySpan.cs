using System;
using NodaTime;
using NodaTime.Text;

namespace NanoCharger.Backend.Rating
{
    /// <summary>Hours of a day, by the clock on the house's wall: from and including one time, to and without another, through midnight where that is not later.</summary>
    internal readonly record struct DailySpan(LocalTime From, LocalTime To)
    {
        private static readonly LocalTimePattern Pattern = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

        private bool ThroughMidnight => To <= From;

        /// <exception cref="FormatException">One of them is no time.</exception>
        internal static DailySpan Parse(string from, string to)
        {
            return new DailySpan(Pattern.Parse(from).GetValueOrThrow(), Pattern.Parse(to).GetValueOrThrow());
        }

        /// <summary>What is wrong with the two times; null where nothing is.</summary>
        internal static string? Problem(string? from, string? to)
        {
            return from is null || !Pattern.Parse(from).Success ? $"from must be a time as 17:00; it is {from}"
                : to is null || !Pattern.Parse(to).Success ? $"to must be a time as 21:00; it is {to}"
                : from == to ? $"from and to must differ; both are {from}" : null;
        }

        /// <summary>The day on which the span began that has this time; null where none has.</summary>
        internal LocalDate? DayOf(LocalDateTime time)
        {
            return !ThroughMidnight ? (time.TimeOfDay >= From && time.TimeOfDay < To ? time.Date : null)
                : time.TimeOfDay >= From ? time.Date
                : time.TimeOfDay < To ? time.Date.PlusDays(-1) : null;
        }

        /// <summary>How much of a stretch lies outside of it.</summary>
        /// <param name="stretch">The stretch.</param>
        /// <param name="zone">Where the wall with the clock is.</param>
        internal Duration Outside(Interval stretch, DateTimeZone zone)
        {
            Duration inside = Duration.Zero;
            foreach (var steady in zone.GetZoneIntervals(stretch))
            {
                // Between two changes of the clock the wall's time runs as all time does.
                Instant from = steady.HasStart ? Instant.Max(steady.Start, stretch.Start) : stretch.Start;
                Instant to = steady.HasEnd ? Instant.Min(steady.End, stretch.End) : stretch.End;
                inside += Inside(from.WithOffset(steady.WallOffset).LocalDateTime, to.WithOffset(steady.WallOffset).LocalDateTime);
            }

            return stretch.Duration - inside;
        }

        private Duration Inside(LocalDateTime from, LocalDateTime to)
        {
            Duration inside = Duration.Zero;
            for (LocalDate day = from.Date.PlusDays(-1); day <= to.Date; day = day.PlusDays(1))
            {
                LocalDateTime begin = LocalDateTime.Max(from, day.At(From));
                LocalDateTime end = LocalDateTime.Min(to, (ThroughMidnight ? day.PlusDays(1) : day).At(To));
                if (end > begin)
                {
                    inside += Period.Between(begin, end, PeriodUnits.Ticks).ToDuration();
                }
            }

            return inside;
        }
    }
}
