using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Rating;
using NanoCharger.Verify;

namespace NanoCharger.Backend.Commands
{
    /// <summary>Houses and bays, by a command or by a page: one way, so that both refuse the same. Whoever calls has begun a unit of work.</summary>
    internal static class PlaceDesk
    {
        /// <summary>The longest name of a house or a bay.</summary>
        internal const int LongestName = 64;

        /// <summary>Adds a house to a tenant; nothing is said of it yet.</summary>
        /// <exception cref="InvalidDataException">The name is none, or another house of the tenant has it.</exception>
        internal static House AddHouse(PlatformContext context, Tenant tenant, string name)
        {
            RefuseName(name);
            RefuseHouse(context, tenant, name, 0);
            House house = context.Houses.Add(new House { TenantId = tenant.Id, Name = name }).Entity;
            context.SaveChanges();
            return house;
        }

        /// <summary>Adds a bay to a house.</summary>
        /// <exception cref="InvalidDataException">The name is none, or another bay of the house has it.</exception>
        internal static Bay AddBay(PlatformContext context, House house, string name)
        {
            RefuseName(name);
            RefuseBay(context, house, name, 0);
            Bay bay = context.Bays.Add(new Bay { TenantId = house.TenantId, HouseId = house.Id, Name = name }).Entity;
            context.SaveChanges();
            return bay;
        }

        /// <summary>Calls a bay otherwise: from then on on every list, those of the past too. Bills name no bay.</summary>
        /// <returns>What it was called.</returns>
        /// <exception cref="InvalidDataException">The name is none, or another bay of the house has it.</exception>
        internal static string RenameBay(PlatformContext context, House house, Bay bay, string name)
        {
            RefuseName(name);
            RefuseBay(context, house, name, bay.Id);
            string before = bay.Name;
            bay.Name = name;
            context.SaveChanges();
            return before;
        }

        /// <summary>Whether that is what was said of a house before.</summary>
        internal static bool IsSame(House house, HouseFacts facts)
        {
            return house.Seller is not null && house.Name == facts.Name && (house.Zone, house.Currency, house.Market) == (facts.Zone, facts.Currency, facts.Market) && Private(house, facts) is null;
        }

        /// <summary>Whether something is in force or to come that is in another currency.</summary>
        internal static bool IsPricedOtherwise(PlatformContext context, long tenant, string currency, long nowMs)
        {
            return InForceOrToCome(context, tenant, nowMs).Any(version => version.Currency != currency);
        }

        /// <summary>Says what a house is.</summary>
        /// <returns>Before, null where nothing was said, and after: as the trail tells it.</returns>
        /// <exception cref="InvalidDataException">Another house has the name, something was billed in another currency, or prices with hours go by another clock.</exception>
        internal static (Phrase? Before, Phrase After) Describe(PlatformContext context, House house, HouseFacts facts, long nowMs)
        {
            Tenant tenant = context.Tenants.First(row => row.Id == house.TenantId);
            RefuseName(facts.Name);
            RefuseHouse(context, tenant, facts.Name, house.Id);
            RefuseCurrency(context, house, facts.Currency);
            RefuseZone(context, house, facts.Zone, nowMs);
            Phrase? before = house.Seller is null ? null : Words(house);
            Phrase? kept = before is null ? null : Private(house, facts);
            (house.Name, house.Address, house.Zone, house.Currency) = (facts.Name, facts.Address, facts.Zone, facts.Currency);
            (house.Market, house.TaxNumber, house.Seller) = (facts.Market, facts.TaxNumber.Length == 0 ? null : facts.TaxNumber, facts.Seller);
            tenant.Name = tenant.Name == House.FirstName && !context.Tenants.Any(row => row.Name == facts.Name) ? facts.Name : tenant.Name;
            context.SaveChanges();
            return (before, kept is null ? Words(house) : new Phrase("trail.house-and", Words(house), kept));
        }

        /// <summary>Hangs a station that nobody knows yet in a house: in the bay of that name, which must be bare, or in a new one.</summary>
        /// <exception cref="InvalidDataException">The station is known, or another hangs in that bay.</exception>
        internal static Bay Hang(PlatformContext context, House house, string station, string bayName, long nowMs)
        {
            Bay? bay = context.Bays.Where(row => row.HouseId == house.Id).AsEnumerable().FirstOrDefault(row => LookAlike(row.Name, bayName));
            if (context.Stations.Any(row => row.Name == station))
            {
                throw Refusal.Because("refused.station-known", station);
            }

            if (bay is not null && context.Placements.Any(row => row.BayId == bay.Id && row.ToMs == null))
            {
                throw Refusal.Because("refused.bay-hung", bayName);
            }

            bay ??= AddBay(context, house, bayName);
            Station made = context.Stations.Add(new Station { Name = station }).Entity;
            context.SaveChanges();
            context.Placements.Add(new Placement { StationId = made.Id, FromMs = nowMs, BayId = bay.Id, TenantId = bay.TenantId });
            context.SaveChanges();
            return bay;
        }

        /// <summary>A name that a path can be made of.</summary>
        internal static bool IsName(string name)
        {
            return name.Trim().Length is > 0 and <= LongestName && !name.Contains('/', StringComparison.Ordinal);
        }

        internal static void RefuseName(string name)
        {
            if (!IsName(name))
            {
                throw Refusal.Because("refused.place-name", name, LongestName);
            }
        }

        private static void RefuseHouse(PlatformContext context, Tenant tenant, string name, long but)
        {
            if (context.Houses.Where(row => row.TenantId == tenant.Id && row.Id != but).Select(row => row.Name).AsEnumerable().Any(other => LookAlike(other, name)))
            {
                throw Refusal.Because("refused.house-there", $"{tenant.Name}/{name}");
            }
        }

        private static void RefuseBay(PlatformContext context, House house, string name, long but)
        {
            if (context.Bays.Where(row => row.HouseId == house.Id && row.Id != but).Select(row => row.Name).AsEnumerable().Any(other => LookAlike(other, name)))
            {
                throw Refusal.Because("refused.bay-there", $"{house.Name}/{name}");
            }
        }

        /// <summary>Whether people read two names as one: signs that nobody sees, and how wide a gap is, tell nothing apart.</summary>
        private static bool LookAlike(string one, string other)
        {
            return Look(one) == Look(other);
        }

        private static string Look(string name)
        {
            string seen = string.Concat(name.Where(static sign => char.IsWhiteSpace(sign) || (!char.IsControl(sign) && char.GetUnicodeCategory(sign) != UnicodeCategory.Format)));
            return string.Join(' ', seen.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        }

        /// <summary>What was billed stays in its currency, and one tenant's sums are never of two.</summary>
        private static void RefuseCurrency(PlatformContext context, House house, string currency)
        {
            if (currency == house.Currency)
            {
                return;
            }

            if (context.Bills.Where(row => row.TenantId == house.TenantId && row.Currency != currency).Select(row => row.Currency).FirstOrDefault() is { } billed)
            {
                throw Refusal.Because("refused.currency-billed", billed);
            }

            // Prices are put down in the first house's.
            if (context.Houses.Where(row => row.TenantId == house.TenantId && row.Id < house.Id).OrderBy(row => row.Id).Select(row => row.Currency).FirstOrDefault() is { } first && first != currency)
            {
                throw Refusal.Because("refused.currency-houses", first);
            }
        }

        /// <summary>A version of prices has its own clock and never changes: under another one the house would tell hours that nobody pays by.</summary>
        private static void RefuseZone(PlatformContext context, House house, string zone, long nowMs)
        {
            if (zone == house.Zone)
            {
                return;
            }

            List<TariffVersion> other = [.. InForceOrToCome(context, house.TenantId, nowMs).Where(version => (version.Windows.Count > 0 || version.IdleFree is not null) && version.Zone != zone)];
            if (other.Count > 0)
            {
                throw Refusal.Because("refused.zone-hours", string.Join(", ", other.Select(version => version.Id).Distinct().Order(StringComparer.Ordinal)), other[0].Zone);
            }
        }

        private static IEnumerable<TariffVersion> InForceOrToCome(PlatformContext context, long tenant, long nowMs)
        {
            Dictionary<string, TariffVersion> versions = context.Tariffs.Where(row => row.TenantId == tenant).AsEnumerable().Select(TariffRegister.Read).OfType<TariffVersion>().ToDictionary(version => version.Id);
            HashSet<long> ended = [.. context.Cards.Where(row => row.TenantId == tenant && row.ToMs <= nowMs).Select(row => row.Id)];
            return context.Offers.Where(row => row.TenantId == tenant).AsEnumerable().Where(row => !(Audience.Parse(row.Audience)?.CardNumber is { } card && ended.Contains(card))).GroupBy(row => row.Audience)
                .SelectMany(offers => offers.Where(row => row.FromMs > nowMs).Concat(offers.Where(row => row.FromMs <= nowMs).OrderBy(row => row.FromMs).TakeLast(1)))
                .Select(row => versions.GetValueOrDefault(row.TariffId)).OfType<TariffVersion>();
        }

        /// <summary>As the trail tells it. Who sells may be somebody, and nothing is ever taken out of the trail: he stays out of it.</summary>
        private static Phrase Words(House house)
        {
            return new Phrase("trail.house", house.Name, house.Zone ?? "", house.Currency ?? "", house.Market ?? "");
        }

        /// <summary>What of the rest is another; null where nothing is.</summary>
        private static Phrase? Private(House house, HouseFacts facts)
        {
            return new[]
            {
                house.Address == facts.Address ? null : new Phrase("trail.house-address"),
                house.Seller == facts.Seller ? null : new Phrase("trail.house-seller"),
                (house.TaxNumber ?? "") == facts.TaxNumber ? null : new Phrase("trail.house-tax"),
            }.OfType<Phrase>().Aggregate((Phrase?)null, (all, one) => all is null ? one : new Phrase("trail.and", all, one));
        }
    }
}
