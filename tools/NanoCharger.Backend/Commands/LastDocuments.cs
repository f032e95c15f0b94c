using System;
using System.Linq;
using NanoCharger.Backend.Data;
using NanoCharger.Verify;

namespace NanoCharger.Backend.Commands
{
    /// <summary>The highest document of each station's series: what the station has above it is to be fetched.</summary>
    internal static class LastDocuments
    {
        internal static void Write(PlatformDatabase database)
        {
            using PlatformContext context = database.Context();
            foreach (var last in context.Documents.GroupBy(row => new { row.StationId, row.KeyNumber })
                .Select(group => new { group.Key.StationId, group.Key.KeyNumber, Number = group.Max(row => row.Number) })
                .Join(context.Stations, one => one.StationId, station => station.Id, (one, station) => new { station.Name, one.KeyNumber, one.Number })
                .OrderBy(one => one.Name).ThenBy(one => one.KeyNumber))
            {
                Console.WriteLine(Printable.Line(FormattableString.Invariant($"station {last.Name}: key {last.KeyNumber}, last document T{last.Number}")));
            }
        }
    }
}
