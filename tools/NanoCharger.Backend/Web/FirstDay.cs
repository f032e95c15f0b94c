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

        /// <summary>Writes what the house is.</summary>
        internal static Task Describe(WebData data, Actor actor, long number, HouseFacts facts)
        {
            return data.Write(context =>
            {
                Data.House house = context.Houses.First(row => row.Id == number);
                string? before = house.Seller is null ? null : Text(house);
                (house.Name, house.Address, house.Zone, house.Currency) = (facts.Name, facts.Address, facts.Zone, facts.Currency);
                (house.Market, house.TaxNumber, house.Seller) = (facts.Market, facts.TaxNumber.Length == 0 ? null : facts.TaxNumber, facts.Seller);
                Tenant tenant = context.Tenants.First(row => row.Id == house.TenantId);
                tenant.Name = tenant.Name == Data.House.FirstName ? facts.Name : tenant.Name;
                Trail.Add(context, actor with { Tenant = house.TenantId }, ChangeKind.HouseDescribed, facts.Name, before, Text(house));
                return context.SaveChanges();
            });
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

        /// <summary>Takes a station by its report, or by its key.</summary>
        /// <param name="data">Where it is written.</param>
        /// <param name="actor">Who takes it.</param>
        /// <param name="bay">What its place is called; empty: as the station.</param>
        /// <param name="enrol">Takes it, and says which it is.</param>
        /// <exception cref="InvalidDataException">What is known contradicts it.</exception>
        internal static async Task<string> Enrol(WebData data, Actor actor, string bay, Func<PlatformContext, string> enrol)
        {
            string station = "";
            await data.Write(context =>
            {
                station = enrol(context);
                Placement placed = context.Placements.Where(row => context.Stations.Any(one => one.Id == row.StationId && one.Name == station)).OrderBy(row => row.FromMs).Last();
                Bay hangs = context.Bays.First(row => row.Id == placed.BayId);
                hangs.Name = bay.Length > 0 ? bay : hangs.Name;
                Trail.Add(context, actor with { Tenant = placed.TenantId }, ChangeKind.StationEnrolled, station, after: hangs.Name);
                return context.SaveChanges();
            });
            await data.Backend.Engine.Retake(station);
            return station;
        }

        /// <summary>Takes a report.</summary>
        internal static string ByReport(PlatformContext context, CommissioningReport report, long nowMs)
        {
            return Enrolment.ByReport(context, report, nowMs, beside: false).Name;
        }

        /// <summary>Takes a key.</summary>
        internal static string ByKey(PlatformContext context, string station, StationKey key, long nowMs)
        {
            Enrolment.ByKey(context, station, key, (KeyOrigin.Hand, nowMs), beside: false);
            return station;
        }

        private static string Free(PlatformContext context, long tenant, int from)
        {
            HashSet<string> taken = [.. context.Tariffs.Where(row => row.TenantId == tenant).Select(row => row.Id)];
            return Enumerable.Range(from, taken.Count + 1).Select(number => string.Create(CultureInfo.InvariantCulture, $"P{number}")).First(id => !taken.Contains(id));
        }

        /// <summary>As the trail tells it. Who sells may be somebody, and nothing is ever taken out of the trail: he stays out of it.</summary>
        private static string Text(Data.House house)
        {
            return string.Join("; ", house.Name, house.Zone, house.Currency, house.Market);
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

    /// <summary>What a house is.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Address">Where it is.</param>
    /// <param name="Zone">Its time zone.</param>
    /// <param name="Currency">What its prices are in.</param>
    /// <param name="Market">Whose law counts.</param>
    /// <param name="Seller">Who sells.</param>
    internal sealed record HouseFacts(string Name, string Address, string Zone, string Currency, string Market, string Seller)
    {
        /// <summary>The seller's tax number; empty where there is none.</summary>
        internal string TaxNumber { get; init; } = "";
    }
}
