using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.People;
using NanoCharger.Backend.Rating;
using NanoCharger.Verify;

namespace NanoCharger.Backend
{
    /// <summary>Reads receipts out of the tables, as whoever asks may see them.</summary>
    internal sealed class ReceiptBook(PlatformContext context)
    {
        /// <summary>The receipt of a charge, with who sells as its house says it.</summary>
        internal Receipt Of(ChargeRow charge)
        {
            HouseTerms terms = HouseTerms.Of(context, charge, "", "");
            string station = context.Stations.Where(row => row.Id == charge.StationId).Select(row => row.Name).First();
            return Of(charge, context.Transactions.AsNoTracking().Where(row => row.ChargeId == charge.Id).OrderBy(row => row.Receipt).AsEnumerable().Select(row => TransactionRows.ToTransaction(row, station)).ToList(), charge.Account, terms);
        }

        /// <summary>The receipt of a transaction, or of the charge that it is a part of.</summary>
        internal Receipt Of(BilledTransaction transaction, string seller, string site)
        {
            ChargeRow? charge = (from row in context.Transactions
                                 join one in context.Charges on row.ChargeId equals one.Id
                                 where row.Id == transaction.Id && row.KeyNumber == transaction.Series && context.Stations.Any(station => station.Id == row.StationId && station.Name == transaction.Station)
                                 select one).AsNoTracking().FirstOrDefault();
            List<BilledTransaction> parts = charge is null ? [transaction]
                : context.Transactions.AsNoTracking().Where(row => row.ChargeId == charge.Id).OrderBy(row => row.Receipt).AsEnumerable().Select(row => TransactionRows.ToTransaction(row, transaction.Station)).ToList();
            return Of(charge, parts, charge is null ? transaction.Account : charge.Account, new HouseTerms(seller, site));
        }

        private Receipt Of(ChargeRow? charge, List<BilledTransaction> transactions, long? account, HouseTerms terms)
        {
            string? erased = account is { } of ? Veil.Of(context, of) : null;
            List<Receipt> parts = transactions.ConvertAll(one => Signed(one, erased));
            Bill? bill = charge is { State: nameof(ChargeState.Billed) } && parts.TrueForAll(part => part.Transaction.Withheld is null) ? Bill.FromJson(context.Bills.AsNoTracking().Where(row => row.ChargeId == charge.Id && row.Credits == 0).OrderByDescending(row => row.Issue).First().Text) : null;
            return parts[0] with
            {
                Operator = bill?.Seller ?? terms.Seller,
                Site = bill?.Site ?? terms.Site,
                Erased = erased,
                Addressee = account is { } number && context.Residents.AsNoTracking().FirstOrDefault(row => row.Account == number) is { } resident ? $"{resident.Name}\n{resident.Address}" : null,
                Further = parts[1..],
                Bill = bill,
                MayGoOn = charge is { State: nameof(ChargeState.Open) },
                Settled = charge is null ? null : WithoutBill(charge, parts.Sum(part => part.Transaction.EnergyMilliwattHours ?? 0)),
            };
        }

        /// <summary>What a charge that was settled costs without a bill: nothing, and why; null where it has one, or is open.</summary>
        private static RatedCharge? WithoutBill(ChargeRow charge, long milliwattHours)
        {
            return Enum.Parse<ChargeState>(charge.State) switch
            {
                ChargeState.Waived => new RatedCharge([], 0, 0, charge.Reason) { MilliwattHours = milliwattHours },
                ChargeState.Credited => new RatedCharge([], 0, 0, $"the bill was taken back: {charge.Reason}") { MilliwattHours = milliwattHours },
                ChargeState.Free => new RatedCharge([], 0, 0) { MilliwattHours = milliwattHours },
                _ => null,
            };
        }

        private Receipt Signed(BilledTransaction transaction, string? erased)
        {
            (string Document, StationKey Key)? signed = erased is null ? SignedBy(transaction) : null;
            return new Receipt(transaction) { Document = signed?.Document, Key = signed?.Key };
        }

        /// <summary>The receipt that a transaction is priced by, exactly as it came, and the key that it was verified by; null where it has none.</summary>
        private (string Document, StationKey Key)? SignedBy(BilledTransaction transaction)
        {
            var found = (from document in context.Documents
                         join one in context.Stations on document.StationId equals one.Id
                         join key in context.Keys on new { document.StationId, Number = document.KeyNumber } equals new { key.StationId, key.Number }
                         where one.Name == transaction.Station && document.KeyNumber == transaction.Series && document.Number == transaction.Receipt
                         select new { document.Text, key.PublicKey }).FirstOrDefault();
            return found is not null && StationKey.Read(found.PublicKey, out _) is { } read ? (found.Text, read) : null;
        }
    }
}
