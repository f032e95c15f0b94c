using System.Collections.Generic;
using System.Linq;

namespace NanoCharger.Backend.Ingest
{
    /// <summary>A table that the ingest writes, in the words of both databases.</summary>
    /// <typeparam name="T">The row.</typeparam>
    internal sealed class Table<T>
    {
        /// <param name="name">Its name.</param>
        /// <param name="conflict">What an INSERT does with a row that is there: nothing said, an error.</param>
        /// <param name="columns">What is written.</param>
        internal Table(string name, string conflict, params Column<T>[] columns)
        {
            Columns = columns;
            Names = columns.Select(column => column.Name).ToList();
            string names = string.Join(", ", Names);
            string tail = conflict.Length == 0 ? "" : " ON CONFLICT " + conflict;
            OneRow = $"INSERT INTO {name} ({names}) VALUES ({string.Join(", ", columns.Select(column => "@" + column.Name))}){tail}";
            ManyRows = $"INSERT INTO {name} ({names}) SELECT {names} FROM unnest({string.Join(", ", columns.Select(column => "@" + column.Name))}) AS came ({names}){tail}";
        }

        internal IReadOnlyList<Column<T>> Columns { get; }

        internal IReadOnlyList<string> Names { get; }

        /// <summary>SQLite: one row a statement, prepared once.</summary>
        internal string OneRow { get; }

        /// <summary>PostgreSQL: one array a column, all rows in one statement.</summary>
        internal string ManyRows { get; }

        /// <summary>What replaces a row: every column takes the new value.</summary>
        internal static string Replace(string key, IEnumerable<string> columns)
        {
            return $"({key}) DO UPDATE SET " + string.Join(", ", columns.Select(column => $"{column} = excluded.{column}"));
        }
    }
}
