using System;
using System.Collections.Generic;
using System.Data.Common;
using System.IO;
using System.Linq;
using Microsoft.EntityFrameworkCore;

namespace NanoCharger.Backend.Data
{
    /// <summary>The database, wherever it is: a SQLite file, or PostgreSQL. Says who it is, brings its tables up to date, and hands out contexts and connections.</summary>
    internal abstract class PlatformDatabase : IDisposable
    {
        /// <summary>What is given for a database that lives as long as the object.</summary>
        internal const string Passing = ":memory:";

        /// <summary>The changes of the tables that this program knows: all that there were when it had opened the database.</summary>
        internal IReadOnlyList<string> Changes { get; private set; } = [];

        /// <summary>What every message about it calls it by.</summary>
        internal abstract string Name { get; }

        /// <summary>Opens it, creates it where it is absent, and brings its tables up to date.</summary>
        /// <param name="given">A file's name, <see cref="Passing"/>, or a connection string of PostgreSQL (it has "Host=").</param>
        /// <exception cref="InvalidDataException">It cannot be used; the message is one line that names it and says why.</exception>
        internal static PlatformDatabase Open(string given)
        {
            PlatformDatabase database = IsServer(given) ? new PostgresDatabase(given) : new SqliteDatabase(given);
            try
            {
                database.Prepare();
                return database;
            }
            catch (Exception problem) when (problem is DbException or IOException or UnauthorizedAccessException)
            {
                database.Dispose();
                throw new InvalidDataException(database.Describe(problem), problem);
            }
            catch
            {
                database.Dispose();
                throw;
            }
        }

        /// <summary>Whether what a database is given by is PostgreSQL's.</summary>
        internal static bool IsServer(string given)
        {
            return given.Contains("Host=", StringComparison.OrdinalIgnoreCase);
        }

        /// <summary>A context for reading, and for what is not ingest.</summary>
        /// <param name="tenant">Who asks; null: whoever runs the platform.</param>
        internal abstract PlatformContext Context(long? tenant = null);

        /// <summary>A context on a connection that has a transaction already: what it writes is part of that.</summary>
        internal abstract PlatformContext Context(DbConnection connection);

        /// <summary>A connection for the ingest's own SQL, open.</summary>
        internal abstract DbConnection Connect();

        /// <summary>A failure in one line that names the database.</summary>
        internal string Describe(Exception problem)
        {
            return $"{Name}: {Why(problem is DbUpdateException { InnerException: { } inner } ? inner : problem).ReplaceLineEndings(" ")}";
        }

        /// <summary>Whether a failure is one of the database, and no fault of ours.</summary>
        internal static bool IsItsOwn(Exception problem)
        {
            return problem is DbException or DbUpdateException { InnerException: DbException };
        }

        /// <summary>Whether a trigger is there.</summary>
        internal abstract bool Has(string trigger);

        /// <summary>Looks whether what is stored can be read: one line that names the database and says what to do, or null where it is sound. A server looks after itself.</summary>
        internal virtual string? Damage()
        {
            return null;
        }

        /// <summary>What a failure is, in words of whoever runs the database.</summary>
        protected abstract string Why(Exception problem);

        /// <summary>Brings the tables up to date.</summary>
        protected abstract void Prepare();

        /// <inheritdoc/>
        public abstract void Dispose();

        /// <summary>Whether a query with one parameter, @name, finds anything.</summary>
        protected bool Finds(string query, string name)
        {
            using DbConnection connection = Connect();
            using DbCommand command = connection.CreateCommand();
            command.CommandText = query;
            DbParameter parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ("name", name);
            command.Parameters.Add(parameter);
            return command.ExecuteScalar() is not null;
        }

        /// <summary>Why this program may not write any more, now that there have been these changes of the tables: one line.</summary>
        internal string Outdated(IEnumerable<string> applied)
        {
            return applied.Except(Changes).FirstOrDefault() is { } newer ? Newer(newer) : $"{Name} was put back to an earlier version while this program served it.";
        }

        /// <summary>Applies what is missing; refuses what another, newer program has written.</summary>
        protected void Migrate()
        {
            using PlatformContext context = Context();
            List<string> known = context.Database.GetMigrations().ToList();
            List<string> applied = context.Database.GetAppliedMigrations().ToList();
            if (applied.Except(known).FirstOrDefault() is { } newer)
            {
                throw new InvalidDataException(Newer(newer));
            }

            if (applied.Count < known.Count)
            {
                context.Database.Migrate();
            }

            Changes = known;
        }

        private string Newer(string change)
        {
            return $"{Name} was written by a newer version of this program, which knows {change}.";
        }
    }
}
