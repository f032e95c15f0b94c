using System.Collections.Generic;
using System.Linq;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Verify;

namespace NanoCharger.Backend.Data
{
    /// <summary>The verified documents of a transaction.</summary>
    internal static class TransactionDocuments
    {
        /// <summary>The one of a number; null where it is not here.</summary>
        internal static SignedDocument? One(PlatformContext context, long station, int key, long number)
        {
            return context.Documents.AsNoTracking().Where(row => row.StationId == station && row.KeyNumber == key && row.Number == number).Select(row => row.Text).FirstOrDefault() is { } text
                ? OcmfVerifier.Read(text) : null;
        }

        /// <summary>By their numbers; those that had come by a moment.</summary>
        internal static List<SignedDocument> Of(PlatformContext context, long station, int key, string transaction, long untilMs = long.MaxValue)
        {
            return context.Documents.AsNoTracking().Where(row => row.StationId == station && row.KeyNumber == key && row.TransactionId == transaction && row.CameMs <= untilMs)
                .OrderBy(row => row.Number).Select(row => row.Text).AsEnumerable().Select(OcmfVerifier.Read).ToList();
        }
    }
}
