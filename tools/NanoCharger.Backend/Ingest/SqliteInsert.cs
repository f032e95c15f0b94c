using System;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace NanoCharger.Backend.Ingest
{
    /// <summary>An INSERT of one row, prepared once, its values bound by their places.</summary>
    /// <remarks>The driver's own parameters are looked up by their names for each value of each row: that took longer than SQLite takes to write them.</remarks>
    /// <typeparam name="T">The row.</typeparam>
    internal sealed class SqliteInsert<T> : IDisposable
    {
        private readonly Table<T> _table;
        private readonly sqlite3 _database;
        private readonly sqlite3_stmt _statement;
        private byte[] _text = new byte[4096];

        /// <exception cref="SqliteException">It cannot be prepared.</exception>
        internal SqliteInsert(SqliteConnection connection, Table<T> table)
        {
            _table = table;
            _database = connection.Handle!;
            Check(raw.sqlite3_prepare_v2(_database, table.OneRow, out _statement));
        }

        /// <summary>Inserts a row.</summary>
        /// <exception cref="SqliteException">It cannot be inserted.</exception>
        internal void Run(T row)
        {
            for (int number = 0; number < _table.Columns.Count; number++)
            {
                Check(Bind(number + 1, _table.Columns[number].Of(row)));
            }

            int came = raw.sqlite3_step(_statement);

            // In any case: else the statement would stay open, and the unit of work with it.
            raw.sqlite3_reset(_statement);
            Check(came == raw.SQLITE_DONE ? raw.SQLITE_OK : came);
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _statement.Dispose();
        }

        private int Bind(int place, object? value)
        {
            return value switch
            {
                null => raw.sqlite3_bind_null(_statement, place),
                long number => raw.sqlite3_bind_int64(_statement, place, number),
                int number => raw.sqlite3_bind_int64(_statement, place, number),
                bool flag => raw.sqlite3_bind_int(_statement, place, flag ? 1 : 0),
                string { Length: 0 } empty => raw.sqlite3_bind_text(_statement, place, empty),
                string text => raw.sqlite3_bind_text(_statement, place, Written(text)),
                byte[] { Length: 0 } => raw.sqlite3_bind_zeroblob(_statement, place, 0),
                byte[] bytes => raw.sqlite3_bind_blob(_statement, place, bytes),
                _ => throw new ArgumentException($"a {value.GetType()} is no value of a column", nameof(value)),
            };
        }

        /// <summary>Its UTF-8; SQLite takes a copy at once.</summary>
        private ReadOnlySpan<byte> Written(string text)
        {
            if (_text.Length < Encoding.UTF8.GetMaxByteCount(text.Length))
            {
                _text = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
            }

            return _text.AsSpan(0, Encoding.UTF8.GetBytes(text, _text));
        }

        private void Check(int code)
        {
            SqliteException.ThrowExceptionForRC(code, _database);
        }
    }
}
