using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NodaTime;

namespace NanoCharger.Backend.Web.Today
{
    /// <summary>What was charged and billed today, by each house's own day, and what flows now: three statements.</summary>
    internal sealed class FiguresLook(PlatformContext context, Language text, long nowMs)
    {
        /// <summary>The houses with their figures and bays.</summary>
        /// <param name="bays">What the bays are doing.</param>
        /// <param name="money">Of money too.</param>
        internal async Task<IReadOnlyList<HouseToday>> Of(IReadOnlyList<BayNow> bays, bool money)
        {
            long earliest = bays.Count == 0 ? nowMs : bays.Min(bay => Zones.DayStart(nowMs, Zones.Of(bay.House.Zone)));
            List<Amount> energy = await context.Transactions.AsNoTracking().Where(row => row.EndedMs >= earliest && row.EndMwh > row.BeginMwh)
                .Select(row => new Amount(row.StationId, row.EndedMs!.Value, row.EndMwh!.Value - row.BeginMwh!.Value, "")).ToListAsync();
            List<Amount> billed = !money ? [] : await (from bill in context.Bills
                                                       join charge in context.Charges on bill.ChargeId equals charge.Id
                                                       where bill.IssuedMs >= earliest
                                                       select new Amount(charge.StationId, bill.IssuedMs, bill.GrossMinor, bill.Currency)).AsNoTracking().ToListAsync();
            List<RefusedCardRow> refused = await context.RefusedCards.AsNoTracking().Where(row => row.FromMs >= earliest).ToListAsync();
            return [.. bays.GroupBy(bay => bay.House.Id).Select(house => House([.. house], energy, billed, money) with { RefusedCards = Cards([.. house], refused) })];
        }

        private HouseToday House(List<BayNow> bays, List<Amount> energy, List<Amount> billed, bool money)
        {
            House house = bays[0].House;
            HashSet<long> stations = [.. bays.Where(bay => bay.Station is not null).Select(bay => bay.Station!.Id)];
            long today = Zones.DayStart(nowMs, Zones.Of(house.Zone));
            bool Ours(Amount amount)
            {
                return amount.AtMs >= today && stations.Contains(amount.Station);
            }

            List<Figure> facts = [new Figure(text["today.energy"], text.Energy(energy.Where(Ours).Sum(one => one.Value), 1))];
            if (money)
            {
                List<string> sums = [.. billed.Where(Ours).GroupBy(one => one.Currency).OrderBy(group => group.Key).Select(group => text.Money(group.Sum(one => one.Value), group.Key))];
                facts.Add(new Figure(text["today.billed"], sums.Count > 0 ? string.Join(", ", sums) : text.Money(0, house.Currency ?? "EUR")));
            }

            facts.Add(new Figure(text["today.load"], Load.Of(text, house, bays)));
            return new HouseToday(house.Name, facts, [.. bays.Select(bay => Tiles.Of(text, bay))])
            {
                SupplyPath = money ? SupplyPages.PathOf(house.Id) : null,
                IsSupplied = house.SupplyAmps is not null,
            };
        }

        /// <summary>Of each station how often a card was refused, by the house's day: one that is refused again and again is somebody who stands there.</summary>
        private List<Help> Cards(List<BayNow> bays, List<RefusedCardRow> refused)
        {
            DateTimeZone zone = Zones.Of(bays[0].House.Zone);
            long today = Zones.DayStart(nowMs, zone);
            return [.. from bay in bays
                       where bay.Station is not null
                       let rows = refused.Where(row => row.StationId == bay.Station!.Id && row.FromMs >= today).ToList()
                       where rows.Count > 0
                       let count = rows.Sum(row => row.Count)
                       let last = text.Time(Zones.In(rows.Max(row => row.LastMs), zone).TimeOfDay)
                       select new Help(count == 1 ? text.Say("today.card-refused", bay.Bay.Name, last) : text.Say("today.cards-refused", bay.Bay.Name, count, last), Tiles.PathOf(bay.Station!.Name))];
        }

        private sealed record Amount(long Station, long AtMs, long Value, string Currency);
    }

    /// <summary>What the vehicles of a house draw now.</summary>
    internal static class Load
    {
        private static readonly string[] Lines = ["L1", "L2", "L3"];

        /// <summary>In kW, and beside what the house has where that is known: the phase that is loaded most counts.</summary>
        internal static string Of(Language text, House house, IEnumerable<BayNow> bays)
        {
            List<BayNow> drawing = [.. bays.Where(bay => bay.Status.Watts is not null)];
            string power = Tiles.Power(text, drawing.Sum(bay => bay.Status.Watts!.Value));
            return house.SupplyAmps is { } supply
                ? text.Say("today.of-supply", power, Tiles.Amps(text, Most(drawing)), Tiles.Amps(text, supply)) : power;
        }

        /// <summary>The current of the phase that is loaded most, by the phases as stations name them.</summary>
        internal static decimal Most(IReadOnlyCollection<BayNow> drawing)
        {
            return Lines.Max(line => drawing.Sum(bay => bay.Facts.Live?.Of("Current.Import", line) ?? 0));
        }
    }
}
