using System;
using System.Collections.Generic;

namespace NanoCharger.Backend.People
{
    /// <summary>How long the law of a market wants invoices kept, and with them what they stand on.</summary>
    /// <remarks>Who sells asks his tax adviser; where a market is not here the longest usual time holds.</remarks>
    internal static class Retention
    {
        private const int Usual = 10;

        /// <summary>Years from the end of the calendar year in which the last was issued: Germany section 14b UStG (since 2025), Austria section 132 BAO.</summary>
        private static readonly Dictionary<string, int> Years = new(StringComparer.Ordinal) { ["DE"] = 8, ["AT"] = 7 };

        /// <summary>Years in a market.</summary>
        internal static int YearsIn(Market market)
        {
            return Years.GetValueOrDefault(market.Code, Usual);
        }

        /// <summary>The first moment at which an invoice need not be kept any more, Unix milliseconds.</summary>
        internal static long Until(Market market, long issuedMs)
        {
            int year = DateTimeOffset.FromUnixTimeMilliseconds(issuedMs).UtcDateTime.Year + YearsIn(market) + 1;
            return new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
        }
    }
}
