using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace NanoCharger.Bench.Accuracy;

/// <summary>What a row measured on its units.</summary>
/// <param name="Row">The row.</param>
/// <param name="First">Seed of the first unit; the others count up.</param>
/// <param name="Figures">The figures, by unit.</param>
public sealed record AccuracyFigure(AccuracyRow Row, ulong First, IReadOnlyList<UnitFigure> Figures)
{
    /// <summary>Greatest error of all units; the least figure where more is better.</summary>
    public double Worst => MoreIsBetter ? Figures.Min(figure => figure.Value) : Figures.Max(figure => Math.Abs(figure.Value));

    /// <summary>Mean of all units, with its sign.</summary>
    public double Mean => Figures.Average(figure => figure.Value);

    /// <summary>Largest standard error of a unit's figure.</summary>
    public double Deviation => Figures.Max(figure => figure.Deviation);

    /// <summary>Seed of that unit.</summary>
    public ulong WorstUnit => First + (ulong)Enumerable.Range(0, Figures.Count).MaxBy(index => MoreIsBetter ? -Figures[index].Value : Math.Abs(Figures[index].Value));

    /// <summary>True when every unit kept to the limit, and the measurement was long enough to say so.</summary>
    public bool Holds => Within && LongEnough;

    /// <summary>The line of the table.</summary>
    public string Line
    {
        get
        {
            string verdict = !Within ? " **beyond**" : !LongEnough ? " **too short to say**" : "";
            return string.Create(
                CultureInfo.InvariantCulture,
                $"| {Row.What} | {Limit} | {Shown(Worst)}{verdict} | {Signed(Mean)} | {Shown(Spread)} | {Noise} | {Time} | {Figures.Count} | {WorstUnit} |");
        }
    }

    private bool Within => Figures.All(figure => figure.Value >= Row.Least && figure.Value <= Row.Most);

    private bool LongEnough => Row.MostDeviation == 0 || Deviation <= Row.MostDeviation;

    private bool MoreIsBetter => double.IsFinite(Row.Least) && double.IsInfinity(Row.Most);

    private bool Percent => Row.Unit == "%";

    private string Limit => double.IsInfinity(Row.Most) && double.IsInfinity(Row.Least) ? "none"
        : MoreIsBetter ? string.Create(CultureInfo.InvariantCulture, $">= {Row.Least:0.##} {Row.Unit}")
        : string.Create(CultureInfo.InvariantCulture, $"{Row.Most:0.###} {Row.Unit}");

    /// <summary>Standard deviation between the units.</summary>
    private double Spread => Figures.Count < 2 ? 0
        : Math.Sqrt(Figures.Sum(figure => (figure.Value - Mean) * (figure.Value - Mean)) / (Figures.Count - 1));

    private string Noise => Deviation == 0 ? "-" : Shown(Deviation);

    private string Time
    {
        get
        {
            double seconds = Figures.Max(figure => figure.Seconds);
            return string.Create(CultureInfo.InvariantCulture, $"{seconds:0} s");
        }
    }

    private string Shown(double value)
    {
        return value.ToString(Percent ? "0.000" : "0", CultureInfo.InvariantCulture);
    }

    private string Signed(double value)
    {
        return value.ToString(Percent ? "+0.000;-0.000;0.000" : "0", CultureInfo.InvariantCulture);
    }
}
