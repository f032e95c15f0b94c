using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NanoCharger.Verify;

namespace NanoCharger.Bench.Accuracy;

/// <summary><c>accuracy</c>: measures the table of accuracy, prints it, writes it or checks that the written one is current.</summary>
public sealed class AccuracyCommand
{
    private static readonly ulong[] _quickCharges = [1, 2];

    private readonly Option<string?> _write = new("--write") { Description = "Writes the table into this file.", HelpName = "FILE" };
    private readonly Option<string?> _check = new("--check") { Description = "Fails when this file is not the table; with --quick: when it has not the lines measured.", HelpName = "FILE" };
    private readonly Option<bool> _quick = new("--quick") { Description = "Measures ten rows and two charges only." };
    private readonly Option<string> _only = new("--only")
    {
        Description = "Measures the rows that have this in their names; \"charge\" the charges, from the seed on.",
        HelpName = "TEXT",
        DefaultValueFactory = _ => string.Empty,
    };

    private readonly Option<int> _units = new("--units")
    {
        Description = "Units of each row, and charges, at most.",
        HelpName = "N",
        DefaultValueFactory = _ => ChargeBench.Charges,
    };

    private readonly Option<ulong> _seed = new("--seed") { Description = "Seed of the first unit; the others count up.", HelpName = "SEED", DefaultValueFactory = _ => 1 };

    /// <summary>The command with its options.</summary>
    public Command Build()
    {
        var command = new Command("accuracy", "Measures the errors of calibrated units and of random charges, and prints the table.") { _write, _check, _quick, _only, _units, _seed };
        command.SetAction((parsed, stop) =>
        {
            using CancellationTokenRegistration leaving = stop.Register(StopSignals.Leave);
            return Task.FromResult(Run(parsed));
        });
        return command;
    }

    private int Run(ParseResult parsed)
    {
        int units = parsed.GetValue(_units);
        string? wrong = units < 1 ? "--units: a number from 1 is wanted" : OutFile.Wrong("--write", parsed.GetValue(_write));
        if (wrong != null)
        {
            Console.Error.WriteLine(Printable.Line(wrong));
            return ExitCode.BadInput;
        }

        ulong seed = parsed.GetValue(_seed);
        var bench = new AccuracyBench(units, seed, Console.Error.WriteLine);
        long began = Stopwatch.GetTimestamp();
        try
        {
            int code = parsed.GetValue(_quick) ? Quick(bench, parsed.GetValue(_check))
                : parsed.GetValue(_only) is { Length: > 0 } text ? Show(bench, text, units, seed)
                : Whole(bench, parsed.GetValue(_write), parsed.GetValue(_check), units, seed);
            Console.Error.WriteLine(FormattableString.Invariant($"{Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s"));
            return code;
        }
        catch (AggregateException failed)
        {
            // Of a unit that could not be measured: the firmware refused to calibrate it, or failed.
            Console.Error.WriteLine(failed.InnerException!.Message);
            return ExitCode.Failed;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(Printable.Line(failed.Message));
            return ExitCode.Failed;
        }
    }

    private static int Whole(AccuracyBench bench, string? write, string? check, int units, ulong seed)
    {
        IReadOnlyList<AccuracyFigure> figures = bench.Measure(AccuracyTable.Rows);
        IReadOnlyList<ChargeFigure> charges = bench.Play(Seeds(units, seed));
        string table = AccuracyTable.Render(figures, charges);
        Console.Out.Write(table);
        bool good = Judge(figures, charges);
        if (write != null)
        {
            File.WriteAllText(write, table);
        }

        if (check != null && (!File.Exists(check) || File.ReadAllText(check) != table))
        {
            Console.Error.WriteLine($"{check} is not current: write it anew with `accuracy --write {check}`");
            good = false;
        }

        return good ? ExitCode.Ok : ExitCode.Failed;
    }

    private static int Quick(AccuracyBench bench, string? check)
    {
        IReadOnlyList<AccuracyFigure> figures = bench.Measure(AccuracyTable.Rows.Where(row => row.Quick).ToList());
        IReadOnlyList<ChargeFigure> charges = bench.Play(_quickCharges);
        bool good = Judge(figures, charges);
        HashSet<string>? written = check == null ? null : File.Exists(check) ? [.. File.ReadAllLines(check)] : [];
        foreach (string line in Lines(figures, charges))
        {
            Console.Out.WriteLine(line);
            if (written != null && !written.Contains(line))
            {
                Console.Error.WriteLine($"not in {check}: write it anew with `accuracy --write {check}`: {line}");
                good = false;
            }
        }

        return good ? ExitCode.Ok : ExitCode.Failed;
    }

    private static int Show(AccuracyBench bench, string text, int units, ulong seed)
    {
        IReadOnlyList<AccuracyFigure> figures = bench.Measure(AccuracyTable.Rows.Where(row => row.Id.Contains(text, StringComparison.Ordinal)).ToList());
        IReadOnlyList<ChargeFigure> charges = "charges".Contains(text, StringComparison.Ordinal) ? bench.Play(Seeds(units, seed)) : [];
        foreach (string line in Lines(figures, charges))
        {
            Console.Out.WriteLine(line);
        }

        if (charges.Count > 0)
        {
            Console.Out.WriteLine(AccuracyTable.Sum(charges));
        }

        if (figures.Count + charges.Count == 0)
        {
            Console.Error.WriteLine(Printable.Line($"--only: no row has '{text}' in its name"));
            return ExitCode.BadInput;
        }

        return Judge(figures, charges) ? ExitCode.Ok : ExitCode.Failed;
    }

    private static bool Judge(IReadOnlyList<AccuracyFigure> figures, IReadOnlyList<ChargeFigure> charges)
    {
        string[] beyond =
        [
            .. figures.Where(figure => !figure.Holds).Select(figure => $"{figure.Row.Id}: unit {figure.WorstUnit}: {figure.Line}"),
            .. charges.Where(charge => !charge.Holds).Select(charge => $"charge of seed {charge.Seed}: {charge.Line}"),
        ];
        foreach (string line in beyond)
        {
            Console.Error.WriteLine("beyond its limit: " + line);
        }

        return beyond.Length == 0;
    }

    private static IEnumerable<string> Lines(IReadOnlyList<AccuracyFigure> figures, IReadOnlyList<ChargeFigure> charges)
    {
        return [.. figures.Select(figure => figure.Line), .. charges.Select(charge => charge.Line)];
    }

    private static ulong[] Seeds(int count, ulong first)
    {
        return Enumerable.Range(0, Math.Min(count, ChargeBench.Charges)).Select(number => first + (ulong)number).ToArray();
    }
}
