using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Data;

namespace NanoCharger.Backend.Audit
{
    /// <summary>Proves the energy: every mWh between the first and the last document of each series has one use.</summary>
    internal sealed class EnergyAuditor(PlatformContext context, Action<long, string, string> find, long nowMs)
    {
        internal const string BetweenTransactions = "between-transactions";
        internal const string ReceiptRefused = "receipt-refused";
        internal const string TransactionGone = "transaction-gone";
        internal const string OpenForLong = "open-for-long";
        internal const string NoReason = "waived-without-reason";

        /// <summary>So long something may wait: for a manager, for its price, for the rest of it.</summary>
        private const int MostDays = 7;

        private const long MsOfDay = 86_400_000;

        private readonly EnergyBooks _books = new(context);

        /// <summary>Looks at all series.</summary>
        /// <returns>The energy of each use, mWh.</returns>
        internal IReadOnlyDictionary<EnergyUse, long> Run()
        {
            Dictionary<EnergyUse, long> sums = Enum.GetValues<EnergyUse>().ToDictionary(use => use, _ => 0L);
            foreach (var series in context.Documents.AsNoTracking().Select(row => new { row.StationId, row.KeyNumber }).Distinct().OrderBy(row => row.StationId).ThenBy(row => row.KeyNumber).ToList())
            {
                try
                {
                    foreach (EnergyLine line in _books.Of(series.StationId, series.KeyNumber))
                    {
                        sums[line.Use] += line.MilliwattHours;
                        Look(series.StationId, series.KeyNumber, line);
                    }
                }
                catch (Exception problem) when (problem is FormatException or ArgumentException or InvalidDataException)
                {
                    // The document that cannot be read is told as such.
                    find(series.StationId, Auditor.DocumentChanged, FormattableString.Invariant($"the energy under key {series.KeyNumber} cannot be summed: {problem.Message}"));
                }
            }

            LookForTransactions();
            return sums;
        }

        /// <summary>A document's transaction is here: without it nothing would be charged for it, in silence.</summary>
        private void LookForTransactions()
        {
            foreach (var lost in context.Documents.AsNoTracking().Where(document => !context.Transactions.Any(row => row.StationId == document.StationId && row.KeyNumber == document.KeyNumber && row.Id == document.TransactionId))
                .Select(document => new { document.StationId, document.KeyNumber, document.Number, document.TransactionId }).ToList())
            {
                find(lost.StationId, TransactionGone, FormattableString.Invariant($"transaction {lost.TransactionId} of T{lost.Number} under key {lost.KeyNumber} is not here"));
            }
        }

        private void Look(long station, int key, EnergyLine line)
        {
            string what = FormattableString.Invariant($"{line.MilliwattHours / 1_000_000m:0.000000} kWh up to T{line.Document} under key {key}");
            if (line.Use == EnergyUse.Between)
            {
                find(station, BetweenTransactions, $"{what}: {line.Reason}");
            }
            else if (line.Use == EnergyUse.Open && context.Documents.Where(row => row.StationId == station && row.KeyNumber == key && row.Number == line.Document).Select(row => row.CameMs).First() is var came
                && came < nowMs - (MostDays * MsOfDay))
            {
                find(station, OpenForLong, $"{what} is open since {Moves.Text(came)}: {line.Reason}");
            }
            else if (line.Use == EnergyUse.Refused)
            {
                find(station, ReceiptRefused, $"{what}: {line.Reason}");
            }
            else if (line.Use == EnergyUse.Waived && string.IsNullOrWhiteSpace(line.Reason))
            {
                find(station, NoReason, $"{what} is waived for no reason");
            }
        }
    }
}
