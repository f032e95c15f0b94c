using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NodaTime;

namespace NanoCharger.Backend.People
{
    /// <summary>How long the law wants invoices kept, and with them what they stand on.</summary>
    /// <remarks>Who sells asks his tax adviser: the time does not run out while a tax that the invoice matters for may still be assessed. Where a market is not here the longest usual time holds.</remarks>
    /// <param name="Years">From the end of the calendar year in which the last was issued.</param>
    /// <param name="Zone">The clock by which a year ends.</param>
    internal sealed record Retention(int Years, DateTimeZone Zone)
    {
        private const int Usual = 10;

        /// <summary>Germany: section 14b (1) UStG, as of 1 January 2025 (BEG IV, BGBl. 2024 I Nr. 323), also for invoices of before (section 27 (40)). Austria: section 132 (1) BAO.</summary>
        private static readonly Dictionary<string, int> Markets = new(StringComparer.Ordinal) { ["DE"] = 8, ["AT"] = 7 };

        /// <summary>Years in a market.</summary>
        internal static int YearsIn(string market)
        {
            return Markets.GetValueOrDefault(market, Usual);
        }

        /// <summary>A tenant's: by the countries of his houses, of several the longest; where nobody has said where they are, by the settings. The year is that of his first house.</summary>
        internal static Retention In(PlatformContext context, long tenant, Market settings)
        {
            var houses = context.Houses.AsNoTracking().Where(row => row.TenantId == tenant).OrderBy(row => row.Id).Select(row => new { row.Market, row.Zone }).ToList();
            string? zone = houses.Select(row => row.Zone).FirstOrDefault();
            return new Retention(
                houses.Select(row => row.Market).OfType<string>().Select(YearsIn).DefaultIfEmpty(YearsIn(settings.Code)).Max(),
                Zones.Of(zone));
        }

        /// <summary>The first moment at which an invoice need not be kept any more, Unix milliseconds.</summary>
        internal long Until(long issuedMs)
        {
            LocalDate day = new(Instant.FromUnixTimeMilliseconds(issuedMs).InZone(Zone).Year + Years + 1, 1, 1);
            return Zone.AtStartOfDay(day).ToInstant().ToUnixTimeMilliseconds();
        }
    }
}
