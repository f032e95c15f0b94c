using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;

namespace NanoCharger.Backend.Audit
{
    /// <summary>Looks whether tariff versions are what was put down, and whether the triggers are there that keep money as it is.</summary>
    internal sealed class TariffAuditor(PlatformDatabase database, PlatformContext context, Action<long, string, string> find)
    {
        internal const string TariffChanged = "tariff-changed";
        internal const string NotAppendOnly = "books-not-kept";

        internal void Run()
        {
            foreach (string trigger in (database is PostgresDatabase ? AppendOnly.Triggers : AppendOnly.TriggersOnSqlite).Where(one => !database.Has(one)))
            {
                find(0, NotAppendOnly, $"the trigger {trigger} is not in the database: its table can be changed");
            }

            Dictionary<(long, string), TariffRow> versions = [];
            foreach (TariffRow row in context.Tariffs.AsNoTracking())
            {
                versions[(row.TenantId, row.Id)] = row;
                if (!row.Hash.AsSpan().SequenceEqual(SHA256.HashData(Encoding.UTF8.GetBytes(row.Text))))
                {
                    find(0, TariffChanged, $"tariff {row.Id} is not what was put down");
                }
            }

            LookAtPrices(versions);
        }

        /// <summary>What a transaction is priced by reads as the version of its id: who edits a version and its digest has not edited what was told.</summary>
        private void LookAtPrices(Dictionary<(long, string), TariffRow> versions)
        {
            foreach (var told in context.Transactions.AsNoTracking().Select(row => new { row.TenantId, row.Tariff, row.StationId, row.Id, row.KeyNumber, row.Rated }).Where(row => row.Rated != null))
            {
                if (IdOf(told.Tariff) is { } id && versions.GetValueOrDefault((told.TenantId, id)) is { } version && version.Text != told.Tariff)
                {
                    find(told.StationId, TariffChanged, FormattableString.Invariant($"transaction {told.Id} under key {told.KeyNumber} is priced by another {id} than the one that is put down"));
                }
            }
        }

        private static string? IdOf(string text)
        {
            try
            {
                return TransactionRows.TariffOf(text).Id;
            }
            catch (System.IO.InvalidDataException)
            {
                return null;
            }
        }
    }
}
