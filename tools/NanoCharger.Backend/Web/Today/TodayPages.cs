using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.People;
using NanoCharger.Backend.Web.Places;

namespace NanoCharger.Backend.Web.Today
{
    /// <summary>What is now, in the houses of whoever looks.</summary>
    internal static class TodayPages
    {
        internal static void Map(IEndpointRouteBuilder routes)
        {
            routes.MapPage("/today", Policies.Stations, Show);
            routes.MapLive<TodayNow>("/today/live", Policies.Stations, async visit => await Now(visit));
            DecisionPages.Map(routes);
            SupplyPages.Map(routes);
            SeenPages.Map(routes);
        }

        private static async Task<IResult> Show(Visit visit)
        {
            FirstHouse? first = visit.Signed.Role == Role.Operator ? await FirstDay.Look(visit.Get<WebData>()) : null;
            List<Step> open = [];
            if (first is not null)
            {
                open.Add(new Step(FirstDay.House, visit.Text["step.house"], first.IsDescribed, false));
                open.Add(new Step(FirstDay.Price, visit.Text["step.price"], first.IsPriced, false));
                open.Add(new Step(FirstDay.Station, visit.Text["step.station"], first.HasStation, false));
            }

            List<(long Id, bool Described)> houses = SeesMoney(visit) ? await Houses(visit) : [];
            if (SeesMoney(visit) && houses.Find(house => !house.Described) is var unsaid && (houses.Count == 0 || (unsaid.Id > 0 && unsaid.Id != first?.House.Id)))
            {
                open.Add(new Step(houses.Count == 0 ? PlacePages.New : PlacePages.PathOf(unsaid.Id), visit.Text["step.house"], false, false));
            }

            // The frame first: its cookie goes with the token of the buttons.
            Frame frame = visit.Frame(visit.Text["today.title"]);
            List<Step> left = [.. open.Where(step => !step.Done)];
            return visit.Show<TodayView>(new TodayModel(frame, left, await Now(visit))
            {
                HousesPath = SeesMoney(visit) ? PlacePages.All : null,
                AddPath = left.Count > 0 || houses.Count == 0 ? null : houses.Count > 1 ? PlacePages.All : AnotherStation.PathOf(houses[0].Id),
            });
        }

        private static async Task<List<(long Id, bool Described)>> Houses(Visit visit)
        {
            using PlatformContext context = visit.Open();
            return (await context.Houses.AsNoTracking().OrderBy(row => row.Id).Select(row => new { row.Id, Described = row.Seller != null }).ToListAsync()).ConvertAll(row => (row.Id, row.Described));
        }

        private static async Task<TodayNowModel> Now(Visit visit)
        {
            long now = StationClock.Now(visit);
            bool money = SeesMoney(visit);
            using PlatformContext context = visit.Open();
            IReadOnlyList<BayNow> bays = await new BayLook(context, visit.Get<WebData>().Backend, now).All();
            IReadOnlyList<Need> needs = await new NeedsLook(context, visit.Text, bays, now) { Cards = visit.Get<WebData>().Backend.Holds?.Health }.All(money);

            // Of one request always the same token, and no new cookie: a stream has sent its head already.
            string token = visit.Get<IAntiforgery>().GetTokens(visit.Http).RequestToken!;
            return new TodayNowModel(visit.Text, token, needs, await new FiguresLook(context, visit.Text, now).Of(bays, money));
        }

        /// <summary>Whether what is about money is shown: a caretaker sees none.</summary>
        internal static bool SeesMoney(Visit visit)
        {
            return visit.Signed.Role is Role.Operator or Role.Manager;
        }
    }
}
