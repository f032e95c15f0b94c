using System;

namespace NanoCharger.Verify
{
    /// <summary>Whether a receipt, or a reading before it, goes with the begin document of the same transaction.</summary>
    public static class DocumentBond
    {
        /// <summary>Both are of one meter and for the same customer, and the later was signed after the begin. A receipt repeats the begin's reading.</summary>
        /// <param name="begin">A begin document that holds.</param>
        /// <param name="later">A receipt, or a document between begin and end, that holds.</param>
        /// <returns>What is wrong; null where they go together.</returns>
        public static string? Problem(SignedDocument begin, SignedDocument later)
        {
            ArgumentNullException.ThrowIfNull(begin);
            ArgumentNullException.ThrowIfNull(later);
            string number = FormattableString.Invariant($"T{begin.Pagination}");
            (SignedReading first, SignedReading reading) = (begin.Readings[0], later.Readings[0]);
            return later.IsReceipt && !reading.Repeats(first)
                    ? $"its first reading ({Text(reading)}) is not the one of the begin document {number} ({Text(first)})"
                : !later.IsOfMeterOf(begin) ? $"it is of meter {later.Meter}, the begin document {number} of meter {begin.Meter}"
                : Identity(later) != Identity(begin) ? $"it is for another customer than the begin document {number}"
                : later.Pagination <= begin.Pagination
                    ? FormattableString.Invariant($"its number T{later.Pagination} is not above the one of the begin document {number}")
                : null;
        }

        private static (bool, string, string) Identity(SignedDocument document)
        {
            return (document.Identified, document.IdentificationType, document.Identification);
        }

        private static string Text(SignedReading reading)
        {
            string time = reading.Instant.DateKnown ? FormattableString.Invariant($"{reading.Instant.Utc:yyyy-MM-dd'T'HH:mm:ss.fff}") : "unknown";
            return FormattableString.Invariant($"{time} {reading.Instant.Status} {reading.RegisterMilliwattHours}");
        }
    }
}
