using System.Collections.Generic;

namespace NanoCharger.Bench.PowerCuts;

/// <summary>A script that was played: what is needed to cut the power at each of its operations without playing it again.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Seed">What it was played with.</param>
/// <param name="Steps">What was done, step by step.</param>
/// <param name="Operations">Each change of the flash.</param>
/// <param name="Pictures">What the unit remembered: before step n at n, behind it at n + 1.</param>
/// <param name="Rests">The flash at rest, now and then.</param>
internal sealed record PlayedScript(
    string Name,
    ulong Seed,
    IReadOnlyList<string> Steps,
    IReadOnlyList<StorageOperation> Operations,
    IReadOnlyList<Picture> Pictures,
    IReadOnlyList<RestPoint> Rests);
