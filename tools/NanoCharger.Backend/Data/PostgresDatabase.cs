using System;
using System.Data;
using System.Data.Common;
using System.IO;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace NanoCharger.Backend.Data
{
    /// <summary>PostgreSQL.</summary>
    internal sealed class PostgresDatabase : PlatformDatabase
    {
        /// <summary>A table where there is none of ours.</summary>
        private const string ForeignTable = """
            SELECT tablename FROM pg_tables WHERE schemaname = current_schema()
            AND NOT EXISTS (SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = '__EFMigrationsHistory') LIMIT 1
            """;

        /// <summary>Held until the transaction ends; the number is ours alone ("nano").</summary>
        private const string OneAtATime = "SELECT pg_advisory_xact_lock(1851878255)";

        private const int LongestChangeSeconds = 600;
        private const int Statements = 64;

        private readonly NpgsqlDataSource _source;

        internal PostgresDatabase(string given)
        {
            NpgsqlConnectionStringBuilder parts;
            try
            {
                parts = new NpgsqlConnectionStringBuilder(given);
            }
            catch (ArgumentException problem)
            {
                throw new InvalidDataException("the connection string of the database cannot be read: " + problem.Message, problem);
            }

            // The ingest says the same few statements over and over.
            parts.MaxAutoPrepare = Statements;
            parts.AutoPrepareMinUsages = 2;
            Name = $"PostgreSQL database {parts.Database} at {parts.Host}";
            _source = NpgsqlDataSource.Create(parts);
        }

        /// <inheritdoc/>
        internal override string Name { get; }

        /// <summary>Whether a database has tables of ours: an empty one is not made into one of ours where somebody means to fill it.</summary>
        /// <exception cref="InvalidDataException">It cannot be reached.</exception>
        internal static bool HasTables(string given)
        {
            using PostgresDatabase database = new(given);
            try
            {
                return database.Finds("SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = @name", "__EFMigrationsHistory");
            }
            catch (DbException problem)
            {
                throw new InvalidDataException(database.Describe(problem), problem);
            }
        }

        /// <inheritdoc/>
        internal override PlatformContext Context(long? tenant)
        {
            return new PostgresPlatform(new DbContextOptionsBuilder<PostgresPlatform>().UseNpgsql(_source).Options, tenant);
        }

        /// <inheritdoc/>
        internal override PlatformContext Context(DbConnection connection)
        {
            return new PostgresPlatform(new DbContextOptionsBuilder<PostgresPlatform>().UseNpgsql(connection).Options, null);
        }

        /// <inheritdoc/>
        internal override DbConnection Connect()
        {
            return _source.OpenConnection();
        }

        /// <inheritdoc/>
        internal override bool Has(string trigger)
        {
            return Finds("SELECT 1 FROM pg_trigger WHERE tgname = @name AND tgenabled <> 'D'", trigger);
        }

        /// <inheritdoc/>
        internal override void BeginSnapshot(PlatformContext context)
        {
            context.Database.BeginTransaction(IsolationLevel.RepeatableRead);
        }

        /// <inheritdoc/>
        protected override void Apply()
        {
            using PlatformContext context = Context(tenant: null);
            context.Database.Migrate();
            using IDbContextTransaction one = context.Database.BeginTransaction();
            Keying.Ensure(context);
            one.Commit();
        }

        /// <inheritdoc/>
        protected override string Why(Exception problem)
        {
            return problem.Message;
        }

        /// <inheritdoc/>
        protected override void Prepare()
        {
            // Workers may start at once: one after the other looks, and makes what is missing.
            using NpgsqlConnection gate = _source.OpenConnection();
            using NpgsqlTransaction one = gate.BeginTransaction();
            using (NpgsqlCommand waiting = new(OneAtATime, gate) { CommandTimeout = LongestChangeSeconds })
            {
                waiting.ExecuteNonQuery();
            }

            using (NpgsqlCommand foreign = _source.CreateCommand(ForeignTable))
            {
                if (foreign.ExecuteScalar() is string table)
                {
                    throw new InvalidDataException($"{Name} is another program's: it has a table {table} and none of ours.");
                }
            }

            Migrate();
        }

        /// <inheritdoc/>
        public override void Dispose()
        {
            _source.Dispose();
        }
    }
}
