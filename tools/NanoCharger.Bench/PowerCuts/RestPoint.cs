namespace NanoCharger.Bench.PowerCuts;

/// <summary>A flash at rest: everything acknowledged, no second copy owed.</summary>
/// <param name="Image">What it holds.</param>
/// <param name="Picture">Which of the script's pictures shows what the unit remembers then.</param>
internal sealed record RestPoint(StorageImage Image, int Picture);
