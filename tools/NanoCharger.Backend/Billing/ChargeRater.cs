using System.Collections.Generic;
using System.Linq;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Rating;
using NanoCharger.Verify;

namespace NanoCharger.Backend.Billing
{
    /// <summary>What a charge costs by its receipts, as they are in the database now: billing asks it once, the audit again.</summary>
    internal sealed class ChargeRater(PlatformContext context)
    {
        private const string Unknown = "unknown";

        /// <summary>Reckons a charge.</summary>
        /// <param name="charge">The charge.</param>
        /// <param name="timeCounts">Whether time may have a price there.</param>
        /// <param name="untilMs">By what had come then.</param>
        internal ReckonedCharge Of(ChargeRow charge, bool timeCounts, long untilMs = long.MaxValue)
        {
            List<TransactionRow> transactions = context.Transactions.AsNoTracking().Where(row => row.ChargeId == charge.Id).ToList();
            Dictionary<string, long> receipts = context.Parts.AsNoTracking().Where(part => part.ChargeId == charge.Id).ToDictionary(part => part.TransactionId, part => part.Receipt);
            transactions.Sort((one, other) => receipts[one.Id].CompareTo(receipts[other.Id]));
            Dictionary<string, List<SignedDocument>> documents = transactions.ToDictionary(row => row.Id, row => TransactionDocuments.Of(context, row.StationId, row.KeyNumber, row.Id, untilMs));
            TariffVersion tariff = TransactionRows.TariffOf(transactions[0].Tariff);
            List<RatedPart> sound = transactions.Where(row => NotCharged(row) is null).Select(row => SignedPart.Of(documents[row.Id].Find(document => document.Pagination == receipts[row.Id])!, documents[row.Id])).ToList();
            return new ReckonedCharge
            {
                Tariff = tariff,
                Customer = transactions[0].Customer ?? Unknown,
                Rated = sound.Count > 0 ? Rater.Rate(tariff, sound, timeCounts) : new RatedCharge([], 0, 0, NotCharged(transactions[0])) { MilliwattHours = transactions.Sum(Energy) },
                Parts = transactions.ConvertAll(row => new BilledPart(row.Id, row.BeginDocument, receipts[row.Id], Energy(row), NotCharged(row)) { Documents = documents[row.Id].ConvertAll(document => document.Pagination) }),
            };
        }

        private static string? NotCharged(TransactionRow row)
        {
            return row.EnergyProblem ?? row.Withheld ?? (row.Receipt is null ? "its receipt does not count any more" : null);
        }

        private static long Energy(TransactionRow row)
        {
            return row.EndMwh - row.BeginMwh ?? 0;
        }
    }
}
