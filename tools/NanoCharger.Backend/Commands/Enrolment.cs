using System.IO;
using System.Linq;
using NanoCharger.Backend.Data;
using NanoCharger.Verify;

namespace NanoCharger.Backend.Commands
{
    /// <summary>How a station's key comes to be believed, by a command or by a page: one way, so that both refuse the same. Whoever calls has begun a unit of work.</summary>
    internal static class Enrolment
    {
        /// <summary>Takes what a commissioning report says.</summary>
        /// <param name="context">Where it is written.</param>
        /// <param name="report">The report.</param>
        /// <param name="nowMs">Now.</param>
        /// <param name="beside">The station's other keys count on.</param>
        /// <returns>The station.</returns>
        /// <exception cref="InvalidDataException">What is known contradicts it; the message begins with the field.</exception>
        internal static Station ByReport(PlatformContext context, CommissioningReport report, long nowMs, bool beside)
        {
            KeyRegister.Hold(context, report.Station);
            if (ReportCheck.Problem(context, report) is { } against)
            {
                throw new InvalidDataException(against);
            }

            ByKey(context, report.Station, report.Key, (KeyOrigin.Report, nowMs), beside);
            Station station = context.Stations.First(row => row.Name == report.Station);
            (station.Serial, station.RatedMilliamps, station.Phases) = (report.Serial, report.Rating.Milliamps, report.Rating.Phases);
            station.ContactorLife = report.ContactorLife;
            context.SaveChanges();
            return station;
        }

        /// <summary>Takes a key.</summary>
        /// <param name="context">Where it is written.</param>
        /// <param name="station">Whose it is.</param>
        /// <param name="key">The key.</param>
        /// <param name="at">How it came to be believed, and now.</param>
        /// <param name="beside">The station's other keys count on.</param>
        /// <param name="validity">For what time, where somebody says so.</param>
        /// <exception cref="InvalidDataException">No station may be called so.</exception>
        internal static void ByKey(PlatformContext context, string station, StationKey key, (KeyOrigin Origin, long NowMs) at, bool beside, KeyValidity validity = default)
        {
            if (!CommissioningReport.IsStation(station))
            {
                throw new InvalidDataException($"{station}: a station's id has 1 to 20 letters, digits and . _ -");
            }

            House.EnsureFirst(context);
            KeyRegister.Enrol(context, station, key, at.Origin, at.NowMs, inPlaceOfOthers: !beside, validity);
        }
    }
}
