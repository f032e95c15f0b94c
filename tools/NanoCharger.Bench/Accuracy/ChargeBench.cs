using System;
using System.Globalization;
using System.IO;
using System.Linq;
using NanoCharger.Bay;
using NanoCharger.Core.Metering;

namespace NanoCharger.Bench.Accuracy;

/// <summary>Plays random charges through the whole firmware in the bay, each on a calibrated unit of its own.</summary>
internal static class ChargeBench
{
    /// <summary>Charges in the table.</summary>
    public const int Charges = 100;

    /// <summary>Plays the charge of a seed.</summary>
    public static ChargeFigure Play(ulong seed)
    {
        int phases = ChargeStory.Phases(seed);
        string name = "charge-" + seed.ToString(CultureInfo.InvariantCulture);
        var options = new BenchOptions
        {
            Scenario = Scenario.Parse(ChargeStory.Write(seed), name),
            Seed = seed,
            Offline = true,
            Calibration = CalibrationBench.Of(seed, phases),
        };
        using var run = new BenchRun(options, TextWriter.Null);
        RunSummary summary = run.Play().Summary;
        return new ChargeFigure(
            seed,
            phases,
            summary.Transactions.Sum(transaction => transaction.TrueEnergyWh),
            summary.Transactions.Sum(transaction => transaction.EnergyWh),
            summary.Violations.FirstOrDefault() ?? (summary.Transactions.Count == 0 ? "it did not charge" : null));
    }
}
