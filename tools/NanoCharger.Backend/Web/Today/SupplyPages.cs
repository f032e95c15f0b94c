using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.People;

namespace NanoCharger.Backend.Web.Today
{
    /// <summary>What the chargers of a house may draw together: shown beside what they draw.</summary>
    internal static class SupplyPages
    {
        private const int LeastAmps = 6;
        private const int MostAmps = 2000;

        internal static void Map(IEndpointRouteBuilder routes)
        {
            routes.MapPage("/today/supply/{house}", Policies.Money, static visit => Ask(visit, null));
            routes.MapForm("/today/supply/{house}", Policies.Money, Set);
        }

        /// <summary>Where it is asked.</summary>
        internal static string PathOf(long house)
        {
            return string.Create(CultureInfo.InvariantCulture, $"/today/supply/{house}");
        }

        private static async Task<IResult> Ask(Visit visit, Entries? wrong)
        {
            if (await Find(visit) is not { } house)
            {
                return Visit.Refuse(StatusCodes.Status404NotFound);
            }

            Entries entries = wrong ?? new Entries(new Dictionary<string, string> { ["supply"] = house.SupplyAmps?.ToString(CultureInfo.InvariantCulture) ?? "" });
            SupplyModel model = new(visit.Frame(visit.Text.Say("today.supply-title", house.Name)), PathOf(house.Id), entries);
            return wrong is null ? visit.Show<SupplyView>(model) : visit.ShowAgain<SupplyView>(model);
        }

        private static async Task<IResult> Set(Visit visit)
        {
            if (await Find(visit) is not { } house)
            {
                return Visit.Refuse(StatusCodes.Status404NotFound);
            }

            if (!int.TryParse(visit.Form.Line("supply"), NumberStyles.None, CultureInfo.InvariantCulture, out int amps) || amps is < LeastAmps or > MostAmps)
            {
                return await Ask(visit, visit.Form.Entries("supply").Wrong("supply", visit.Text["today.supply-wrong"]));
            }

            Actor actor = visit.Actor with { Tenant = house.TenantId };
            await visit.Get<WebData>().Write(context =>
            {
                House row = context.Houses.First(one => one.Id == house.Id);
                Trail.Add(context, actor, ChangeKind.SupplySet, new Phrase("trail.house-named", row.Name).Stored(), row.SupplyAmps is { } before ? Amps(before) : null, Amps(amps));
                row.SupplyAmps = amps;
                return context.SaveChanges();
            });
            return visit.Go("/today", "done.supply");
        }

        private static async Task<House?> Find(Visit visit)
        {
            using PlatformContext context = visit.Open();
            long number = visit.Number("house");
            return await context.Houses.AsNoTracking().FirstOrDefaultAsync(row => row.Id == number);
        }

        private static string Amps(int amps)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{amps} A");
        }
    }
}
