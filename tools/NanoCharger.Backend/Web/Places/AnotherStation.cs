using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NanoCharger.Backend.Commands;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.People;
using NanoCharger.Backend.Web.Today;
using NodaTime;

namespace NanoCharger.Backend.Web.Places
{
    /// <summary>Another charger for a house: taken in as the first one was, by whoever sells there.</summary>
    internal static class AnotherStation
    {
        internal static void Map(IEndpointRouteBuilder routes)
        {
            routes.MapPage("/houses/{house:long}/station", Policies.Money, static visit => Ask(visit, null));
            routes.MapForm("/houses/{house:long}/station", Policies.Money, Enrol);
        }

        /// <summary>Where a charger of a house is taken in.</summary>
        internal static string PathOf(long house)
        {
            return PlacePages.PathOf(house) + "/station";
        }

        private static async Task<IResult> Ask(Visit visit, Entries? wrong)
        {
            using PlatformContext context = visit.Open();
            if (await PlacePages.Find(visit, context) is not { } house)
            {
                return Visit.Refuse(StatusCodes.Status404NotFound);
            }

            AnotherStationModel model = new(visit.Frame(visit.Text.Say("station.another", house.Name)), PathOf(house.Id), PlacePages.PathOf(house.Id), wrong ?? Entries.Empty);
            return wrong is null ? visit.Show<AnotherStationView>(model) : visit.ShowAgain<AnotherStationView>(model);
        }

        private static async Task<IResult> Enrol(Visit visit)
        {
            House? house;
            using (PlatformContext context = visit.Open())
            {
                house = await PlacePages.Find(visit, context);
            }

            if (house is null)
            {
                return Visit.Refuse(StatusCodes.Status404NotFound);
            }

            StationForm form = await StationForm.Read(visit);
            if (form.Key is null)
            {
                return await Ask(visit, form.Entries);
            }

            long now = StationClock.Now(visit);
            Actor actor = visit.Actor with { Tenant = house.TenantId };
            try
            {
                await visit.Get<WebData>().Write(context =>
                {
                    Bay hangs = Take(context, house, form, now);
                    Trail.Add(context, actor, ChangeKind.StationEnrolled, form.Station, after: new Phrase("trail.bay-of", hangs.Name, house.Name).Stored());
                    return context.SaveChanges();
                });
            }
            catch (InvalidDataException against)
            {
                // Which other station has this key, or this board, is told nobody whose it is not.
                string why = Refusal.Of(against) is not null || visit.Signed.Role == Role.Operator ? visit.Text.Why(against, DateTimeZone.Utc) : visit.Text["sheet.board-known"];
                return await Ask(visit, form.Wrong(against, why).Entries);
            }

            await visit.Get<WebData>().Backend.Engine.Retake(form.Station);
            return visit.Go(Tiles.PathOf(form.Station) + "#key", "done.station");
        }

        /// <summary>Hangs it where it was said, with its key. One that has called already, and has no key, is his where it hangs with him; any other that is known is not taken from where it is.</summary>
        private static Bay Take(PlatformContext context, House house, StationForm form, long nowMs)
        {
            if (context.Keys.Any(row => row.PublicKey == form.Key!.Hex && row.Station!.Name != form.Station))
            {
                throw Refusal.Because("refused.key-known");
            }

            Bay? hangs = (from placed in context.Placements
                          join station in context.Stations on placed.StationId equals station.Id
                          join bay in context.Bays on placed.BayId equals bay.Id
                          where station.Name == form.Station && placed.ToMs == null && bay.HouseId == house.Id && !context.Keys.Any(key => key.StationId == station.Id)
                          select bay).FirstOrDefault();
            if (hangs is null)
            {
                hangs = PlaceDesk.Hang(context, house, form.Station, form.Bay.Length > 0 ? form.Bay : form.Station, nowMs);
            }
            else if (form.Bay.Length > 0)
            {
                PlaceDesk.RenameBay(context, house, hangs, form.Bay);
            }

            form.Enrol(context, nowMs);
            return hangs;
        }
    }
}
