using System;
using System.Collections.Generic;
using System.Linq;
using NanoCharger.Bench.Signing;
using NanoCharger.Core.Charging;
using NanoCharger.Core.Protection;
using NanoCharger.Records.SessionLog;
using NanoCharger.Hal;
using NanoCharger.Verify;
using BackendTransaction = NanoCharger.Backend.BilledTransaction;

namespace NanoCharger.Bench;

/// <summary>A transaction in summary.json: as the station recorded it, as the bay's mains delivered it, as the backend billed it.</summary>
/// <param name="Id">The station's id and the number of the begin record.</param>
/// <param name="StartedUtc">Date of the begin record; null where the station did not know the date.</param>
/// <param name="EndedUtc">Date of the end record; null while open.</param>
/// <param name="StoppedReason">OCPP's reason; null while open.</param>
/// <param name="EnergyWh">What the station recorded.</param>
/// <param name="TrueEnergyWh">What the bay's mains delivered.</param>
/// <param name="Ocmf">The signed receipt, the document itself; null while none has left the station.</param>
/// <param name="SignatureValid">Whether the receipt's signature is the station's; null without one.</param>
/// <param name="Billing">What may be billed by the receipt, and why not all (<see cref="Verify.Billing"/>); null without one.</param>
/// <param name="Cost">What the backend asks for it; null while not known.</param>
/// <param name="Currency">The cost's currency; null without one.</param>
/// <param name="Delivered">The backend has its begin and its end.</param>
public sealed record SummarisedTransaction(
    string Id,
    DateTime? StartedUtc,
    DateTime? EndedUtc,
    string? StoppedReason,
    double EnergyWh,
    double TrueEnergyWh,
    string? Ocmf,
    bool? SignatureValid,
    string? Billing,
    decimal? Cost,
    string? Currency,
    bool Delivered)
{
    /// <summary>Puts one together.</summary>
    /// <param name="id">The transaction's id at the backend.</param>
    /// <param name="records">Its records, oldest first, at least one.</param>
    /// <param name="loggedWh">Energy that the station's flash has of it.</param>
    /// <param name="trueEnergyWh">What the mains delivered.</param>
    /// <param name="billed">What the backend has of it, or null.</param>
    /// <param name="receipt">Its signed receipt, or null.</param>
    public static SummarisedTransaction From(string id, IReadOnlyList<LogRecord> records, double loggedWh, double trueEnergyWh, BackendTransaction? billed, SeenDocument? receipt)
    {
        LogRecord first = records[0];
        LogRecord last = records[^1];
        bool ended = last.Event == TransactionEventKind.Ended;
        return new SummarisedTransaction(
            id,
            billed?.StartedUtc ?? DateOf(first),
            ended ? billed?.EndedUtc ?? DateOf(last) : null,
            ended ? last.Reason.ToString() : null,
            loggedWh,
            Math.Round(trueEnergyWh, 3),
            receipt?.Text,
            receipt == null ? null : receipt.Verdict.Signature == SignatureState.Valid,
            receipt?.Verdict.Billing.ToString(),
            billed?.Cost,
            billed?.Cost == null ? null : billed.Currency,
            billed?.Complete ?? false);
    }

    private static DateTime? DateOf(LogRecord record)
    {
        return record.Quality == ClockQuality.Unknown ? null : DateTimeOffset.FromUnixTimeMilliseconds(record.UtcMillis).UtcDateTime;
    }
}
