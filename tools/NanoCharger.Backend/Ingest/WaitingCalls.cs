using System.Collections.Generic;
using System.Linq;
using NanoCharger.Backend.Data;

namespace NanoCharger.Backend.Ingest
{
    /// <summary>What stations sent that waits for a key.</summary>
    internal static class WaitingCalls
    {
        /// <summary>That of one station, as calls that nobody waits for the answer of.</summary>
        internal static IReadOnlyList<Call> Of(PlatformDatabase database, string station, long nowMs)
        {
            using PlatformContext context = database.Context();
            return context.Refusals.Where(row => row.Waits && row.SettledMs == null && context.Stations.Any(one => one.Id == row.StationId && one.Name == station))
                .OrderBy(row => row.CameMs).Select(row => new { row.Frame, row.CameMs }).AsEnumerable()
                .Select(row => new Call { Station = station, Frame = row.Frame, CameMs = nowMs, WaitedSinceMs = row.CameMs }).ToList();
        }
    }
}
