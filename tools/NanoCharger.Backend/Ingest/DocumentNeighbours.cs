using System.Collections.Generic;
using System.Linq;
using NanoCharger.Verify;

namespace NanoCharger.Backend.Ingest
{
    /// <summary>What stands beside a document in its series: of the database, and of what is put down in this unit of work.</summary>
    internal sealed class DocumentNeighbours(StationState station, StationChanges changes, IngestStore store)
    {
        /// <summary>Who has used a number; null where nobody has.</summary>
        internal (string Transaction, long Sequence)? UserOf(int series, long number)
        {
            return changes.Documents.Find(row => row.KeyNumber == series && row.Number == number) is { } row ? (row.TransactionId, row.Sequence) : store.UserOf(station, series, number);
        }

        /// <summary>The documents with the next lower and the next higher number; null where there is none.</summary>
        internal (SignedDocument? Before, SignedDocument? After) Neighbours(int series, long number)
        {
            (SignedDocument? before, SignedDocument? after) = store.Neighbours(station, series, number);
            List<SignedDocument> fresh = changes.Documents.Where(row => row.KeyNumber == series).Select(row => OcmfVerifier.Read(row.Text)).ToList();
            return (fresh.Append(before).Where(one => one?.Pagination < number).MaxBy(one => one!.Pagination),
                fresh.Append(after).Where(one => one?.Pagination > number).MinBy(one => one!.Pagination));
        }

        /// <summary>The nearest receipt, from a document on.</summary>
        internal SignedDocument? Receipt(int series, SignedDocument? from, bool above)
        {
            while (from is { IsReceipt: false })
            {
                (SignedDocument? before, SignedDocument? after) = Neighbours(series, from.Pagination);
                from = above ? after : before;
            }

            return from;
        }
    }
}
