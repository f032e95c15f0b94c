using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.People;
using NanoCharger.Backend.Rating;
using NodaTime;

namespace NanoCharger.Backend.Web.Prices
{
    /// <summary>Prices: what is in force, what comes, what was; and another one, with what it would cost before it is put down.</summary>
    internal static class PricesPages
    {
        private const string Euro = "EUR";
        private const string Put = "put";

        internal static void Map(IEndpointRouteBuilder routes)
        {
            routes.MapPage("/prices", Policies.Money, static visit => Show(visit, Entries.Empty, null));
            routes.MapForm("/prices", Policies.Money, Answer);
        }

        private static async Task<IResult> Show(Visit visit, Entries entries, PricePreview? preview)
        {
            using PlatformContext context = visit.Open();
            House house = await context.Houses.AsNoTracking().OrderBy(row => row.Id).FirstAsync();
            DateTimeZone zone = await Houses.Clock(context);
            PriceTexts texts = new(visit.Text);
            (List<PriceOffer> offers, TariffVersion? inForce) = await Offers(visit, context, house.TenantId, zone);
            PricesModel model = new(visit.Frame(visit.Text["prices.title"]), offers, entries == Entries.Empty && inForce is not null ? Usual(visit.Text, inForce) : entries)
            {
                Audiences = [.. ((Audience[])[Audience.Everyone, Audience.Residents, Audience.Guests]).Select(audience => (audience.ToString(), texts.For(audience)))],
                Currency = house.Currency ?? Euro,
                Preview = preview,
            };
            return entries.Problem is null ? visit.Show<PricesView>(model) : visit.ShowAgain<PricesView>(model);
        }

        private static async Task<IResult> Answer(Visit visit)
        {
            using PlatformContext context = visit.Open();
            House house = await context.Houses.AsNoTracking().OrderBy(row => row.Id).FirstAsync();
            DateTimeZone zone = await Houses.Clock(context);
            long now = StationClock.Now(visit);
            PriceForm form = new(visit, house.Currency ?? Euro, zone);
            TariffVersion? version = form.Read(await FreeId(context, house.TenantId), now);
            if (version is not null && new Market(house.Market ?? Market.Default.Code, false).Problem(version) is { } unsold)
            {
                version = form.Refuse(unsold);
            }

            if (version is null)
            {
                return await Show(visit, form.Entries, null);
            }

            if (visit.Form.Line("do") != Put)
            {
                TariffVersion? inForce = TariffRegister.ListOf(context, house.TenantId).At(new Customer(null, form.For == Audience.Guests), now);
                return await Show(visit, form.Entries, await new PricePreviews(context, visit.Text).Of(version, inForce is { IsUnpriced: false } ? inForce : null, new Month(Month.At(now, zone).PlusMonths(-1), zone)));
            }

            return await PutDown(visit, form, version, house.TenantId, now);
        }

        private static async Task<IResult> PutDown(Visit visit, PriceForm form, TariffVersion version, long tenant, long now)
        {
            Actor actor = visit.Actor with { Tenant = tenant };
            try
            {
                await visit.Get<WebData>().Write(write =>
                {
                    int rows = TariffRegister.Put(write, tenant, version, now) + TariffRegister.Offer(write, tenant, version.Id, form.For, (form.FromMs ?? now, now));
                    Trail.Add(write, actor, ChangeKind.PriceOffered, version.Id, after: $"{form.For}: {TariffText.Of(version)}");
                    return rows + write.SaveChanges();
                });
            }
            catch (InvalidDataException problem)
            {
                form.Refuse(problem.Message);
                return await Show(visit, form.Entries, null);
            }

            return visit.Go("/prices", "done.price-put");
        }

        /// <summary>Tax does not change with the price: whoever leaves it as it stands has not forgotten it.</summary>
        private static Entries Usual(Language text, TariffVersion inForce)
        {
            decimal tax = inForce.TaxPercent;
            return new Entries(new Dictionary<string, string> { ["tax"] = text.Number(tax, decimal.Truncate(tax) == tax ? 0 : 2), ["included"] = inForce.TaxIncluded ? "on" : "" });
        }

        private static async Task<(List<PriceOffer> All, TariffVersion? InForce)> Offers(Visit visit, PlatformContext context, long tenant, DateTimeZone zone)
        {
            long now = StationClock.Now(visit);
            PriceTexts texts = new(visit.Text);
            var rows = await (from offer in context.Offers
                              join tariff in context.Tariffs on new { offer.TenantId, Id = offer.TariffId } equals new { tariff.TenantId, tariff.Id }
                              where offer.TenantId == tenant
                              select new { offer.Audience, offer.FromMs, tariff }).AsNoTracking().ToListAsync();
            var all = rows.Select(row => (For: Audience.Parse(row.Audience) ?? Audience.Everyone, row.FromMs, row.tariff.Id, Version: TariffRegister.Read(row.tariff))).ToList();
            ILookup<Audience, long> begins = all.ToLookup(one => one.For, one => one.FromMs);
            TariffVersion? inForce = all.Where(one => one.For == Audience.Everyone && one.FromMs <= now).OrderBy(one => one.FromMs).LastOrDefault().Version;
            return ([.. all.Select(one => (one, Standing: one.FromMs > now ? 1 : begins[one.For].Any(from => from > one.FromMs && from <= now) ? 2 : 0)).OrderBy(one => one.Standing).ThenBy(one => one.one.For.ToString(), StringComparer.Ordinal).ThenByDescending(one => one.one.FromMs)
                .Select(one => new PriceOffer
                {
                    Id = one.one.Id,
                    For = texts.For(one.one.For),
                    From = one.one.FromMs == 0 ? visit.Text["prices.always"] : visit.Text.Moment(one.one.FromMs, zone),
                    State = visit.Text[one.Standing == 0 ? "prices.in-force" : one.Standing == 1 ? "prices.to-come" : "prices.over"],
                    InForce = one.Standing == 0,
                    Prices = one.one.Version is { } version ? texts.All(version) : [visit.Text["prices.edited"]],
                    Day = one.one.Version is { } told ? texts.Day(told) : [],
                })], inForce);
        }

        private static async Task<string> FreeId(PlatformContext context, long tenant)
        {
            HashSet<string> taken = [.. await context.Tariffs.Where(row => row.TenantId == tenant).Select(row => row.Id).ToListAsync()];
            return Enumerable.Range(taken.Count + 1, taken.Count + 1).Select(number => string.Create(CultureInfo.InvariantCulture, $"P{number}")).First(id => !taken.Contains(id));
        }
    }
}
