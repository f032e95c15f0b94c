using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace NanoCharger.Verify
{
    /// <summary>The documents of one station together: numbers without gap and double use, registers that never fall (OCMF's proof that nothing is missing).</summary>
    public sealed class DocumentSeries
    {
        private readonly SortedDictionary<long, (SignedDocument Document, string Payload)> _byNumber = [];
        private readonly List<string> _doubles = [];

        /// <summary>Takes a document that has been found valid by itself. The same payload again is the same document, however it was signed.</summary>
        /// <param name="document">What it says.</param>
        /// <param name="text">Its exact text.</param>
        public void Add(SignedDocument document, string text)
        {
            ArgumentNullException.ThrowIfNull(document);
            string payload = text.Split('|')[1];
            if (!_byNumber.TryAdd(document.Pagination, (document, payload)) && _byNumber[document.Pagination].Payload != payload)
            {
                _doubles.Add(Say($"T{document.Pagination} was used for two different documents"));
            }
        }

        /// <summary>Everything that is wrong among them, a line each; none when all is well.</summary>
        public IReadOnlyList<string> Problems()
        {
            return [.. Gaps(), .. Faults()];
        }

        /// <summary>What is wrong among those that are here, whatever is missing between them.</summary>
        public IReadOnlyList<string> Faults()
        {
            List<string> faults = [.. _doubles];
            SignedDocument? before = null;
            SignedDocument? begin = null;
            SignedDocument? receipt = null;
            foreach (SignedDocument document in Documents)
            {
                if (before is not null && !document.IsOfMeterOf(before))
                {
                    faults.Add(Say($"T{document.Pagination} is of meter {document.Meter}, T{before.Pagination} of meter {before.Meter}"));
                }

                if (before is not null && (Contradiction(before, document) ?? (receipt is null ? null : Contradiction(receipt, document))) is { } wrong)
                {
                    faults.Add(wrong);
                }

                bool next = document.Pagination == before?.Pagination + 1;
                if (next && OutOfTurn(before!, document) is { } turn)
                {
                    faults.Add(turn);
                }

                // A receipt ends the transaction that began last, and what is between is of it, unless the begin may be among what is missing.
                begin = document.IsBegin ? document : next ? begin : null;
                if (begin is not null && begin != document && DocumentBond.Problem(begin, document) is { } loose)
                {
                    faults.Add(Say($"T{document.Pagination} does not go with its begin document: {loose}"));
                }

                if (begin is not null && begin != document && BillingRule.IsBefore(document.Readings[^1].Instant, before!.Readings[^1].Instant))
                {
                    faults.Add(Say($"T{document.Pagination} is of a time before T{before.Pagination} of the same transaction"));
                }

                begin = document.IsReceipt ? null : begin;
                receipt = document.IsReceipt ? document : receipt;
                before = document;
            }

            return faults;
        }

        /// <summary>The courses of the transactions whose receipts are here, in the order of their numbers.</summary>
        public IReadOnlyList<(SignedDocument Receipt, SignedCourse Course)> Courses()
        {
            List<(SignedDocument, SignedCourse)> courses = [];
            SignedDocument? begin = null;
            List<SignedDocument> between = [];
            foreach (SignedDocument document in Documents)
            {
                if (document.IsBetween)
                {
                    between.Add(document);
                    continue;
                }

                if (document.IsReceipt)
                {
                    courses.Add((document, SignedCourse.Of(begin, between, document)));
                }

                begin = document.IsBegin ? document : null;
                between = [];
            }

            return courses;
        }

        // A station has one transaction at a time: each begins behind the end of the one before, and nothing of it is signed behind its own.
        private static string? OutOfTurn(SignedDocument before, SignedDocument document)
        {
            return document.IsBegin && !before.IsReceipt ? Say($"T{document.Pagination} begins a transaction, and the one of T{before.Pagination} has not ended")
                : document.IsBetween && before.IsReceipt ? Say($"T{document.Pagination} is of no transaction: T{before.Pagination} ended the last one")
                : null;
        }

        /// <summary>What cannot be true of two documents of one meter, whatever else was signed between them; null where they can.</summary>
        /// <param name="before">The one with the lower number.</param>
        /// <param name="after">The one with the higher number.</param>
        public static string? Contradiction(SignedDocument before, SignedDocument after)
        {
            ArgumentNullException.ThrowIfNull(before);
            ArgumentNullException.ThrowIfNull(after);
            return !after.IsOfMeterOf(before) ? null
                : IsBelow(after.Readings[^1], before.Readings[^1]) ? Say($"the register falls from T{before.Pagination} to T{after.Pagination}")
                : before.IsReceipt && IsBelow(after.Readings[0], before.Readings[^1]) ? Say($"T{after.Pagination} begins at {Told.Energy(after.Readings[0].RegisterMilliwattHours)}, which T{before.Pagination} has billed already, up to {Told.Energy(before.Readings[^1].RegisterMilliwattHours)}")
                : null;
        }

        private static bool IsBelow(SignedReading reading, SignedReading other)
        {
            return reading.RegisterBeside(other) < other.RegisterBeside(reading);
        }

        /// <summary>What numbers there are, for people.</summary>
        public string Range()
        {
            return _byNumber.Count == 0 ? "no document"
                : _byNumber.Count == 1 ? Say($"T{_byNumber.Keys.First()}")
                : Say($"T{_byNumber.Keys.First()} to T{_byNumber.Keys.Last()}, {_byNumber.Count} documents");
        }

        private IEnumerable<SignedDocument> Documents => _byNumber.Values.Select(entry => entry.Document);

        private IEnumerable<string> Gaps()
        {
            return Documents.Zip(Documents.Skip(1))
                .Where(pair => pair.Second.Pagination != pair.First.Pagination + 1)
                .Select(pair => Say($"T{pair.Second.Pagination} follows T{pair.First.Pagination}: {pair.Second.Pagination - pair.First.Pagination - 1} missing"));
        }

        private static string Say(FormattableString text)
        {
            return text.ToString(CultureInfo.InvariantCulture);
        }
    }
}
