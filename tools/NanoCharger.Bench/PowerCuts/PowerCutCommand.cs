using System;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using NanoCharger.Verify;

namespace NanoCharger.Bench.PowerCuts;

/// <summary>The subcommand <c>powercut</c>: the power goes at every change of the flash, and nothing that matters is forgotten.</summary>
public sealed class PowerCutCommand
{
    private static readonly TimeSpan LiveInterval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan PlainInterval = TimeSpan.FromSeconds(10);

    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly Option<bool> _all = new("--all") { Description = "Every byte length torn, and all images with bits bent: minutes. Without it a part: well under a minute." };

    private readonly Option<ulong> _seed = new("--seed")
    {
        Description = "Seed of scripts, units and bent bits.",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<string?> _json = new("--json") { Description = "Writes the result into this file.", HelpName = "FILE" };

    private readonly Option<string?> _script = new("--script")
    {
        Description = "This script only: " + string.Join(", ", CutRunner.Scripts) + ".",
        HelpName = "NAME",
    };

    private readonly Option<string?> _only = new("--only")
    {
        Description = "One cut only, as a loss names it: transactions:12:torn17, or one-block:4711.",
        HelpName = "PLACE",
    };

    /// <summary>The command with its options.</summary>
    public Command Build()
    {
        var command = new Command("powercut", "Cuts the power at every change of the flash that scripts make, before, amid and after it, and again in each recovery; bends bits. Exit code 1: something was lost.")
        {
            _all, _seed, _json, _script, _only,
        };
        command.SetAction((parsed, stop) => Task.FromResult(Run(parsed, stop)));
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken stop)
    {
        ulong seed = parsed.GetValue(_seed);
        if (parsed.GetValue(_only) is string place)
        {
            return Only(seed, place);
        }

        string? script = parsed.GetValue(_script);
        if (script != null && !CutRunner.Scripts.Contains(script, StringComparer.Ordinal))
        {
            Console.Error.WriteLine(Printable.Line($"--script: '{script}' is none of {string.Join(", ", CutRunner.Scripts)}"));
            return ExitCode.BadInput;
        }

        if (OutFile.Wrong("--json", parsed.GetValue(_json)) is string unwritable)
        {
            Console.Error.WriteLine(Printable.Line(unwritable));
            return ExitCode.BadInput;
        }

        try
        {
            CutReport report = Play(new CutRunner(seed, parsed.GetValue(_all) ? CutPlan.All : CutPlan.Quick, stop), script == null ? CutRunner.Scripts : [script]);
            Print(report);
            if (parsed.GetValue(_json) is string file)
            {
                File.WriteAllText(file, JsonSerializer.Serialize(report, Format) + "\n");
            }

            return report.Losses > 0 ? ExitCode.Failed : report.Stopped ? ExitCode.Stopped : ExitCode.Ok;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(Printable.Line(failed.Message));
            return ExitCode.Failed;
        }
    }

    private static int Only(ulong seed, string place)
    {
        string? complaint = CutRunner.Only(seed, place);
        if (complaint?.StartsWith('?') == true)
        {
            Console.Error.WriteLine(Printable.Line($"--only: '{place}' is no place of a script, such as transactions:12:torn17 or one-block:4711"));
            return ExitCode.BadInput;
        }

        Console.WriteLine(complaint ?? "nothing is lost");
        return complaint == null ? ExitCode.Ok : ExitCode.Failed;
    }

    private static CutReport Play(CutRunner runner, System.Collections.Generic.IReadOnlyList<string> scripts)
    {
        Task<CutReport> playing = Task.Factory.StartNew(() => runner.Run(scripts), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        bool live = !Console.IsErrorRedirected;
        while (!((IAsyncResult)playing).AsyncWaitHandle.WaitOne(live ? LiveInterval : PlainInterval))
        {
            string done = runner.Done.ToString("N0", CultureInfo.InvariantCulture);
            Console.Error.Write(live ? $"\r{done} cuts " : $"{done} cuts\n");
        }

        Console.Error.Write(live ? "\r" : string.Empty);
        return playing.GetAwaiter().GetResult();
    }

    private static void Print(CutReport report)
    {
        foreach (CutComplaint complaint in report.Complaints)
        {
            Console.WriteLine($"LOSS {complaint.Place} ({complaint.Model}; {complaint.Step}): {complaint.What}");
            Console.WriteLine("  again: " + complaint.Command);
        }

        Console.WriteLine("| script | model | operations | cuts | of them in a recovery | losses |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (CutRow row in report.Rows)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {row.Script} | {row.Model} | {row.Operations:N0} | {row.Cuts:N0} | {row.Again:N0} | {row.Complaints:N0} |"));
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"seed {report.Seed}: {report.Cuts:N0} cuts and {report.Images:N0} images with bits bent in {report.Seconds:0} s; {(report.Stopped ? "stopped before the end; " : string.Empty)}{(report.Losses == 0 ? "nothing is lost" : report.Losses.ToString("N0", CultureInfo.InvariantCulture) + " losses")}"));
    }
}
