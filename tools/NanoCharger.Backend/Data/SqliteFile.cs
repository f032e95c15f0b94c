using System.IO;
using Microsoft.Data.Sqlite;

namespace NanoCharger.Backend.Data
{
    /// <summary>What is done with a SQLite file as a whole.</summary>
    internal static class SqliteFile
    {
        /// <summary>The number that a program has written into its head; 0 where it has none.</summary>
        internal static long FormatOf(string path)
        {
            using SqliteConnection connection = Open(path, SqliteOpenMode.ReadOnly);
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version";
            return (long)command.ExecuteScalar()!;
        }

        /// <summary>A copy of all that is committed, made while others may read and write.</summary>
        /// <exception cref="InvalidDataException">It could not be made; the message names both files.</exception>
        internal static void Copy(string path, string copy)
        {
            try
            {
                using SqliteConnection from = Open(path, SqliteOpenMode.ReadWrite);
                using SqliteConnection to = Open(copy, SqliteOpenMode.ReadWriteCreate);
                from.BackupDatabase(to);
            }
            catch (SqliteException problem)
            {
                throw new InvalidDataException($"the copy {copy} of {path}: {SqliteDatabase.WhyOf(problem).ReplaceLineEndings(" ")}", problem);
            }
        }

        /// <summary>Folds the log beside it into the file, so that the file is all there is.</summary>
        /// <exception cref="IOException">Another program has it open.</exception>
        internal static void Fold(string path)
        {
            using (SqliteConnection connection = Open(path, SqliteOpenMode.ReadWrite))
            {
                using SqliteCommand command = connection.CreateCommand();
                command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE";
                command.ExecuteNonQuery();
            }

            if (File.Exists(path + "-wal"))
            {
                throw new IOException($"{path} is in use by another program");
            }
        }

        private static SqliteConnection Open(string path, SqliteOpenMode mode)
        {
            SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, Mode = mode }.ToString());
            connection.Open();
            return connection;
        }
    }
}
