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
using NanoCharger.Backend.Web.Places;
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
            routes.MapPage("/prices", Policies.Money, static visit => Show(visit, Entries.Empty, null, null));
            routes.MapForm("/prices", Policies.Money, Answer);
        }

        private static async Task<IResult> Show(Visit visit, Entries entries, PricePreview? preview, TariffVersion? version)
        {
            using PlatformContext context = visit.Open();
            if (await context.Houses.AsNoTracking().OrderBy(row => row.Id).FirstOrDefaultAsync() is not { Zone: not null } house)
            {
                // Without a clock a price has no hours, and nobody knows its law.
                return visit.Go(await PlacePages.Unsaid(visit) ?? PlacePages.All);
            }

            DateTimeZone zone = await Houses.Clock(context);
            PriceTexts texts = new(visit.Text);
            IReadOnlyDictionary<long, PriceCard> cards = await PriceCard.All(context, house.TenantId);
            long now = StationClock.Now(visit);
            IEnumerable<Audience> audiences = [Audience.Everyone, Audience.Residents, Audience.Guests, .. cards.Keys.Select(Audience.OfCard).Where(audience => PriceCard.Of(cards, audience, now) is not null)];
            (List<PriceOffer> offers, TariffVersion? inForce) = await Offers(visit, context, (house.TenantId, zone), cards);
            PricesModel model = new(visit.Frame(visit.Text["prices.title"]), offers, ReferenceEquals(entries, Entries.Empty) ? Begun(visit.Text, inForce) : entries)
            {
                Audiences = [.. audiences.Select(audience => (audience.ToString(), texts.For(audience, cards)))],
                Currency = house.Currency ?? Euro,
                Guests = [.. (await context.Houses.AsNoTracking().Where(row => row.TenantId == house.TenantId).OrderBy(row => row.Id).ToListAsync()).Select(row => Guests(visit.Text, row, visit.Get<WebData>().Backend.Cards is not null))],
                Preview = preview,
                Doubt = version is null ? null : texts.Doubt(version),
            };
            return entries.Problem is null ? visit.Show<PricesView>(model) : visit.ShowAgain<PricesView>(model);
        }

        private static HouseGuests Guests(Language text, House house, bool byCard)
        {
            return new HouseGuests(house.Name, string.Create(CultureInfo.InvariantCulture, $"/prices/guests/{house.Id}"), house.Guests.ToString(),
                [(nameof(GuestWay.None), text["prices.guests-none"]), (nameof(GuestWay.Free), text["prices.guests-free"]), (nameof(GuestWay.Desk), text["prices.guests-desk"]), .. byCard ? [(nameof(GuestWay.Card), text["prices.guests-card"])] : Array.Empty<(string, string)>()]);
        }

        /// <summary>The tax is the same from one price to the next: as it is in force; where there is no price yet, in it, as people are told prices.</summary>
        private static Entries Begun(Language text, TariffVersion? now)
        {
            return new Entries(new Dictionary<string, string>
            {
                ["tax"] = now is { TaxPercent: > 0 } ? text.Number(now.TaxPercent, now.TaxPercent == decimal.Round(now.TaxPercent) ? 0 : 2) : "",
                ["included"] = now is null or { TaxIncluded: true } or { TaxPercent: 0 } ? "on" : "",
            });
        }

        private static async Task<IResult> Answer(Visit visit)
        {
            using PlatformContext context = visit.Open();
            if (await context.Houses.AsNoTracking().OrderBy(row => row.Id).FirstOrDefaultAsync() is not { Zone: not null } house)
            {
                // Without a clock a price has no hours, and nobody knows its law.
                return visit.Go(await PlacePages.Unsaid(visit) ?? PlacePages.All);
            }

            DateTimeZone zone = await Houses.Clock(context);
            long now = StationClock.Now(visit);
            PriceForm form = new(visit, house.Currency ?? Euro, zone, await PriceCard.All(context, house.TenantId));
            TariffVersion? version = form.Read(FreeId(context, house.TenantId), now);
            if (version is not null && new Market(house.Market ?? Market.Default.Code, false).Problem(version) is { } unsold)
            {
                version = form.Refuse(unsold);
            }

            if (version is not null && await Against(context, house.TenantId, version) is { } against)
            {
                version = form.Refuse(against);
            }

            if (version is null)
            {
                return await Show(visit, form.Entries, null, null);
            }

            if (visit.Form.Line("do") != Put)
            {
                TariffVersion? inForce = TariffRegister.ListOf(context, house.TenantId).At(form.Payer, now);
                return await Show(visit, form.Entries, await new PricePreviews(context, visit.Text).Of(version, inForce is { IsUnpriced: false } ? inForce : null, new Month(Month.At(now, zone).PlusMonths(-1), zone)), version);
            }

            if (new PriceTexts(visit.Text).Doubt(version) is { } doubt && doubt.IsOpen(visit.Form))
            {
                form.Ask();
                return await Show(visit, form.Entries, null, version);
            }

            return await PutDown(visit, form, version, house.TenantId, now);
        }

        /// <summary>Why the tenant's houses cannot have it, as they are refused a clock or a currency that their prices do not have; null where they can.</summary>
        private static async Task<Phrase?> Against(PlatformContext context, long tenant, TariffVersion version)
        {
            if (version.Windows.Count > 0 && await context.Houses.AsNoTracking().FirstOrDefaultAsync(row => row.TenantId == tenant && row.Zone != null && row.Zone != version.Zone) is { } other)
            {
                return new Phrase("refused.two-clocks", other.Name, other.Zone!, version.Zone);
            }

            List<string> billed = await context.Bills.Where(row => row.TenantId == tenant).Select(row => row.Currency).Distinct().OrderBy(code => code).ToListAsync();
            return billed.Count == 0 || billed.Contains(version.Currency) ? null : new Phrase("refused.currency-billed", billed[0]);
        }

        private static async Task<IResult> PutDown(Visit visit, PriceForm form, TariffVersion version, long tenant, long now)
        {
            Actor actor = visit.Actor with { Tenant = tenant };
            try
            {
                await visit.Get<WebData>().Write(write =>
                {
                    // Somebody else may have put one down since this one was read.
                    TariffVersion named = version with { Id = FreeId(write, tenant) };
                    int rows = TariffRegister.Put(write, tenant, named, now) + TariffRegister.Offer(write, tenant, named.Id, form.For, (form.FromMs ?? now, now));
                    Trail.Add(write, actor, ChangeKind.PriceOffered, named.Id, after: new Phrase("trail.price", form.Words, TariffText.Of(named)).Stored());
                    return rows + write.SaveChanges();
                });
            }
            catch (InvalidDataException)
            {
                return await Show(visit, form.Entries.Wrong("from", visit.Text["prices.taken"]), null, version);
            }

            return visit.Go("/prices", "done.price-offered");
        }

        private static async Task<(List<PriceOffer> Offers, TariffVersion? InForce)> Offers(Visit visit, PlatformContext context, (long Tenant, DateTimeZone Zone) house, IReadOnlyDictionary<long, PriceCard> cards)
        {
            (long tenant, DateTimeZone zone) = house;
            long now = StationClock.Now(visit);
            PriceTexts texts = new(visit.Text);
            var rows = await (from offer in context.Offers
                              join tariff in context.Tariffs on new { offer.TenantId, Id = offer.TariffId } equals new { tariff.TenantId, tariff.Id }
                              where offer.TenantId == tenant
                              select new { offer.Audience, offer.FromMs, tariff }).AsNoTracking().ToListAsync();
            var all = rows.Select(row => (For: Audience.Parse(row.Audience) ?? Audience.Everyone, row.FromMs, row.tariff.Id, Version: TariffRegister.Read(row.tariff))).ToList();
            ILookup<Audience, long> begins = all.ToLookup(one => one.For, one => one.FromMs);
            TariffVersion? inForce = all.Where(one => one.For == Audience.Everyone && one.FromMs <= now).OrderBy(one => one.FromMs).LastOrDefault().Version;
            List<PriceOffer> offers =
            [
                .. all.Select(one => (one, Standing: IsOver(one.For) ? 2 : one.FromMs > now ? 1 : begins[one.For].Any(from => from > one.FromMs && from <= now) ? 2 : 0)).OrderBy(one => one.Standing).ThenBy(one => one.one.For.ToString(), StringComparer.Ordinal).ThenByDescending(one => one.one.FromMs)
                .Select(one => new PriceOffer
                {
                    Id = one.one.Id,
                    For = texts.For(one.one.For, cards),
                    From = one.one.FromMs == 0 ? visit.Text["prices.always"] : visit.Text.Moment(one.one.FromMs, zone),
                    State = visit.Text[one.Standing == 0 ? "prices.in-force" : one.Standing == 1 ? "prices.to-come" : "prices.over"],
                    InForce = one.Standing == 0,
                    Prices = one.one.Version is { } version ? texts.All(version) : [visit.Text["prices.edited"]],
                    Day = one.one.Version is { } told ? texts.Day(told) : [],
                }),
            ];
            return (offers, inForce);

            bool IsOver(Audience audience)
            {
                return audience.CardNumber is not null && PriceCard.Of(cards, audience, now) is null;
            }
        }

        private static string FreeId(PlatformContext context, long tenant)
        {
            HashSet<string> taken = [.. context.Tariffs.Where(row => row.TenantId == tenant).Select(row => row.Id)];
            return Enumerable.Range(taken.Count + 1, taken.Count + 1).Select(number => string.Create(CultureInfo.InvariantCulture, $"P{number}")).First(id => !taken.Contains(id));
        }
    }
}
