using NanoCharger.Emulation;

namespace NanoCharger.Bench.Link;

/// <summary>What stands between station and broker in a run, and does harm. The backend has a way of its own.</summary>
/// <param name="Port">Where the station's connections come in, on the broker's host.</param>
/// <param name="Wire">What tells of the harm.</param>
public sealed record BenchWire(int Port, IWire Wire);
