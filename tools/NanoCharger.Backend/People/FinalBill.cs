using System.Collections.Generic;
using System.Linq;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Data;

namespace NanoCharger.Backend.People
{
    /// <summary>What an account was billed, and what is still to come: each charge has its own bill, so this sums up and charges nothing.</summary>
    /// <param name="Account">The account.</param>
    /// <param name="Bills">Number, time of issue, and amount of each bill and credit note.</param>
    /// <param name="Currency">Of all of them; null where there is none.</param>
    /// <param name="Unsettled">So many charges have no bill yet: they are billed to this account as soon as they can be.</param>
    internal sealed record FinalBill(long Account, IReadOnlyList<(long Number, long IssuedMs, long GrossMinor)> Bills, string? Currency, int Unsettled)
    {
        /// <summary>What all bills come to, less all credit notes.</summary>
        internal long GrossMinor => Bills.Sum(bill => bill.GrossMinor);

        internal static FinalBill Of(PlatformContext context, long account)
        {
            List<BillRow> bills = context.Bills.AsNoTracking().Where(row => context.Charges.Any(charge => charge.Id == row.ChargeId && charge.Account == account)).OrderBy(row => row.Number).ToList();
            return new FinalBill(account, bills.ConvertAll(row => (row.Number, row.IssuedMs, row.GrossMinor)), bills.FirstOrDefault()?.Currency, Unfinished(context, account));
        }

        /// <summary>Charges that are open, and transactions that may still become one.</summary>
        internal static int Unfinished(PlatformContext context, long account)
        {
            return context.Charges.Count(row => row.Account == account && row.State == nameof(ChargeState.Open))
                + context.Transactions.Count(row => row.Account == account && row.ChargeId == null && (!row.Ended || (row.Receipt != null && row.Rated != null)));
        }
    }
}
