using System;

namespace NanoCharger.Verify
{
    /// <summary>Whether a receipt goes with the begin document of the same transaction.</summary>
    public static class DocumentBond
    {
        /// <summary>A receipt repeats the begin's reading, is for the same customer, and was signed after it.</summary>
        /// <param name="begin">A begin document that holds.</param>
        /// <param name="receipt">A receipt that holds.</param>
        /// <returns>What is wrong; null where they go together.</returns>
        public static string? Problem(SignedDocument begin, SignedDocument receipt)
        {
            ArgumentNullException.ThrowIfNull(begin);
            ArgumentNullException.ThrowIfNull(receipt);
            string number = FormattableString.Invariant($"T{begin.Pagination}");
            return !receipt.Readings[0].Repeats(begin.Readings[0])
                    ? $"its first reading ({Text(receipt.Readings[0])}) is not the one of the begin document {number} ({Text(begin.Readings[0])})"
                : !receipt.IsOfMeterOf(begin) ? $"it is of meter {receipt.Meter}, the begin document {number} of meter {begin.Meter}"
                : Identity(receipt) != Identity(begin) ? $"it is for another customer than the begin document {number}"
                : receipt.Pagination <= begin.Pagination
                    ? FormattableString.Invariant($"its number T{receipt.Pagination} is not above the one of the begin document {number}")
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
