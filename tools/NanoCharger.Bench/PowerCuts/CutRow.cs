namespace NanoCharger.Bench.PowerCuts;

/// <summary>A line of the table.</summary>
/// <param name="Script">The script, or which bits were bent.</param>
/// <param name="Model">What a cut may leave.</param>
/// <param name="Operations">Changes of the flash in the script.</param>
/// <param name="Cuts">Cuts, or images.</param>
/// <param name="Again">Those of them in a recovery.</param>
/// <param name="Complaints">Losses.</param>
public sealed record CutRow(string Script, string Model, int Operations, long Cuts, long Again, long Complaints);
