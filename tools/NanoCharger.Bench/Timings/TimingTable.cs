using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using NanoCharger.Bay;

namespace NanoCharger.Bench.Timings;

/// <summary>Every limit of the times table and of the protection section, measured by playing bays with the real firmware.</summary>
/// <remarks>Virtual time and numbered seeds: the same firmware gives the same table, byte for byte.</remarks>
public static class TimingTable
{
    /// <summary>Seeds of the rows where the chance of the moment matters, unless another number is asked for.</summary>
    public const int ManySeeds = 100;

    /// <summary>Seeds of the other rows.</summary>
    public const int FewSeeds = 10;

    /// <summary>Seeds of the rows whose stories last for hours.</summary>
    public const int LongSeeds = 2;

    /// <summary>All rows, in the order of the table.</summary>
    public static IReadOnlyList<TimingRow> Rows { get; } = [.. OpeningRows.All, .. SequenceRows.All, .. ResidualRows.All, .. ProtectionRows.All];

    /// <summary>Measures a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="many">Seeds of a row of <see cref="ManySeeds"/>; the others play a tenth of it, at most what they say.</param>
    public static TimingFigure Measure(TimingRow row, int many = ManySeeds)
    {
        int seeds = row.Seeds == ManySeeds ? many : Math.Clamp(many / 10, 1, row.Seeds);
        var figures = new double?[seeds];
        var troubles = new string?[seeds];
        Parallel.For(0, seeds, index => (figures[index], troubles[index]) = One(row, (ulong)index + 1));
        double[] known = figures.OfType<double>().DefaultIfEmpty(double.NaN).ToArray();
        int worst = Enumerable.Range(0, seeds).MaxBy(index => Nearness(row, figures[index]));
        return new TimingFigure(row, seeds, known.Min(), known.Max(), (ulong)worst + 1, troubles.FirstOrDefault(trouble => trouble != null));
    }

    /// <summary>The table as a document.</summary>
    public static string Render(IReadOnlyList<TimingFigure> figures)
    {
        var text = new StringBuilder();
        text.Append("# Timings\n\n");
        text.Append("Measured in virtual time on the simulated bay's own contacts, outlet and pilot, with this firmware: least and greatest of all seeds.\n");
        text.Append("Written by `dotnet run -c Release --project tools/NanoCharger.Bench -- timings --write firmware/TIMINGS.md`; ");
        text.Append("`tools/test.sh` fails when it is not current.\n\n");
        text.Append("| what | clause | limit | measured | seeds |\n|---|---|---|---|---|\n");
        foreach (TimingFigure figure in figures)
        {
            string verdict = figure.Holds ? "" : " **beyond**";
            text.Append(CultureInfo.InvariantCulture, $"| {figure.Row.What} | {figure.Row.Clause} | {figure.Limit} ");
            text.Append(CultureInfo.InvariantCulture, $"| {figure.Measured}{verdict} | {figure.Seeds} |\n");
        }

        return text.ToString();
    }

    private static (double? Figure, string? Trouble) One(TimingRow row, ulong seed)
    {
        SoloRun run = SoloRun.Play(Scenario.Parse(row.Story(seed), row.Id), seed);
        double? figure = row.Measure(run);
        string? trouble = run.Summary.Violations.FirstOrDefault() ?? (figure == null ? "it did not happen" : null);
        return (figure, trouble == null ? null : string.Create(CultureInfo.InvariantCulture, $"seed {seed}: {trouble}"));
    }

    /// <summary>How near a figure is to a limit, as a part of the limit: 1 is on it.</summary>
    private static double Nearness(TimingRow row, double? figure)
    {
        if (figure is not double value)
        {
            return double.PositiveInfinity;
        }

        double above = double.IsInfinity(row.Most) || row.Most == 0 ? 0 : value / row.Most;
        double below = row.Least <= 0 || value <= 0 ? 0 : row.Least / value;
        return Math.Max(above, below);
    }
}
