using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using Microsoft.Data.Sqlite;
using NanoCharger.Verify;

namespace NanoCharger.Backend
{
    /// <summary>The database: every event once, and one row for each transaction, worked out anew from its events at each new one.</summary>
    /// <remarks>
    /// Because the row is a function of the set of events, neither their order nor their repetition nor a restart in between can change it.
    /// One connection, guarded by a lock: an in-memory database lives in its connection.
    /// </remarks>
    internal sealed class TransactionStore : IDisposable
    {
        private const long FormatVersion = 2;

        private const string Schema = """
            CREATE TABLE event (
                station TEXT NOT NULL, transaction_id TEXT NOT NULL, sequence INTEGER NOT NULL,
                type TEXT NOT NULL, utc TEXT NOT NULL, stopped_reason TEXT, begin_mwh INTEGER, end_mwh INTEGER, body TEXT NOT NULL,
                pagination INTEGER, document TEXT, receipt_begin_utc TEXT, receipt_end_utc TEXT,
                PRIMARY KEY (station, transaction_id, sequence)) WITHOUT ROWID;
            CREATE UNIQUE INDEX event_document ON event (station, pagination) WHERE pagination IS NOT NULL;
            CREATE TABLE station_key (station TEXT NOT NULL PRIMARY KEY, public_key TEXT NOT NULL) WITHOUT ROWID;
            CREATE TABLE billed (
                station TEXT NOT NULL, transaction_id TEXT NOT NULL, tariff TEXT NOT NULL,
                started_utc TEXT, ended_utc TEXT, stopped_reason TEXT, begin_mwh INTEGER, end_mwh INTEGER,
                event_count INTEGER NOT NULL DEFAULT 0, complete INTEGER NOT NULL DEFAULT 0,
                receipt INTEGER, receipt_owed INTEGER NOT NULL DEFAULT 0, cost_cents INTEGER, currency TEXT NOT NULL,
                PRIMARY KEY (station, transaction_id)) WITHOUT ROWID;
            """;

        private const string SelectBilled = """
            SELECT station, transaction_id, tariff, started_utc, ended_utc, stopped_reason, begin_mwh, end_mwh, event_count, complete, cost_cents,
                receipt, receipt_owed
            FROM billed
            """;

        /// <summary>
        /// The first Started and the last Ended count, should a faulty station send several. What a receipt says goes before what came in the clear;
        /// a station that signs owes one.
        /// </summary>
        private const string Recalculate = """
            WITH own AS (SELECT * FROM event WHERE station = $station AND transaction_id = $id),
                 first AS (SELECT utc FROM own WHERE type = 'Started' ORDER BY sequence LIMIT 1),
                 receipt AS (SELECT * FROM own WHERE receipt_begin_utc IS NOT NULL ORDER BY sequence DESC LIMIT 1),
                 last AS (SELECT utc, sequence, stopped_reason FROM own WHERE type = 'Ended' ORDER BY sequence DESC LIMIT 1)
            UPDATE billed SET
                started_utc = coalesce((SELECT receipt_begin_utc FROM receipt), (SELECT utc FROM first)),
                ended_utc = coalesce((SELECT receipt_end_utc FROM receipt), (SELECT utc FROM last)),
                stopped_reason = (SELECT stopped_reason FROM last),
                begin_mwh = coalesce((SELECT begin_mwh FROM receipt), (SELECT begin_mwh FROM own WHERE begin_mwh IS NOT NULL ORDER BY sequence LIMIT 1)),
                end_mwh = coalesce((SELECT end_mwh FROM receipt), (SELECT end_mwh FROM own WHERE end_mwh IS NOT NULL ORDER BY sequence DESC LIMIT 1)),
                receipt = (SELECT pagination FROM receipt),
                receipt_owed = NOT EXISTS (SELECT 1 FROM receipt) AND EXISTS (SELECT 1 FROM station_key WHERE station = $station),
                event_count = (SELECT count(*) FROM own),
                complete = EXISTS (SELECT 1 FROM first) AND EXISTS (SELECT 1 FROM last)
                    AND (SELECT count(*) FROM own WHERE sequence <= (SELECT sequence FROM last)) = (SELECT sequence + 1 FROM last)
            WHERE station = $station AND transaction_id = $id
            """;

        private readonly object _gate = new();
        private readonly SqliteConnection _connection;

        /// <summary>Opens the database, and creates it where it is absent.</summary>
        /// <exception cref="InvalidDataException">The file is a database of another format.</exception>
        /// <exception cref="SqliteException">The file cannot be opened.</exception>
        internal TransactionStore(string path)
        {
            string connection = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString();
            _connection = new SqliteConnection(connection);
            try
            {
                _connection.Open();
                Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000;");
                PrepareSchema(path);
            }
            catch
            {
                _connection.Dispose();
                throw;
            }
        }

        /// <summary>Verifies and stores an event; when this returns it is committed. A repeat changes nothing.</summary>
        /// <param name="came">The event as it came.</param>
        /// <param name="tariff">The tariff for a transaction that is not known yet.</param>
        /// <exception cref="OcppViolation">Its signed document is refused; nothing has changed.</exception>
        /// <exception cref="SqliteException">It could not be stored; nothing has changed.</exception>
        internal StoreOutcome Record(TransactionEvent came, Tariff tariff)
        {
            lock (_gate)
            {
                using SqliteTransaction unit = _connection.BeginTransaction();
                TransactionEvent @event = Verified(came);
                decimal? before = Find(@event.Station, @event.TransactionId)?.Cost;
                bool added = Insert(@event);
                bool contradicts = !added && !FindEvent(@event).BillsLike(@event);
                if (added)
                {
                    Update(@event, tariff);
                }

                BilledTransaction after = Find(@event.Station, @event.TransactionId)!;
                unit.Commit();
                return new StoreOutcome(after, added, contradicts, after.Cost is not null && after.Cost != before);
            }
        }

        /// <summary>Registers a station's key, in place of any other: by an operator who has compared it with the station's own display.</summary>
        internal void RegisterKey(string station, StationKey key)
        {
            lock (_gate)
            {
                Execute("INSERT OR REPLACE INTO station_key (station, public_key) VALUES ($station, $key)", ("$station", station), ("$key", key.Hex));
            }
        }

        /// <summary>The key that is registered for a station; null while there is none.</summary>
        internal StationKey? KeyOf(string station)
        {
            lock (_gate)
            {
                using SqliteCommand select = Command("SELECT public_key FROM station_key WHERE station = $station", ("$station", station));
                return select.ExecuteScalar() is string hex ? StationKey.Read(hex, out _) : null;
            }
        }

        /// <summary>All verified documents of a station, exactly as they came, by their numbers.</summary>
        internal IReadOnlyList<string> Documents(string station)
        {
            lock (_gate)
            {
                using SqliteCommand select = Command(
                    "SELECT document FROM event WHERE station = $station AND document IS NOT NULL ORDER BY pagination", ("$station", station));
                using SqliteDataReader row = select.ExecuteReader();
                List<string> found = [];
                while (row.Read())
                {
                    found.Add(row.GetString(0));
                }

                return found;
            }
        }

        /// <summary>All transactions, by station and then in the order of their start.</summary>
        internal IReadOnlyList<BilledTransaction> Transactions()
        {
            lock (_gate)
            {
                return Select(SelectBilled + " ORDER BY station, coalesce(started_utc, ended_utc, ''), transaction_id");
            }
        }

        /// <summary>All transactions of that id; more than one only where several stations chose the same.</summary>
        internal IReadOnlyList<BilledTransaction> Transactions(string id)
        {
            lock (_gate)
            {
                return Select(SelectBilled + " WHERE transaction_id = $id ORDER BY station", ("$id", id));
            }
        }

        /// <summary>Sequence numbers of the events that a transaction has, ascending.</summary>
        internal IReadOnlyList<long> EventSequence(string station, string id)
        {
            lock (_gate)
            {
                using SqliteCommand select = Command(
                    "SELECT sequence FROM event WHERE station = $station AND transaction_id = $id ORDER BY sequence",
                    ("$station", station),
                    ("$id", id));
                using SqliteDataReader row = select.ExecuteReader();
                List<long> found = [];
                while (row.Read())
                {
                    found.Add(row.GetInt64(0));
                }

                return found;
            }
        }

        public void Dispose()
        {
            lock (_gate)
            {
                _connection.Dispose();
            }
        }

        private void PrepareSchema(string path)
        {
            using SqliteTransaction unit = _connection.BeginTransaction();
            using SqliteCommand version = Command("PRAGMA user_version");
            long found = (long)version.ExecuteScalar()!;
            if (found == 0)
            {
                Execute(Schema);
                Execute("PRAGMA user_version = " + FormatVersion.ToString(CultureInfo.InvariantCulture));
            }
            else if (found != FormatVersion)
            {
                throw new InvalidDataException($"The database {path} has format {found}; this backend knows format {FormatVersion}.");
            }

            unit.Commit();
        }

        /// <summary>Verifies an event's document; the first key that a station signs by is registered with it.</summary>
        private TransactionEvent Verified(TransactionEvent came)
        {
            TransactionEvent verified = DocumentJudge.Judge(came, KeyOf(came.Station));
            if (verified.Pagination is not { } number)
            {
                return verified;
            }

            using SqliteCommand select = Command(
                "SELECT transaction_id, sequence FROM event WHERE station = $station AND pagination = $number",
                ("$station", came.Station),
                ("$number", number));
            using SqliteDataReader row = select.ExecuteReader();
            if (row.Read() && (row.GetString(0) != came.TransactionId || row.GetInt64(1) != came.Sequence))
            {
                string where = string.Create(CultureInfo.InvariantCulture, $"T{number} was used before, by {row.GetString(0)} {row.GetInt64(1)}");
                throw DocumentJudge.Refused(where);
            }

            if (KeyOf(came.Station) is null)
            {
                RegisterKey(came.Station, verified.Key!);
            }

            return verified;
        }

        private bool Insert(TransactionEvent @event)
        {
            using SqliteCommand insert = Command(
                """
                INSERT OR IGNORE INTO event (station, transaction_id, sequence, type, utc, stopped_reason, begin_mwh, end_mwh, body,
                    pagination, document, receipt_begin_utc, receipt_end_utc)
                VALUES ($station, $id, $sequence, $type, $utc, $reason, $begin, $end, $body, $pagination, $document, $receiptBegin, $receiptEnd)
                """,
                ("$station", @event.Station),
                ("$id", @event.TransactionId),
                ("$sequence", @event.Sequence),
                ("$type", @event.Type),
                ("$utc", ToText(@event.Utc)),
                ("$reason", @event.StoppedReason),
                ("$begin", @event.BeginRegister),
                ("$end", @event.EndRegister),
                ("$body", @event.Body),
                ("$pagination", @event.Pagination),
                ("$document", @event.DocumentText),
                ("$receiptBegin", @event.ReceiptBegin is { } begin ? ToText(begin) : null),
                ("$receiptEnd", @event.ReceiptEnd is { } end ? ToText(end) : null));
            return insert.ExecuteNonQuery() == 1;
        }

        private TransactionEvent FindEvent(TransactionEvent key)
        {
            using SqliteCommand select = Command(
                """
                SELECT type, utc, stopped_reason, begin_mwh, end_mwh, body, document FROM event
                WHERE station = $station AND transaction_id = $id AND sequence = $sequence
                """,
                ("$station", key.Station),
                ("$id", key.TransactionId),
                ("$sequence", key.Sequence));
            using SqliteDataReader row = select.ExecuteReader();
            row.Read();
            return key with
            {
                Type = row.GetString(0),
                Utc = Time(row, 1)!.Value,
                StoppedReason = Text(row, 2),
                BeginRegister = Number(row, 3),
                EndRegister = Number(row, 4),
                Body = row.GetString(5),
                DocumentText = Text(row, 6),
            };
        }

        private void Update(TransactionEvent @event, Tariff tariff)
        {
            (string, object?) station = ("$station", @event.Station);
            (string, object?) id = ("$id", @event.TransactionId);
            Execute(
                "INSERT OR IGNORE INTO billed (station, transaction_id, tariff, currency) VALUES ($station, $id, $tariff, $currency)",
                station,
                id,
                ("$tariff", tariff.ToJson()),
                ("$currency", tariff.Currency));
            Execute(Recalculate, station, id);

            decimal? cost = Find(@event.Station, @event.TransactionId)!.Price()?.Total;
            Execute(
                "UPDATE billed SET cost_cents = $cents WHERE station = $station AND transaction_id = $id",
                station,
                id,
                ("$cents", cost is null ? null : (long)(cost.Value * 100m)));
        }

        private BilledTransaction? Find(string station, string id)
        {
            List<BilledTransaction> found = Select(
                SelectBilled + " WHERE station = $station AND transaction_id = $id", ("$station", station), ("$id", id));
            return found.Count == 0 ? null : found[0];
        }

        private List<BilledTransaction> Select(string sql, params (string Name, object? Value)[] parameters)
        {
            using SqliteCommand select = Command(sql, parameters);
            using SqliteDataReader row = select.ExecuteReader();
            List<BilledTransaction> found = [];
            while (row.Read())
            {
                found.Add(new BilledTransaction
                {
                    Station = row.GetString(0),
                    Id = row.GetString(1),
                    Tariff = Tariff.FromJson(row.GetString(2)),
                    StartedUtc = Time(row, 3),
                    EndedUtc = Time(row, 4),
                    StoppedReason = Text(row, 5),
                    BeginRegister = Number(row, 6),
                    EndRegister = Number(row, 7),
                    EventCount = row.GetInt32(8),
                    Complete = row.GetBoolean(9),
                    Receipt = Number(row, 11),
                    ReceiptOwed = row.GetBoolean(12),
                    Cost = Number(row, 10) is { } cents ? new decimal(cents) / 100m + 0.00m : null,
                });
            }

            return found;
        }

        private void Execute(string sql, params (string Name, object? Value)[] parameters)
        {
            using SqliteCommand command = Command(sql, parameters);
            command.ExecuteNonQuery();
        }

        private SqliteCommand Command(string sql, params (string Name, object? Value)[] parameters)
        {
            SqliteCommand command = _connection.CreateCommand();
            command.CommandText = sql;
            foreach ((string name, object? value) in parameters)
            {
                command.Parameters.AddWithValue(name, value ?? DBNull.Value);
            }

            return command;
        }

        private static string ToText(DateTime utc)
        {
            return utc.ToString("O", CultureInfo.InvariantCulture);
        }

        private static DateTime? Time(SqliteDataReader row, int column)
        {
            return row.IsDBNull(column)
                ? null
                : DateTime.Parse(row.GetString(column), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
        }

        private static string? Text(SqliteDataReader row, int column)
        {
            return row.IsDBNull(column) ? null : row.GetString(column);
        }

        private static long? Number(SqliteDataReader row, int column)
        {
            return row.IsDBNull(column) ? null : row.GetInt64(column);
        }
    }
}
