using System.Collections.Generic;
using Microsoft.Data.Sqlite;

namespace NanoCharger.Backend
{
    /// <summary>The table of transactions: one row for each, put in place of the one before whenever an event comes.</summary>
    internal sealed class BilledTable
    {
        private readonly Database _database;

        internal BilledTable(Database database)
        {
            _database = database;
        }

        /// <summary>A transaction; null where nothing has come of it.</summary>
        internal BilledTransaction? Find(string station, string id)
        {
            List<BilledTransaction> found = Select(" WHERE station = $station AND transaction_id = $id", ("$station", station), ("$id", id));
            return found.Count == 0 ? null : found[0];
        }

        /// <summary>All transactions, by station and then in the order of their start.</summary>
        internal IReadOnlyList<BilledTransaction> All()
        {
            return Select(" ORDER BY station, coalesce(started_utc, ended_utc, start_came_utc, end_came_utc, ''), transaction_id");
        }

        /// <summary>All transactions of that id; more than one only where several stations chose the same.</summary>
        internal IReadOnlyList<BilledTransaction> All(string id)
        {
            return Select(" WHERE transaction_id = $id ORDER BY station", ("$id", id));
        }

        /// <summary>Puts a transaction's row in place of the one before.</summary>
        internal void Save(BilledTransaction transaction)
        {
            _database.Execute(
                StoreText.SaveBilled,
                ("$station", transaction.Station),
                ("$id", transaction.Id),
                ("$tariff", transaction.Tariff.ToJson()),
                ("$begun", transaction.Begun),
                ("$ended", transaction.Ended),
                ("$complete", transaction.Complete),
                ("$startedUtc", Database.ToText(transaction.StartedUtc)),
                ("$endedUtc", Database.ToText(transaction.EndedUtc)),
                ("$startCameUtc", Database.ToText(transaction.StartCameUtc)),
                ("$endCameUtc", Database.ToText(transaction.EndCameUtc)),
                ("$reason", transaction.StoppedReason),
                ("$begin", transaction.BeginRegister),
                ("$end", transaction.EndRegister),
                ("$count", transaction.EventCount),
                ("$receipt", transaction.Receipt),
                ("$beginDocument", transaction.BeginDocument),
                ("$meter", transaction.Meter),
                ("$customer", transaction.Customer),
                ("$receiptOwed", transaction.ReceiptOwed),
                ("$energyProblem", transaction.EnergyProblem),
                ("$timeProblem", transaction.TimeProblem),
                ("$withheld", transaction.Withheld),
                ("$cents", transaction.Cost is { } cost ? (long)(cost * 100m) : null),
                ("$currency", transaction.Currency));
        }

        private List<BilledTransaction> Select(string which, params (string Name, object? Value)[] parameters)
        {
            return _database.Rows(StoreText.SelectBilled + which, Read, parameters);
        }

        private static BilledTransaction Read(SqliteDataReader row)
        {
            return new BilledTransaction
            {
                Station = row.GetString(0),
                Id = row.GetString(1),
                Tariff = Tariff.FromJson(row.GetString(2)),
                Begun = row.GetBoolean(3),
                Ended = row.GetBoolean(4),
                Complete = row.GetBoolean(5),
                StartedUtc = Database.Time(row, 6),
                EndedUtc = Database.Time(row, 7),
                StartCameUtc = Database.Time(row, 8),
                EndCameUtc = Database.Time(row, 9),
                StoppedReason = Database.Text(row, 10),
                BeginRegister = Database.Number(row, 11),
                EndRegister = Database.Number(row, 12),
                EventCount = row.GetInt32(13),
                Receipt = Database.Number(row, 14),
                BeginDocument = Database.Number(row, 15),
                Meter = Database.Text(row, 16),
                Customer = Database.Text(row, 17),
                ReceiptOwed = row.GetBoolean(18),
                EnergyProblem = Database.Text(row, 19),
                TimeProblem = Database.Text(row, 20),
                Withheld = Database.Text(row, 21),
                Cost = Database.Number(row, 22) is { } cents ? new decimal(cents) / 100m + 0.00m : null,
            };
        }
    }
}
