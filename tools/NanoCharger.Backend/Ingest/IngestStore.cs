using System;
using System.Collections.Generic;
using System.Data.Common;
using System.IO;
using System.Linq;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Verification;
using NanoCharger.Verify;

namespace NanoCharger.Backend.Ingest
{
    /// <summary>The ingest's own SQL on one connection: what is alike in both databases. Used by one thread.</summary>
    internal abstract class IngestStore(DbConnection connection) : IDisposable
    {
        private const string CountChanges = "SELECT count(*) FROM \"__EFMigrationsHistory\"";
        private const string SelectChanges = "SELECT \"MigrationId\" FROM \"__EFMigrationsHistory\" ORDER BY \"MigrationId\"";

        /// <summary>Gives what a transaction's unsigned events stored to whose it is by its first signed one.</summary>
        protected const string HandOn = "UPDATE events SET tenant_id = @tenant WHERE station_id = @station AND key_number = @series AND transaction_id = @id";

        private readonly Dictionary<string, DbCommand> _prepared = [];

        /// <summary>The connection; its transaction is the unit of work.</summary>
        protected DbConnection Connection { get; } = connection;

        /// <summary>The unit of work; null between two.</summary>
        protected DbTransaction? Unit { get; set; }

        /// <summary>Begins a unit of work; until it ends nobody changes the tables.</summary>
        /// <exception cref="OutdatedException">A newer program has changed them: this one would not know what it writes.</exception>
        internal void Begin(PlatformDatabase database)
        {
            Unit = BeginUnit();

            // Asked within the unit it holds until that ends: whoever changes tables takes the table of the changes for himself first.
            if ((long)Command(CountChanges).ExecuteScalar()! != database.Changes.Count)
            {
                throw new OutdatedException(database.Outdated(Rows(SelectChanges, row => row.GetString(0))));
            }
        }

        /// <summary>Begins a transaction of the database.</summary>
        protected abstract DbTransaction BeginUnit();

        /// <summary>Of each station its id and revision, which nobody else changes until the unit ends.</summary>
        /// <param name="names">The stations; one that another program keeps locked is left out.</param>
        /// <param name="made">Those of them that are made where they have never called.</param>
        /// <param name="nowMs">When.</param>
        internal abstract Dictionary<string, (long Id, long Revision)> Heads(IReadOnlyList<string> names, IReadOnlySet<string> made, long nowMs);

        /// <summary>Whether there is a station of this name.</summary>
        internal bool Knows(string name)
        {
            return Rows("SELECT 1 FROM stations WHERE name = @name", static _ => true, ("name", name)).Count > 0;
        }

        /// <summary>Writes the rows of each station, so that one whose rows cannot be written stops no other.</summary>
        /// <returns>Those that could not, with the reason; none of their rows is written.</returns>
        /// <exception cref="DbException">None could be written.</exception>
        internal abstract IReadOnlyDictionary<StationChanges, Exception> Write(IReadOnlyList<StationChanges> parts);

        /// <summary>Whether a failure is the database's own, so that another attempt with fewer rows would fail as well.</summary>
        internal abstract bool IsTheDatabases(Exception problem);

        /// <summary>Whether the same unit may succeed when it is tried again: others were in the way.</summary>
        internal abstract bool MayPass(Exception problem);

        /// <summary>Makes the unit last.</summary>
        internal void Commit()
        {
            Unit!.Commit();
            Unit.Dispose();
            Unit = null;
        }

        /// <summary>Ends the unit, if there is one, without a trace.</summary>
        internal void Rollback()
        {
            using DbTransaction? unit = Unit;
            Unit = null;
            unit?.Rollback();
        }

        /// <summary>Does work of others within the unit.</summary>
        /// <returns>The rows that it changed.</returns>
        internal int Run(PlatformDatabase database, Func<PlatformContext, int> work)
        {
            using PlatformContext context = database.Context(Connection);
            context.Database.UseTransaction(Unit);
            return work(context);
        }

        /// <summary>A station as it stands in the database.</summary>
        internal StationState Load(string name, long id, long revision)
        {
            List<(long FromMs, long Tenant, bool FirstSight, StationRating Rating)> places = Rows(
                """
                SELECT p.from_ms, p.tenant_id, h.keys_on_first_sight, s.rated_milliamps, s.phases FROM stations s
                JOIN placements p ON p.station_id = s.id JOIN bays b ON b.id = p.bay_id JOIN houses h ON h.id = b.house_id WHERE s.id = @station ORDER BY p.from_ms
                """,
                row => (row.GetInt64(0), row.GetInt64(1), row.GetBoolean(2), new StationRating(StoredRows.Long(row, 3), (int?)StoredRows.Long(row, 4))),
                ("station", id));
            if (places.Count == 0)
            {
                throw new InvalidDataException($"station {name} hangs in no bay");
            }

            // A key that cannot be read is no key: what it has signed waits, and the others count.
            List<(int Number, EnrolledKey? Key)> rows = Rows(
                "SELECT number, public_key, from_ms, to_ms, origin FROM keys WHERE station_id = @station ORDER BY number",
                row => (row.GetInt32(0), StationKey.Read(row.GetString(1), out _) is { } key ? new EnrolledKey(row.GetInt32(0), key, row.GetInt64(2), StoredRows.Long(row, 3), (KeyOrigin)row.GetInt32(4)) : null),
                ("station", id));
            List<EnrolledKey> keys = rows.Select(row => row.Key).OfType<EnrolledKey>().ToList();
            StationState state = new()
            {
                Id = id,
                Name = name,
                Revision = revision,
                Placements = places.ConvertAll(place => (place.FromMs, place.Tenant)),
                Rating = places[^1].Rating,
                FirstKey = rows.Count == 0 ? 0 : rows[0].Number,
                Keys = new StationKeys(keys, places[^1].FirstSight && rows.Count == 0),
                Waits = Rows("SELECT 1 FROM refusals WHERE station_id = @station AND waits AND settled_ms IS NULL LIMIT 1", static _ => true, ("station", id)).Count > 0,
                HasRefusals = Rows("SELECT 1 FROM refusals WHERE station_id = @station LIMIT 1", static _ => true, ("station", id)).Count > 0,
            };
            foreach (EnrolledKey key in keys)
            {
                // Back to the last receipt: of what lies before it nothing is remembered.
                for (SignedDocument? one = Documents(state, key.Number, "ORDER BY number DESC"); one is not null; one = one.IsReceipt ? null : Neighbours(state, key.Number, one.Pagination).Before)
                {
                    state.Note(key.Number, one);
                }
            }

            return state;
        }

        /// <summary>Looks up transactions that nobody has looked for yet.</summary>
        internal virtual void LoadTransactions(IReadOnlyList<(StationState Station, string Id)> wanted)
        {
            foreach ((StationState station, string id) in wanted)
            {
                List<TransactionRow> rows = Rows($"SELECT {StoredRows.TransactionColumns} FROM transactions t WHERE t.station_id = @station AND t.id = @id", StoredRows.ReadTransaction, ("station", station.Id), ("id", id));
                station.Keep(id, rows.ConvertAll(row => Remember(station, row)));
            }
        }

        /// <summary>What was refused under this hash by this key; null where nothing was.</summary>
        internal (string Code, string Reason, bool Waits)? Refusal(StationState station, byte[] hash, int key)
        {
            return Rows<(string, string, bool)?>(
                "SELECT code, reason, waits FROM refusals WHERE station_id = @station AND hash = @hash AND key_number = @key",
                row => (row.GetString(0), row.GetString(1), row.GetBoolean(2)),
                ("station", station.Id),
                ("hash", hash),
                ("key", key)).FirstOrDefault();
        }

        /// <summary>Who has used a document's number; null where nobody has.</summary>
        internal (string Transaction, long Sequence)? UserOf(StationState station, int key, long number)
        {
            return Rows<(string, long)?>(
                "SELECT transaction_id, sequence FROM documents WHERE station_id = @station AND key_number = @key AND number = @number",
                row => (row.GetString(0), row.GetInt64(1)),
                ("station", station.Id),
                ("key", key),
                ("number", number)).FirstOrDefault();
        }

        /// <summary>The documents of a series with the next lower and the next higher number; null where there is none.</summary>
        internal (SignedDocument? Before, SignedDocument? After) Neighbours(StationState station, int key, long number)
        {
            return (Documents(station, key, "AND number < @number ORDER BY number DESC", number), Documents(station, key, "AND number > @number ORDER BY number", number));
        }

        /// <summary>The tariff, as text, of the line that a token was told at a station by a tenant; null where it was told no such line.</summary>
        internal string? Told(StationState station, long tenant, string token, string line)
        {
            return Rows<string?>(
                "SELECT tariff FROM told WHERE station_id = @station AND tenant_id = @tenant AND token = @token AND line = @line",
                row => row.GetString(0),
                ("station", station.Id),
                ("tenant", tenant),
                ("token", token),
                ("line", line)).FirstOrDefault();
        }

        /// <inheritdoc/>
        public virtual void Dispose()
        {
            Unit?.Dispose();
            foreach (DbCommand command in _prepared.Values)
            {
                command.Dispose();
            }

            Connection.Dispose();
        }

        /// <summary>A statement, prepared once for each text, with its values.</summary>
        protected DbCommand Command(string sql, params (string Name, object? Value)[] values)
        {
            DbCommand command = Command(sql, Array.ConvertAll(values, one => one.Name));
            for (int number = 0; number < values.Length; number++)
            {
                command.Parameters[number].Value = values[number].Value ?? DBNull.Value;
            }

            return command;
        }

        /// <summary>Makes a station that calls for the first time: it hangs in a bay of its own in the first house until somebody says where it really does.</summary>
        protected void Create(string name, long nowMs)
        {
            foreach (long id in Rows("INSERT INTO stations (name, revision) VALUES (@name, 1) ON CONFLICT (name) DO NOTHING RETURNING id", row => row.GetInt64(0), ("name", name)))
            {
                List<(long Bay, long Tenant)> bays = Rows(
                    "INSERT INTO bays (tenant_id, house_id, name) SELECT tenant_id, id, @name FROM houses ORDER BY id LIMIT 1 RETURNING id, tenant_id",
                    row => (row.GetInt64(0), row.GetInt64(1)),
                    ("name", name));
                if (bays.Count == 0)
                {
                    throw new InvalidDataException("there is no house for a new station");
                }

                Command(
                    "INSERT INTO placements (station_id, from_ms, bay_id, tenant_id) VALUES (@station, @from, @bay, @tenant)",
                    ("station", id),
                    ("from", nowMs),
                    ("bay", bays[0].Bay),
                    ("tenant", bays[0].Tenant)).ExecuteNonQuery();
            }
        }

        /// <summary>All rows of a question, each read by a function.</summary>
        internal List<T> Rows<T>(string sql, Func<DbDataReader, T> read, params (string Name, object? Value)[] values)
        {
            using DbDataReader row = Command(sql, values).ExecuteReader();
            List<T> found = [];
            while (row.Read())
            {
                found.Add(read(row));
            }

            return found;
        }

        /// <summary>A statement, prepared once for each text, whose values are still to be set.</summary>
        protected DbCommand Command(string sql, IReadOnlyList<string> names)
        {
            if (!_prepared.TryGetValue(sql, out DbCommand? command))
            {
                command = Connection.CreateCommand();
                command.CommandText = sql;
                foreach (string name in names)
                {
                    DbParameter parameter = command.CreateParameter();
                    parameter.ParameterName = "@" + name;
                    command.Parameters.Add(parameter);
                }

                _prepared.Add(sql, command);
            }

            command.Transaction = Unit;
            return command;
        }

        /// <summary>A transaction of a row, with its events; one that cannot be read says so, and stops no other.</summary>
        protected TransactionState Remember(StationState station, TransactionRow row)
        {
            try
            {
                TransactionState found = new() { Series = row.KeyNumber, Tenant = row.TenantId, Row = TransactionRows.ToTransaction(row, station.Name) };
                foreach (KeptEvent kept in Rows(StoredRows.SelectEvents, StoredRows.ReadEvent, ("station", station.Id), ("series", row.KeyNumber), ("id", row.Id)))
                {
                    found.Add(kept);
                }

                return found;
            }
            catch (Exception problem) when (problem is InvalidDataException or ArgumentException or FormatException or InvalidCastException)
            {
                return new TransactionState { Series = row.KeyNumber, Tenant = row.TenantId, Unreadable = problem.Message };
            }
        }

        private SignedDocument? Documents(StationState station, int key, string which, long? number = null)
        {
            string sql = $"SELECT text FROM documents WHERE station_id = @station AND key_number = @key {which} LIMIT 1";
            List<string> found = number is { } given
                ? Rows(sql, row => row.GetString(0), ("station", station.Id), ("key", key), ("number", given))
                : Rows(sql, row => row.GetString(0), ("station", station.Id), ("key", key));
            return found.Count == 0 ? null : OcmfVerifier.Read(found[0]);
        }
    }
}
