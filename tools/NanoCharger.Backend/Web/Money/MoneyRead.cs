using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Data;
using NodaTime;

namespace NanoCharger.Backend.Web.Money
{
    /// <summary>Reads sums of charges, bills and ledger: the database adds them, a statement each.</summary>
    internal sealed class MoneyRead(PlatformContext context)
    {
        /// <summary>Energy of charges by what became of them.</summary>
        internal async Task<List<(ChargeState State, string? Reason, int Count, long MilliwattHours, long Minor, string? Currency)>> Uses(Month month, bool withOpen)
        {
            var rows = await context.Charges.Where(row => (row.SettledMs >= month.FromMs && row.SettledMs < month.ToMs) || (withOpen && row.SettledMs == null)).Select(row => new
            {
                row.State,
                row.Reason,
                Energy = context.Transactions.Where(part => part.ChargeId == row.Id).Sum(part => part.EndMwh - part.BeginMwh) ?? 0,
                Bill = context.Bills.Where(bill => bill.ChargeId == row.Id).OrderByDescending(bill => bill.Number).Select(bill => new { bill.GrossMinor, bill.Currency }).FirstOrDefault(),
            }).ToListAsync();
            return [.. rows.GroupBy(row => (State: Enum.Parse<ChargeState>(row.State), Reason: row.State == nameof(ChargeState.Waived) ? row.Reason : null, Currency: row.State == nameof(ChargeState.Billed) ? row.Bill?.Currency : null))
                .OrderBy(group => group.Key.State).ThenByDescending(group => group.Count())
                .Select(group => (group.Key.State, group.Key.Reason, group.Count(), group.Sum(row => row.Energy), group.Sum(row => row.Bill?.GrossMinor ?? 0), group.Key.Currency))];
        }

        /// <summary>Receipts that are in no charge: they wait for a manager, for their price, or for the rest.</summary>
        internal async Task<List<(string Reason, int Count, long MilliwattHours)>> Waiting()
        {
            var rows = await context.Transactions.Where(row => row.Receipt != null && row.ChargeId == null && row.CostMinor == null).Select(row => new { Reason = row.Withheld ?? row.EnergyProblem ?? "", Energy = row.EndMwh - row.BeginMwh ?? 0 }).ToListAsync();
            return [.. rows.GroupBy(row => row.Reason).Select(group => (group.Key, group.Count(), group.Sum(row => row.Energy)))];
        }

        /// <summary>How many documents were refused in a month.</summary>
        internal Task<int> Refused(Month month)
        {
            return context.Refusals.CountAsync(row => row.CameMs >= month.FromMs && row.CameMs < month.ToMs && !row.Waits);
        }

        /// <summary>What was billed, less what was taken back, by month and currency; the latest first.</summary>
        internal async Task<List<(YearMonth Month, string Currency, long Minor)>> Months(long fromMs, DateTimeZone zone)
        {
            var rows = await context.Bills.Where(row => row.IssuedMs >= fromMs).Select(row => new { row.IssuedMs, row.Currency, row.GrossMinor }).ToListAsync();
            return [.. rows.GroupBy(row => (Month: Month.At(row.IssuedMs, zone), row.Currency)).OrderByDescending(group => group.Key.Month).ThenBy(group => group.Key.Currency, StringComparer.Ordinal)
                .Select(group => (group.Key.Month, group.Key.Currency, group.Sum(row => row.GrossMinor)))];
        }

        /// <summary>What stands on each kind of account, debit less credit.</summary>
        internal async Task<List<(string Kind, string Currency, long Minor)>> Accounts()
        {
            var debits = await context.Legs.Join(context.Accounts, leg => leg.DebitId, account => account.Id, (leg, account) => new { account.Code, account.Currency, leg.AmountMinor })
                .GroupBy(row => new { row.Code, row.Currency }).Select(group => new { group.Key.Code, group.Key.Currency, Sum = group.Sum(row => row.AmountMinor) }).ToListAsync();
            var credits = await context.Legs.Join(context.Accounts, leg => leg.CreditId, account => account.Id, (leg, account) => new { account.Code, account.Currency, leg.AmountMinor })
                .GroupBy(row => new { row.Code, row.Currency }).Select(group => new { group.Key.Code, group.Key.Currency, Sum = -group.Sum(row => row.AmountMinor) }).ToListAsync();
            return [.. debits.Concat(credits).GroupBy(row => (Kind: row.Code.StartsWith("receivable/", StringComparison.Ordinal) ? "receivable" : row.Code, row.Currency))
                .OrderBy(group => group.Key.Kind, StringComparer.Ordinal).Select(group => (group.Key.Kind, group.Key.Currency, group.Sum(row => row.Sum)))];
        }
    }
}
