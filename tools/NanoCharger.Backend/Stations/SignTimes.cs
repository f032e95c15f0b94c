using System.Collections.Generic;
using System.Linq;
using NanoCharger.Backend.Rating;
using NodaTime;
using NodaTime.Text;
using NodaTime.TimeZones;

namespace NanoCharger.Backend.Stations
{
    /// <summary>The times of the day, UTC, at which a station signs so that windows can be told apart.</summary>
    /// <param name="Text">As the setting sign.at has them: "05:30,21:00"; empty where there are none.</param>
    /// <param name="LeftOut">Those that it has no room for, with their versions.</param>
    internal sealed record SignTimes(string Text, IReadOnlyList<string> LeftOut)
    {
        /// <summary>A station signs at so many a day.</summary>
        private const int Most = 4;

        /// <summary>A version that begins within it counts already.</summary>
        private static readonly Duration Ahead = Duration.FromDays(1);

        /// <summary>So long a boundary that has just passed stays as it was: the station may be about to sign it.</summary>
        private static readonly Duration Behind = Duration.FromMinutes(10);

        private static readonly LocalTimePattern Pattern = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

        /// <summary>A boundary within the hour that is left out comes when that is over; one within the hour that there is twice comes at the first.</summary>
        private static readonly ZoneLocalMappingResolver Resolver = Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

        /// <summary>Those of the version by which a charge goes on, of the versions in force, and of those that begin within a day: of each boundary the next time that it comes.</summary>
        /// <param name="offers">Since when which version is whose price, of one tenant.</param>
        /// <param name="now">The moment.</param>
        /// <param name="running">By which version a charge goes on; null: none does.</param>
        internal static SignTimes Of(IEnumerable<Offer> offers, Instant now, TariffVersion? running = null)
        {
            IEnumerable<TariffVersion> inForce = offers.GroupBy(offer => offer.For)

                // Everyone's go first: most charges are by them.
                .OrderBy(group => group.Key != Audience.Everyone).ThenBy(group => group.Key.ToString(), System.StringComparer.Ordinal)
                .SelectMany(group => InForce(group.OrderBy(offer => offer.FromMs).ToList(), group.Key, now));
            List<(string Utc, string Version)> wanted = (running is null ? inForce : inForce.Prepend(running))
                .SelectMany(version => version.Boundaries.Select(time => (Utc(time, version.TimeZone, now), version.Id)))
                .DistinctBy(one => one.Item1).ToList();
            return new SignTimes(
                string.Join(",", wanted.Take(Most).Select(one => one.Utc).Order(System.StringComparer.Ordinal)),
                wanted.Skip(Most).Select(one => $"{one.Utc} of {one.Version}").ToList());
        }

        private static IEnumerable<TariffVersion> InForce(List<Offer> offers, Audience audience, Instant now)
        {
            int first = offers.FindLastIndex(offer => offer.FromMs <= now.ToUnixTimeMilliseconds());

            // Before everyone's first price that one is in force.
            first = first < 0 && audience == Audience.Everyone ? 0 : first;
            return offers.Where((offer, number) => number == first || (number > first && offer.FromMs <= (now + Ahead).ToUnixTimeMilliseconds())).Select(offer => offer.Version);
        }

        private static string Utc(LocalTime boundary, DateTimeZone zone, Instant now)
        {
            Instant from = now - Behind;
            Instant next = Instant.MinValue;
            for (LocalDate day = from.InZone(zone).Date; next < from; day = day.PlusDays(1))
            {
                next = zone.ResolveLocal(day.At(boundary), Resolver).ToInstant();
            }

            return Pattern.Format(next.InUtc().TimeOfDay);
        }
    }
}
