using System;
using System.Collections.Generic;
using System.Data.Common;
using System.IO;
using System.Linq;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;

namespace NanoCharger.Backend.Data
{
    /// <summary>A SQLite file: write-ahead log, full synchronisation; another's lock is waited for a second, and then the station simply sends again.</summary>
    internal sealed class SqliteDatabase : PlatformDatabase
    {
        /// <summary>Of the program before this one: <c>migrate</c> reads it.</summary>
        internal const long OldFormat = 4;

        /// <summary>The log is folded into the file when it has so many pages (32 MB): each time the disk is waited for twice more.</summary>
        private const int CheckpointPages = 8_000;

        /// <summary>Pages kept in memory (16 MB): the last of each index, where every station writes.</summary>
        private const int CachePages = 4_000;

        /// <summary>EF's, the first that it makes: a file that has nothing else is ours.</summary>
        private const string ChangesLock = "__EFMigrationsLock";

        /// <summary>How long a start waits for another one that changes the tables.</summary>
        private const int LongestChangeSeconds = 60;

        private const int Busy = 5;
        private const int Locked = 6;
        private const int ReadOnly = 8;
        private const int Corrupt = 11;
        private const int Full = 13;
        private const int CannotOpen = 14;
        private const int NoDatabase = 26;

        private const string Damaged = "it is damaged: restore a backup of it into a new file (restore FOLDER --database NEW)";

        private static readonly SecureDelete Zeros = new();

        private readonly string _path;
        private readonly bool _passing;
        private string _connection;

        internal SqliteDatabase(string given)
        {
            _passing = given == Passing;
            _path = _passing ? Path.Combine(Directory.CreateTempSubdirectory("nanocharger").FullName, "passing.db") : given;
            _connection = new SqliteConnectionStringBuilder { DataSource = _path, Pooling = false, DefaultTimeout = 1 }.ToString();
        }

        /// <inheritdoc/>
        internal override string Name => _passing ? "the passing database" : $"the database {_path}";

        /// <inheritdoc/>
        internal override PlatformContext Context(long? tenant)
        {
            return new SqlitePlatform(new DbContextOptionsBuilder<SqlitePlatform>().UseSqlite(_connection).AddInterceptors(Zeros).Options, tenant);
        }

        /// <inheritdoc/>
        internal override PlatformContext Context(DbConnection connection)
        {
            return new SqlitePlatform(new DbContextOptionsBuilder<SqlitePlatform>().UseSqlite(connection).Options, null);
        }

        /// <inheritdoc/>
        internal override DbConnection Connect()
        {
            SqliteConnection connection = new(_connection);
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            string log = How == Opening.AsItIs ? "" : "PRAGMA journal_mode = WAL; ";
            command.CommandText = $"""
                {log}PRAGMA synchronous = {(_passing ? "OFF" : "FULL")}; PRAGMA busy_timeout = 1000; {SecureDelete.Pragma}
                PRAGMA wal_autocheckpoint = {CheckpointPages}; PRAGMA cache_size = {CachePages};
                """;
            command.ExecuteNonQuery();
            return connection;
        }

        /// <inheritdoc/>
        internal override string? Damage()
        {
            try
            {
                using DbConnection connection = Connect();
                using DbCommand command = connection.CreateCommand();
                command.CommandText = "PRAGMA quick_check(1)";
                string found = (string)command.ExecuteScalar()!;
                return found == "ok" ? null : $"{Name}: {Damaged}; {found.ReplaceLineEndings(" ")}";
            }
            catch (SqliteException problem) when (problem.SqliteErrorCode is Corrupt or NoDatabase)
            {
                return Describe(problem);
            }
        }

        /// <inheritdoc/>
        internal override void Fold()
        {
            using DbConnection connection = Connect();
            using DbCommand command = connection.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            command.ExecuteNonQuery();
        }

        /// <inheritdoc/>
        internal override bool Has(string trigger)
        {
            return Finds("SELECT 1 FROM sqlite_master WHERE type = 'trigger' AND name = @name", trigger);
        }

        /// <inheritdoc/>
        internal override void BeginSnapshot(PlatformContext context)
        {
            // Deferred: it never asks for the lock of those who write.
            context.Database.OpenConnection();
            context.Database.UseTransaction(((SqliteConnection)context.Database.GetDbConnection()).BeginTransaction(deferred: true));
        }

        /// <summary>What a failure of a SQLite file is, in words of whoever owns the disk.</summary>
        internal static string WhyOf(Exception problem)
        {
            return (problem as SqliteException)?.SqliteErrorCode switch
            {
                Busy or Locked => "another program has locked it",
                ReadOnly => "it cannot be written: file or folder is read-only",
                Corrupt => Damaged,
                Full => "it is full: there is no room on the disk, or its limit is reached",
                CannotOpen => "it cannot be opened or created",
                NoDatabase => "it is no database",
                _ => problem.Message,
            };
        }

        /// <inheritdoc/>
        protected override string Why(Exception problem)
        {
            return WhyOf(problem);
        }

        /// <inheritdoc/>
        protected override void Prepare()
        {
            if (File.Exists(_path) && new FileInfo(_path).Length > 0)
            {
                using SqliteConnection connection = new(new SqliteConnectionStringBuilder(_connection) { Mode = SqliteOpenMode.ReadOnly }.ToString());
                connection.Open();
                Refuse(connection);
            }

            // The first connection that writes makes the log beside the file: what cannot be written is known here.
            Connect().Dispose();
            if (Damage() is { } damage)
            {
                throw new InvalidDataException(damage);
            }

            Migrate();

            // A file that is taken away while it is served is not made anew, empty, in its place.
            _connection = new SqliteConnectionStringBuilder(_connection) { Mode = SqliteOpenMode.ReadWrite }.ToString();
        }

        /// <summary>All changes are one unit of work, for which another start waits: a program that is killed amid them leaves the file as it was.</summary>
        /// <remarks>EF's own lock is a row, which a killed program leaves and for which every later start would wait for ever; within our unit of work such a row is nobody's.</remarks>
        protected override void Apply()
        {
            string patient = new SqliteConnectionStringBuilder(_connection) { DefaultTimeout = LongestChangeSeconds }.ToString();
            using SqlitePlatform context = new(
                new DbContextOptionsBuilder<SqlitePlatform>().UseSqlite(patient).AddInterceptors(Zeros).ConfigureWarnings(static told => told.Ignore(RelationalEventId.MigrationsUserTransactionWarning)).Options, null);
            using IDbContextTransaction one = context.Database.BeginTransaction();
            if (Tables(context.Database.GetDbConnection()).Contains(ChangesLock) && context.Database.ExecuteSqlRaw($"DELETE FROM {ChangesLock}") > 0)
            {
                Log($"{Name}: a program was killed while it brought the tables up to date; that is done anew");
            }

            context.Database.Migrate();
            Keying.Ensure(context);
            one.Commit();
        }

        /// <inheritdoc/>
        public override void Dispose()
        {
            if (_passing)
            {
                Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);
            }
        }

        /// <summary>What is not ours is not touched.</summary>
        private void Refuse(DbConnection connection)
        {
            HashSet<string> tables = Tables(connection);
            if (tables.Contains("__EFMigrationsHistory") || tables.All(static name => name == ChangesLock))
            {
                return;
            }

            using DbCommand command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version";
            long format = (long)command.ExecuteScalar()!;
            throw new InvalidDataException(tables.Contains("billed") && tables.Contains("event")
                ? format == OldFormat ? $"{Name} has the format {format} of an earlier version: run migrate once." : $"{Name} has format {format}, which migrate does not know; it knows {OldFormat}."
                : $"{Name} is another program's: it has none of our tables.");
        }

        private static HashSet<string> Tables(DbConnection connection)
        {
            using DbCommand command = connection.CreateCommand();
            command.CommandText = "SELECT name FROM sqlite_master WHERE type = 'table'";
            using DbDataReader row = command.ExecuteReader();
            HashSet<string> tables = [];
            while (row.Read())
            {
                tables.Add(row.GetString(0));
            }

            return tables;
        }
    }
}
