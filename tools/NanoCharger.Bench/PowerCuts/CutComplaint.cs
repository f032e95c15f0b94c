namespace NanoCharger.Bench.PowerCuts;

/// <summary>A loss.</summary>
/// <param name="Place">Where: what the option --only takes.</param>
/// <param name="Model">What a cut may leave.</param>
/// <param name="Step">What the script was doing.</param>
/// <param name="What">What is wrong.</param>
/// <param name="Command">Plays just that one again.</param>
public sealed record CutComplaint(string Place, string Model, string Step, string What, string Command);
