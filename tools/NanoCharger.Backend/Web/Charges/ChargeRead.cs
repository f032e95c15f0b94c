using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Data;

namespace NanoCharger.Backend.Web.Charges
{
    /// <summary>A charge as the list needs it: one row of one statement, however many parts it has.</summary>
    internal sealed record ChargeRead
    {
        internal required ChargeRow Charge { get; init; }

        internal required string Station { get; init; }

        internal required string? Bay { get; init; }

        internal required string? Who { get; init; }

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
        internal static Task<List<ChargeRead>> Settled(PlatformContext context, long fromMs, long toMs, bool withOpen)
        {
            return Read(context, context.Charges.Where(row => (row.SettledMs >= fromMs && row.SettledMs < toMs) || (withOpen && row.SettledMs == null)));
        }

        /// <summary>One of them; null where there is none that he may see.</summary>
        internal static async Task<ChargeRead?> One(PlatformContext context, long number)
        {
            return (await Read(context, context.Charges.Where(row => row.Id == number))).FirstOrDefault();
        }

        private static async Task<List<ChargeRead>> Read(PlatformContext context, IQueryable<ChargeRow> charges)
        {
            var rows = await (from charge in charges
                              join station in context.Stations on charge.StationId equals station.Id
                              let parts = context.Transactions.Where(row => row.ChargeId == charge.Id)
                              select new
                              {
                                  charge,
                                  station.Name,
                                  Begin = parts.Min(row => row.StartedMs ?? row.StartCameMs ?? row.EndCameMs) ?? charge.LastCameMs,
                                  End = parts.Max(row => row.EndedMs ?? row.EndCameMs) ?? charge.LastCameMs,
                                  Energy = parts.Sum(row => row.EndMwh - row.BeginMwh) ?? 0,
                                  Count = parts.Count(),
                                  Who = parts.OrderBy(row => row.Receipt).Select(row => row.Customer).FirstOrDefault(),
                                  Problem = parts.Select(row => row.EnergyProblem ?? row.Withheld).FirstOrDefault(one => one != null),
                                  Bill = context.Bills.Where(row => row.ChargeId == charge.Id).OrderByDescending(row => row.Number).FirstOrDefault(),
                                  Bay = context.Bays.Where(bay => context.Placements.Any(placed => placed.StationId == charge.StationId && placed.BayId == bay.Id && placed.FromMs <= charge.LastCameMs
                                      && (placed.ToMs == null || placed.ToMs > charge.LastCameMs))).Select(bay => bay.Name).FirstOrDefault(),
                              }).AsNoTracking().ToListAsync();
            return [.. rows.OrderByDescending(row => row.Begin).Select(row => new ChargeRead
            {
                Charge = row.charge,
                Station = row.Name,
                Bay = row.Bay,
                Who = row.Who,
                BeginMs = row.Begin,
                EndMs = row.End,
                MilliwattHours = row.Energy,
                Parts = row.Count,
                Problem = row.Problem,
                Bill = row.Bill,
            })];
        }
    }
}
