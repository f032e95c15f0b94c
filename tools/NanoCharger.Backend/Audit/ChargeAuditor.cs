using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Rating;

namespace NanoCharger.Backend.Audit
{
    /// <summary>Holds the charges against their bills, and those that cost nothing against their receipts.</summary>
    internal sealed class ChargeAuditor(PlatformContext context, Action<long, string, string> find)
    {
        internal const string BilledTwice = "billed-twice";
        internal const string BillGone = "bill-gone";
        internal const string WaivedWithoutReason = "waived-without-reason";
        internal const string NotBilled = "not-billed";

        private readonly ChargeRater _rater = new(context);

        /// <summary>Looks at all of them.</summary>
        internal void Run(IReadOnlyList<BillRow> bills, IReadOnlyDictionary<long, ChargeRow> charges)
        {
            ILookup<long, BillRow> of = bills.ToLookup(row => row.ChargeId);
            ILookup<long, long> parts = context.Parts.AsNoTracking().Select(row => new { row.ChargeId, row.Receipt }).AsEnumerable().ToLookup(row => row.ChargeId, row => row.Receipt);
            LookForParts();
            foreach (ChargeRow charge in charges.Values)
            {
                LookAtCharge(charge, of[charge.Id].ToList(), parts[charge.Id]);
            }

            LookForDoubles(bills, charges);
        }

        /// <summary>Each transaction of a charge is a part of it, and the other way round.</summary>
        private void LookForParts()
        {
            foreach (var stray in context.Transactions.AsNoTracking().Where(row => row.ChargeId != null && !context.Parts.Any(part => part.StationId == row.StationId && part.KeyNumber == row.KeyNumber && part.TransactionId == row.Id && part.ChargeId == row.ChargeId))
                .Select(row => new { row.StationId, row.Id, row.ChargeId }))
            {
                find(stray.StationId, BooksAuditor.BillChanged, Line($"transaction {stray.Id} is in charge {stray.ChargeId}, and never became a part of it"));
            }

            foreach (var lost in context.Parts.AsNoTracking().Where(part => !context.Transactions.Any(row => row.StationId == part.StationId && row.KeyNumber == part.KeyNumber && row.Id == part.TransactionId && row.ChargeId == part.ChargeId))
                .Select(part => new { part.StationId, part.TransactionId, part.ChargeId }))
            {
                find(lost.StationId, BooksAuditor.BillChanged, Line($"transaction {lost.TransactionId} is a part of charge {lost.ChargeId}, and says otherwise"));
            }
        }

        /// <summary>One that is billed has one bill that stands; one that is waived has a reason, and like one that is free it costs nothing by what is here.</summary>
        private void LookAtCharge(ChargeRow charge, IReadOnlyList<BillRow> of, IEnumerable<long> parts)
        {
            int standing = of.Sum(row => row.Credits == 0 ? 1 : -1);
            string named = Line($"the charge that ended with T{charge.LastReceipt}");
            if (charge.State == nameof(ChargeState.Credited) && !of.Any(row => row.Credits != 0))
            {
                find(charge.StationId, BillGone, $"{named} is taken back, and there is no credit note of it");
            }

            if (charge.State == nameof(ChargeState.Billed) && of.LastOrDefault(row => row.Credits == 0) is { } bill && BooksAuditor.Read(bill.Text) is { } read && !read.Parts.Select(part => part.Receipt).Order().SequenceEqual(parts.Order()))
            {
                find(charge.StationId, BooksAuditor.BillChanged, Line($"{named} has other parts than its bill {bill.Number}"));
            }

            if (charge.State == nameof(ChargeState.Billed) && standing < 1)
            {
                find(charge.StationId, BillGone, $"{named} is billed, and no bill of it stands");
            }
            else if (standing > (charge.State == nameof(ChargeState.Billed) ? 1 : 0))
            {
                find(charge.StationId, BilledTwice, Line($"{named} has {standing} bills that stand, and is {charge.State}"));
            }

            if (charge.State == nameof(ChargeState.Waived) && string.IsNullOrWhiteSpace(charge.Reason))
            {
                find(charge.StationId, WaivedWithoutReason, $"{named} is waived for no reason");
            }

            if (charge.State is nameof(ChargeState.Waived) or nameof(ChargeState.Free) && RatedOf(charge) is { } rated && (rated.GrossMinor > 0 || (charge.State == nameof(ChargeState.Waived) && rated.Waived is null)))
            {
                find(charge.StationId, NotBilled, Line($"{named} is {charge.State}, and by its receipts it costs {rated.GrossMinor} minor units{(rated.GrossMinor > 0 ? "" : " without its time")}"));
            }
        }

        /// <summary>What it costs by the receipts that were here when it was settled, its time left out: whether that may have a price is not known here. Null where they cannot be read, which is told as such.</summary>
        private RatedCharge? RatedOf(ChargeRow charge)
        {
            try
            {
                return _rater.Of(charge, timeCounts: false, charge.SettledMs ?? long.MaxValue).Rated;
            }
            catch (Exception problem) when (problem is FormatException or ArgumentException or InvalidDataException or KeyNotFoundException or InvalidOperationException)
            {
                return null;
            }
        }

        /// <summary>The same receipt is on one bill alone.</summary>
        private void LookForDoubles(IReadOnlyList<BillRow> bills, IReadOnlyDictionary<long, ChargeRow> charges)
        {
            var billed = from row in bills
                         where row.Credits == 0 && charges.ContainsKey(row.ChargeId)
                         from part in BooksAuditor.Read(row.Text)?.Parts ?? []
                         select (Station: charges[row.ChargeId].StationId, Key: charges[row.ChargeId].KeyNumber, part.Receipt, Row: row);
            foreach (var twice in billed.GroupBy(one => (one.Station, one.Key, one.Receipt), one => one.Row).Where(one => one.Select(row => row.ChargeId).Distinct().Count() > 1))
            {
                find(twice.Key.Station, BilledTwice, Line($"T{twice.Key.Receipt} is on {twice.Count()} bills: {string.Join(", ", twice.Select(row => row.Number))}"));
            }
        }

        private static string Line(FormattableString text)
        {
            return FormattableString.Invariant(text);
        }
    }
}
