using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using NanoCharger.Bay;
using NanoCharger.Verify;

namespace NanoCharger.Bench.Timings;

/// <summary>A bay with the whole firmware, played to its end: with nobody at the other end of the network, unless the scenario has something to say of the backend's clock.</summary>
/// <param name="Events">The trace's lines that have a short form, and the documents that left the station.</param>
/// <param name="Summary">The run's figures.</param>
public sealed record SoloRun(IReadOnlyList<TraceEvent> Events, RunSummary Summary)
{
    /// <summary>Plays a scenario.</summary>
    /// <param name="scenario">What happens.</param>
    /// <param name="seed">Another seed than the scenario's.</param>
    /// <exception cref="ScenarioException">The firmware does not take a setting of the scenario.</exception>
    public static SoloRun Play(Scenario scenario, ulong? seed = null)
    {
        var trace = new StringWriter();
        bool alone = scenario.Timeline.All(action => action.Kind != ActionKind.BackendClock);
        using var run = new BenchRun(new BenchOptions { Scenario = scenario, Seed = seed, Offline = alone }, trace);
        RunReport report = run.Play();
        return new SoloRun([.. TraceEvent.ReadAll(trace.ToString()), .. Documents(report), .. Receipts(report)], report.Summary);
    }

    /// <summary>At the end of the run each document that verifies, in the order of their first sending: its number, and what its last reading is and when.</summary>
    private static IEnumerable<TraceEvent> Documents(RunReport report)
    {
        return report.Documents.Documents.Select(seen => seen.Verdict)
            .Where(verdict => verdict is { Valid: true, Document: not null })
            .Select(verdict => new TraceEvent(
                report.Summary.VirtualSeconds,
                "document",
                string.Create(CultureInfo.InvariantCulture, $"T{verdict.Document!.Pagination} {verdict.Document.Readings[^1].Cause} {Text(verdict.Document.Readings[^1].Instant)}"),
                0));
    }

    /// <summary>At the end of the run each receipt that verifies: its two times as OCMF has them, with the mark against them, and what may be billed.</summary>
    private static IEnumerable<TraceEvent> Receipts(RunReport report)
    {
        return report.Summary.Transactions.Select(transaction => report.Documents.ReceiptOf(transaction.Id)?.Verdict)
            .Where(verdict => verdict is { Valid: true, Document: not null })
            .Select(verdict => new TraceEvent(
                report.Summary.VirtualSeconds,
                "receipt",
                $"{Text(verdict!.Document!.Readings[0].Instant)} {Text(verdict.Document.Readings[^1].Instant)} {verdict.Billing}",
                0));
    }

    private static string Text(Instant instant)
    {
        return string.Create(CultureInfo.InvariantCulture, $"{instant.Utc:yyyy-MM-dd HH:mm} {instant.Status}{(instant.TimeError ? "t" : "")}");
    }
}
