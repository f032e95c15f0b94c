using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Commands;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.People;
using NanoCharger.Backend.Web.Today;
using NodaTime;

namespace NanoCharger.Backend.Web.Places
{
    /// <summary>Houses and their bays: what a house is, another one, a bay more, and what a bay is called.</summary>
    internal static class PlacePages
    {
        /// <summary>The list.</summary>
        internal const string All = "/houses";

        /// <summary>Where a house is added.</summary>
        internal const string New = "/houses/new";

        private const string NewBay = "new";

        internal static void Map(IEndpointRouteBuilder routes)
        {
            routes.MapPage(All, Policies.Money, List);
            routes.MapPage(New, Policies.Money, static visit => ShowNew(visit, null));
            routes.MapForm(New, Policies.Money, Add);
            routes.MapPage("/houses/{house:long}", Policies.Money, static visit => Show(visit, null, null));
            routes.MapForm("/houses/{house:long}", Policies.Money, Describe);
            routes.MapForm("/houses/{house:long}/bay", Policies.Money, AddBay);
            routes.MapForm("/houses/{house:long}/bay/{bay:long}", Policies.Money, RenameBay);
            AnotherStation.Map(routes);
        }

        /// <summary>The page of a house.</summary>
        internal static string PathOf(long house)
        {
            return string.Create(CultureInfo.InvariantCulture, $"/houses/{house}");
        }

        /// <summary>Where the first house that he sees is described, where nobody has done that; null else. Until then it has no clock, and prices no hours.</summary>
        internal static async Task<string?> Unsaid(Visit visit)
        {
            using PlatformContext context = visit.Open();
            var first = await context.Houses.AsNoTracking().OrderBy(row => row.Id).Select(row => new { row.Id, row.Zone }).FirstOrDefaultAsync();
            return first is null ? New : first.Zone is null ? PathOf(first.Id) : null;
        }

        /// <summary>The house of the address, where it is his; null else.</summary>
        internal static async Task<House?> Find(Visit visit, PlatformContext context)
        {
            long number = visit.Number("house");
            return await context.Houses.AsNoTracking().FirstOrDefaultAsync(row => row.Id == number);
        }

        private static async Task<IResult> List(Visit visit)
        {
            using PlatformContext context = visit.Open();
            var rows = await context.Houses.AsNoTracking().OrderBy(row => row.Id)
                .Select(row => new { row.Id, row.Name, row.Seller, row.Address, Bays = context.Bays.Count(bay => bay.HouseId == row.Id) }).ToListAsync();
            return visit.Show<HousesView>(new HousesModel(visit.Frame(visit.Text["houses.title"]), rows.ConvertAll(row =>
                new HouseLine(row.Name, PathOf(row.Id), row.Seller is null ? null : row.Address, row.Bays == 1 ? visit.Text["houses.bay"] : visit.Text.Say("houses.bays", row.Bays)))));
        }

        private static Task<IResult> ShowNew(Visit visit, Entries? wrong)
        {
            PlaceModel model = new(visit.Frame(visit.Text["houses.another"]), New, wrong ?? HouseForm.Begun(null)) { IsThere = false, IsDescribed = false };
            return Task.FromResult(wrong is null ? visit.Show<PlaceView>(model) : visit.ShowAgain<PlaceView>(model));
        }

        private static async Task<IResult> Add(Visit visit)
        {
            // Of an operator of one tenant it is that one's; of several he has said which he means.
            long tenant = visit.Signed.Tenant ?? await Only(visit);
            HouseForm form = new(visit);
            return await form.Save((context, facts) => PlaceDesk.AddHouse(context, context.Tenants.First(row => row.Id == tenant), facts.Name)) is { } number
                ? visit.Go(PathOf(number), "done.house") : await ShowNew(visit, form.Entries);
        }

        private static async Task<long> Only(Visit visit)
        {
            using PlatformContext context = visit.Open();
            return await context.Tenants.OrderBy(row => row.Id).Select(row => row.Id).FirstAsync();
        }

        /// <summary>The page of a house.</summary>
        /// <param name="visit">Who asks.</param>
        /// <param name="wrong">What was typed of the house, and is wrong; null where nothing is.</param>
        /// <param name="bay">What was typed of a bay, and is wrong.</param>
        private static async Task<IResult> Show(Visit visit, Entries? wrong, (string Which, Entries Typed)? bay)
        {
            using PlatformContext context = visit.Open();
            if (await Find(visit, context) is not { } house)
            {
                return Visit.Refuse(StatusCodes.Status404NotFound);
            }

            var bays = await context.Bays.AsNoTracking().Where(row => row.HouseId == house.Id).OrderBy(row => row.Id).Select(row => new
            {
                row.Id,
                row.Name,
                Station = context.Placements.Where(placed => placed.BayId == row.Id && placed.ToMs == null).Join(context.Stations, placed => placed.StationId, station => station.Id, (_, station) => station.Name).FirstOrDefault(),
            }).ToListAsync();
            bool described = house.Seller is not null;
            PlaceModel model = new(visit.Frame(described ? house.Name : visit.Text["house.title"]), PathOf(house.Id), wrong ?? HouseForm.Begun(house))
            {
                IsThere = true,
                IsDescribed = described,
                SupplyPath = SupplyPages.PathOf(house.Id),
                Bays = bays.ConvertAll(row => new BayLine(row.Id.ToString(CultureInfo.InvariantCulture), row.Name, row.Station)),
                Wrong = bay?.Which,
                BayEntries = bay?.Typed ?? Entries.Empty,
            };
            return wrong is null && bay is null ? visit.Show<PlaceView>(model) : visit.ShowAgain<PlaceView>(model);
        }

        private static async Task<IResult> Describe(Visit visit)
        {
            House? house;
            bool otherwise;
            using (PlatformContext context = visit.Open())
            {
                house = await Find(visit, context);
                string currency = visit.Form.Line("currency").ToUpperInvariant();
                otherwise = house?.Currency is { } before && before != currency && PlaceDesk.IsPricedOtherwise(context, house.TenantId, currency, StationClock.Now(visit));
            }

            if (house is null)
            {
                return Visit.Refuse(StatusCodes.Status404NotFound);
            }

            HouseForm form = new(visit);
            return await form.Save((context, _) => context.Houses.First(row => row.Id == house.Id)) is null ? await Show(visit, form.Entries, null)
                : otherwise ? visit.Go("/prices", "done.house-currency") : visit.Go(PathOf(house.Id), form.IsSame ? "done.nothing" : "done.house");
        }

        private static async Task<IResult> AddBay(Visit visit)
        {
            return await Change(visit, NewBay, "done.bay-added", (context, house, name) =>
            {
                PlaceDesk.AddBay(context, house, name);
                return (ChangeKind.BayAdded, null);
            });
        }

        private static async Task<IResult> RenameBay(Visit visit)
        {
            long number = visit.Number("bay");
            using (PlatformContext context = visit.Open())
            {
                long house = visit.Number("house");
                if (!await context.Bays.AnyAsync(row => row.Id == number && row.HouseId == house))
                {
                    return Visit.Refuse(StatusCodes.Status404NotFound);
                }
            }

            return await Change(visit, number.ToString(CultureInfo.InvariantCulture), "done.bay-renamed", (context, house, name) =>
                (ChangeKind.BayRenamed, PlaceDesk.RenameBay(context, house, context.Bays.First(row => row.Id == number), name)));
        }

        /// <summary>Does something to a bay, with its line of the trail; what the desk refuses stands at the field.</summary>
        private static async Task<IResult> Change(Visit visit, string which, string done, System.Func<PlatformContext, House, string, (string Kind, string? Before)> work)
        {
            House? house;
            using (PlatformContext context = visit.Open())
            {
                house = await Find(visit, context);
            }

            if (house is null)
            {
                return Visit.Refuse(StatusCodes.Status404NotFound);
            }

            string name = visit.Form.Name("bay", PlaceDesk.LongestName);
            Entries typed = visit.Form.Entries("bay");
            if (!PlaceDesk.IsName(name))
            {
                return await Show(visit, null, (which, typed.Wrong("bay", visit.Text[name.Length == 0 ? "field.missing" : "house.slash"])));
            }

            Actor actor = visit.Actor with { Tenant = house.TenantId };
            try
            {
                await visit.Get<WebData>().Write(context =>
                {
                    (string kind, string? before) = work(context, house, name);
                    if (before == name)
                    {
                        done = "done.nothing";
                        return 0;
                    }

                    Trail.Add(context, actor, kind, new Phrase("trail.house-named", house.Name).Stored(), before is null ? null : Named(before), Named(name));
                    return context.SaveChanges();
                });
            }
            catch (InvalidDataException refused) when (Refusal.Of(refused) is not null)
            {
                return await Show(visit, null, (which, typed.Wrong("bay", visit.Text.Say("house.wrong", visit.Text.Why(refused, DateTimeZone.Utc)))));
            }

            return visit.Go(PathOf(house.Id) + "#bays", done);
        }

        private static string Named(string bay)
        {
            return new Phrase("trail.bay", bay).Stored();
        }
    }
}
