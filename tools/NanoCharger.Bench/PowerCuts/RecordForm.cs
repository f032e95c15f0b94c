using System;
using System.Collections.Generic;
using System.Linq;
using System.Linq.Expressions;
using System.Reflection;
using System.Text;
using NanoCharger.Records.SessionLog;
using NanoCharger.Hal;

namespace NanoCharger.Bench.PowerCuts;

/// <summary>Records compared and told by every property that they have, those included that a later firmware adds.</summary>
internal static class RecordForm
{
    private static readonly PropertyInfo[] Properties = typeof(LogRecord)
        .GetProperties(BindingFlags.Instance | BindingFlags.Public)
        .Where(property => property.CanRead && property.GetIndexParameters().Length == 0)
        .OrderBy(property => property.Name, StringComparer.Ordinal)
        .ToArray();

    // What the latest event of a transaction says of itself. The recovery tells an open transaction by its last record, brought up to its
    // checkpoint: what its end needs, and no more of the events between.
    private static readonly string[] OfTheEvent =
    [
        nameof(LogRecord.Event), nameof(LogRecord.Trigger), nameof(LogRecord.Document), nameof(LogRecord.Form), nameof(LogRecord.KeyGeneration),
        nameof(LogRecord.OfferMilliamps), nameof(LogRecord.Pagination), nameof(LogRecord.Boot), nameof(LogRecord.Offline),
    ];

    private static readonly string[] Dates = [nameof(LogRecord.UtcMillis), nameof(LogRecord.Quality), nameof(LogRecord.BeginUtcMillis), nameof(LogRecord.BeginQuality)];

    private static readonly Func<LogRecord, LogRecord, bool> Comparer = Build(Properties);
    private static readonly Func<LogRecord, LogRecord, bool> DatelessComparer = Build(Properties.Where(property => !Dates.Contains(property.Name)));
    private static readonly Func<LogRecord, LogRecord, bool> TransactionComparer =
        Build(Properties.Where(property => !OfTheEvent.Contains(property.Name) && !Dates.Contains(property.Name)));

    /// <summary>Whether two records say the same.</summary>
    internal static bool Same(LogRecord? one, LogRecord? other)
    {
        return ReferenceEquals(one, other) || (one != null && other != null && Comparer(one, other));
    }

    /// <summary>Whether two records say the same, but that the one may lack a date that the other was given by a time base.</summary>
    internal static bool SameButDates(LogRecord one, LogRecord other)
    {
        return DatelessComparer(one, other) && Dated(one.UtcMillis, one.Quality, other.UtcMillis, other.Quality)
            && Dated(one.BeginUtcMillis, one.BeginQuality, other.BeginUtcMillis, other.BeginQuality);
    }

    /// <summary>Whether a recovery tells an open transaction as it was, as far as its end depends on it; null for none open. It may know a date that was not looked up before.</summary>
    internal static bool SameTransaction(LogRecord? found, LogRecord? known)
    {
        return ReferenceEquals(found, known)
            || (found != null && known != null && TransactionComparer(found, known) && Dated(known.UtcMillis, known.Quality, found.UtcMillis, found.Quality)
                && Dated(known.BeginUtcMillis, known.BeginQuality, found.BeginUtcMillis, found.BeginQuality));
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

    private static bool Dated(long oneUtc, ClockQuality one, long otherUtc, ClockQuality other)
    {
        return one == other ? oneUtc == otherUtc : one == ClockQuality.Unknown && other == ClockQuality.Informative;
    }

    private static Func<LogRecord, LogRecord, bool> Build(IEnumerable<PropertyInfo> properties)
    {
        ParameterExpression one = Expression.Parameter(typeof(LogRecord));
        ParameterExpression other = Expression.Parameter(typeof(LogRecord));
        Expression same = properties
            .Select(property => (Expression)Expression.Equal(Expression.Property(one, property), Expression.Property(other, property)))
            .Aggregate(Expression.AndAlso);
        return Expression.Lambda<Func<LogRecord, LogRecord, bool>>(same, one, other).Compile();
    }
}
