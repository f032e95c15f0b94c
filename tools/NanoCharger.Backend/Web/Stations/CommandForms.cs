using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.People;
using NanoCharger.Backend.Stations;
using NanoCharger.Backend.Web.Today;

namespace NanoCharger.Backend.Web.Stations
{
    /// <summary>What is wanted of a station: a form each, a call each, a line of the trail each.</summary>
    internal static class CommandForms
    {
        /// <summary>A start that waits for a vehicle waits so long.</summary>
        private const int StartWithinSeconds = 600;

        internal static void Map(IEndpointRouteBuilder routes)
        {
            Map(routes, "restart", Policies.Stations, static (visit, by) => Given(StationWishes.Reset(visit.Form.Line("when"), by)));
            Map(routes, "availability", Policies.Stations, static (visit, by) => Given(visit.Form.Line("as") switch
            {
                "in" => StationWishes.Available(true, by),
                "out" => StationWishes.Available(false, by),
                _ => throw new InvalidDataException("neither in nor out"),
            }));
            Map(routes, "limit", Policies.Stations, Limit);
            Map(routes, "stop", Policies.Stations, Stop);
            Map(routes, "start", Policies.Money, static (visit, by) => Given(StationWishes.Start(visit.Form.Line("who"), StartWithinSeconds, by)));
            Map(routes, "log", Policies.Money, static (_, by) => Given(StationWishes.Log(null, by)));
        }

        private static void Map(IEndpointRouteBuilder routes, string name, string policy, Func<Visit, string, Task<CallWish?>> wish)
        {
            routes.MapForm("/stations/{station}/" + name, policy, visit => Send(visit, name, wish));
        }

        private static async Task<IResult> Send(Visit visit, string form, Func<Visit, string, Task<CallWish?>> make)
        {
            BayNow? bay;
            using (PlatformContext context = visit.Open())
            {
                bay = await StationPages.Find(visit, context);
            }

            if (bay is null)
            {
                return Visit.Refuse(StatusCodes.Status404NotFound);
            }

            try
            {
                if (await make(visit, "page, " + Trail.Number(visit.Signed.Person)) is not { } wish)
                {
                    return await Again(visit, form, visit.Text[form == "limit" ? "sheet.limit-wrong" : "sheet.no-charge"]);
                }

                Actor actor = visit.Actor with { Tenant = bay.Bay.TenantId };
                string station = bay.Station!.Name;
                await Task.Run(() => visit.Get<WebData>().Backend.Calls.Store(station, wish, context =>
                {
                    if (!PlaceForms.IsOf(context, station, actor.Tenant))
                    {
                        return false;
                    }

                    Trail.Add(context, actor, ChangeKind.StationCalled, station, after: Told(visit, wish));
                    return true;
                }));
            }
            catch (InvalidDataException against)
            {
                return await Again(visit, form, form == "start" ? visit.Text.Say("sheet.start-wrong", StationWishes.LongestToken) : visit.Text.Say("sheet.wrong", visit.Text.Why(against, Zones.Of(bay.House.Zone))));
            }

            return visit.Go(Tiles.PathOf(bay.Station!.Name) + "#commands", "done.called");
        }

        /// <summary>What the trail says of it: what was wanted, and how much; a token may be a person's.</summary>
        private static string Told(Visit visit, CallWish wish)
        {
            string detail = wish.Action switch
            {
                CallBook.Reset => visit.Form.Line("when"),
                StationWishes.Availability => visit.Form.Line("as"),
                StationWishes.SetLimit => visit.Form.Line("amps") + " A",
                _ => "",
            };
            return (wish.Action + " " + detail).TrimEnd();
        }

        private static Task<IResult> Again(Visit visit, string form, string problem)
        {
            string? field = form switch
            {
                "limit" => "amps",
                "start" => "who",
                _ => null,
            };
            return StationPages.Show(visit, form, visit.Form.Entries("amps", "who").Wrong(field, problem));
        }

        /// <summary>So many A at most; with nothing typed, what it can.</summary>
        private static Task<CallWish?> Limit(Visit visit, string by)
        {
            string amps = visit.Form.Line("amps");
            return amps.Length == 0 ? Given(StationWishes.NoLimit(by))
                : int.TryParse(amps, NumberStyles.None, CultureInfo.InvariantCulture, out int limit) && limit is >= StationWishes.LeastAmps and <= StationWishes.MostAmps ? Given(StationWishes.Limit(limit, by))
                : Task.FromResult<CallWish?>(null);
        }

        /// <summary>The transaction that is open ends; null where none is.</summary>
        private static async Task<CallWish?> Stop(Visit visit, string by)
        {
            string station = visit.Route("station");
            using PlatformContext context = visit.Open();
            string? transaction = await context.Transactions.AsNoTracking().Where(row => row.Begun && !row.Ended && context.Stations.Any(one => one.Id == row.StationId && one.Name == station))
                .OrderByDescending(row => row.StartCameMs).Select(row => row.Id).FirstOrDefaultAsync();
            return transaction is null ? null : StationWishes.Stop(transaction, by);
        }

        private static Task<CallWish?> Given(CallWish wish)
        {
            return Task.FromResult<CallWish?>(wish);
        }
    }
}
