using System.Collections.Generic;
using System.IO;
using System.Linq;
using NanoCharger.Verify;

namespace NanoCharger.Backend.Data
{
    /// <summary>Whose key counts, and since when.</summary>
    internal static class KeyRegister
    {
        /// <summary>Makes a key count for a station; one that did before does again.</summary>
        /// <param name="context">Where it is written.</param>
        /// <param name="name">The station; it is made where it has never called.</param>
        /// <param name="key">The key.</param>
        /// <param name="origin">How it came to be believed.</param>
        /// <param name="nowMs">From when on; a station's first key counts from the beginning.</param>
        /// <param name="inPlaceOfOthers">The others count no longer.</param>
        /// <param name="validity">For what time, where somebody says so.</param>
        /// <returns>The rows that were changed.</returns>
        internal static int Enrol(PlatformContext context, string name, StationKey key, KeyOrigin origin, long nowMs, bool inPlaceOfOthers, KeyValidity validity = default)
        {
            Station station = StationOf(context, name, nowMs, out int rows);
            List<KeyRow> keys = context.Keys.Where(row => row.StationId == station.Id).ToList();
            KeyRow? same = keys.Find(row => row.PublicKey == key.Hex);
            foreach (KeyRow other in keys.Where(row => inPlaceOfOthers && row != same && row.ToMs is null))
            {
                other.ToMs = validity.FromMs ?? nowMs;
            }

            if (same is null)
            {
                context.Keys.Add(new KeyRow
                {
                    StationId = station.Id,
                    Number = keys.Count == 0 ? 1 : keys.Max(row => row.Number) + 1,
                    PublicKey = key.Hex,
                    FromMs = validity.FromMs ?? (keys.Count == 0 ? 0 : nowMs),
                    ToMs = validity.ToMs,
                    Origin = origin,
                });
            }
            else
            {
                same.ToMs = validity.ToMs;
            }

            station.Revision++;
            return rows + context.SaveChanges();
        }

        /// <summary>The station of a name; one that has never called is made, in a bay of its own in the first house.</summary>
        internal static Station StationOf(PlatformContext context, string name, long nowMs, out int rows)
        {
            rows = 0;
            if (context.Stations.FirstOrDefault(row => row.Name == name) is { } known)
            {
                return known;
            }

            House house = context.Houses.OrderBy(row => row.Id).FirstOrDefault() ?? throw new InvalidDataException("there is no house for a new station");
            Station station = context.Stations.Add(new Station { Name = name }).Entity;
            Bay bay = context.Bays.Add(new Bay { TenantId = house.TenantId, HouseId = house.Id, Name = name }).Entity;
            rows = context.SaveChanges();
            context.Placements.Add(new Placement { StationId = station.Id, FromMs = nowMs, BayId = bay.Id, TenantId = bay.TenantId });
            return station;
        }
    }
}
