using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Data;

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
            foreach (ChargeRow charge in charges.Values)
            {
                LookAtCharge(charge, of[charge.Id].Sum(row => row.Credits == 0 ? 1 : -1));
            }

            LookForDoubles(bills, charges);
        }

        /// <summary>One that is billed has one bill that stands; one that is waived has a reason, and like one that is free it costs nothing by what is here.</summary>
        private void LookAtCharge(ChargeRow charge, int standing)
        {
            string named = Line($"the charge that ended with T{charge.LastReceipt}");
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

            if (charge.State is nameof(ChargeState.Waived) or nameof(ChargeState.Free) && CostOf(charge) is > 0 and { } cost)
            {
                find(charge.StationId, NotBilled, Line($"{named} is {charge.State}, and by its receipts it costs {cost} minor units"));
            }
        }

        /// <summary>What it costs by its receipts, its time left out: whether that may have a price is not known here. Null where they cannot be read, which is told as such.</summary>
        private long? CostOf(ChargeRow charge)
        {
            try
            {
                return _rater.Of(charge, timeCounts: false).Rated.GrossMinor;
            }
            catch (Exception problem) when (problem is FormatException or ArgumentException or InvalidDataException)
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
