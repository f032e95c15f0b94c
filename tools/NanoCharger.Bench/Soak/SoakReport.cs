using System.Collections.Generic;

namespace NanoCharger.Bench.Soak;

/// <summary>What a soak gave.</summary>
/// <param name="Seeds">Seeds played to their end.</param>
/// <param name="VirtualSeconds">Virtual time of all of them together.</param>
/// <param name="RealSeconds">Real time that it took.</param>
/// <param name="Transactions">Transactions in all.</param>
/// <param name="DeliveredWh">Energy that the bays' mains delivered in all.</param>
/// <param name="Waived">Lines in which a bay waived something because of damage that the scenario did.</param>
/// <param name="Unreproducible">Seeds in which a real answer came too late, so that another run may differ.</param>
/// <param name="Findings">Seeds that broke an invariant, in order of the seeds.</param>
/// <param name="Stopped">It was ended early.</param>
public sealed record SoakReport(
    int Seeds,
    double VirtualSeconds,
    double RealSeconds,
    int Transactions,
    double DeliveredWh,
    int Waived,
    IReadOnlyList<ulong> Unreproducible,
    IReadOnlyList<SoakFinding> Findings,
    bool Stopped);
