using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using NanoCharger.Backend.Data;
using Npgsql;
using NpgsqlTypes;

namespace NanoCharger.Backend.Ingest
{
    /// <summary>The ingest on PostgreSQL: all rows of a table in one statement, an array for each column, and all statements in one message. One bad row fails all; the writer then tries each station by itself.</summary>
    internal sealed class PostgresStore(DbConnection connection) : IngestStore(connection)
    {
        private const string SerializationFailure = "40001";
        private const string Deadlock = "40P01";
        private const string LockNotAvailable = "55P03";

        /// <summary>For others nobody waits longer; and who has begun and does nothing keeps nobody from a station.</summary>
        private const string Limits = "SET lock_timeout = '2s'; SET idle_in_transaction_session_timeout = '10s'";

        /// <summary>Stations that another program held longer than that: nobody waits for them a second time.</summary>
        private readonly HashSet<string> _held = new(StringComparer.Ordinal);

        private bool _limited;
        private bool _begun;

        private NpgsqlConnection Server => (NpgsqlConnection)Connection;

        /// <inheritdoc/>
        protected override DbTransaction BeginUnit()
        {
            if (!_limited)
            {
                Command(Limits).ExecuteNonQuery();
                _limited = true;
            }

            _begun = false;
            return Server.BeginTransaction();
        }

        /// <summary>Locks the stations, always in the order of their ids, so that two workers never wait for each other in a circle. One that another program keeps locked is left out, and costs the others the wait once.</summary>
        internal override Dictionary<string, (long Id, long Revision)> Heads(IReadOnlyList<string> names, IReadOnlySet<string> made, long nowMs)
        {
            _begun = true;
            Dictionary<string, (long, long)> heads = Locked(names);
            List<string> absent = names.Where(name => made.Contains(name) && !heads.ContainsKey(name)).Order(StringComparer.Ordinal).ToList();
            foreach (string name in absent)
            {
                Create(name, nowMs);
            }

            foreach ((string name, (long, long) head) in absent.Count == 0 ? [] : Locked(absent))
            {
                heads[name] = head;
            }

            _held.ExceptWith(heads.Keys);
            return heads;
        }

        /// <inheritdoc/>
        internal override void LoadTransactions(IReadOnlyList<(StationState Station, string Id)> wanted)
        {
            if (wanted.Count == 0)
            {
                return;
            }

            Dictionary<(long, string), List<TransactionRow>> found = [];
            string sql = $"SELECT {StoredRows.TransactionColumns} FROM unnest(@stations, @ids) AS w (station_id, id) JOIN transactions t ON t.station_id = w.station_id AND t.id = w.id";
            foreach (TransactionRow row in Rows(sql, StoredRows.ReadTransaction, ("stations", wanted.Select(one => one.Station.Id).ToArray()), ("ids", wanted.Select(one => one.Id).ToArray())))
            {
                (found.TryGetValue((row.StationId, row.Id), out List<TransactionRow>? rows) ? rows : found[(row.StationId, row.Id)] = []).Add(row);
            }

            foreach ((StationState station, string id) in wanted)
            {
                station.Keep(id, found.GetValueOrDefault((station.Id, id))?.ConvertAll(row => Remember(station, row)) ?? []);
            }
        }

        /// <inheritdoc/>
        internal override IReadOnlyDictionary<StationChanges, Exception> Write(IReadOnlyList<StationChanges> parts)
        {
            using NpgsqlBatch batch = new(Server, (NpgsqlTransaction?)Unit);
            Add(batch, Tables.Keys, parts.SelectMany(part => part.Keys).ToList());
            foreach (StationChanges part in parts)
            {
                foreach ((string id, int series) in part.Adopted)
                {
                    Add(batch, "UPDATE events SET key_number = @series WHERE station_id = @station AND key_number = 0 AND transaction_id = @id", ("series", series), ("station", part.Station.Id), ("id", id));
                    Add(batch, "UPDATE transactions SET key_number = @series WHERE station_id = @station AND key_number = 0 AND id = @id", ("series", series), ("station", part.Station.Id), ("id", id));
                }

                foreach ((string id, int series, long tenant) in part.Handed)
                {
                    Add(batch, HandOn, ("tenant", tenant), ("station", part.Station.Id), ("series", series), ("id", id));
                }

                foreach (byte[] hash in part.Settled)
                {
                    Add(batch, "UPDATE refusals SET settled_ms = @now WHERE station_id = @station AND hash = @hash AND waits", ("now", part.NowMs), ("station", part.Station.Id), ("hash", hash));
                }
            }

            Add(batch, Tables.Events, parts.SelectMany(part => part.Events).ToList());
            Add(batch, Tables.Documents, parts.SelectMany(part => part.Documents).ToList());
            Add(batch, Tables.Refusals, parts.SelectMany(part => part.Refusals).ToList());
            Add(batch, Tables.Findings, parts.SelectMany(part => part.Findings).ToList());
            Add(batch, Tables.Transactions, parts.SelectMany(part => part.Transactions.Values).ToList());
            Add(batch, Tables.Told, parts.SelectMany(part => part.Told.Values).ToList());
            Add(batch, Tables.RefusedCards, parts.SelectMany(part => part.RefusedCards.Values).ToList());
            Add(batch, "UPDATE stations SET revision = revision + 1 WHERE id = ANY(@stations)", ("stations", parts.Select(part => part.Station.Id).ToArray()));
            batch.ExecuteNonQuery();
            return new Dictionary<StationChanges, Exception>();
        }

        /// <inheritdoc/>
        internal override bool IsTheDatabases(Exception problem)
        {
            // Class 22 and 23: the data. A lock: that of a row of some station, unless the unit could not even begin. Anything else is the server's state, or the way to it.
            return problem is NpgsqlException && !(problem is PostgresException { SqlState: ['2', '2' or '3', ..] }) && !(_begun && problem is PostgresException { SqlState: LockNotAvailable });
        }

        /// <inheritdoc/>
        internal override bool MayPass(Exception problem)
        {
            return problem is PostgresException { SqlState: SerializationFailure or Deadlock } or StationHeldException;
        }

        private Dictionary<string, (long, long)> Locked(IReadOnlyList<string> names)
        {
            try
            {
                // For the first somebody waits, in the order of their ids; for the second nobody does, so that their place in the order is none.
                return Locked(names.Where(name => !_held.Contains(name)), "FOR UPDATE").Concat(Locked(names.Where(_held.Contains), "FOR UPDATE SKIP LOCKED"))
                    .ToDictionary(row => row.Name, row => (row.Id, row.Revision));
            }
            catch (PostgresException problem) when (problem.SqlState == LockNotAvailable)
            {
                // Which of them it is the next attempt sees.
                _held.UnionWith(names);
                throw new StationHeldException(problem);
            }
        }

        private List<(long Id, string Name, long Revision)> Locked(IEnumerable<string> names, string how)
        {
            string[] wanted = names.ToArray();
            return wanted.Length == 0 ? [] : Rows(
                $"SELECT id, name, revision FROM stations WHERE name = ANY(@names) ORDER BY id {how}", row => (row.GetInt64(0), row.GetString(1), row.GetInt64(2)), ("names", wanted));
        }

        private static void Add<T>(NpgsqlBatch batch, Table<T> table, IReadOnlyList<T> rows)
        {
            if (rows.Count == 0)
            {
                return;
            }

            NpgsqlBatchCommand command = new(table.ManyRows);
            foreach (Column<T> column in table.Columns)
            {
                command.Parameters.Add(new NpgsqlParameter(column.Name, NpgsqlDbType.Array | column.Type) { Value = column.Of(rows) });
            }

            batch.BatchCommands.Add(command);
        }

        private static void Add(NpgsqlBatch batch, string sql, params (string Name, object Value)[] values)
        {
            NpgsqlBatchCommand command = new(sql);
            foreach ((string name, object value) in values)
            {
                command.Parameters.AddWithValue(name, value);
            }

            batch.BatchCommands.Add(command);
        }

        /// <summary>Another program has locked one of the stations, and keeps it.</summary>
        private sealed class StationHeldException(Exception why) : Exception(why.Message, why);
    }
}
