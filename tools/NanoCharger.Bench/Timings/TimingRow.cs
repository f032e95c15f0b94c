using System;

namespace NanoCharger.Bench.Timings;

/// <summary>One limit of the standards and how to measure it on a bay's contacts, outlet and pilot.</summary>
/// <param name="Id">Name of the test that holds it.</param>
/// <param name="What">What is measured, in words.</param>
/// <param name="Clause">Where the limit comes from.</param>
/// <param name="Unit">Unit of limit and figure.</param>
/// <param name="Least">Least that is allowed.</param>
/// <param name="Most">Most that is allowed.</param>
/// <param name="Seeds">Runs, each with a seed of its own: noise, phases and tolerances differ.</param>
/// <param name="Story">The scenario of a seed, as JSON.</param>
/// <param name="Measure">The figure of a run; null where what is to be measured did not happen.</param>
public sealed record TimingRow(
    string Id, string What, string Clause, string Unit, double Least, double Most, int Seeds, Func<ulong, string> Story, Func<SoloRun, double?> Measure);
