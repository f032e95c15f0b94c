using System;
using System.Collections.Generic;
using System.Data.Common;
using System.IO;
using System.Linq;
using System.Text;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.People;

namespace NanoCharger.Backend.Tests.People
{
    /// <summary>Searches all that there is for a text: every column of every table as the database itself lists them, and files.</summary>
    internal static class Everything
    {
        /// <summary>Where a text stands, in large letters or small, in the clear or within what is base64: table.column.</summary>
        internal static List<string> Columns(PlatformDatabase database, string text)
        {
            using DbConnection connection = database.Connect();
            HashSet<string> found = [];
            foreach (string table in Tables(database, connection))
            {
                using DbCommand command = connection.CreateCommand();
                command.CommandText = $"SELECT * FROM \"{table}\"";
                using DbDataReader row = command.ExecuteReader();
                while (row.Read())
                {
                    for (int column = 0; column < row.FieldCount; column++)
                    {
                        byte[] value = row[column] as byte[] ?? Encoding.UTF8.GetBytes(Convert.ToString(row[column], System.Globalization.CultureInfo.InvariantCulture) ?? "");
                        if (Redaction.Names(value, [text]))
                        {
                            found.Add($"{table}.{row.GetName(column)}");
                        }
                    }
                }
            }

            return [.. found.Order(StringComparer.Ordinal)];
        }

        /// <summary>The files of a folder that have a text, whatever kind they are.</summary>
        internal static List<string> Files(string folder, string text)
        {
            return Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Where(file => Redaction.Names(File.ReadAllBytes(file), [text])).Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal).ToList();
        }

        private static List<string> Tables(PlatformDatabase database, DbConnection connection)
        {
            using DbCommand command = connection.CreateCommand();
            command.CommandText = database is PostgresDatabase ? "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()" : "SELECT name FROM sqlite_master WHERE type = 'table'";
            using DbDataReader row = command.ExecuteReader();
            List<string> tables = [];
            while (row.Read())
            {
                tables.Add(row.GetString(0));
            }

            return tables;
        }
    }
}
