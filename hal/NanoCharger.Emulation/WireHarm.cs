namespace NanoCharger.Emulation;

/// <summary>What was done to a connection on its way.</summary>
/// <param name="Kind">Which harm.</param>
/// <param name="Topic">Of a message that was kept back on its way down; else empty.</param>
/// <param name="Payload">Its content.</param>
public sealed record WireHarm(WireHarmKind Kind, string Topic = "", byte[]? Payload = null);
