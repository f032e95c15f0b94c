using System;
using System.Linq;
using NanoCharger.Backend.Data;
using NanoCharger.Verify;

namespace NanoCharger.Backend.Commands
{
    /// <summary>The highest document of each key's series: what the station has above it is to be fetched.</summary>
    internal static class LastDocuments
    {
        internal static void Write(PlatformDatabase database)
        {
            using PlatformContext context = database.Context();
            foreach (var last in context.Keys
                .Select(key => new { key.Station!.Name, key.Number, Last = context.Documents.Where(row => row.StationId == key.StationId && row.KeyNumber == key.Number).Max(row => (long?)row.Number) })
                .OrderBy(one => one.Name).ThenBy(one => one.Number))
            {
                Console.WriteLine(Printable.Line(FormattableString.Invariant($"station {last.Name}: key {last.Number}, {(last.Last is null ? "no document" : "last document T")}{last.Last}")));
            }
        }
    }
}
