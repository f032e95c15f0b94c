using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Verify;

namespace NanoCharger.Backend
{
    /// <summary>Reads what is stored. A row that cannot be read is told and left out: it hides none of the others.</summary>
    internal sealed class Books(PlatformDatabase database, Action<string> log)
    {
        /// <summary>The key that counts for a station now; null while there is none.</summary>
        internal StationKey? KeyOf(string station, long nowMs)
        {
            using PlatformContext context = database.Context();
            string? hex = context.Keys.AsNoTracking().Where(row => row.Station!.Name == station && row.FromMs <= nowMs && (row.ToMs == null || nowMs < row.ToMs))
                .OrderByDescending(row => row.Number).Select(row => row.PublicKey).FirstOrDefault();
            return hex is null ? null : StationKey.Read(hex, out _);
        }

        /// <summary>All tenants.</summary>
        internal IReadOnlyList<long> Tenants()
        {
            using PlatformContext context = database.Context();
            return context.Tenants.OrderBy(row => row.Id).Select(row => row.Id).ToList();
        }

        /// <summary>When something of a transaction came last; null where nothing has.</summary>
        internal DateTimeOffset? LastCame()
        {
            using PlatformContext context = database.Context();
            long? last = context.Transactions.Max(row => row.EndCameMs > row.StartCameMs || row.StartCameMs == null ? row.EndCameMs : row.StartCameMs);
            try
            {
                return last is { } ms ? new DateTimeOffset(TransactionRows.ToTime(ms)) : null;
            }
            catch (InvalidDataException problem)
            {
                log(problem.Message);
                return null;
            }
        }

        /// <summary>All verified documents of a station, exactly as they came, by their series and numbers.</summary>
        internal IReadOnlyList<string> Documents(string station)
        {
            using PlatformContext context = database.Context();
            return (from document in context.Documents
                    join one in context.Stations on document.StationId equals one.Id
                    where one.Name == station
                    orderby document.KeyNumber, document.Number
                    select document.Text).ToList();
        }

        /// <summary>The receipt of a transaction.</summary>
        internal Receipt Receipt(BilledTransaction transaction, string seller, string site)
        {
            using PlatformContext context = database.Context();
            return new ReceiptBook(context).Of(transaction, seller, site);
        }

        /// <summary>A transaction of a charge that was settled, by which its receipt is found.</summary>
        internal BilledTransaction FirstOf(long charge)
        {
            using PlatformContext context = database.Context();
            TransactionRow row = context.Transactions.AsNoTracking().Where(one => one.ChargeId == charge).OrderBy(one => one.Receipt).First();
            return TransactionRows.ToTransaction(row, context.Stations.First(one => one.Id == row.StationId).Name);
        }

        /// <summary>All transactions, by station and then in the order of their start.</summary>
        /// <param name="id">Only those of that id; null: all.</param>
        internal IReadOnlyList<BilledTransaction> Transactions(string? id = null)
        {
            using PlatformContext context = database.Context();
            var rows = (from row in context.Transactions.AsNoTracking()
                        join station in context.Stations on row.StationId equals station.Id
                        where id == null || row.Id == id
                        select new { row, station.Name }).ToList();
            List<BilledTransaction> found = [];
            foreach (var one in rows)
            {
                try
                {
                    found.Add(TransactionRows.ToTransaction(one.row, one.Name));
                }
                catch (InvalidDataException problem)
                {
                    log($"{one.Name}: transaction {one.row.Id} cannot be read, and is left out: {problem.Message}");
                }
            }

            return found.OrderBy(one => one.Station, StringComparer.Ordinal).ThenBy(one => one.StartedUtc ?? one.EndedUtc ?? one.StartCameUtc ?? one.EndCameUtc)
                .ThenBy(one => one.Id, StringComparer.Ordinal).ThenBy(one => one.Series).ToList();
        }

        /// <summary>The one transaction of an id; of several boards of one station the newest's.</summary>
        /// <param name="id">Its id.</param>
        /// <param name="station">Its station; needed only where several used the same id.</param>
        /// <exception cref="KeyNotFoundException">There is no such transaction, or several stations have one.</exception>
        internal BilledTransaction Find(string id, string? station)
        {
            List<BilledTransaction> found = Transactions(id).Where(one => station is null || one.Station == station).ToList();
            return found.Count == 0 ? throw new KeyNotFoundException($"There is no transaction {id}.")
                : found.Exists(one => one.Station != found[0].Station) ? throw new KeyNotFoundException($"Several stations have a transaction {id}: name the station.")
                : found.MaxBy(one => one.Series)!;
        }

        /// <summary>Sequence numbers of the events that a transaction has, ascending.</summary>
        internal IReadOnlyList<long> EventSequence(string station, string id)
        {
            using PlatformContext context = database.Context();
            return (from row in context.Events
                    join one in context.Stations on row.StationId equals one.Id
                    where one.Name == station && row.TransactionId == id
                    select row.Sequence).Distinct().OrderBy(sequence => sequence).ToList();
        }
    }
}
