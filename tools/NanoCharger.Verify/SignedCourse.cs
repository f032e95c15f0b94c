using System;
using System.Collections.Generic;
using System.Linq;

namespace NanoCharger.Verify
{
    /// <summary>What the documents of one transaction say together: its readings in their order, and which times lie between them.</summary>
    /// <remarks>
    /// The receipt alone says what energy was charged. The readings between its two say when: by an <c>S</c> the vehicle draws no more, by a <c>C</c> it draws (or the station keeps it from drawing),
    /// at a <c>T</c> windows of a tariff may meet. They count only where none of them is missing: without the <c>C</c> that ended it an idle time would run on.
    /// </remarks>
    public sealed class SignedCourse
    {
        private SignedCourse(IReadOnlyList<SignedReading> readings, string? problem, string? gap)
        {
            Readings = readings;
            Problem = problem;
            MissingProblem = problem ?? gap;
        }

        /// <summary>Begin, what lies between in the order of the numbers, and end.</summary>
        public IReadOnlyList<SignedReading> Readings { get; }

        /// <summary>Why these documents are not of one transaction; null where they are.</summary>
        public string? Problem { get; }

        /// <summary>Why what lies between begin and end says nothing, a document of it being missing or another's; null where all of it is here.</summary>
        public string? MissingProblem { get; }

        /// <summary>Why neither windows nor idle time may be billed by it; null where they may.</summary>
        public string? TimeProblem => MissingProblem ?? Readings.Zip(Readings.Skip(1), (from, to) => BillingRule.TimeProblem(from.Instant, to.Instant)).FirstOrDefault(problem => problem is not null);

        /// <summary>Each time in which the vehicle did not draw: from an <c>S</c> to the next <c>C</c> or the end.</summary>
        public IReadOnlyList<(SignedReading From, SignedReading To)> IdleSpells
        {
            get
            {
                List<(SignedReading From, SignedReading To)> spells = [];
                SignedReading? from = null;
                foreach (SignedReading reading in Readings)
                {
                    if (from is not null && (reading.Cause == 'C' || reading.IsEnd))
                    {
                        spells.Add((from, reading));
                        from = null;
                    }

                    from ??= reading.Cause == 'S' ? reading : null;
                }

                return spells;
            }
        }

        /// <summary>Puts a transaction's documents together. Each has been found valid by itself.</summary>
        /// <param name="begin">Its begin document; null where that is not here.</param>
        /// <param name="between">Those between begin and end that are here, in any order.</param>
        /// <param name="receipt">Its receipt.</param>
        public static SignedCourse Of(SignedDocument? begin, IEnumerable<SignedDocument> between, SignedDocument receipt)
        {
            ArgumentNullException.ThrowIfNull(receipt);
            List<SignedDocument> inside = [.. between.OrderBy(document => document.Pagination)];
            List<SignedDocument> all = begin is null ? [.. inside, receipt] : [begin, .. inside, receipt];
            string? problem = !receipt.IsReceipt ? "the last one is no receipt"
                : begin is { IsBegin: false } ? "the first one is no begin document"
                : inside.Find(document => !document.IsBetween) is { } other ? FormattableString.Invariant($"T{other.Pagination} is no reading between begin and end")
                : begin is null ? null
                : all.Skip(1).Select(document => DocumentBond.Problem(begin, document)).FirstOrDefault(found => found is not null);
            problem ??= all.Zip(all.Skip(1), Order).FirstOrDefault(found => found is not null);
            return new SignedCourse([receipt.Readings[0], .. inside.Select(document => document.Readings[0]), receipt.Readings[^1]], problem, Gap(begin, all));
        }

        private static string? Order(SignedDocument before, SignedDocument after)
        {
            return after.Pagination <= before.Pagination ? FormattableString.Invariant($"T{after.Pagination} is there twice")
                : DocumentSeries.Contradiction(before, after) is { } falls ? falls
                : BillingRule.IsBefore(after.Readings[^1].Instant, before.Readings[^1].Instant)
                    ? FormattableString.Invariant($"T{after.Pagination} is of a time before T{before.Pagination}")
                : null;
        }

        private static string? Gap(SignedDocument? begin, List<SignedDocument> all)
        {
            long missing = all[^1].Pagination - all[0].Pagination + 1 - all.Count;
            return begin is null ? "its begin document is not here"
                : missing > 0 ? FormattableString.Invariant($"{missing} of its documents are missing")
                : null;
        }
    }
}
