using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Microsoft.EntityFrameworkCore;

namespace NanoCharger.Backend.Data
{
    /// <summary>Where stations hang: a bay from one time to another.</summary>
    internal static class Moves
    {
        /// <summary>A bay by its name, HOUSE/BAY or TENANT/HOUSE/BAY: as much of it as tells it from others.</summary>
        /// <exception cref="InvalidDataException">There is none, or there are several.</exception>
        internal static (Bay Bay, string Path) BayOf(PlatformContext context, string named)
        {
            List<(Bay Bay, string Path)> all = (from bay in context.Bays
                                                join house in context.Houses on bay.HouseId equals house.Id
                                                join tenant in context.Tenants on bay.TenantId equals tenant.Id
                                                orderby bay.Id
                                                select new { bay, Path = tenant.Name + "/" + house.Name + "/" + bay.Name })
                .AsEnumerable().Select(one => (one.bay, one.Path)).Where(one => ("/" + one.Path).EndsWith("/" + named, StringComparison.Ordinal)).ToList();
            return all.Count == 1 ? all[0] : throw new InvalidDataException(all.Count == 0 ? $"there is no bay {named}" : $"there are several bays {named}: {string.Join(", ", all.Select(one => one.Path))}");
        }

        /// <summary>Hangs a station in another bay. What began before stays with whose it was.</summary>
        /// <param name="context">Where it is written; one unit of work.</param>
        /// <param name="name">The station.</param>
        /// <param name="to">The bay.</param>
        /// <param name="atMs">Since when; not later than now.</param>
        /// <exception cref="InvalidDataException">It hung elsewhere later than that, or the tenant whom it leaves has something of it that began later.</exception>
        internal static void Move(PlatformContext context, string name, Bay to, long atMs)
        {
            if (KeyRegister.Hold(context, name) == 0)
            {
                throw new InvalidDataException($"there is no station {name}");
            }

            long id = context.Stations.Where(row => row.Name == name).Select(row => row.Id).First();
            Placement from = context.Placements.Where(row => row.StationId == id).OrderBy(row => row.FromMs).Last();
            if (atMs <= from.FromMs)
            {
                throw Refusal.Because("refused.station-hangs", name, new Moment(from.FromMs));
            }

            // Nothing begins later than it came here: a station whose clock is wrong does not bind it to a tenant for years.
            long? begun = to.TenantId == from.TenantId ? null
                : context.Transactions.Where(row => row.StationId == id && row.TenantId == from.TenantId)
                    .Max(row => row.StartedMs > (row.StartCameMs ?? row.EndCameMs) ? row.StartCameMs ?? row.EndCameMs : row.StartedMs ?? row.StartCameMs ?? row.EndCameMs);
            if (begun >= atMs)
            {
                throw Refusal.Because("refused.station-leaves", name, new Moment(begun.Value));
            }

            from.ToMs = atMs;
            context.Placements.Add(new Placement { StationId = id, FromMs = atMs, BayId = to.Id, TenantId = to.TenantId });
            context.SaveChanges();
        }

        /// <summary>A time as commands write it.</summary>
        internal static string Text(long ms)
        {
            return DateTimeOffset.FromUnixTimeMilliseconds(ms).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        }
    }
}
