using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.People;
using NanoCharger.Verify;

namespace NanoCharger.Backend.Web.Today
{
    /// <summary>Reads what bays are doing: five statements, however many bays there are.</summary>
    internal sealed class BayLook(PlatformContext context, PaymentBackend backend, long nowMs)
    {
        private const decimal MilliampsOfAmp = 1000;

        /// <summary>All bays, or that of one station.</summary>
        internal async Task<IReadOnlyList<BayNow>> All(string? only = null)
        {
            var bays = await (from bay in context.Bays
                              join house in context.Houses on bay.HouseId equals house.Id
                              where only == null || context.Placements.Any(placed => placed.BayId == bay.Id && placed.ToMs == null && context.Stations.Any(one => one.Id == placed.StationId && one.Name == only))
                              orderby house.Id, bay.Id
                              select new { Bay = bay, House = house }).AsNoTracking().ToListAsync();
            var hung = await (from placed in context.Placements
                              join station in context.Stations on placed.StationId equals station.Id
                              join heard in context.Presences on station.Id equals heard.StationId into presences
                              from presence in presences.DefaultIfEmpty()
                              where placed.ToMs == null && (only == null || station.Name == only)
                              select new
                              {
                                  placed.BayId,
                                  Station = station,
                                  Presence = presence,
                                  HasKey = context.Keys.Any(key => key.StationId == station.Id),
                                  Fault = context.Faults.Where(fault => fault.StationId == station.Id && fault.ToMs == null).FirstOrDefault(),
                              }).AsNoTracking().ToListAsync();
            Dictionary<long, OpenCharge> open = await Open(only);
            Dictionary<long, long?> ended = await Ended(only);
            ILookup<long, HungStation> stations = hung.ToLookup(one => one.BayId, one => new HungStation(one.Station, one.Presence, one.HasKey, one.Fault));
            return
            [
                .. from one in bays
                   from station in stations[one.Bay.Id].DefaultIfEmpty()
                   select new BayNow(one.House, one.Bay, station?.Station, Facts(station, open, ended)) { HasKey = station?.HasKey ?? false, SinceMs = station?.Presence?.SinceMs, Closings = station?.Presence?.Closings, NowMs = nowMs },
            ];
        }

        private BayFacts Facts(HungStation? hung, Dictionary<long, OpenCharge> open, Dictionary<long, long?> ended)
        {
            if (hung is null)
            {
                return new BayFacts(null, null, 0) { Bare = true };
            }

            Station station = hung.Station;
            return new BayFacts(hung.Presence?.HeardMs, hung.Presence?.Outlet, hung.Presence?.OutletSinceMs ?? 0)
            {
                RatedAmps = station.RatedMilliamps / MilliampsOfAmp,
                Phases = station.Phases,
                Open = open.GetValueOrDefault(station.Id),
                EndedMs = ended.GetValueOrDefault(station.Id),
                Live = backend.LiveOf(station.Name),
                Fault = hung.Fault?.What,
                FaultSinceMs = hung.Fault?.FromMs,
            };
        }

        /// <summary>Of each station the newest transaction that is open and that no other came behind, with what was signed of it last.</summary>
        private async Task<Dictionary<long, OpenCharge>> Open(string? only)
        {
            var rows = await (from row in context.Transactions
                              where row.Begun && !row.Ended && (only == null || context.Stations.Any(one => one.Id == row.StationId && one.Name == only))
                                  && !context.Transactions.Any(later => later.StationId == row.StationId && later.StartCameMs > row.StartCameMs)
                              select new
                              {
                                  row.StationId,
                                  row.StartedMs,
                                  row.BeginMwh,
                                  Last = context.Documents.Where(one => one.StationId == row.StationId && one.KeyNumber == row.KeyNumber && one.TransactionId == row.Id)
                                      .OrderByDescending(one => one.Number).Select(one => one.Text).FirstOrDefault(),
                              }).AsNoTracking().ToListAsync();
            return rows.GroupBy(row => row.StationId).ToDictionary(group => group.Key, group => group.Select(row => Charge(row.StartedMs, row.BeginMwh, row.Last)).Last());
        }

        private static OpenCharge Charge(long? startedMs, long? beginMwh, string? document)
        {
            SignedReading? last = document is null ? null : OcmfVerifier.Read(document).Readings[^1];
            return new OpenCharge(startedMs, beginMwh, last?.RegisterMilliwattHours ?? beginMwh, last is { Cause: 'S' } ? TransactionRows.ToMs(last.Instant.Utc) : null);
        }

        /// <summary>Of each station when its last transaction ended, where its vehicle may still be there.</summary>
        private async Task<Dictionary<long, long?>> Ended(string? only)
        {
            return await (from row in context.Transactions
                          join heard in context.Presences on row.StationId equals heard.StationId
                          where row.Ended && heard.Outlet == "Occupied" && row.EndedMs >= heard.OutletSinceMs && (only == null || context.Stations.Any(one => one.Id == row.StationId && one.Name == only))
                          group row.EndedMs by row.StationId into ends
                          select new { Station = ends.Key, At = ends.Max() }).ToDictionaryAsync(row => row.Station, row => row.At);
        }

        private sealed record HungStation(Station Station, PresenceRow? Presence, bool HasKey, FaultRow? Fault);
    }

    /// <summary>A bay, its station and what is known of it.</summary>
    internal sealed record BayNow(House House, Bay Bay, Station? Station, BayFacts Facts)
    {
        /// <summary>A key of its station is known.</summary>
        internal bool HasKey { get; init; }

        /// <summary>Since when its station is in contact without a gap.</summary>
        internal long? SinceMs { get; init; }

        /// <summary>How often the contactor of its station has closed; null: it has not said.</summary>
        internal long? Closings { get; init; }

        /// <summary>When it was looked at.</summary>
        internal long NowMs { get; init; }

        /// <summary>What it is doing.</summary>
        internal BayStatus Status => Facts.At(NowMs);
    }
}
