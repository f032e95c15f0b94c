using System;
using System.Collections.Generic;
using NpgsqlTypes;

namespace NanoCharger.Backend.Ingest
{
    /// <summary>A column that the ingest writes: one value for SQLite, an array of them for PostgreSQL.</summary>
    /// <typeparam name="T">The row.</typeparam>
    internal abstract record Column<T>(string Name, NpgsqlDbType Type)
    {
        /// <summary>The value of one row.</summary>
        internal abstract object? Of(T row);

        /// <summary>The values of many rows, as an array of their type.</summary>
        internal abstract Array Of(IReadOnlyList<T> rows);
    }

    /// <inheritdoc cref="Column{T}"/>
    /// <typeparam name="T">The row.</typeparam>
    /// <typeparam name="TValue">The type of the value; nullable where it may be absent.</typeparam>
    internal sealed record Column<T, TValue>(string Name, NpgsqlDbType Type, Func<T, TValue> Read) : Column<T>(Name, Type)
    {
        /// <inheritdoc/>
        internal override object? Of(T row)
        {
            return Read(row);
        }

        /// <inheritdoc/>
        internal override Array Of(IReadOnlyList<T> rows)
        {
            TValue[] values = new TValue[rows.Count];
            for (int number = 0; number < values.Length; number++)
            {
                values[number] = Read(rows[number]);
            }

            return values;
        }
    }
}
