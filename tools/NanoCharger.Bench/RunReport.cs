using System.Collections.Generic;
using NanoCharger.Backend;
using NanoCharger.Bay;
using NanoCharger.Bench.Signing;
using NanoCharger.Verify;

namespace NanoCharger.Bench;

/// <summary>What a run gave.</summary>
/// <param name="Summary">The figures.</param>
/// <param name="Receipts">The backend's receipt of each ended transaction, by transaction id.</param>
/// <param name="Documents">The signed documents that left the station.</param>
/// <param name="Key">The station's public key at the end of the run; null where it has none.</param>
/// <param name="Violations">Broken invariants in the order in which they were found.</param>
/// <param name="Stopped">The run was ended before the end of its story; nothing was audited.</param>
public sealed record RunReport(RunSummary Summary, IReadOnlyDictionary<string, Receipt> Receipts, DocumentBook Documents, StationKey? Key, IReadOnlyList<Violation> Violations, bool Stopped);
