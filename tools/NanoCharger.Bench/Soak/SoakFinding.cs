namespace NanoCharger.Bench.Soak;

/// <summary>A seed in which an invariant broke, or that could not be played.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Seconds">Virtual second of its first violation.</param>
/// <param name="Invariant">Number of the invariant, 1..7; 0: the firmware, or the bay, failed.</param>
/// <param name="What">What was seen.</param>
/// <param name="Violations">Violations in all.</param>
/// <param name="Command">Command that plays it again and keeps scenario, trace and summary.</param>
public sealed record SoakFinding(ulong Seed, double Seconds, int Invariant, string What, int Violations, string Command);
