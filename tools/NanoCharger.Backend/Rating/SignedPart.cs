using System;
using System.Collections.Generic;
using System.Linq;
using NanoCharger.Verify;

namespace NanoCharger.Backend.Rating
{
    /// <summary>The signed readings of a transaction, as they are rated.</summary>
    internal static class SignedPart
    {
        /// <summary>From the receipt's begin over what was signed between to the receipt's end. What contradicts its neighbours is left out: the receipt alone decides how much there was.</summary>
        /// <param name="receipt">A receipt that holds.</param>
        /// <param name="documents">All documents of its transaction, by their numbers.</param>
        internal static RatedPart Of(SignedDocument receipt, IReadOnlyList<SignedDocument> documents)
        {
            List<RatedReading> readings = [Reading(receipt.Readings[0])];
            RatedReading end = Reading(receipt.Readings[1]);
            foreach (RatedReading between in documents.Where(document => document is { IsReceipt: false, IsBegin: false }).Select(document => Reading(document.Readings[0])))
            {
                if (IsBefore(readings[^1], between) && IsBefore(between, end))
                {
                    readings.Add(between);
                }
            }

            return new RatedPart([.. readings, end]) { DurationCounts = BillingRule.TimeProblem(receipt.Readings[0].Instant, receipt.Readings[1].Instant) is null };
        }

        private static bool IsBefore(RatedReading one, RatedReading other)
        {
            return one.MilliwattHours <= other.MilliwattHours && (!one.ClockCounts || !other.ClockCounts || one.UtcMs <= other.UtcMs);
        }

        private static RatedReading Reading(SignedReading reading)
        {
            Instant at = reading.Instant;
            bool counts = at is { Status: 'S', DateKnown: true, TimeError: false };
            return new RatedReading(TransactionRows.ToMs(at.Utc), reading.RegisterMilliwattHours, reading.Cause, counts);
        }
    }
}
