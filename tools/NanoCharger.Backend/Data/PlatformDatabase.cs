using System;
using System.Collections.Generic;
using System.Data.Common;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;

namespace NanoCharger.Backend.Data
{
    /// <summary>The database, wherever it is: a SQLite file, or PostgreSQL. Says who it is, brings its tables up to date, and hands out contexts and connections.</summary>
    internal abstract partial class PlatformDatabase : IDisposable
    {
        /// <summary>What is given for a database that lives as long as the object.</summary>
        internal const string Passing = ":memory:";

        /// <summary>The changes of the tables that this program knows: all that there were when it had opened the database.</summary>
        internal IReadOnlyList<string> Changes { get; private set; } = [];

        /// <summary>How its tables write tokens.</summary>
        internal TokenDigest Tokens { get; private set; } = null!;

        /// <summary>What every message about it calls it by.</summary>
        internal abstract string Name { get; }

        /// <summary>What may be done to its tables.</summary>
        protected Opening How { get; private set; }

        /// <summary>Takes a line where something was found at the opening that is worth one.</summary>
        protected Action<string> Log { get; private set; } = static _ => { };

        /// <summary>Opens it, creates it where it is absent, and brings its tables up to date unless that is not wanted.</summary>
        /// <param name="given">A file's name, <see cref="Passing"/>, or a connection string of PostgreSQL (it has "Host=").</param>
        /// <param name="how">What may be done to its tables.</param>
        /// <param name="log">Takes what is worth a line.</param>
        /// <exception cref="InvalidDataException">It cannot be used; the message is one line that names it and says why.</exception>
        internal static PlatformDatabase Open(string given, Opening how = Opening.UpToDate, Action<string>? log = null)
        {
            PlatformDatabase database = IsServer(given) ? new PostgresDatabase(given) : new SqliteDatabase(given);
            (database.How, database.Log) = (how, log ?? database.Log);
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
        /// <exception cref="InvalidDataException">It is a connection string that we do not know: as a file's name it would stand in folders and logs, and its password with it. The message does not repeat it.</exception>
        internal static bool IsServer(string given)
        {
            return given.Contains("Host=", StringComparison.OrdinalIgnoreCase)
                || (ConnectionLike().IsMatch(given) ? throw new InvalidDataException("the database looks like a connection string without Host=: PostgreSQL is Host=...;Database=..., and SQLite a file's name alone") : false);
        }

        /// <summary>A word that connection strings have before their "=", or several parts with "=", or an address with a scheme.</summary>
        [GeneratedRegex(@"^\s*(server|data\s*source|database|initial\s+catalog|user(\s*name|\s*id)?|uid|password|pwd|port|file\s*name|host)\s*=|=.*;|;.*=|^\s*[a-z][a-z0-9+.]+://", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
        private static partial Regex ConnectionLike();

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

        /// <summary>A unit of work that only reads, and sees from its first look on nothing of what others write; nobody waits for it. It ends with the context.</summary>
        internal abstract void BeginSnapshot(PlatformContext context);

        /// <summary>Whether a trigger is there.</summary>
        internal abstract bool Has(string trigger);

        /// <summary>Looks whether what is stored can be read: one line that names the database and says what to do, or null where it is sound. A server looks after itself.</summary>
        internal virtual string? Damage()
        {
            return null;
        }

        /// <summary>Folds the log beside a file into it, as far as nobody reads it: what was written over is in neither then. A server looks after itself.</summary>
        internal virtual void Fold()
        {
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

            // Without the secret a program was killed between the tables and what is in them.
            if (applied.Count < known.Count || Keying.Of(context) is null)
            {
                if (How == Opening.AsItIs || (How == Opening.Made && applied.Count > 0))
                {
                    throw new InvalidDataException($"{Name} has {(applied.Count > 0 ? "the tables of an earlier version of this program" : "no tables yet")}: run migrate.");
                }

                Apply();
            }

            Changes = known;
            Tokens = Keying.Of(context)!;
        }

        /// <summary>Applies what is missing, such that of several programs that start together one after the other does.</summary>
        protected abstract void Apply();

        private string Newer(string change)
        {
            return $"{Name} was written by a newer version of this program, which knows {change}.";
        }
    }
}
