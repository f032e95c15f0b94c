using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using Microsoft.Data.Sqlite;

namespace NanoCharger.Backend
{
    /// <summary>The SQLite file: opening, format, and the short ways to ask it. Guarded by whoever owns it: an in-memory database lives in this one connection.</summary>
    internal sealed class Database : IDisposable
    {
        private const long FormatVersion = 4;

        private readonly SqliteConnection _connection;

        /// <summary>Opens the database, and creates it where it is absent.</summary>
        /// <exception cref="InvalidDataException">The file is a database of another format.</exception>
        /// <exception cref="SqliteException">The file cannot be opened.</exception>
        internal Database(string path)
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

        /// <summary>Begins a unit that is committed as a whole, or not at all.</summary>
        internal SqliteTransaction Begin()
        {
            return _connection.BeginTransaction();
        }

        /// <summary>Executes a statement.</summary>
        /// <returns>The number of rows that it changed.</returns>
        internal int Execute(string sql, params (string Name, object? Value)[] parameters)
        {
            using SqliteCommand command = Command(sql, parameters);
            return command.ExecuteNonQuery();
        }

        /// <summary>The first column of the first row; null where there is none, or where it is null.</summary>
        internal object? Scalar(string sql, params (string Name, object? Value)[] parameters)
        {
            using SqliteCommand command = Command(sql, parameters);
            return command.ExecuteScalar() is { } found and not DBNull ? found : null;
        }

        /// <summary>All rows, each read by a function.</summary>
        internal List<T> Rows<T>(string sql, Func<SqliteDataReader, T> read, params (string Name, object? Value)[] parameters)
        {
            using SqliteCommand command = Command(sql, parameters);
            using SqliteDataReader row = command.ExecuteReader();
            List<T> found = [];
            while (row.Read())
            {
                found.Add(read(row));
            }

            return found;
        }

        /// <summary>A time as it is stored.</summary>
        internal static string? ToText(DateTime? utc)
        {
            return utc?.ToString("O", CultureInfo.InvariantCulture);
        }

        /// <summary>A time of a row; null where it has none.</summary>
        internal static DateTime? Time(SqliteDataReader row, int column)
        {
            return row.IsDBNull(column)
                ? null
                : DateTime.Parse(row.GetString(column), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
        }

        /// <summary>A text of a row; null where it has none.</summary>
        internal static string? Text(SqliteDataReader row, int column)
        {
            return row.IsDBNull(column) ? null : row.GetString(column);
        }

        /// <summary>A whole number of a row; null where it has none.</summary>
        internal static long? Number(SqliteDataReader row, int column)
        {
            return row.IsDBNull(column) ? null : row.GetInt64(column);
        }

        public void Dispose()
        {
            _connection.Dispose();
        }

        private void PrepareSchema(string path)
        {
            using SqliteTransaction unit = _connection.BeginTransaction();
            long found = (long)Scalar("PRAGMA user_version")!;
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

        private SqliteCommand Command(string sql, (string Name, object? Value)[] parameters)
        {
            SqliteCommand command = _connection.CreateCommand();
            command.CommandText = sql;
            foreach ((string name, object? value) in parameters)
            {
                command.Parameters.AddWithValue(name, value ?? DBNull.Value);
            }

            return command;
        }
    }
}
