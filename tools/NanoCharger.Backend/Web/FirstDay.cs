using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Commands;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.People;
using NanoCharger.Backend.Rating;
using NanoCharger.Backend.Web.Places;
using NanoCharger.Verify;

namespace NanoCharger.Backend.Web
{
    /// <summary>The steps by which the first house comes to sell: what is done is seen by what is stored, so each may be left and come back to, and none is ever half done.</summary>
    internal static class FirstDay
    {
        internal const string House = "/first-day/house";
        internal const string Price = "/first-day/price";
        internal const string Station = "/first-day/station";
        internal const string Done = "/first-day/done";

        /// <summary>The first house, with what is done at it.</summary>
        internal static async Task<FirstHouse> Look(WebData data)
        {
            using PlatformContext context = data.Context(null);
            return await context.Houses.AsNoTracking().OrderBy(row => row.Id).Select(row => new FirstHouse(
                row,
                context.Offers.Any(offer => offer.TenantId == row.TenantId),
                context.Keys.Any())).FirstAsync();
        }

        /// <summary>The first step that is not done yet.</summary>
        internal static async Task<string> Next(WebData data)
        {
            FirstHouse first = await Look(data);
            return !first.IsDescribed ? House : !first.IsPriced ? Price : !first.HasStation ? Station : Done;
        }

        /// <summary>Makes a version everyone's price, always where there was none, else from now on.</summary>
        /// <exception cref="InvalidDataException">That moment has a price already.</exception>
        internal static Task Offer(WebData data, Actor actor, long tenant, TariffVersion version, long nowMs)
        {
            return data.Write(context =>
            {
                string everyone = Audience.Everyone.ToString();
                bool any = context.Offers.Any(row => row.TenantId == tenant && row.Audience == everyone);
                int number = context.Tariffs.Count(row => row.TenantId == tenant) + 1;
                TariffVersion named = version with { Id = Free(context, tenant, number) };
                int rows = TariffRegister.Put(context, tenant, named, nowMs);
                rows += TariffRegister.Offer(context, tenant, named.Id, Audience.Everyone, (any ? nowMs : 0, nowMs));
                Trail.Add(context, actor with { Tenant = tenant }, ChangeKind.PriceOffered, named.Id, after: TariffText.Of(named));
                return rows + context.SaveChanges();
            });
        }

        /// <summary>Takes the first station, or says anew what is known of it: where it hangs, or in a bay of its own in the first house.</summary>
        /// <exception cref="InvalidDataException">What is known contradicts it, or another bay has that name.</exception>
        internal static async Task Enrol(WebData data, Actor actor, StationForm form, long nowMs)
        {
            await data.Write(context =>
            {
                form.Enrol(context, nowMs);
                Placement placed = context.Placements.Where(row => context.Stations.Any(one => one.Id == row.StationId && one.Name == form.Station)).OrderBy(row => row.FromMs).Last();
                Bay hangs = context.Bays.First(row => row.Id == placed.BayId);
                Data.House house = context.Houses.First(row => row.Id == hangs.HouseId);
                if (form.Bay.Length > 0)
                {
                    PlaceDesk.RenameBay(context, house, hangs, form.Bay);
                }

                Trail.Add(context, actor with { Tenant = placed.TenantId }, ChangeKind.StationEnrolled, form.Station, after: new Phrase("trail.bay-of", hangs.Name, house.Name).Stored());
                return context.SaveChanges();
            });
            await data.Backend.Engine.Retake(form.Station);
        }

        private static string Free(PlatformContext context, long tenant, int from)
        {
            HashSet<string> taken = [.. context.Tariffs.Where(row => row.TenantId == tenant).Select(row => row.Id)];
            return Enumerable.Range(from, taken.Count + 1).Select(number => string.Create(CultureInfo.InvariantCulture, $"P{number}")).First(id => !taken.Contains(id));
        }
    }

    /// <summary>The first house, and how far it is.</summary>
    /// <param name="House">The house.</param>
    /// <param name="IsPriced">It has a price.</param>
    /// <param name="HasStation">It has a station whose key is known.</param>
    internal sealed record FirstHouse(House House, bool IsPriced, bool HasStation)
    {
        /// <summary>It is known what it is.</summary>
        internal bool IsDescribed => House.Seller is not null;
    }
}
