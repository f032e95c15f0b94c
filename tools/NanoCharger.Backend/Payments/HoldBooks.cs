using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Billing.Ledger;
using NanoCharger.Backend.Data;

namespace NanoCharger.Backend.Payments
{
    /// <summary>Writes what became of a guest's money into the ledger. Behind each entry his account stands at nought: paid, waived, or given back with the bill.</summary>
    internal sealed class HoldBooks(PlatformContext context, long nowMs)
    {
        internal const string TakenKind = "card-taken";
        internal const string WaivedKind = "waived";
        internal const string RefundedKind = "card-refunded";
        internal const string UnwaivedKind = "waived-back";
        internal const string ForeignKind = "card-foreign";
        internal const string LostKind = "card-lost";

        /// <summary>What the provider has, less what he keeps and hands on.</summary>
        internal const string Provider = "card-provider";

        /// <summary>What he keeps.</summary>
        internal const string ProviderFees = "card-fees";

        /// <summary>What he hands on to the manager's account.</summary>
        internal const string Share = "card-share";

        /// <summary>What was billed, and is not asked for.</summary>
        internal const string Waived = "waived";

        /// <summary>Money that came and went with no bill.</summary>
        internal const string Foreign = "card-foreign";

        /// <summary>What guests' banks have taken back.</summary>
        internal const string Lost = "card-lost";

        /// <summary>What was taken, with what goes of it to whom; what the bill has above it is waived.</summary>
        internal void PostTaken(HoldRow row)
        {
            BillRow bill = Bill(row);
            Post(row, TakenKind, Number(bill.Number),
                [(Provider, Receivable(bill), row.TakenMinor), (ProviderFees, Provider, row.ProviderFeeMinor), (Share, Provider, ShareOf(row)), (Waived, Receivable(bill), bill.GrossMinor - row.TakenMinor)]);
        }

        /// <summary>Nothing was taken for a bill.</summary>
        internal void PostWaived(HoldRow row)
        {
            BillRow bill = Bill(row);
            Post(row, WaivedKind, Number(bill.Number), [(Waived, Receivable(bill), bill.GrossMinor)]);
        }

        /// <summary>The bill that was waived is taken back.</summary>
        internal void PostUnwaived(HoldRow row)
        {
            BillRow bill = Bill(row);
            Post(row, UnwaivedKind, Number(bill.Number), [(Receivable(bill), Waived, bill.GrossMinor)]);
        }

        /// <summary>The guest's bank has taken it back from the provider, as much as it asked for.</summary>
        internal void PostLost(HoldRow row)
        {
            long came = IsPosted(row, TakenKind, row.BillNumber) ? 0 : row.TakenMinor;
            Post(row, LostKind, Number(row.Id), [(Provider, Foreign, came), (Lost, Provider, Math.Min(row.DisputeMinor, row.TakenMinor - row.RefundedMinor))]);
        }

        /// <summary>All that was taken is given back, by us or by his bank before; where no bill was there it came and went.</summary>
        internal void PostRefunded(HoldRow row)
        {
            if (!IsPosted(row, TakenKind, row.BillNumber))
            {
                Post(row, ForeignKind, Number(row.Id), [(Provider, Foreign, row.TakenMinor), (Foreign, Provider, row.TakenMinor)]);
                return;
            }

            BillRow bill = Bill(row);
            bool isLost = IsPosted(row, LostKind, row.Id);
            Post(row, RefundedKind, Number(bill.Number), [(Receivable(bill), isLost ? Lost : Provider, row.TakenMinor), (Provider, Share, isLost ? 0 : ShareOf(row)), (Receivable(bill), Waived, bill.GrossMinor - row.TakenMinor)]);
        }

        /// <summary>What the manager has of it.</summary>
        internal static long ShareOf(HoldRow row)
        {
            return row.FeeMinor is { } fee ? row.TakenMinor - fee : 0;
        }

        internal static string Number(long number)
        {
            return number.ToString(CultureInfo.InvariantCulture);
        }

        private bool IsPosted(HoldRow row, string kind, long? key)
        {
            return key is { } number && IsPosted(row, kind, Number(number));
        }

        private bool IsPosted(HoldRow row, string kind, string key)
        {
            return context.Entries.Any(entry => entry.TenantId == row.TenantId && entry.Kind == kind && entry.Key == key);
        }

        /// <summary>Once: what was let go or given back, and came up again, goes the same way once more.</summary>
        private void Post(HoldRow row, string kind, string key, IEnumerable<(string Debit, string Credit, long Minor)> moves)
        {
            List<Leg> legs = [.. moves.Where(move => move.Minor > 0).Select(move => new Leg(move.Debit, move.Credit, move.Minor))];
            if (legs.Count > 0 && !IsPosted(row, kind, key))
            {
                new LedgerDesk(context).Post(row.TenantId, kind, key, row.Currency, nowMs * 1000, legs);
            }
        }

        private BillRow Bill(HoldRow row)
        {
            return context.Bills.AsNoTracking().Single(bill => bill.TenantId == row.TenantId && bill.Number == row.BillNumber);
        }

        private static string Receivable(BillRow bill)
        {
            return BillDesk.Receivable + Number(Billing.Bill.FromJson(bill.Text).Account!.Value);
        }
    }
}
