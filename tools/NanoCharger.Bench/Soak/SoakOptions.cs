namespace NanoCharger.Bench.Soak;

/// <summary>What a soak is to play.</summary>
/// <param name="First">Its first seed.</param>
/// <param name="Seeds">How many seeds, from the first one upwards.</param>
/// <param name="Minutes">Virtual minutes of each.</param>
/// <param name="OutDirectory">Folder for the scenario, trace and summary of one seed; null writes nothing.</param>
public sealed record SoakOptions(ulong First, int Seeds, double Minutes, string? OutDirectory);
