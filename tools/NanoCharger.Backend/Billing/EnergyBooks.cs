using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Verify;

namespace NanoCharger.Backend.Billing
{
    /// <summary>Reads the energy books out of the database: one a station and key.</summary>
    internal sealed class EnergyBooks(PlatformContext context)
    {
        private const string Credited = "its bill was taken back";
        private const string Earlier = "priced before there were charges";
        private const string NotYet = "not charged yet";

        /// <summary>The book of a series.</summary>
        internal IReadOnlyList<EnergyLine> Of(long station, int key)
        {
            List<DocumentRow> rows = context.Documents.AsNoTracking().Where(row => row.StationId == station && row.KeyNumber == key).OrderBy(row => row.Number).ToList();
            Dictionary<long, string> transactions = rows.ToDictionary(row => row.Number, row => row.TransactionId);
            Dictionary<long, (EnergyUse, string)> uses = Uses(station, key);

            // What carries no signature, or was judged by another board's key, says nothing of this meter.
            string refused = string.Concat(context.Refusals.AsNoTracking().Where(row => row.StationId == station && row.KeyNumber == key && !row.Waits).Select(row => row.Frame).AsEnumerable().Select(Encoding.UTF8.GetString).Where(frame => frame.Contains("\"signedMeterData\"", StringComparison.Ordinal)));
            return EnergyBook.Of(
                rows.ConvertAll(row => OcmfVerifier.Read(row.Text)),
                receipt => uses.GetValueOrDefault(receipt.Pagination, (EnergyUse.Open, NotYet)),
                begin => context.Decisions.AsNoTracking().FirstOrDefault(word => word.StationId == station && word.KeyNumber == key && word.TransactionId == transactions[begin.Pagination] && !word.Released) is { } word
                        ? (EnergyUse.Waived, $"refused by {word.Decider}: {word.Reason}")
                    : refused.Contains($"\"{transactions[begin.Pagination]}\"", StringComparison.Ordinal) ? (EnergyUse.Refused, FormattableString.Invariant($"the receipt of the transaction begun by T{begin.Pagination} was refused"))
                    : null);
        }

        /// <summary>What became of the energy of each receipt.</summary>
        private Dictionary<long, (EnergyUse Use, string Reason)> Uses(long station, int key)
        {
            var transactions = context.Transactions.AsNoTracking().Where(row => row.StationId == station && row.KeyNumber == key && row.Receipt != null)
                .Select(row => new { row.Receipt, row.EnergyProblem, row.Withheld, Refused = context.Decisions.Any(word => word.StationId == row.StationId && word.KeyNumber == row.KeyNumber && word.TransactionId == row.Id && !word.Released), Priced = row.CostMinor != null && row.Rated == null, Charge = context.Charges.FirstOrDefault(charge => charge.Id == row.ChargeId) }).ToList();
            return transactions.ToDictionary(row => row.Receipt!.Value, row => row.Charge is null ? (row.Priced ? (EnergyUse.Billed, Earlier) : row.Refused ? (EnergyUse.Waived, row.Withheld ?? NotYet) : (EnergyUse.Open, row.Withheld ?? NotYet)) : UseOf(row.Charge, row.EnergyProblem ?? row.Withheld));
        }

        private static (EnergyUse Use, string Reason) UseOf(ChargeRow charge, string? problem)
        {
            return Enum.Parse<ChargeState>(charge.State) switch
            {
                ChargeState.Billed when problem is not null => (EnergyUse.Waived, problem),
                ChargeState.Billed => (EnergyUse.Billed, ""),
                ChargeState.Waived => (EnergyUse.Waived, charge.Reason ?? ""),
                ChargeState.Credited => (EnergyUse.Waived, Credited),
                ChargeState.Free => (EnergyUse.Free, ""),
                _ => (EnergyUse.Open, charge.Reason ?? ""),
            };
        }
    }
}
