using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Rating;
using NanoCharger.Verify;

namespace NanoCharger.Backend.Billing
{
    /// <summary>Prices that were not known when their receipts came, as after a restore from a backup of before them: once the version is there again, its receipts are priced.</summary>
    internal sealed class LatePrices(PlatformContext context, BillingRules rules)
    {
        /// <summary>What the reason of a receipt begins with whose line names an unknown price; the line follows in quotes.</summary>
        internal const string Unknown = "the signed receipt names the price ";

        /// <summary>The reason of one without a line, where the version in force was edited.</summary>
        internal const string Edited = "the price in force at its begin is not what was put down";

        private readonly Dictionary<long, PriceList> _lists = [];

        /// <summary>Receipts that wait for their price.</summary>
        internal IQueryable<TransactionRow> Waiting => context.Transactions.Where(row => row.Receipt != null && row.ChargeId == null && row.Rated == null && (row.Withheld!.StartsWith(Unknown) || row.Withheld == Edited));

        /// <summary>The version that it is to be priced by; null while nobody knows it.</summary>
        internal TariffVersion? Find(TransactionRow row)
        {
            PriceList list = _lists.TryGetValue(row.TenantId, out PriceList? known) ? known : _lists[row.TenantId] = TariffRegister.ListOf(context, row.TenantId);
            return row.Withheld == Edited ? InForce(list, row) : LineOf(row.Withheld!) is { } line ? list.Named(line) : null;
        }

        /// <summary>Prices it; all of its documents are here.</summary>
        /// <returns>How many rows that changed.</returns>
        internal int Price(TransactionRow row, TariffVersion version)
        {
            string station = context.Stations.Where(one => one.Id == row.StationId).Select(one => one.Name).First();

            // Whoever stores something of the station reads it anew.
            context.Stations.Where(one => one.Id == row.StationId).ExecuteUpdate(set => set.SetProperty(one => one.Revision, one => one.Revision + 1));
            BilledTransaction after = TransactionRows.ToTransaction(row, station) with { Tariff = version, Withheld = row.Held };
            after = after with { TimeProblem = after.TimeProblem ?? (version.PricesTime ? rules.TimeProblem(context, row.TenantId) : null) };
            after = after with { Rated = Reckoning.Rate(after, TransactionDocuments.Of(context, row.StationId, row.KeyNumber, row.Id)) };
            context.Entry(row).CurrentValues.SetValues(TransactionRows.ToRow(after, row.StationId, row.TenantId));
            return context.SaveChanges();
        }

        private TariffVersion? InForce(PriceList list, TransactionRow row)
        {
            if (Receipt(row) is not { } receipt)
            {
                return null;
            }

            long came = row.StartCameMs ?? row.EndCameMs ?? 0;
            Instant began = receipt.Readings[0].Instant;
            Customer who = new(receipt.Identification, receipt.IdentificationType == Customer.Central);
            return list.At(who, began.Counts ? Math.Min(TransactionRows.ToMs(began.Utc), came) : came) is { IsUnpriced: false } version ? version : null;
        }

        private static string? LineOf(string withheld)
        {
            (int first, int last) = (withheld.IndexOf('"', StringComparison.Ordinal), withheld.LastIndexOf('"'));
            return last > first ? withheld[(first + 1)..last] : null;
        }

        private SignedDocument? Receipt(TransactionRow row)
        {
            try
            {
                return TransactionDocuments.One(context, row.StationId, row.KeyNumber, row.Receipt!.Value);
            }
            catch (Exception problem) when (problem is FormatException or ArgumentException or System.IO.InvalidDataException)
            {
                // The audit tells it.
                return null;
            }
        }
    }
}
