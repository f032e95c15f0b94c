using System;
using System.Globalization;
using System.IO;
using NanoCharger.Backend;
using NanoCharger.Verify;

namespace NanoCharger.Bench;

/// <summary>The last words of a run: receipts, figures, violations.</summary>
public sealed class Closing
{
    private readonly RunReport _report;
    private readonly string? _outDirectory;

    /// <summary>Of this run, whose files are in this folder.</summary>
    public Closing(RunReport report, string? outDirectory)
    {
        _report = report;
        _outDirectory = outDirectory;
    }

    /// <summary>Prints them.</summary>
    public void Print(TextWriter output)
    {
        RunSummary summary = _report.Summary;
        foreach ((string id, Receipt receipt) in _report.Receipts)
        {
            output.WriteLine();
            output.Write(receipt.ToText());
            output.WriteLine("signature: " + Printable.Line(Signature(id)));
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

        foreach (string waived in summary.Waived)
        {
            Line(output, $"waived: {waived}");
        }

        foreach (string violation in summary.Violations)
        {
            Line(output, $"VIOLATION {violation}");
        }

        output.WriteLine(Verdict(summary));
        if (_outDirectory != null)
        {
            Line(output, $"written to {_outDirectory}");
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
        return _report.Documents.ReceiptOf(transaction)?.Verdict.Summary ?? "none";
    }

    private static string State(SummarisedTransaction transaction)
    {
        return transaction.Delivered ? "at the backend" : transaction.EndedUtc == null && transaction.StoppedReason == null ? "still open" : "not yet at the backend";
    }

    private static void Line(TextWriter output, FormattableString text)
    {
        output.WriteLine(Printable.Line(text.ToString(CultureInfo.InvariantCulture)));
    }
}
