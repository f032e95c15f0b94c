using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Rating;
using NanoCharger.Verify;

namespace NanoCharger.Backend.Billing
{
    /// <summary>Looks in the documents for what goes on with a charge.</summary>
    internal sealed class PartFinder(PlatformContext context)
    {
        /// <summary>A verified document; null where it is not here.</summary>
        internal SignedDocument? Document(long station, int key, long number)
        {
            return context.Documents.AsNoTracking().Where(row => row.StationId == station && row.KeyNumber == key && row.Number == number).Select(row => row.Text).FirstOrDefault() is { } text
                ? OcmfVerifier.Read(text) : null;
        }

        /// <summary>A document beside the one that is billed: one that cannot be read any more is none.</summary>
        private SignedDocument? Beside(long station, int key, long number)
        {
            try
            {
                return Document(station, key, number);
            }
            catch (Exception problem) when (problem is FormatException or ArgumentException or InvalidDataException)
            {
                return null;
            }
        }

        /// <summary>A transaction's signed readings, from the database.</summary>
        internal RatedPart Rated(TransactionRow transaction)
        {
            List<SignedDocument> documents = TransactionDocuments.Of(context, transaction.StationId, transaction.KeyNumber, transaction.Id);
            return SignedPart.Of(documents.Find(document => document.Pagination == transaction.Receipt)!, documents);
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

            return context.Transactions.Any(row => row.StationId == transaction.StationId && row.KeyNumber == transaction.KeyNumber && row.TenantId == transaction.TenantId && row.Receipt == begin - 1 && row.ChargeId == null
                && !context.Decisions.Any(word => word.StationId == row.StationId && word.KeyNumber == row.KeyNumber && word.TransactionId == row.Id && !word.Released));
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
            string next = behind.OrderBy(row => row.Number).Select(row => row.TransactionId).First();
            TransactionRow? on = context.Transactions.AsNoTracking().FirstOrDefault(row => row.StationId == open.StationId && row.KeyNumber == open.KeyNumber && row.Id == next);
            return on is null || on.ChargeId is not null || on.TenantId != open.TenantId
                || context.Decisions.Any(word => word.StationId == open.StationId && word.KeyNumber == open.KeyNumber && word.TransactionId == next && !word.Released)
                || (on.Receipt is null && behind.Any(row => row.TransactionId != next));
        }
    }
}
