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
        private const long FormatVersion = 3;

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
                // What is stored has been judged, by the key of its time: a key that was changed since does not make it doubtful.
                if (FindEvent(came)?.Body == came.Body)
                {
                    return new StoreOutcome(Find(came.Station, came.TransactionId)!, false, false, false);
                }

                using SqliteTransaction unit = _connection.BeginTransaction();
                TransactionEvent @event = Verified(came);
                decimal? before = Find(@event.Station, @event.TransactionId)?.Cost;
                bool added = Insert(@event);
                bool contradicts = !added && !FindEvent(@event)!.BillsLike(@event);
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

        /// <summary>Keeps what a customer was told of the price: a receipt that carries this line is priced by this tariff.</summary>
        /// <exception cref="SqliteException">It could not be stored.</exception>
        internal void Told(string station, string token, string line, Tariff tariff)
        {
            lock (_gate)
            {
                Execute(
                    "INSERT OR REPLACE INTO told (station, token, line, tariff) VALUES ($station, $token, $line, $tariff)",
                    ("$station", station),
                    ("$token", token),
                    ("$line", line),
                    ("$tariff", tariff.ToJson()));
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
                return Select(StoreText.SelectBilled + " ORDER BY station, coalesce(started_utc, ended_utc, ''), transaction_id");
            }
        }

        /// <summary>All transactions of that id; more than one only where several stations chose the same.</summary>
        internal IReadOnlyList<BilledTransaction> Transactions(string id)
        {
            lock (_gate)
            {
                return Select(StoreText.SelectBilled + " WHERE transaction_id = $id ORDER BY station", ("$id", id));
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
                Execute(StoreText.Schema);
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

            RequireBegin(verified);
            if (KeyOf(came.Station) is null)
            {
                RegisterKey(came.Station, verified.Key!);
            }

            return verified;
        }

        /// <summary>A receipt has to go with the begin document of its transaction, where that is here.</summary>
        private void RequireBegin(TransactionEvent verified)
        {
            if (verified.ReceiptBegin is null)
            {
                return;
            }

            using SqliteCommand select = Command(
                """
                SELECT first_reading, identity, pagination FROM event
                WHERE station = $station AND transaction_id = $id AND type = 'Started' AND pagination IS NOT NULL
                """,
                ("$station", verified.Station),
                ("$id", verified.TransactionId));
            using SqliteDataReader row = select.ExecuteReader();
            while (row.Read())
            {
                DocumentJudge.RequireSameTransaction(verified, row.GetString(0), row.GetString(1), row.GetInt64(2));
            }
        }

        private bool Insert(TransactionEvent @event)
        {
            using SqliteCommand insert = Command(
                """
                INSERT OR IGNORE INTO event (station, transaction_id, sequence, type, utc, stopped_reason, begin_mwh, end_mwh, body,
                    pagination, document, receipt_begin_utc, receipt_end_utc, times_count, first_reading, identity, token, tariff_text)
                VALUES ($station, $id, $sequence, $type, $utc, $reason, $begin, $end, $body, $pagination, $document, $receiptBegin, $receiptEnd,
                    $timesCount, $firstReading, $identity, $token, $tariffText)
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
                ("$receiptEnd", @event.ReceiptEnd is { } end ? ToText(end) : null),
                ("$timesCount", @event.TimesCount),
                ("$firstReading", @event.FirstReading),
                ("$identity", @event.Identity),
                ("$token", @event.Token),
                ("$tariffText", @event.TariffText));
            return insert.ExecuteNonQuery() == 1;
        }

        /// <summary>What is stored under an event's number; null where nothing is.</summary>
        private TransactionEvent? FindEvent(TransactionEvent key)
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
            return !row.Read() ? null : key with
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
            Execute(StoreText.Recalculate, station, id);
            PriceAsTold(@event.Station, @event.TransactionId);

            decimal? cost = Find(@event.Station, @event.TransactionId)!.Price()?.Total;
            Execute(
                "UPDATE billed SET cost_cents = $cents WHERE station = $station AND transaction_id = $id",
                station,
                id,
                ("$cents", cost is null ? null : (long)(cost.Value * 100m)));
        }

        /// <summary>By the receipt's tariff text, where it has one: no other price than the one that the customer was told.</summary>
        private void PriceAsTold(string station, string id)
        {
            BilledTransaction transaction = Find(station, id)!;
            if (transaction.Receipt is not { } number || TextOf("tariff_text", station, number) is not { } line || line == transaction.Tariff.ToLine())
            {
                return;
            }

            using SqliteCommand select = Command(
                "SELECT tariff FROM told WHERE station = $station AND token = $token AND line = $line",
                ("$station", station),
                ("$token", TextOf("token", station, number)),
                ("$line", line));
            if (select.ExecuteScalar() is string told)
            {
                Execute(
                    "UPDATE billed SET tariff = $tariff, currency = $currency WHERE station = $station AND transaction_id = $id",
                    ("$tariff", told),
                    ("$currency", Tariff.FromJson(told).Currency),
                    ("$station", station),
                    ("$id", id));
            }
            else
            {
                Execute(
                    "UPDATE billed SET withheld = $why WHERE station = $station AND transaction_id = $id",
                    ("$why", $"the signed receipt names the price \"{line}\", which nobody was told here"),
                    ("$station", station),
                    ("$id", id));
            }
        }

        private string? TextOf(string column, string station, long pagination)
        {
            using SqliteCommand select = Command(
                $"SELECT {column} FROM event WHERE station = $station AND pagination = $number", ("$station", station), ("$number", pagination));
            return select.ExecuteScalar() as string;
        }

        private BilledTransaction? Find(string station, string id)
        {
            List<BilledTransaction> found = Select(
                StoreText.SelectBilled + " WHERE station = $station AND transaction_id = $id", ("$station", station), ("$id", id));
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
                    TimesCount = row.GetBoolean(13),
                    Withheld = Text(row, 14),
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
