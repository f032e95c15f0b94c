using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using NanoCharger.Bench;
using NanoCharger.Records.SessionLog;

namespace NanoCharger.System.Tests.Runs
{
    /// <summary>A run that is over.</summary>
    /// <param name="Summary">Its figures.</param>
    /// <param name="Trace">Its trace, as written.</param>
    /// <param name="Records">The transactions' records that became durable.</param>
    /// <param name="Happened">The charger's own events that became durable.</param>
    public sealed record Played(RunSummary Summary, string Trace, IReadOnlyDictionary<long, LogRecord> Records, IReadOnlyList<LogRecord> Happened)
    {
        /// <summary>The trace lines of an event, in order of time.</summary>
        public IReadOnlyList<JsonElement> Events(string name)
        {
            return Trace.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonDocument.Parse(line).RootElement)
                .Where(line => line.GetProperty("event").GetString() == name)
                .ToList();
        }

        /// <summary>Times at which the bay's own contactor closed (true) or opened.</summary>
        public IReadOnlyList<double> ContactorTimes(bool closed)
        {
            return Events("contactor").Where(line => line.GetProperty("closed").GetBoolean() == closed).Select(line => line.GetProperty("t").GetDouble()).ToList();
        }
    }
}
