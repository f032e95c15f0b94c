using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;

namespace NanoCharger.Backend.Rating
{
    /// <summary>Hours of certain weekdays, in the house's time, in which a kWh has another price.</summary>
    /// <remarks>One through midnight belongs to the weekday on which it began.</remarks>
    public sealed record PriceWindow
    {
        private static readonly string[] Names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

        /// <summary>Mon, Tue, Wed, Thu, Fri, Sat, Sun; those on which it begins.</summary>
        public required IReadOnlyList<string> Days { get; init; }

        /// <summary>From this time on, <c>HH:mm</c>.</summary>
        public required string From { get; init; }

        /// <summary>Until before this time, <c>HH:mm</c>; not above <see cref="From"/> where it goes through midnight. 00:00 is the midnight at the end of the day.</summary>
        public required string To { get; init; }

        /// <summary>Price of one kWh in it, in the currency.</summary>
        public required decimal PerKilowattHour { get; init; }

        internal DailySpan Span => DailySpan.Parse(From, To);

        /// <summary>Whether a time of the house lies in it.</summary>
        internal bool Has(LocalDateTime time)
        {
            return Span.DayOf(time) is { } day && Days.Contains(Names[(int)day.DayOfWeek - 1]);
        }

        /// <summary>What is wrong with it; null where nothing is.</summary>
        internal string? Problem()
        {
            return Days is not { Count: > 0 } ? "days must not be empty"
                : Days.FirstOrDefault(day => !Names.Contains(day)) is { } odd ? $"days has {odd}, which is none of {string.Join(", ", Names)}"
                : Days.Distinct(StringComparer.Ordinal).Count() != Days.Count ? "days has one twice"
                : DailySpan.Problem(From, To) ?? TariffVersion.PriceProblem("perKilowattHour", PerKilowattHour);
        }
    }
}
