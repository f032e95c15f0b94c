using System.IO;
using Microsoft.Data.Sqlite;

namespace NanoCharger.Backend.Tests
{
    /// <summary>What others do to the file of a database.</summary>
    internal static class SpoiltFile
    {
        /// <summary>Locks it against all who write, until it is disposed of.</summary>
        internal static SqliteConnection Locked(string path)
        {
            SqliteConnection other = Open(path);
            Execute(other, "BEGIN IMMEDIATE");
            return other;
        }

        /// <summary>Spoils a page of a table or an index, behind the schema's.</summary>
        internal static void Damage(string path)
        {
            using FileStream file = File.OpenWrite(path);
            file.Position = 6 * 4096;
            file.Write([0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]);
        }

        internal static void Sql(string path, string sql)
        {
            using SqliteConnection connection = Open(path);
            Execute(connection, sql);
        }

        private static SqliteConnection Open(string path)
        {
            SqliteConnection connection = new($"Data Source={path};Pooling=False");
            connection.Open();
            return connection;
        }

        private static void Execute(SqliteConnection connection, string sql)
        {
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
    }
}
