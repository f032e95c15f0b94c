using System.Collections.Generic;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;
using NanoCharger.Bay;

namespace NanoCharger.Bench;

/// <summary>The figures of a run, as summary.json gives them.</summary>
/// <param name="Scenario">Name of the scenario.</param>
/// <param name="Seed">Its seed: the same one gives the same run.</param>
/// <param name="VirtualSeconds">Time played.</param>
/// <param name="RealSeconds">Time it took.</param>
/// <param name="Reproducible">False when something of the real world came into it: a late answer, a message from elsewhere, a typing technician.</param>
/// <param name="Transactions">Transactions in the order of their begin.</param>
/// <param name="SetAside">Records that the backend refused for good: kept by the station, and not billed.</param>
/// <param name="Owed">Records that bill something and had no answer of the backend when the run ended.</param>
/// <param name="Violations">Broken invariants in order of time.</param>
/// <param name="Waived">What the bay waived because of injected damage, and why.</param>
public sealed record RunSummary(
    string Scenario,
    ulong Seed,
    double VirtualSeconds,
    double RealSeconds,
    bool Reproducible,
    IReadOnlyList<SummarisedTransaction> Transactions,
    IReadOnlyList<string> SetAside,
    IReadOnlyList<string> Owed,
    IReadOnlyList<string> Violations,
    IReadOnlyList<string> Waived)
{
    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Takes the figures from the bay's result and the audit.</summary>
    public static RunSummary From(string scenario, ulong seed, BayResult result, BenchAudit audit)
    {
        return new RunSummary(
            scenario,
            seed,
            result.VirtualSeconds,
            result.RealSeconds,
            result.Reproducible,
            audit.Transactions(result),
            audit.SetAside,
            audit.Owed,
            result.Violations.Select(Line).ToList(),
            result.Waived);
    }

    /// <summary>The summary as a JSON document.</summary>
    public string ToJson()
    {
        return JsonSerializer.Serialize(this, Format) + "\n";
    }

    private static string Line(Violation violation)
    {
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"at {violation.Seconds:0.000} s, invariant {violation.Invariant}: {violation.What}");
    }
}
