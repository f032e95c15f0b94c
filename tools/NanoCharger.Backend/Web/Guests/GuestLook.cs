using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Guests;
using NanoCharger.Backend.People;
using NanoCharger.Backend.Rating;
using NanoCharger.Backend.Stations;
using NanoCharger.Backend.Web.Prices;
using NanoCharger.Backend.Web.Today;

namespace NanoCharger.Backend.Web.Guests
{
    /// <summary>Reads what a guest is told at a charger.</summary>
    internal sealed class GuestLook(Visit visit, PlatformContext context)
    {
        /// <summary>A start that was granted on a page waits so long for its vehicle at most.</summary>
        private const long GrantedMs = 600_000;

        /// <summary>Caps to choose from, in units of money of which a kWh costs less than one.</summary>
        private static readonly decimal[] Caps = [10, 20, 40];

        /// <summary>Where a kWh costs some thirty units, as in yen.</summary>
        private const decimal WithoutMinor = 100;

        private const int LeastWattHours = 1000;

        private readonly Language _text = visit.Text;
        private readonly long _now = StationClock.Now(visit);

        /// <summary>The bay where a station hangs; null where it hangs nowhere.</summary>
        internal async Task<GuestBay?> Bay(string station, long? own = null)
        {
            BayNow? bay = (await new BayLook(context, visit.Get<WebData>().Backend, _now).All(station)).FirstOrDefault(one => one.Station is not null);
            if (bay is null)
            {
                return null;
            }

            TariffVersion? price = GuestPrice.Of(context, bay.House, _now);
            long? paying = await context.Checkouts.Where(row => row.BayId == bay.Bay.Id && row.ClosedMs == null && row.Id != (own ?? 0)).Select(row => (long?)(row.State == nameof(CheckoutState.Checkout) || row.State == nameof(CheckoutState.Waiting) || row.State == nameof(CheckoutState.Paying) ? row.UntilMs ?? 0 : 0)).FirstOrDefaultAsync();
            GuestFacts facts = new(bay.House.Guests, price is not null, bay.HasKey, bay.Status.State) 
            {
                IsOthers = paying is not null,
                IsGranted = await IsGranted(bay.Station!.Id),
                CanPay = bay.House.Guests != GuestWay.Card || await TakesCards(bay.House, price),
            };
            return new GuestBay(bay, facts, price, paying);
        }

        /// <summary>What he is told, with the form where he may go on.</summary>
        internal GuestNowModel Now(GuestBay bay, string token, string? problem = null)
        {
            GuestStanding standing = bay.Facts.Standing;
            bool priced = bay.Price is not null && standing is not (GuestStanding.ResidentsOnly or GuestStanding.NoPrice);
            return new GuestNowModel(_text, token, PathOf(bay.Now.Station!.Name), standing, Sentence(bay))
            {
                Prices = priced ? Prices(bay.Now.House.Guests, bay.Price!) : [],
                Version = bay.Price?.Id ?? "",
                Caps = priced && HasCap(bay.Now.House.Guests) ? Choices(bay.Price!) : [],
                AtDesk = bay.Now.House.Guests == GuestWay.Desk,
                ByCard = bay.Now.House.Guests == GuestWay.Card,
                Problem = problem,
            };
        }

        /// <summary>Whoever pays says how much at most.</summary>
        internal static bool HasCap(GuestWay way)
        {
            return way is GuestWay.Desk or GuestWay.Card;
        }

        /// <summary>Whether a house's guests can pay by card just now: somebody takes cards, in that currency, and for this manager, and answers.</summary>
        private async Task<bool> TakesCards(House house, TariffVersion? price)
        {
            return visit.Get<WebData>().Backend is { Holds: { Health.DownSinceMs: null }, Cards: { } cards }
                && (price is null || cards.Provider.LeastMinor(price.Currency) is not null)
                && (!cards.ByAccounts || await context.Payees.AnyAsync(row => row.TenantId == house.TenantId && row.Account != null && row.MayCharge));
        }

        /// <summary>The page of a charger.</summary>
        internal static string PathOf(string station)
        {
            return "/c/" + Uri.EscapeDataString(station);
        }

        /// <summary>Prices in words; where nothing costs anything that is all.</summary>
        internal IReadOnlyList<string> Prices(GuestWay way, TariffVersion price)
        {
            return way == GuestWay.Free ? [_text["guest.free"]] : new PriceTexts(_text).All(price);
        }

        /// <summary>Those that buy something worth a charge.</summary>
        internal IReadOnlyList<GuestCapChoice> Choices(TariffVersion price)
        {
            decimal factor = price.Money.MinorDigits == 0 ? WithoutMinor : 1;
            return [.. Caps.Select(cap => price.Money.ToMinor(cap * factor)).Select(minor => (Minor: minor, WattHours: GuestCap.WattHours(price, minor))).Where(one => one.WattHours >= LeastWattHours)
                .Select(one => new GuestCapChoice(one.Minor, Cap(one.Minor, price), _text.Say("guest.cap-buys", _text.Number(decimal.Floor(one.WattHours / 1000m)))))];
        }

        /// <summary>A cap in words.</summary>
        internal string Cap(long minor, TariffVersion price)
        {
            return _text.Say("guest.cap", _text.Money(minor, price.Currency));
        }

        private string Sentence(GuestBay bay)
        {
            return bay.Facts.Standing switch
            {
                GuestStanding.ResidentsOnly => _text["guest.residents-only"],
                GuestStanding.NoPrice => _text["guest.no-price"],
                GuestStanding.NoCards => _text["guest.no-cards"],
                GuestStanding.Silent => bay.Now.Status.SinceMs is { } since ? _text.Say("guest.silent", At(since, bay)) : _text["guest.never-heard"],
                GuestStanding.Faulty => _text["guest.faulty"],
                GuestStanding.Unavailable => _text["guest.unavailable"],
                GuestStanding.Charging => _text["guest.charging"],
                GuestStanding.Paying => bay.PayingUntilMs > 0 ? _text.Say("guest.paying", At(bay.PayingUntilMs!.Value, bay)) : _text["guest.charging"],
                GuestStanding.NoCar => _text["guest.no-car"],
                _ => _text.Say("guest.welcome", At(bay.Now.Facts.OutletSinceMs, bay)),
            };
        }

        /// <summary>By the house's clock: of today the time alone.</summary>
        private string At(long ms, GuestBay bay)
        {
            return Tiles.At(_text, ms, _now, Zones.Of(bay.Now.House.Zone));
        }

        /// <summary>A start that is no guest's: who was let in on a page may still be on his way.</summary>
        private async Task<bool> IsGranted(long station)
        {
            List<CallRow> starts = await context.Calls.AsNoTracking().Where(call => call.StationId == station && call.Action == StationWishes.RequestStart && (call.EndedMs == null || call.EndedMs > _now - GrantedMs)
                && !context.Checkouts.Any(row => row.StationId == station && row.StartCall == call.Number)
                && !context.Transactions.Any(one => one.StationId == station && one.StartCameMs >= call.StoredMs)).ToListAsync();
            return starts.Exists(call => call.EndedMs is null || CallOutcome.Of(call).IsAccepted);
        }
    }

    /// <summary>A bay as a guest comes to it.</summary>
    /// <param name="Now">The bay.</param>
    /// <param name="Facts">What he depends on.</param>
    /// <param name="Price">What he would be told; null: nothing.</param>
    /// <param name="PayingUntilMs">Until when another pays there; 0 while he starts or charges, null where none has the bay.</param>
    internal sealed record GuestBay(BayNow Now, GuestFacts Facts, TariffVersion? Price, long? PayingUntilMs);
}
