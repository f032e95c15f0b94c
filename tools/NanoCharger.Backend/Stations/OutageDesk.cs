using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;

namespace NanoCharger.Backend.Stations
{
    /// <summary>Stores when stations were not heard, as far as somebody listened: a platform that did not run says nothing of its stations.</summary>
    internal static class OutageDesk
    {
        /// <summary>Two times of listening so near to each other are one: a program that was started anew, or a tick that was late.</summary>
        internal const long GraceMs = 150_000;

        /// <summary>Somebody listens now: the newest row becomes longer, or the next one begins.</summary>
        internal static int Listen(PlatformContext context, long nowMs)
        {
            ListeningRow? last = context.Listenings.OrderByDescending(row => row.Id).FirstOrDefault();
            if (last is null || nowMs - last.ToMs > GraceMs || last.ToMs - nowMs > Presence.AheadMs)
            {
                context.Listenings.Add(new ListeningRow { FromMs = nowMs, ToMs = nowMs });
            }
            else
            {
                // Another worker may have been later.
                last.ToMs = Math.Max(last.ToMs, nowMs);
            }

            return context.SaveChanges();
        }

        /// <summary>Puts down what one worker has seen; what is stored already, by whomever, stays.</summary>
        /// <param name="context">The unit of work.</param>
        /// <param name="seen">Outages by their stations.</param>
        /// <param name="listensSinceMs">Since when this worker listens without a break; 0: it does not.</param>
        internal static void Put(PlatformContext context, IReadOnlyDictionary<long, Outage> seen, long listensSinceMs)
        {
            if (seen.Count == 0)
            {
                return;
            }

            long first = seen.Values.Min(outage => outage.FromMs);
            List<ListeningRow> spells = context.Listenings.AsNoTracking().Where(row => row.ToMs >= first).OrderBy(row => row.FromMs).ToList();
            Dictionary<long, OutageRow> last = context.Outages.Where(row => seen.Keys.Contains(row.StationId)
                && !context.Outages.Any(later => later.StationId == row.StationId && later.FromMs > row.FromMs)).ToDictionary(row => row.StationId);
            ILookup<long, Placement> places = context.Placements.AsNoTracking().Where(row => seen.Keys.Contains(row.StationId)).ToLookup(row => row.StationId);
            foreach ((long station, Outage outage) in seen)
            {
                foreach (Outage sure in Heard(outage, spells, listensSinceMs))
                {
                    OutageCause cause = sure.Cause == OutageCause.Power && WasAsked(context, station, sure) ? OutageCause.Restart : sure.Cause;
                    Put(context, station, sure with { Cause = cause }, last, TenantAt(places[station], sure.FromMs));
                }
            }
        }

        /// <summary>What of an outage was listened to: each part that is a loss of contact by itself. A short one is known by whoever has listened all the while.</summary>
        internal static IReadOnlyList<Outage> Heard(Outage outage, IReadOnlyList<ListeningRow> spells, long listensSinceMs)
        {
            bool whole = (listensSinceMs > 0 && outage.FromMs >= listensSinceMs) || (outage.ToMs - outage.FromMs > Presence.GapMs && spells.Any(spell => spell.FromMs <= outage.FromMs && spell.ToMs + GraceMs >= outage.ToMs));
            return whole ? [outage]
                : [.. spells.Select(spell => outage with { FromMs = Math.Max(spell.FromMs, outage.FromMs), ToMs = Math.Min(spell.ToMs, outage.ToMs) }).Where(part => part.ToMs - part.FromMs > Presence.GapMs)];
        }

        private static void Put(PlatformContext context, long station, Outage outage, Dictionary<long, OutageRow> last, long? tenant)
        {
            OutageRow? before = last.GetValueOrDefault(station);
            if (tenant is null || before?.ToMs >= outage.ToMs)
            {
                return;
            }

            if (before is not null && before.Cause == outage.Cause && before.TenantId == tenant && outage.FromMs - before.ToMs <= Presence.GapMs)
            {
                before.ToMs = outage.ToMs;
                before.Times++;
                return;
            }

            OutageRow row = new() { StationId = station, FromMs = Math.Max(outage.FromMs, (before?.FromMs + 1) ?? 0), TenantId = tenant.Value, ToMs = outage.ToMs, Cause = outage.Cause, Times = 1 };
            context.Outages.Add(row);
            last[station] = row;
        }

        /// <summary>A restart that was called for from here, which no station tells from a return of power.</summary>
        private static bool WasAsked(PlatformContext context, long station, Outage outage)
        {
            long from = outage.FromMs - Presence.GapMs;
            return context.Calls.Any(call => call.StationId == station && call.Action == CallBook.Reset && call.SentMs >= from && call.SentMs <= outage.ToMs);
        }

        private static long? TenantAt(IEnumerable<Placement> places, long ms)
        {
            Placement? place = places.OrderBy(one => one.FromMs).LastOrDefault(one => one.FromMs <= ms) ?? places.MinBy(one => one.FromMs);
            return place?.TenantId;
        }
    }
}
