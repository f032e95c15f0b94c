using System;
using System.Linq;
using System.Linq.Expressions;
using System.Reflection;
using System.Text;
using NanoCharger.Core.SessionLog;

namespace NanoCharger.Bench.PowerCuts;

/// <summary>Records compared and told by every property that they have, those included that a later firmware adds.</summary>
internal static class RecordForm
{
    private static readonly PropertyInfo[] Properties = typeof(LogRecord)
        .GetProperties(BindingFlags.Instance | BindingFlags.Public)
        .Where(property => property.CanRead && property.GetIndexParameters().Length == 0)
        .OrderBy(property => property.Name, StringComparer.Ordinal)
        .ToArray();

    private static readonly Func<LogRecord, LogRecord, bool> Comparer = Build();

    /// <summary>Whether two records say the same.</summary>
    internal static bool Same(LogRecord? one, LogRecord? other)
    {
        return one == null || other == null ? ReferenceEquals(one, other) : ReferenceEquals(one, other) || Comparer(one, other);
    }

    /// <summary>All of a record.</summary>
    internal static string Tell(LogRecord? record)
    {
        if (record == null)
        {
            return "none";
        }

        var text = new StringBuilder();
        foreach (PropertyInfo property in Properties)
        {
            text.Append(text.Length == 0 ? string.Empty : " ").Append(property.Name).Append('=').Append(property.GetValue(record));
        }

        return text.ToString();
    }

    /// <summary>In what two records differ.</summary>
    internal static string Difference(LogRecord one, LogRecord other)
    {
        return string.Join(", ", Properties
            .Where(property => !Equals(property.GetValue(one), property.GetValue(other)))
            .Select(property => $"{property.Name} {property.GetValue(one)} / {property.GetValue(other)}"));
    }

    private static Func<LogRecord, LogRecord, bool> Build()
    {
        ParameterExpression one = Expression.Parameter(typeof(LogRecord));
        ParameterExpression other = Expression.Parameter(typeof(LogRecord));
        Expression same = Properties
            .Select(property => (Expression)Expression.Equal(Expression.Property(one, property), Expression.Property(other, property)))
            .Aggregate(Expression.AndAlso);
        return Expression.Lambda<Func<LogRecord, LogRecord, bool>>(same, one, other).Compile();
    }
}
