using System;
using System.Buffers.Binary;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.People;

namespace NanoCharger.Backend.Web.Today
{
    /// <summary>What Today tells and nobody can do anything about any more is off the list once somebody has seen it; what comes later is told again.</summary>
    internal static class SeenPages
    {
        /// <summary>Receipts of a board that was replaced.</summary>
        internal const string Receipts = "receipts";

        /// <summary>Documents that were refused.</summary>
        internal const string Refusals = "refusals";

        /// <summary>A version of prices that is not what was put down.</summary>
        internal const string Price = "price";

        private const string Path = "/today/seen";

        internal static void Map(IEndpointRouteBuilder routes)
        {
            routes.MapForm(Path, Policies.Money, See);
        }

        /// <summary>The button for what is told of a station.</summary>
        internal static Help Button(Language text, string kind, long station, long markMs)
        {
            return Button(text, kind, station, "", markMs);
        }

        /// <summary>The button for a version of prices.</summary>
        internal static Help Button(Language text, TariffRow version)
        {
            return Button(text, Price, 0, version.Id, MarkOf(version));
        }

        /// <summary>What a version of prices reads now, in a number.</summary>
        internal static long MarkOf(TariffRow version)
        {
            return BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData([.. Encoding.UTF8.GetBytes(version.Text), .. version.Hash]));
        }

        private static Help Button(Language text, string kind, long station, string subject, long mark)
        {
            return new Help(text["today.seen"], Path,
            [
                new Figure("kind", kind), new Figure("station", station.ToString(CultureInfo.InvariantCulture)), new Figure("subject", subject), new Figure("mark", mark.ToString(CultureInfo.InvariantCulture)),
            ]);
        }

        private static async Task<IResult> See(Visit visit)
        {
            (string kind, string subject) = (visit.Form.Line("kind"), visit.Form.Line("subject"));
            if (!long.TryParse(visit.Form.Line("station"), NumberStyles.None, CultureInfo.InvariantCulture, out long station)
                || !long.TryParse(visit.Form.Line("mark"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long mark) || (kind != Price && mark > StationClock.Now(visit)))
            {
                return Visit.Refuse(StatusCodes.Status404NotFound);
            }

            (long Tenant, Phrase What)? seen;
            using (PlatformContext context = visit.Open())
            {
                seen = await Find(context, kind, (station, subject), (mark, StationClock.Now(visit)));
            }

            if (seen is not { } found)
            {
                return Visit.Refuse(StatusCodes.Status404NotFound);
            }

            Actor actor = visit.Actor with { Tenant = found.Tenant };
            (long of, string named) = kind == Price ? (0, subject) : (station, "");
            await visit.Get<WebData>().Write(context => Put(context, actor, new SeenRow { TenantId = found.Tenant, Kind = kind, StationId = of, Subject = named, Mark = mark }, found.What));
            return visit.Go("/today", "done.seen");
        }

        /// <summary>Puts it aside, with its line of the trail; nothing is put aside twice, where somebody else has just done it, or the page was an old one.</summary>
        private static int Put(PlatformContext context, Actor actor, SeenRow seen, Phrase what)
        {
            SeenRow? row = context.Seen.FirstOrDefault(one => one.TenantId == seen.TenantId && one.Kind == seen.Kind && one.StationId == seen.StationId && one.Subject == seen.Subject);
            if (row is not null && (seen.Kind == Price ? row.Mark == seen.Mark : row.Mark >= seen.Mark))
            {
                return 0;
            }

            if (row is null)
            {
                context.Seen.Add(seen);
            }
            else
            {
                row.Mark = seen.Mark;
            }

            Trail.Add(context, actor, ChangeKind.NeedSeen, what.Stored());
            return context.SaveChanges();
        }

        /// <summary>What it is, as the trail tells it; null where there is no such thing of his.</summary>
        private static async Task<(long Tenant, Phrase What)?> Find(PlatformContext context, string kind, (long Station, string Subject) of, (long Mark, long NowMs) at)
        {
            if (kind == Price)
            {
                // What was altered once more since it was shown has not been seen.
                return await context.Tariffs.AsNoTracking().FirstOrDefaultAsync(row => row.Id == of.Subject) is { } version && TariffRegister.Read(version) is null && MarkOf(version) == at.Mark
                    ? (version.TenantId, new Phrase("trail.seen-price", version.Id)) : null;
            }

            // Counted is what was shown: neither what was put aside before, nor what is told no more.
            long before = await context.Seen.Where(row => row.Kind == kind && row.StationId == of.Station).Select(row => row.Mark).FirstOrDefaultAsync();
            long least = Math.Max(before, at.NowMs - (kind == Receipts ? NeedsLook.MonthMs : NeedsLook.DayMs));
            var rows = kind == Receipts ? NeedsLook.Gone(context).Where(row => row.StationId == of.Station && row.EndCameMs <= at.Mark).Select(row => new { row.TenantId, AtMs = row.EndCameMs!.Value })
                : context.Refusals.Where(row => kind == Refusals && row.StationId == of.Station && !row.Waits && row.SettledMs == null && row.CameMs <= at.Mark).Select(row => new { row.TenantId, AtMs = row.CameMs });
            if (await rows.GroupBy(row => row.TenantId).Select(group => new { Tenant = group.Key, Count = group.Count(row => row.AtMs > least) }).FirstOrDefaultAsync() is not { } found)
            {
                return null;
            }

            string name = await context.Stations.Where(row => row.Id == of.Station).Select(row => row.Name).FirstAsync();
            return (found.Tenant, new Phrase(kind == Receipts ? "trail.seen-receipts" : "trail.seen-refusals", found.Count, name));
        }
    }
}
