using System;
using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace NanoCharger.Backend.Web
{
    /// <summary>A month by the house's clock, and the way to those beside it.</summary>
    /// <param name="Of">The month.</param>
    /// <param name="Zone">The house's clock.</param>
    internal readonly record struct Month(YearMonth Of, DateTimeZone Zone)
    {
        private static readonly YearMonthPattern Pattern = YearMonthPattern.CreateWithInvariantCulture("uuuu'-'MM");

        /// <summary>The month that somebody asks for; this one where he asks for none, or for what is none.</summary>
        internal static Month Read(string text, long nowMs, DateTimeZone zone)
        {
            ParseResult<YearMonth> read = Pattern.Parse(text);
            return new Month(read.Success && read.Value.Year is > 2000 and < 3000 ? read.Value : At(nowMs, zone), zone);
        }

        /// <summary>The month of a moment.</summary>
        internal static YearMonth At(long ms, DateTimeZone zone)
        {
            return Zones.Day(ms, zone).ToYearMonth();
        }

        /// <summary>When it begins.</summary>
        internal long FromMs => Start(Of);

        /// <summary>When the next one begins.</summary>
        internal long ToMs => Start(Of.PlusMonths(1));

        /// <summary>As an address has it.</summary>
        internal string Name => Pattern.Format(Of);

        /// <summary>Whether a moment is in it.</summary>
        internal bool Has(long ms)
        {
            return ms >= FromMs && ms < ToMs;
        }

        /// <summary>The months beside it, as a pager shows them.</summary>
        /// <param name="text">The language.</param>
        /// <param name="nowMs">Nothing comes after this month.</param>
        internal MonthPager Pager(Language text, long nowMs)
        {
            return new MonthPager(text.Month(Of), Pattern.Format(Of.PlusMonths(-1)), ToMs <= nowMs ? Pattern.Format(Of.PlusMonths(1)) : null);
        }

        private long Start(YearMonth month)
        {
            return month.OnDayOfMonth(1).AtStartOfDayInZone(Zone).ToInstant().ToUnixTimeMilliseconds();
        }
    }

    /// <summary>A month, and those beside it.</summary>
    /// <param name="Title">Its name.</param>
    /// <param name="Before">The one before, as an address has it.</param>
    /// <param name="After">The one behind; null where that has not begun.</param>
    public sealed record MonthPager(string Title, string Before, string? After);
}
