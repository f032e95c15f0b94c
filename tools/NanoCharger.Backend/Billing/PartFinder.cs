using System;
using System.IO;
using System.Linq;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Verify;

namespace NanoCharger.Backend.Billing
{
    /// <summary>Looks in the documents for what goes on with a charge.</summary>
    internal sealed class PartFinder(PlatformContext context)
    {
        /// <summary>A document beside the one that is billed: one that cannot be read any more is none.</summary>
        private SignedDocument? Beside(long station, int key, long number)
        {
            try
            {
                return TransactionDocuments.One(context, station, key, number);
            }
            catch (Exception problem) when (problem is FormatException or ArgumentException or InvalidDataException)
            {
                return null;
            }
        }

        /// <summary>Whether the document behind its last receipt is the begin of a transaction that goes on with it.</summary>
        internal bool GoesOn(ChargeRow open)
        {
            return Beside(open.StationId, open.KeyNumber, open.LastReceipt) is { } receipt
                && Beside(open.StationId, open.KeyNumber, open.LastReceipt + 1) is { IsBegin: true } begin && PartBond.Problem(receipt, begin) is null;
        }

        /// <summary>Whether it goes on with a transaction that is in no charge yet, and may still come into one: both are one charge.</summary>
        internal bool WaitsForItsFirst(TransactionRow transaction)
        {
            if (transaction.BeginDocument is not { } begin || Beside(transaction.StationId, transaction.KeyNumber, begin - 1) is not { IsReceipt: true } before
                || Beside(transaction.StationId, transaction.KeyNumber, begin) is not { } own || PartBond.Problem(before, own) is not null)
            {
                return false;
            }

            return context.Transactions.Any(row => row.StationId == transaction.StationId && row.KeyNumber == transaction.KeyNumber && row.TenantId == transaction.TenantId && row.Receipt == begin - 1 && row.ChargeId == null && (row.Rated != null || row.CostMinor == null)
                && !context.Decisions.Any(word => word.StationId == row.StationId && word.KeyNumber == row.KeyNumber && word.TransactionId == row.Id && !word.Released));
        }

        /// <summary>The transaction of the document behind its last receipt, where that goes on with it; null where none does.</summary>
        internal TransactionRow? Next(ChargeRow open)
        {
            string? next = context.Documents.Where(row => row.StationId == open.StationId && row.KeyNumber == open.KeyNumber && row.Number == open.LastReceipt + 1).Select(row => row.TransactionId).FirstOrDefault();
            return next is null || !GoesOn(open) ? null : context.Transactions.AsNoTracking().FirstOrDefault(row => row.StationId == open.StationId && row.KeyNumber == open.KeyNumber && row.Id == next);
        }

        /// <summary>Whether the station has signed by a newer key since the last that came of this one: its board is another, and what was begun on this one is never ended.</summary>
        internal bool IsSucceeded(ChargeRow open)
        {
            long last = context.Documents.Where(row => row.StationId == open.StationId && row.KeyNumber == open.KeyNumber).Max(row => row.CameMs);
            return context.Documents.Any(row => row.StationId == open.StationId && row.KeyNumber > open.KeyNumber && row.CameMs > last);
        }

        /// <summary>Whether what came behind it says that it is over; null where nothing has come.</summary>
        internal bool? IsPassed(ChargeRow open)
        {
            IQueryable<DocumentRow> behind = context.Documents.AsNoTracking().Where(row => row.StationId == open.StationId && row.KeyNumber == open.KeyNumber && row.Number > open.LastReceipt);
            if (!behind.Any())
            {
                return null;
            }

            if (!GoesOn(open))
            {
                return true;
            }

            // It goes on with that transaction, unless this is settled without it, never to be priced, or passed over: another began, and its receipt never came.
            TransactionRow? on = Next(open);
            return on is null || on.ChargeId is not null || on.TenantId != open.TenantId
                || context.Decisions.Any(word => word.StationId == open.StationId && word.KeyNumber == open.KeyNumber && word.TransactionId == on.Id && !word.Released)
                || (on.Receipt is null && behind.Any(row => row.TransactionId != on.Id));
        }
    }
}
