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
            List<RatedReading> readings = course.Readings.Select(Reading).ToList();
            bool all = course.MissingProblem is null && AreInOrder(readings);
            return new RatedPart(all ? readings : [readings[0], readings[^1]]) { DurationCounts = BillingRule.TimeProblem(receipt.Readings[0].Instant, receipt.Readings[1].Instant) is null };
        }

        /// <summary>Whether no register falls, and no time that counts.</summary>
        internal static bool AreInOrder(List<RatedReading> readings)
        {
            return readings.Zip(readings.Skip(1), IsBefore).All(inOrder => inOrder);
        }

        private static bool IsBefore(RatedReading one, RatedReading other)
        {
            return one.MilliwattHours <= other.MilliwattHours && (!one.ClockCounts || !other.ClockCounts || one.UtcMs <= other.UtcMs);
        }

        /// <summary>A signed reading as it is rated.</summary>
        internal static RatedReading Reading(SignedReading reading)
        {
            return new RatedReading(TransactionRows.ToMs(reading.Instant.Utc), reading.RegisterMilliwattHours, reading.Cause, reading.Instant.Counts);
        }
    }
}
