using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.People;
using NanoCharger.Backend.Web.Views;

namespace NanoCharger.Backend.Web
{
    /// <summary>What is now, in the houses of whoever looks.</summary>
    internal static class TodayPages
    {
        internal static void Map(IEndpointRouteBuilder routes)
        {
            routes.MapPage("/today", Policies.Stations, Show);
            routes.MapLive<TodayNow>("/today/live", Policies.Stations, async visit => await Now(visit));
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

            return visit.Show<TodayView>(new TodayModel(visit.Frame(visit.Text["today.title"]), [.. open.Where(step => !step.Done)], await Now(visit)));
        }

        private static async Task<TodayNowModel> Now(Visit visit)
        {
            using PlatformContext context = visit.Open();
            return new TodayNowModel(visit.Text, await context.Placements.CountAsync(row => row.ToMs == null));
        }
    }
}
