using System;

namespace NanoCharger.Backend.Web
{
    /// <summary>The clock of stations and money, which tests and simulations turn.</summary>
    internal static class StationClock
    {
        /// <summary>Now, Unix milliseconds.</summary>
        internal static long Now(Visit visit)
        {
            return visit.Get<TimeProvider>().GetUtcNow().ToUnixTimeMilliseconds();
        }
    }
}
