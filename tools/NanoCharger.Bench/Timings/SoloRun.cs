using System.Collections.Generic;
using System.IO;
using NanoCharger.Bay;

namespace NanoCharger.Bench.Timings;

/// <summary>A bay with the whole firmware and nobody at the other end of the network, played to its end.</summary>
/// <param name="Events">The trace's lines that have a short form.</param>
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
        using var run = new BenchRun(new BenchOptions { Scenario = scenario, Seed = seed, Offline = true }, trace);
        RunReport report = run.Play();
        return new SoloRun(TraceEvent.ReadAll(trace.ToString()), report.Summary);
    }
}
