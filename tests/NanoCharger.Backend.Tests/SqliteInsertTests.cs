using System;
using Microsoft.Data.Sqlite;
using NanoCharger.Backend.Ingest;
using NpgsqlTypes;
using Xunit;

namespace NanoCharger.Backend.Tests
{
    /// <summary>The INSERT of the ingest on SQLite, past the driver's parameters.</summary>
    public sealed class SqliteInsertTests : IDisposable
    {
        private static readonly Table<Odd> Table = new(
            "odd",
            "",
            new Column<Odd, long>("whole", NpgsqlDbType.Bigint, row => row.Whole),
            new Column<Odd, long?>("maybe", NpgsqlDbType.Bigint, row => row.Maybe),
            new Column<Odd, int>("small", NpgsqlDbType.Integer, row => row.Small),
            new Column<Odd, bool>("flag", NpgsqlDbType.Boolean, row => row.Flag),
            new Column<Odd, string?>("text", NpgsqlDbType.Text, row => row.Text),
            new Column<Odd, byte[]>("bytes", NpgsqlDbType.Bytea, row => row.Bytes));

        private readonly SqliteConnection _connection = new("Data Source=:memory:");
        private readonly SqliteInsert<Odd> _insert;

        public SqliteInsertTests()
        {
            _connection.Open();
            Ask("CREATE TABLE odd (whole INTEGER PRIMARY KEY, maybe INTEGER, small INTEGER, flag INTEGER, text TEXT, bytes BLOB) STRICT");
            _insert = new SqliteInsert<Odd>(_connection, Table);
        }

        public void Dispose()
        {
            _insert.Dispose();
            _connection.Dispose();
        }

        [Fact]
        public void A_value_is_stored_as_it_is_however_short_or_long()
        {
            string longest = new('\u00fc', 20_000);
            _insert.Run(new Odd(long.MaxValue, long.MinValue, int.MinValue, true, longest, new byte[70_000]));
            _insert.Run(new Odd(2, null, 7, false, "", []));
            _insert.Run(new Odd(3, 0, 0, false, null, [0, 255]));
            Assert.Equal(1L, Ask("SELECT count(*) FROM odd WHERE whole = 9223372036854775807 AND maybe = -9223372036854775808 AND small = -2147483648 AND flag = 1 AND length(bytes) = 70000"));
            Assert.Equal(longest, Ask("SELECT text FROM odd WHERE flag = 1"));
            Assert.Equal(1L, Ask("SELECT count(*) FROM odd WHERE whole = 2 AND maybe IS NULL AND small = 7 AND text = '' AND bytes = x''"));
            Assert.Equal(1L, Ask("SELECT count(*) FROM odd WHERE whole = 3 AND maybe = 0 AND text IS NULL AND bytes = x'00FF'"));
        }

        [Fact]
        public void A_row_that_is_there_already_is_refused_and_the_next_one_taken()
        {
            _insert.Run(new Odd(1, null, 0, false, null, []));
            SqliteException refused = Assert.Throws<SqliteException>(() => _insert.Run(new Odd(1, null, 0, false, null, [])));
            Assert.Equal(19, refused.SqliteErrorCode);
            _insert.Run(new Odd(2, null, 0, false, null, []));
            Assert.Equal(2L, Ask("SELECT count(*) FROM odd"));
        }

        private object? Ask(string sql)
        {
            using SqliteCommand command = _connection.CreateCommand();
            command.CommandText = sql;
            return command.ExecuteScalar();
        }

        private sealed record Odd(long Whole, long? Maybe, int Small, bool Flag, string? Text, byte[] Bytes);
    }
}
