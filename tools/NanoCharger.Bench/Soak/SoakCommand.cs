using System;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using NanoCharger.Mosquitto;
using NanoCharger.Verify;

namespace NanoCharger.Bench.Soak;

/// <summary>The subcommand <c>soak</c>: random walks with all invariants checked.</summary>
public sealed class SoakCommand
{
    private const int MostSeeds = 1_000_000;
    private const double LongestMinutes = 1440;

    private static readonly TimeSpan LiveInterval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan PlainInterval = TimeSpan.FromSeconds(10);

    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly Option<int> _seeds = new("--seeds")
    {
        Description = "How many random scenarios to play.",
        HelpName = "N",
        DefaultValueFactory = _ => 50,
    };

    private readonly Option<double> _minutes = new("--minutes")
    {
        Description = "Virtual minutes of each.",
        HelpName = "M",
        DefaultValueFactory = _ => 10,
    };

    private readonly Option<ulong> _first = new("--first")
    {
        Description = "Seed of the first one; the others count up from it.",
        HelpName = "SEED",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<string?> _out = new("--out")
    {
        Description = "Folder for scenario.json, trace.jsonl and summary.json; with --seeds 1 only.",
        HelpName = "DIR",
    };

    private readonly Option<bool> _json = new("--json")
    {
        Description = "The result as JSON on the standard output, and nothing else there.",
    };

    /// <summary>The command with its options.</summary>
    public Command Build()
    {
        var command = new Command("soak", "Plays random vehicles, faults, stalls, power cuts and commands, and checks every invariant. Exit code 1: one broke.")
        {
            _seeds, _minutes, _first, _out, _json,
        };
        command.SetAction((parsed, stop) => Task.FromResult(Run(parsed, stop)));
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken stop)
    {
        var options = new SoakOptions(parsed.GetValue(_first), parsed.GetValue(_seeds), parsed.GetValue(_minutes), parsed.GetValue(_out));
        string? unwritable = null;
        if (Wrong(options) is string wrong)
        {
            Console.Error.WriteLine(Printable.Line(wrong));
            return ExitCode.BadInput;
        }

        using OutFolder? folder = options.OutDirectory == null ? null : OutFolder.Take(options.OutDirectory, out unwritable);
        if (unwritable != null)
        {
            Console.Error.WriteLine(Printable.Line(unwritable));
            return ExitCode.BadInput;
        }

        try
        {
            SoakReport report = Play(options, parsed.GetValue(_json), stop);
            return report.Findings.Count > 0 ? ExitCode.Failed : report.Stopped ? ExitCode.Stopped : ExitCode.Ok;
        }
        catch (Exception failed) when (failed is MosquittoException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(Printable.Line(failed.Message));
            return ExitCode.Failed;
        }
    }

    private static string? Wrong(SoakOptions options)
    {
        return options.Seeds is < 1 or > MostSeeds ? $"--seeds: {options.Seeds} is outside 1..{MostSeeds}"
            : !(options.Minutes > 0 && options.Minutes <= LongestMinutes) ? FormattableString.Invariant($"--minutes: {options.Minutes} is outside 0..{LongestMinutes}")
            : options.First > ulong.MaxValue - (ulong)options.Seeds ? "--first: the seeds would go beyond the largest number"
            : options.OutDirectory != null && options.Seeds != 1 ? "--out: one seed's files at a time, so --seeds 1 is wanted"
            : null;
    }

    private static SoakReport Play(SoakOptions options, bool json, CancellationToken stop)
    {
        var runner = new SoakRunner(options, stop);
        runner.Found += finding => Console.Error.WriteLine(Line(finding));
        Task<SoakReport> playing = Task.Factory.StartNew(runner.Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        bool live = !Console.IsErrorRedirected;
        while (!((IAsyncResult)playing).AsyncWaitHandle.WaitOne(live ? LiveInterval : PlainInterval))
        {
            Console.Error.Write(live ? $"\r{runner.Done} of {options.Seeds} seeds " : $"{runner.Done} of {options.Seeds} seeds\n");
        }

        SoakReport report = playing.GetAwaiter().GetResult();
        Console.Error.Write(live ? "\r" : string.Empty);
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(report, Format));
        }
        else
        {
            Print(report);
        }

        return report;
    }

    private static string Line(SoakFinding finding)
    {
        return string.Create(CultureInfo.InvariantCulture, $"VIOLATION seed {finding.Seed} at {finding.Seconds:0.000} s, invariant {finding.Invariant}: {finding.What}");
    }

    private static void Print(SoakReport report)
    {
        foreach (SoakFinding finding in report.Findings)
        {
            Console.WriteLine(Line(finding));
            Console.WriteLine("  again: " + finding.Command);
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Seeds} seeds, {report.VirtualSeconds / 3600:0.0} virtual hours in {report.RealSeconds:0} s: {report.Transactions} transactions, {report.DeliveredWh / 1000:0.0} kWh, {report.Waived} waived"));
        if (report.Unreproducible.Count > 0)
        {
            Console.WriteLine("an answer came too late, so these may differ when played again: " + string.Join(", ", report.Unreproducible));
        }

        Console.WriteLine(report.Stopped ? "stopped before the end" : report.Findings.Count == 0 ? "all invariants hold" : $"{report.Findings.Count} seeds broke an invariant");
    }
}
