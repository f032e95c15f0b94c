using System.Collections.Generic;

namespace NanoCharger.Bench.Soak;

/// <summary>One situation of a random walk, from its first action to the last.</summary>
/// <param name="Actions">What happens, each so many seconds after the scene's begin.</param>
/// <param name="PoweredAfter">Seconds after which the power is back for good.</param>
/// <param name="Seconds">How long it lasts; what it repairs may come later.</param>
/// <param name="Plugged">A vehicle is plugged in at its end.</param>
internal sealed record SoakScene(IReadOnlyList<(double After, string Action)> Actions, double PoweredAfter, double Seconds, bool Plugged);
