using System;
using System.Globalization;
using System.IO;
using NanoCharger.Bay;

namespace NanoCharger.Bench;

/// <summary>The last words of a run: receipts, figures, violations.</summary>
public sealed class Closing
{
    private readonly RunReport _report;
    private readonly BenchOptions _options;

    /// <summary>Of this run.</summary>
    public Closing(RunReport report, BenchOptions options)
    {
        _report = report;
        _options = options;
    }

    /// <summary>Records were owed when the run had come to its end, and its scenario does not say that they may be.</summary>
    public static bool OwesUnasked(RunReport report, Scenario scenario)
    {
        return !report.Stopped && report.Summary.Owed.Count > 0 && !scenario.MayOwe;
    }

    /// <summary>Prints them.</summary>
    public void Print(TextWriter output)
    {
        RunSummary summary = _report.Summary;
        foreach ((string id, string receipt) in _report.Receipts)
        {
            output.WriteLine();
            output.Write(receipt);
            output.WriteLine("signature: " + Signature(id));
        }

        output.WriteLine();
        Line(output, $"{summary.Scenario}, seed {summary.Seed}: {summary.VirtualSeconds:0} s of virtual time in {summary.RealSeconds:0.0} s");
        foreach (SummarisedTransaction transaction in summary.Transactions)
        {
            Line(output, $"transaction {transaction.Id}: {transaction.EnergyWh / 1000:0.000} kWh recorded, {transaction.TrueEnergyWh / 1000:0.000} kWh delivered, {State(transaction)}");
        }

        foreach (string aside in summary.SetAside)
        {
            Line(output, $"SET ASIDE {aside}");
        }

        PrintOwed(output);
        foreach (string waived in summary.Waived)
        {
            Line(output, $"waived: {waived}");
        }

        foreach (string violation in summary.Violations)
        {
            Line(output, $"VIOLATION {violation}");
        }

        output.WriteLine(Verdict(summary));
        if (_options.OutDirectory is { } folder)
        {
            Line(output, $"written to {folder}");
        }
    }

    private void PrintOwed(TextWriter output)
    {
        if (_report.Stopped || _report.Summary.Owed.Count == 0)
        {
            return;
        }

        bool asked = !OwesUnasked(_report, _options.Scenario);
        foreach (string owed in _report.Summary.Owed)
        {
            Line(output, $"{(asked ? "owed" : "WARNING owed")}: {owed}");
        }

        if (!asked)
        {
            output.WriteLine("The run ended before the backend had all of it; a scenario that means to says \"owed\": \"allowed\".");
        }
    }

    private string Verdict(RunSummary summary)
    {
        string verdict = _report.Stopped ? "stopped before the end; nothing was audited"
            : summary.Violations.Count == 0 ? "all invariants hold"
            : string.Create(CultureInfo.InvariantCulture, $"{summary.Violations.Count} broken invariants");
        return summary.Reproducible ? verdict : verdict + "; this run cannot be reproduced";
    }

    private string Signature(string transaction)
    {
        return _report.Documents.ReceiptOf(transaction) is not { } receipt ? "none"
            : receipt.Verdict.Billable ? "valid"
            : "INVALID (" + receipt.Verdict.Problem + ")";
    }

    private static string State(SummarisedTransaction transaction)
    {
        return transaction.Delivered ? "at the backend" : transaction.EndedUtc == null && transaction.StoppedReason == null ? "still open" : "not yet at the backend";
    }

    private static void Line(TextWriter output, FormattableString text)
    {
        output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
    }
}
