using System;
using System.Collections.Generic;
using System.Reflection;
using NanoCharger.Bench.Brokers;
using Xunit;
using Xunit.Sdk;

namespace NanoCharger.Backend.Tests
{
    /// <summary>The test runs on SQLite, with these further arguments.</summary>
    [AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
    internal sealed class OnSqliteAttribute(params object[] more) : DataAttribute
    {
        /// <inheritdoc/>
        public override IEnumerable<object[]> GetData(MethodInfo testMethod)
        {
            return [[Stage.Sqlite, .. more]];
        }
    }

    /// <summary>The same test runs on PostgreSQL too; skipped with the reason where there is none.</summary>
    [AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
    internal sealed class OnPostgresAttribute : DataAttribute
    {
        private readonly object[] _more;

        public OnPostgresAttribute(params object[] more)
        {
            _more = more;
            Skip = PostgresServer.Absent;
        }

        /// <inheritdoc/>
        public override IEnumerable<object[]> GetData(MethodInfo testMethod)
        {
            return [[Stage.Postgres, .. _more]];
        }
    }

    /// <summary>The test needs PostgreSQL and mosquitto, as several workers do; skipped with the reason where one of them is not there.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    internal sealed class WorkersFactAttribute : FactAttribute
    {
        public WorkersFactAttribute()
        {
            Skip = PostgresServer.Absent ?? Mosquitto.WhyNot;
        }
    }

    /// <inheritdoc cref="WorkersFactAttribute"/>
    [AttributeUsage(AttributeTargets.Method)]
    internal sealed class WorkersTheoryAttribute : TheoryAttribute
    {
        public WorkersTheoryAttribute()
        {
            Skip = PostgresServer.Absent ?? Mosquitto.WhyNot;
        }
    }
}
