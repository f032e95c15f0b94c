using System.Collections.Generic;

namespace NanoCharger.Bench.PowerCuts;

/// <summary>What all cuts gave.</summary>
/// <param name="Seed">What the scripts were played with.</param>
/// <param name="Rows">By script and model.</param>
/// <param name="Cuts">All cuts.</param>
/// <param name="Images">All images with bits bent.</param>
/// <param name="Seconds">Real time that it took.</param>
/// <param name="Losses">How many cuts and images showed a loss.</param>
/// <param name="Complaints">The first of them.</param>
/// <param name="Stopped">It was ended early.</param>
public sealed record CutReport(
    ulong Seed,
    IReadOnlyList<CutRow> Rows,
    long Cuts,
    long Images,
    double Seconds,
    long Losses,
    IReadOnlyList<CutComplaint> Complaints,
    bool Stopped);
