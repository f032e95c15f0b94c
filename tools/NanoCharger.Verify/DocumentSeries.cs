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

        /// <summary>Numbers that two different documents have, a line each.</summary>
        public IReadOnlyList<string> Doubles => _doubles;

        /// <summary>Everything that is wrong among them, a line each; none when all is well.</summary>
        public IReadOnlyList<string> Problems()
        {
            List<string> problems = [.. _doubles];
            SignedDocument? before = null;
            SignedDocument? begin = null;
            foreach (SignedDocument document in _byNumber.Values.Select(entry => entry.Document))
            {
                bool follows = before is not null && document.Pagination == before.Pagination + 1;
                if (before is not null)
                {
                    if (!follows)
                    {
                        problems.Add(Say($"T{document.Pagination} follows T{before.Pagination}: {document.Pagination - before.Pagination - 1} missing"));
                    }

                    problems.AddRange(Contradictions(before, document));
                }

                // A receipt ends the transaction that began last, unless the begin may be among what is missing.
                begin = document.IsBegin ? document : follows ? begin : null;
                if (document.IsReceipt && begin is not null && DocumentBond.Problem(begin, document) is { } loose)
                {
                    problems.Add(Say($"T{document.Pagination} does not go with its begin document: {loose}"));
                }

                begin = document.IsReceipt ? null : begin;
                before = document;
            }

            return problems;
        }

        /// <summary>What cannot be true of two documents of one station, whatever else it signed between them; nothing when all is well.</summary>
        /// <param name="before">The one with the lower number.</param>
        /// <param name="after">The one with the higher number.</param>
        public static IEnumerable<string> Contradictions(SignedDocument before, SignedDocument after)
        {
            ArgumentNullException.ThrowIfNull(before);
            ArgumentNullException.ThrowIfNull(after);
            if (after.Station != before.Station)
            {
                yield return Say($"T{after.Pagination} is of {after.Station}, T{before.Pagination} of {before.Station}");
            }

            if (after.Readings[^1].RegisterMilliwattHours < before.Readings[^1].RegisterMilliwattHours)
            {
                yield return Say($"the register falls from T{before.Pagination} to T{after.Pagination}");
            }
        }

        /// <summary>What numbers there are, for people.</summary>
        public string Range()
        {
            return _byNumber.Count == 0 ? "no document"
                : _byNumber.Count == 1 ? Say($"T{_byNumber.Keys.First()}")
                : Say($"T{_byNumber.Keys.First()} to T{_byNumber.Keys.Last()}, {_byNumber.Count} documents");
        }

        private static string Say(FormattableString text)
        {
            return text.ToString(CultureInfo.InvariantCulture);
        }
    }
}
