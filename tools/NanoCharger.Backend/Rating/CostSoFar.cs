using System.Collections.Generic;
using System.Linq;
using NanoCharger.Verify;

namespace NanoCharger.Backend.Rating
{
    /// <summary>What a charge that still goes on would cost if it ended now, by the code that bills it: from what is signed, and from what the meter shows behind that. Nobody is billed by it.</summary>
    internal static class CostSoFar
    {
        /// <summary>The end that it is given: which of them it is changes no price.</summary>
        private const char End = 'R';

        /// <summary>Rates it.</summary>
        /// <param name="tariff">What was told.</param>
        /// <param name="parts">Of each of its transactions, in order, the verified documents by their numbers: those with a receipt go by it, the last one may have none.</param>
        /// <param name="live">What the meter shows; null where nobody knows: then the last signed reading is the end.</param>
        /// <param name="timeMayCost">False where the market lets no time of this clock have a price.</param>
        /// <returns>Null where the begin of one is not signed: then nothing can be said.</returns>
        internal static RatedCharge? Of(TariffVersion tariff, IReadOnlyList<IReadOnlyList<SignedDocument>> parts, LiveRegister? live, bool timeMayCost = true)
        {
            List<RatedPart> sound = [];
            string? problem = null;
            foreach (IReadOnlyList<SignedDocument> documents in parts)
            {
                if (documents.LastOrDefault(document => document.IsReceipt) is not { } receipt)
                {
                    if (documents.FirstOrDefault(document => document.IsBegin) is not { } begin)
                    {
                        return null;
                    }

                    Take(BillingRule.EnergyProblem(begin.Readings[0], documents[^1].Readings[0]), Going(begin, documents, live));
                }
                else
                {
                    Take(BillingRule.EnergyProblem(receipt.Readings[0], receipt.Readings[1]), SignedPart.Of(receipt, documents));
                }
            }

            return sound.Count > 0 ? Rater.Rate(tariff, sound, timeMayCost)
                : problem is null ? null : new RatedCharge([], 0, 0, problem) { MilliwattHours = 0 };

            void Take(string? why, RatedPart part)
            {
                problem ??= why;
                if (why is null)
                {
                    sound.Add(part);
                }
            }
        }

        /// <summary>A transaction that goes on: where a document of it is missing, its begin alone counts, as in its receipt.</summary>
        private static RatedPart Going(SignedDocument begin, IReadOnlyList<SignedDocument> documents, LiveRegister? live)
        {
            List<SignedDocument> signed = [begin, .. documents.Where(document => document.IsBetween)];
            List<RatedReading> readings = signed.ConvertAll(document => SignedPart.Reading(document.Readings[0]));
            bool all = signed[^1].Pagination - begin.Pagination + 1 == signed.Count && SignedPart.AreInOrder(readings)
                && signed.Skip(1).All(document => DocumentBond.Problem(begin, document) is null);
            if (!all)
            {
                readings = SignedPart.AreInOrder([readings[0], readings[^1]]) ? [readings[0], readings[^1]] : [readings[0], readings[0]];
            }

            RatedReading last = readings[^1];
            RatedReading end = live is { } now && (now.MilliwattHours ?? last.MilliwattHours) is var shown && shown >= last.MilliwattHours && now.UtcMs >= last.UtcMs
                ? new RatedReading(now.UtcMs, shown, End, last.ClockCounts) : last with { Cause = End };
            Instant since = begin.Readings[0].Instant;
            return new RatedPart(all ? [.. readings, end] : [readings[0], end])
            {
                DurationCounts = BillingRule.TimeProblem(since, signed[^1].Readings[0].Instant with { Utc = TransactionRows.ToTime(end.UtcMs) }) is null,
            };
        }
    }

    /// <summary>What a meter shows.</summary>
    /// <param name="UtcMs">When, by the station's clock, Unix milliseconds.</param>
    /// <param name="MilliwattHours">Its register; null where nobody knows it, but that time goes on: then it is that of the last signed reading.</param>
    internal readonly record struct LiveRegister(long UtcMs, long? MilliwattHours);
}
