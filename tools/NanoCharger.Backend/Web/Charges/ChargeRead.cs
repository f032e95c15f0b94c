using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Data;

namespace NanoCharger.Backend.Web.Charges
{
    /// <summary>A charge as the list needs it: however many parts it has.</summary>
    internal sealed record ChargeRead
    {
        internal required ChargeRow Charge { get; init; }

        internal required string Station { get; init; }

        internal required string? Bay { get; init; }

        internal required string? Who { get; init; }

        /// <summary>The name of who pays, where he has an account here.</summary>
        internal required string? Name { get; init; }

        /// <summary>The card that it was charged by; null where it is no account's here.</summary>
        internal required (long Number, string Label)? Card { get; init; }

        internal required long BeginMs { get; init; }

        internal required long EndMs { get; init; }

        internal required long MilliwattHours { get; init; }

        internal required int Parts { get; init; }

        internal required string? Problem { get; init; }

        internal required BillRow? Bill { get; init; }

        /// <summary>Its state.</summary>
        internal ChargeState State => Enum.Parse<ChargeState>(Charge.State);

        /// <summary>The bill that stands; null where none does.</summary>
        internal Bill? Stands => Charge.State == nameof(ChargeState.Billed) && Bill is { Credits: 0 } ? Billing.Bill.FromJson(Bill.Text) : null;

        /// <summary>Those that were settled in a time, and, where that has not ended, those that are open.</summary>
        /// <param name="context">Where it is read.</param>
        /// <param name="fromMs">From then on.</param>
        /// <param name="toMs">Until before then.</param>
        /// <param name="withOpen">Those that are open too.</param>
        /// <param name="of">Those of these accounts alone; null: of all.</param>
        internal static Task<List<ChargeRead>> Settled(PlatformContext context, long fromMs, long toMs, bool withOpen, IReadOnlyCollection<long>? of = null)
        {
            IQueryable<ChargeRow> asked = context.Charges.Where(row => (row.SettledMs >= fromMs && row.SettledMs < toMs) || (withOpen && row.SettledMs == null));
            return Read(context, of is null ? asked : asked.Where(row => row.Account != null && of.Contains(row.Account.Value)));
        }

        /// <summary>One of them; null where there is none that he may see.</summary>
        internal static async Task<ChargeRead?> One(PlatformContext context, long number)
        {
            return (await Read(context, context.Charges.Where(row => row.Id == number))).FirstOrDefault();
        }

        /// <summary>A statement for each table, however many charges there are.</summary>
        private static async Task<List<ChargeRead>> Read(PlatformContext context, IQueryable<ChargeRow> asked)
        {
            var charges = await asked.Join(context.Stations, charge => charge.StationId, station => station.Id, (charge, station) => new { Row = charge, station.Name }).AsNoTracking().ToListAsync();
            ILookup<long, TransactionRow> parts = (await context.Transactions.Where(row => asked.Any(charge => charge.Id == row.ChargeId)).AsNoTracking().ToListAsync()).ToLookup(row => row.ChargeId!.Value);
            ILookup<long, BillRow> bills = (await context.Bills.Where(row => asked.Any(charge => charge.Id == row.ChargeId)).AsNoTracking().ToListAsync()).ToLookup(row => row.ChargeId);
            var places = (await context.Placements.Join(context.Bays, placed => placed.BayId, bay => bay.Id, (placed, bay) => new { placed.StationId, placed.FromMs, placed.ToMs, bay.Name }).ToListAsync()).ToLookup(row => row.StationId);
            Dictionary<long, string> residents = await context.Residents.Select(row => new { row.Account, row.Name }).ToDictionaryAsync(row => row.Account, row => row.Name);
            ILookup<string, CardRow> cards = (await context.Cards.AsNoTracking().ToListAsync()).ToLookup(row => row.Digest);
            return [.. charges.Select(charge => new ChargeRead
            {
                Charge = charge.Row,
                Station = charge.Name,
                Bay = places[charge.Row.StationId].Where(placed => placed.FromMs <= charge.Row.LastCameMs && (placed.ToMs is null || placed.ToMs > charge.Row.LastCameMs)).Select(placed => placed.Name).FirstOrDefault(),
                Who = parts[charge.Row.Id].OrderBy(row => row.Receipt).Select(row => row.Account is { } account ? Billing.Bill.NameOf(account) : row.Customer).FirstOrDefault(),
                Card = parts[charge.Row.Id].Select(row => CardOf(row, cards)).FirstOrDefault(card => card is not null),
                Name = parts[charge.Row.Id].Select(row => row.Account is { } account ? residents.GetValueOrDefault(account) : null).FirstOrDefault(),
                BeginMs = parts[charge.Row.Id].Min(row => row.StartedMs ?? row.StartCameMs ?? row.EndCameMs) ?? charge.Row.LastCameMs,
                EndMs = parts[charge.Row.Id].Max(row => row.EndedMs ?? row.EndCameMs) ?? charge.Row.LastCameMs,
                MilliwattHours = parts[charge.Row.Id].Sum(row => row.EndMwh - row.BeginMwh) ?? 0,
                Parts = parts[charge.Row.Id].Count(),
                Problem = parts[charge.Row.Id].Select(row => row.EnergyProblem ?? row.Withheld).FirstOrDefault(problem => problem is not null),
                Bill = bills[charge.Row.Id].MaxBy(row => row.Number),
            }).OrderByDescending(read => read.BeginMs)];
        }

        /// <summary>The card by its digest, which ends the customer: that of who pays, the newest where he had it twice.</summary>
        private static (long Number, string Label)? CardOf(TransactionRow part, ILookup<string, CardRow> cards)
        {
            return part is { Account: { } account, Customer: { } customer }
                && cards[customer[(customer.LastIndexOf(' ') + 1)..]].Where(row => row.Account == account).MaxBy(row => row.FromMs) is { } card ? (card.Id, card.Label) : null;
        }
    }
}
