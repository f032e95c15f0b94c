using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NanoCharger.Verify;

namespace NanoCharger.Bench.Timings;

/// <summary><c>timings</c>: measures the table of timings, prints it, writes it or checks that the written one is current.</summary>
public static class TimingsCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Build()
    {
        var seeds = new Option<int>("--seeds")
        {
            Description = "Seeds of the 100 ms rows; the other rows play a tenth, ten at most.",
            HelpName = "N",
            DefaultValueFactory = _ => TimingTable.ManySeeds,
        };
        var write = new Option<string?>("--write") { Description = "Writes the table into this file.", HelpName = "FILE" };
        var check = new Option<string?>("--check") { Description = "Fails when this file is not the table.", HelpName = "FILE" };
        var only = new Option<string>("--only")
        {
            Description = "Measures the rows whose test's name has this in it, and says more of them.",
            HelpName = "TEXT",
            DefaultValueFactory = _ => string.Empty,
        };
        var command = new Command("timings", "Measures every limit of the standards on the bay's contacts, and prints the table.") { seeds, write, check, only };
        command.SetAction((parsed, stop) =>
        {
            using CancellationTokenRegistration leaving = stop.Register(StopSignals.Leave);
            return Task.FromResult(parsed.GetValue(only) is { Length: > 0 } text
                ? Show(parsed.GetValue(seeds), text)
                : Run(parsed.GetValue(seeds), parsed.GetValue(write), parsed.GetValue(check)));
        });
        return command;
    }

    private static int Run(int seeds, string? write, string? check)
    {
        string? wrong = seeds < 1 ? "--seeds: a number from 1 is wanted" : OutFile.Wrong("--write", write);
        if (wrong != null)
        {
            Console.Error.WriteLine(Printable.Line(wrong));
            return ExitCode.BadInput;
        }

        long began = Stopwatch.GetTimestamp();
        List<TimingFigure> figures = TimingTable.Rows.Select(row => TimingTable.Measure(row, seeds)).ToList();
        string table = TimingTable.Render(figures);
        Console.Out.Write(table);
        Console.Error.WriteLine(FormattableString.Invariant($"{figures.Sum(figure => figure.Seeds)} runs in {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s"));
        try
        {
            return Judge(figures, table, write, check);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(Printable.Line(failed.Message));
            return ExitCode.Failed;
        }
    }

    /// <summary>Some rows, with the seed that is nearest to a limit.</summary>
    private static int Show(int seeds, string text)
    {
        List<TimingFigure> figures = TimingTable.Rows
            .Where(row => row.Id.Contains(text, StringComparison.Ordinal))
            .Select(row => TimingTable.Measure(row, seeds))
            .ToList();
        figures.ForEach(Console.WriteLine);
        return figures.Count == 0 ? ExitCode.BadInput : figures.All(figure => figure.Holds) ? ExitCode.Ok : ExitCode.Failed;
    }

    private static int Judge(List<TimingFigure> figures, string table, string? write, string? check)
    {
        bool good = true;
        foreach (TimingFigure figure in figures.Where(figure => !figure.Holds))
        {
            Console.Error.WriteLine("beyond its limit: " + figure);
            good = false;
        }

        if (write != null)
        {
            File.WriteAllText(write, table);
        }

        if (check != null && (!File.Exists(check) || File.ReadAllText(check) != table))
        {
            Console.Error.WriteLine($"{check} is not current: write it anew with `timings --write {check}`");
            good = false;
        }

        return good ? ExitCode.Ok : ExitCode.Failed;
    }
}
