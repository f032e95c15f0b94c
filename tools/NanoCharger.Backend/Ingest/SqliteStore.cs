using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using Microsoft.Data.Sqlite;
using NanoCharger.Backend.Data;

namespace NanoCharger.Backend.Ingest
{
    /// <summary>The ingest on SQLite: prepared statements, row by row, a savepoint for each station.</summary>
    internal sealed class SqliteStore(DbConnection connection) : IngestStore(connection)
    {
        /// <summary>What concerns the rows alone: a constraint, a type, too much of something.</summary>
        private static readonly int[] OfRows = [1, 18, 19, 20, 25];

        private const int Busy = 5;

        private readonly Dictionary<object, IDisposable> _inserts = [];

        /// <inheritdoc/>
        protected override DbTransaction BeginUnit()
        {
            return ((SqliteConnection)Connection).BeginTransaction(deferred: false);
        }

        /// <inheritdoc/>
        internal override Dictionary<string, (long Id, long Revision)> Heads(IReadOnlyList<string> names, IReadOnlySet<string> made, long nowMs)
        {
            Dictionary<string, (long, long)> heads = [];
            foreach (string name in names)
            {
                List<(long, long)> found = Head(name);
                if (found.Count == 0 && made.Contains(name))
                {
                    Create(name, nowMs);
                    found = Head(name);
                }

                if (found.Count > 0)
                {
                    heads[name] = found[0];
                }
            }

            return heads;
        }

        /// <inheritdoc/>
        internal override IReadOnlyDictionary<StationChanges, Exception> Write(IReadOnlyList<StationChanges> parts)
        {
            Dictionary<StationChanges, Exception> failed = [];
            foreach (StationChanges part in parts)
            {
                Command("SAVEPOINT station").ExecuteNonQuery();
                try
                {
                    Write(part);
                }
                catch (SqliteException problem) when (!IsTheDatabases(problem))
                {
                    Command("ROLLBACK TO station").ExecuteNonQuery();
                    failed.Add(part, problem);
                }

                Command("RELEASE station").ExecuteNonQuery();
            }

            return failed;
        }

        /// <inheritdoc/>
        internal override bool IsTheDatabases(Exception problem)
        {
            return problem is SqliteException failure && !OfRows.Contains(failure.SqliteErrorCode);
        }

        /// <inheritdoc/>
        internal override bool MayPass(Exception problem)
        {
            // The second of patience has been spent within the statement: a station that sends again costs less than all others waiting.
            return false;
        }

        /// <inheritdoc/>
        public override void Dispose()
        {
            foreach (IDisposable insert in _inserts.Values)
            {
                insert.Dispose();
            }

            base.Dispose();
        }

        private List<(long, long)> Head(string name)
        {
            return Rows("SELECT id, revision FROM stations WHERE name = @name", row => (row.GetInt64(0), row.GetInt64(1)), ("name", name));
        }

        private void Write(StationChanges part)
        {
            Insert(Tables.Keys, part.Keys);
            foreach ((string id, int series) in part.Adopted)
            {
                Command("UPDATE events SET key_number = @series WHERE station_id = @station AND key_number = 0 AND transaction_id = @id", ("series", series), ("station", part.Station.Id), ("id", id))
                    .ExecuteNonQuery();
                Command("UPDATE transactions SET key_number = @series WHERE station_id = @station AND key_number = 0 AND id = @id", ("series", series), ("station", part.Station.Id), ("id", id))
                    .ExecuteNonQuery();
            }

            foreach ((string id, int series, long tenant) in part.Handed)
            {
                Command(HandOn, ("tenant", tenant), ("station", part.Station.Id), ("series", series), ("id", id)).ExecuteNonQuery();
            }

            Insert(Tables.Events, part.Events);
            Insert(Tables.Documents, part.Documents);
            Insert(Tables.Refusals, part.Refusals);
            Insert(Tables.Findings, part.Findings);
            Insert(Tables.Transactions, part.Transactions.Values);
            Insert(Tables.Told, part.Told.Values);
            Insert(Tables.RefusedCards, part.RefusedCards.Values);
            foreach (byte[] hash in part.Settled)
            {
                Command("UPDATE refusals SET settled_ms = @now WHERE station_id = @station AND hash = @hash AND waits = 1", ("now", part.NowMs), ("station", part.Station.Id), ("hash", hash))
                    .ExecuteNonQuery();
            }

            Command("UPDATE stations SET revision = revision + 1 WHERE id = @station", ("station", part.Station.Id)).ExecuteNonQuery();
        }

        private void Insert<T>(Table<T> table, IReadOnlyCollection<T> rows)
        {
            if (rows.Count == 0)
            {
                return;
            }

            if (!_inserts.TryGetValue(table, out IDisposable? prepared))
            {
                prepared = _inserts[table] = new SqliteInsert<T>((SqliteConnection)Connection, table);
            }

            foreach (T row in rows)
            {
                ((SqliteInsert<T>)prepared).Run(row);
            }
        }
    }
}
