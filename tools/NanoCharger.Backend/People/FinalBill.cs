using System.Collections.Generic;
using System.Linq;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Data;

namespace NanoCharger.Backend.People
{
    /// <summary>What an account was billed, and what is still to come: each charge has its own bill, so this sums up and charges nothing.</summary>
    /// <param name="Account">The account.</param>
    /// <param name="Bills">Each bill and credit note.</param>
    /// <param name="Currency">Of all of them; null where there is none.</param>
    /// <param name="Unsettled">So many charges have no bill yet: they are billed to this account as soon as they can be.</param>
    internal sealed record FinalBill(long Account, IReadOnlyList<BilledLine> Bills, string? Currency, int Unsettled)
    {
        /// <summary>What all bills come to, less all credit notes.</summary>
        internal long GrossMinor => Bills.Sum(bill => bill.GrossMinor);

        internal static FinalBill Of(PlatformContext context, long account)
        {
            var bills = context.Bills.Where(row => context.Charges.Any(charge => charge.Id == row.ChargeId && charge.Account == account)).OrderBy(row => row.Number)
                .Select(row => new { row.Number, row.IssuedMs, row.GrossMinor, row.ChargeId, row.Currency }).ToList();
            return new FinalBill(account, bills.ConvertAll(row => new BilledLine(row.Number, row.IssuedMs, row.GrossMinor, row.ChargeId)), bills.FirstOrDefault()?.Currency, Unfinished(context, account));
        }

        /// <summary>Charges that are open, and transactions that may still become one.</summary>
        internal static int Unfinished(PlatformContext context, long account)
        {
            return context.Charges.Count(row => row.Account == account && row.State == nameof(ChargeState.Open))
                + context.Transactions.Count(row => row.Account == account && row.ChargeId == null && (!row.Ended || (row.Receipt != null && row.Rated != null)));
        }
    }

    /// <summary>A bill, or with a negative amount a credit note.</summary>
    /// <param name="Number">Its number.</param>
    /// <param name="IssuedMs">When it was issued.</param>
    /// <param name="GrossMinor">What it comes to.</param>
    /// <param name="Charge">The charge that it is of.</param>
    internal sealed record BilledLine(long Number, long IssuedMs, long GrossMinor, long Charge);
}
