using System;
using System.Collections.Generic;
using NanoCharger.Verify;

namespace NanoCharger.Backend.Billing
{
    /// <summary>The energy of one series of documents (one meter, one key): every mWh between the first and the last of them has exactly one use.</summary>
    public static class EnergyBook
    {
        /// <summary>Writes the book.</summary>
        /// <param name="documents">All that are verified, ascending by number.</param>
        /// <param name="useOf">What became of the energy of a receipt, and why.</param>
        /// <param name="lostOf">What became of the transaction that such a begin document opened, where it has no receipt; null where that has not come.</param>
        public static IReadOnlyList<EnergyLine> Of(
            IReadOnlyList<SignedDocument> documents, Func<SignedDocument, (EnergyUse Use, string Reason)> useOf, Func<SignedDocument, (EnergyUse Use, string Reason)?> lostOf)
        {
            ArgumentNullException.ThrowIfNull(documents);
            ArgumentNullException.ThrowIfNull(useOf);
            ArgumentNullException.ThrowIfNull(lostOf);
            List<EnergyLine> lines = [];
            SignedDocument? begin = null;
            long at = documents.Count > 0 ? Register(documents[0], first: true) : 0;
            foreach (SignedDocument document in documents)
            {
                if (!document.IsReceipt && !document.IsBegin)
                {
                    // What it tells is in its transaction's receipt.
                    continue;
                }

                if (!document.IsReceipt || begin is null || DocumentBond.Problem(begin, document) is not null)
                {
                    Add(lines, Lost(begin, lostOf), Register(document, first: true) - at, document.Pagination);
                    at = Register(document, first: true);
                }

                if (document.IsReceipt)
                {
                    Add(lines, useOf(document), Register(document, first: false) - at, document.Pagination);
                    at = Register(document, first: false);
                }

                begin = document.IsBegin ? document : null;
            }

            if (documents.Count > 0)
            {
                Add(lines, Lost(begin, lostOf), Register(documents[^1], first: false) - at, documents[^1].Pagination);
            }

            return lines;
        }

        private static long Register(SignedDocument document, bool first)
        {
            return document.Readings[first ? 0 : ^1].RegisterMilliwattHours;
        }

        /// <summary>What became of energy that a begin document is followed by, and no receipt.</summary>
        private static (EnergyUse Use, string Reason) Lost(SignedDocument? begin, Func<SignedDocument, (EnergyUse Use, string Reason)?> lostOf)
        {
            return begin is null ? (EnergyUse.Between, "no transaction had it")
                : lostOf(begin) ?? (EnergyUse.Open, FormattableString.Invariant($"the receipt of the transaction begun by T{begin.Pagination} has not come"));
        }

        private static void Add(List<EnergyLine> lines, (EnergyUse Use, string Reason) what, long milliwattHours, long document)
        {
            if (milliwattHours != 0)
            {
                lines.Add(new EnergyLine(what.Use, milliwattHours, document, what.Reason));
            }
        }
    }
}
