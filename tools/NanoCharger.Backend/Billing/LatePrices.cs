using System;
using System.Linq;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Rating;
using NanoCharger.Verify;

namespace NanoCharger.Backend.Billing
{
    /// <summary>Prices that were not known when their receipts came, as after a restore from a backup of before them: once the version is put down again, its receipts are priced.</summary>
    internal sealed class LatePrices(PlatformContext context, Market market)
    {
        /// <summary>What the reason of such a receipt begins with.</summary>
        internal const string Unknown = "the signed receipt names the price ";

        /// <summary>Receipts that wait for their price.</summary>
        internal IQueryable<TransactionRow> Waiting => context.Transactions.Where(row => row.Receipt != null && row.ChargeId == null && row.Rated == null && row.Withheld!.StartsWith(Unknown));

        /// <summary>The version that its receipt names; null while nobody knows it.</summary>
        internal TariffVersion? Find(TransactionRow row)
        {
            return Receipt(row) is { TariffText: { } line } && TariffText.IdOf(line) is { } id
                && context.Tariffs.AsNoTracking().FirstOrDefault(tariff => tariff.TenantId == row.TenantId && tariff.Id == id) is { } put && TariffRegister.Read(put) is { } version && TariffText.Of(version) == line ? version : null;
        }

        /// <summary>Prices it; all of its documents are here.</summary>
        /// <returns>How many rows that changed.</returns>
        internal int Price(TransactionRow row, TariffVersion version)
        {
            string station = context.Stations.Where(one => one.Id == row.StationId).Select(one => one.Name).First();

            // Whoever stores something of the station reads it anew.
            context.Stations.Where(one => one.Id == row.StationId).ExecuteUpdate(set => set.SetProperty(one => one.Revision, one => one.Revision + 1));
            BilledTransaction after = TransactionRows.ToTransaction(row, station) with { Tariff = version, Withheld = row.Held };
            after = after with { TimeProblem = after.TimeProblem ?? (version.PricesTime ? market.TimeProblem : null) };
            after = after with { Rated = Reckoning.Rate(after, TransactionDocuments.Of(context, row.StationId, row.KeyNumber, row.Id)) };
            context.Entry(row).CurrentValues.SetValues(TransactionRows.ToRow(after, row.StationId, row.TenantId));
            return context.SaveChanges();
        }

        private SignedDocument? Receipt(TransactionRow row)
        {
            try
            {
                return TransactionDocuments.Of(context, row.StationId, row.KeyNumber, row.Id).Find(document => document.Pagination == row.Receipt);
            }
            catch (Exception problem) when (problem is FormatException or ArgumentException or System.IO.InvalidDataException)
            {
                // The audit tells it.
                return null;
            }
        }
    }
}
