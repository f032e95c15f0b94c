using System.Collections.Generic;
using System.Linq;
using NanoCharger.Verify;

namespace NanoCharger.Backend.Rating
{
    /// <summary>The signed readings of a transaction, as they are rated.</summary>
    internal static class SignedPart
    {
        /// <summary>From the receipt's begin over what was signed between to the receipt's end. Where one of them is missing, or they contradict each other, the receipt alone counts: without the C that ended it an idle time would run on.</summary>
        /// <param name="receipt">A receipt that holds.</param>
        /// <param name="documents">All documents of its transaction, by their numbers.</param>
        internal static RatedPart Of(SignedDocument receipt, IReadOnlyList<SignedDocument> documents)
        {
            SignedCourse course = SignedCourse.Of(documents.FirstOrDefault(document => document.IsBegin), documents.Where(document => document.IsBetween && document.Pagination < receipt.Pagination), receipt);
            IEnumerable<SignedReading> readings = course.MissingProblem is null ? course.Readings : [receipt.Readings[0], receipt.Readings[^1]];
            return new RatedPart([.. readings.Select(Reading)]) { DurationCounts = BillingRule.TimeProblem(receipt.Readings[0].Instant, receipt.Readings[1].Instant) is null };
        }

        private static RatedReading Reading(SignedReading reading)
        {
            Instant at = reading.Instant;
            bool counts = at is { Status: 'S', DateKnown: true, TimeError: false };
            return new RatedReading(TransactionRows.ToMs(at.Utc), reading.RegisterMilliwattHours, reading.Cause, counts);
        }
    }
}
