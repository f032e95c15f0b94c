using System;
using System.Collections.Generic;
using System.Linq;
using NanoCharger.Backend.Rating;
using NanoCharger.Verify;

namespace NanoCharger.Backend.Billing
{
    /// <summary>What a charge would cost if it ended now: rated as its bill will be, of what is signed so far and of what the meter shows.</summary>
    internal static class RunningCost
    {
        /// <summary>Rates it.</summary>
        /// <param name="tariff">What was told.</param>
        /// <param name="transactions">Of each transaction, in order, its verified documents by their numbers. One of which nothing is signed yet counts for nothing.</param>
        /// <param name="registerMwh">The meter's register now; null where nobody knows it.</param>
        /// <param name="nowMs">The moment.</param>
        /// <param name="timeMayCost">Whether the market lets time have a price.</param>
        /// <returns>Null where nothing is signed yet.</returns>
        internal static RatedCharge? Of(TariffVersion tariff, IEnumerable<IReadOnlyList<SignedDocument>> transactions, long? registerMwh, long nowMs, bool timeMayCost)
        {
            List<RatedPart> parts = [.. transactions.Select(documents => Part(documents, registerMwh, nowMs)).OfType<RatedPart>()];
            return parts.Count == 0 ? null : Rater.Rate(tariff, parts, timeMayCost);
        }

        private static RatedPart? Part(IReadOnlyList<SignedDocument> documents, long? registerMwh, long nowMs)
        {
            if (documents.LastOrDefault(document => document.IsReceipt) is { } receipt)
            {
                return SignedPart.Of(receipt, documents);
            }

            List<RatedReading> readings = [.. documents.Where(document => document.IsBegin || document.IsBetween).Select(document => SignedPart.Reading(document.Readings[^1]))];
            if (readings.Count == 0 || readings[0].Cause != 'B')
            {
                return null;
            }

            RatedReading last = readings[^1];
            RatedReading now = new(Math.Max(nowMs, last.UtcMs), Math.Max(registerMwh ?? 0, last.MilliwattHours), 'E', last.ClockCounts);
            return SignedPart.AreInOrder(readings) ? new RatedPart([.. readings, now]) : new RatedPart([readings[0], now]);
        }
    }
}
