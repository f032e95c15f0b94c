using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.People;
using NanoCharger.Backend.Web.Today;

namespace NanoCharger.Backend.Web.Stations
{
    /// <summary>The sheet of a station, for whoever has it now: it goes with the station when that moves.</summary>
    internal static class StationPages
    {
        internal static void Map(IEndpointRouteBuilder routes)
        {
            routes.MapPage("/stations", Policies.Stations, static visit => Task.FromResult(visit.Go("/today")));
            routes.MapPage("/stations/{station}", Policies.Stations, static visit => Show(visit, null, Entries.Empty));
            routes.MapLive<SheetNow>("/stations/{station}/live", Policies.Stations, Now);
            DocumentPages.Map(routes);
            CommandForms.Map(routes);
            PlaceForms.Map(routes);
        }

        /// <summary>The sheet, perhaps with a form that was wrong.</summary>
        /// <param name="visit">Who asks.</param>
        /// <param name="wrong">The form; null: none.</param>
        /// <param name="typed">What was typed into it.</param>
        internal static async Task<IResult> Show(Visit visit, string? wrong, Entries typed)
        {
            using PlatformContext context = visit.Open();
            if (await Find(visit, context) is not { } bay)
            {
                return Visit.Refuse(StatusCodes.Status404NotFound);
            }

            bool manages = TodayPages.SeesMoney(visit);
            SheetLook look = new(context, visit.Text, bay);
            HealthLook health = new(context, visit.Text, bay);
            SheetModel model = new(visit.Frame(bay.Bay.Name), Tiles.PathOf(bay.Station!.Name), $"{bay.House.Name} · {bay.Station.Name}", await Now(visit.Text, bay, look))
            {
                Manages = manages,
                IsCharging = bay.Facts.Open is not null,
                IsAway = bay.Status.State == BayState.Unavailable,
                Charts = await new ChartLook(context, visit.Text, bay).All(manages, Back(visit)),
                Health = health.Facts(),
                Faults = await health.Faults(),
                Outages = await health.Outages(),
                Incidents = await look.Incidents(),
                Keys = manages ? await look.Keys() : [],
                Console = manages ? ConsoleLines.Of(visit, bay.Station.Name) : null,
                Bays = manages ? await look.Bays() : [],
                Documents = manages ? await look.Documents() : [],
                Wrong = wrong,
                Typed = typed,
            };
            return wrong is null ? visit.Show<SheetView>(model) : visit.ShowAgain<SheetView>(model);
        }

        /// <summary>The station that is asked for, where it is his now; null else, so that nobody learns of another's.</summary>
        internal static async Task<BayNow?> Find(Visit visit, PlatformContext context)
        {
            return (await new BayLook(context, visit.Get<WebData>().Backend, StationClock.Now(visit)).All(visit.Route("station"))).FirstOrDefault(bay => bay.Station is not null);
        }

        /// <summary>Which charge's power is looked at: so many before the last one; what is no such number is the last one.</summary>
        private static int Back(Visit visit)
        {
            return int.TryParse(visit.Query("back"), NumberStyles.None, CultureInfo.InvariantCulture, out int back) ? back : 0;
        }

        private static async Task<object?> Now(Visit visit)
        {
            using PlatformContext context = visit.Open();
            return await Find(visit, context) is { } bay ? await Now(visit.Text, bay, new SheetLook(context, visit.Text, bay)) : null;
        }

        private static async Task<SheetNowModel> Now(Language text, BayNow bay, SheetLook look)
        {
            return new SheetNowModel(text, Tiles.Of(text, bay), look.Live(), await look.Calls());
        }
    }
}
