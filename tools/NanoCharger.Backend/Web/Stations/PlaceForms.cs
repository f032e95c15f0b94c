using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Commands;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.People;
using NanoCharger.Backend.Web.Today;
using NanoCharger.Verify;
using NodaTime;
using NodaTime.Text;

namespace NanoCharger.Backend.Web.Stations
{
    /// <summary>What changes of a station when somebody was at it with a screwdriver: another board, another bay.</summary>
    internal static class PlaceForms
    {
        internal static void Map(IEndpointRouteBuilder routes)
        {
            routes.MapForm("/stations/{station}/board", Policies.Money, Replace);
            routes.MapForm("/stations/{station}/move", Policies.Money, Move);
        }

        /// <summary>Whether a station hangs with a tenant now.</summary>
        internal static bool IsOf(PlatformContext context, string station, long? tenant)
        {
            return context.Placements.Any(placed => placed.ToMs == null && placed.TenantId == tenant && context.Stations.Any(one => one.Id == placed.StationId && one.Name == station));
        }

        private static async Task<IResult> Replace(Visit visit)
        {
            if (await Find(visit) is not { } bay)
            {
                return Visit.Refuse(StatusCodes.Status404NotFound);
            }

            Form form = visit.Form;
            string station = bay.Station!.Name;
            long now = StationClock.Now(visit);
            Entries typed = form.Entries("report", "key");
            byte[]? file = await form.File("file") ?? (typed["report"].Length > 0 ? Encoding.UTF8.GetBytes(typed["report"]) : null);
            CommissioningReport? report = null;
            Sentences said = new(visit.Text, Zones.Of(bay.House.Zone));
            string? problem = null;
            StationKey? key = file is null ? StationKey.Read(typed["key"], out problem) : (report = CommissioningReport.Read(file, now, out problem))?.Key;
            string field = file is null ? "key" : "report";
            if (report is not null && report.Station != station)
            {
                problem = visit.Text.Say("sheet.report-other", report.Station);
            }

            if (key is null || problem is not null)
            {
                return await StationPages.Show(visit, "board", typed.Wrong(field, visit.Text.Say("sheet.wrong", said.Of(problem!) ?? problem!)));
            }

            Actor actor = visit.Actor with { Tenant = bay.Bay.TenantId };
            try
            {
                await visit.Get<WebData>().Write(context => Replace(context, (station, key, report), actor, now));
            }
            catch (InvalidDataException against)
            {
                // Which other station has this key, or this board, is told nobody whose it is not.
                string why = visit.Signed.Role == Role.Operator ? visit.Text.Say("sheet.wrong", said.Of(against.Message) ?? against.Message) : visit.Text["sheet.board-known"];
                return await StationPages.Show(visit, "board", typed.Wrong(field, why));
            }

            await visit.Get<WebData>().Backend.Engine.Retake(station);
            return visit.Go(Tiles.PathOf(station) + "#key", "done.board");
        }

        /// <summary>The new key counts from now on; the others for a while longer, for what the old board still owes.</summary>
        private static int Replace(PlatformContext context, (string Station, StationKey Key, CommissioningReport? Report) board, Actor actor, long nowMs)
        {
            Require(IsOf(context, board.Station, actor.Tenant), "the station hangs elsewhere now");
            Require(!context.Keys.Any(row => row.PublicKey == board.Key.Hex && row.Station!.Name != board.Station), "another station has this key: a board makes its own");
            bool known = context.Keys.Any(row => row.PublicKey == board.Key.Hex && row.Station!.Name == board.Station);
            string? before = context.Stations.Where(row => row.Name == board.Station).Select(row => row.Serial).First();
            if (board.Report is { } report)
            {
                Enrolment.ByReport(context, report, nowMs, beside: true);
            }
            else
            {
                Enrolment.ByKey(context, board.Station, board.Key, (KeyOrigin.Hand, nowMs), beside: true);
                Station station = context.Stations.First(row => row.Name == board.Station);

                // Nobody has said which board this is.
                station.Serial = known ? station.Serial : null;
            }

            foreach (KeyRow other in context.Keys.Where(row => row.Station!.Name == board.Station && row.PublicKey != board.Key.Hex && row.ToMs == null).ToList())
            {
                other.ToMs = nowMs + SheetLook.BesideMs;
            }

            Trail.Add(context, actor, ChangeKind.BoardReplaced, board.Station, before, board.Report?.Serial ?? SheetLook.Digest(board.Key.Hex));
            return context.SaveChanges();
        }

        private static async Task<IResult> Move(Visit visit)
        {
            if (await Find(visit) is not { } from)
            {
                return Visit.Refuse(StatusCodes.Status404NotFound);
            }

            Entries typed = visit.Form.Entries("bay", "since");
            Task<IResult> Again(string field, string problem)
            {
                return StationPages.Show(visit, "move", typed.Wrong(field, problem));
            }

            long now = StationClock.Now(visit);
            if (Since(typed["since"], Zones.Of(from.House.Zone), now) is not { } at)
            {
                return await Again("since", visit.Text["sheet.since-wrong"]);
            }

            Bay? to = null;
            if (long.TryParse(typed["bay"], NumberStyles.None, CultureInfo.InvariantCulture, out long number))
            {
                using PlatformContext context = visit.Open();
                to = await context.Bays.AsNoTracking().FirstOrDefaultAsync(row => row.Id == number);
            }

            if (to is null || to.Id == from.Bay.Id)
            {
                return await Again("bay", visit.Text["sheet.bay-wrong"]);
            }

            string station = from.Station!.Name;
            Actor actor = visit.Actor with { Tenant = from.Bay.TenantId };
            try
            {
                await visit.Get<WebData>().Write(context =>
                {
                    Require(IsOf(context, station, actor.Tenant), "the station hangs elsewhere now");
                    Moves.Move(context, station, to, at);
                    Trail.Add(context, actor, ChangeKind.StationMoved, station, new Phrase("trail.bay", from.Bay.Name).Stored(), new Phrase("trail.bay-from", to.Name, new Moment(at)).Stored());
                    return context.SaveChanges();
                });
            }
            catch (InvalidDataException against)
            {
                return await Again("since", visit.Text.Say("sheet.wrong", visit.Text.Why(against, Zones.Of(from.House.Zone))));
            }

            return visit.Go(Tiles.PathOf(station), "done.moved");
        }

        /// <summary>Since when: now where nothing was typed; null where it is no time, or one to come.</summary>
        private static long? Since(string text, DateTimeZone zone, long nowMs)
        {
            return text.Length == 0 ? nowMs
                : Zones.At(text, zone) is { } at && at <= nowMs ? at : null;
        }

        private static async Task<BayNow?> Find(Visit visit)
        {
            using PlatformContext context = visit.Open();
            return await StationPages.Find(visit, context);
        }

        private static void Require(bool holds, string otherwise)
        {
            if (!holds)
            {
                throw new InvalidDataException(otherwise);
            }
        }
    }
}
