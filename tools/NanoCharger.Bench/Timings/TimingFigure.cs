using System;
using System.Globalization;

namespace NanoCharger.Bench.Timings;

/// <summary>What a row measured over its seeds.</summary>
/// <param name="Row">The row.</param>
/// <param name="Seeds">Runs played.</param>
/// <param name="Least">Least figure of all runs.</param>
/// <param name="Most">Greatest figure of all runs.</param>
/// <param name="WorstSeed">Seed of the run that is nearest to a limit, or beyond it: it replays.</param>
/// <param name="Trouble">Null, or what went wrong in the first run that gave no figure or broke an invariant.</param>
public sealed record TimingFigure(TimingRow Row, int Seeds, double Least, double Most, ulong WorstSeed, string? Trouble)
{
    /// <summary>True when every run kept to the limit.</summary>
    public bool Holds => Trouble == null && Least >= Row.Least && Most <= Row.Most;

    /// <summary>The limit in words.</summary>
    public string Limit
    {
        get
        {
            return Row.Least == Row.Most ? Exact(Row.Most) + Unit
                : double.IsInfinity(Row.Most) ? ">= " + Exact(Row.Least) + Unit
                : Row.Least <= 0 ? "<= " + Exact(Row.Most) + Unit
                : Exact(Row.Least) + ".." + Exact(Row.Most) + Unit;
        }
    }

    /// <summary>The figures in words: least and greatest, or the one where they are the same.</summary>
    public string Measured
    {
        get
        {
            string least = Rounded(Least);
            string most = Rounded(Most);
            return Trouble ?? (least == most ? least : least + ".." + most) + Unit;
        }
    }

    private string Unit => Row.Unit.Length == 0 ? "" : " " + Row.Unit;

    /// <inheritdoc/>
    public override string ToString()
    {
        return string.Create(CultureInfo.InvariantCulture, $"{Row.What}: {Measured} (limit {Limit}, {Row.Clause}, {Seeds} seeds, worst seed {WorstSeed})");
    }

    private static string Exact(double value)
    {
        return value.ToString("0.###", CultureInfo.InvariantCulture);
    }

    /// <summary>Hundredths of seconds, hours and amperes, whole milliseconds and counts: more would only be noise in the table.</summary>
    private string Rounded(double value)
    {
        return value.ToString(Row.Unit is "s" or "A" or "h" ? "0.00" : "0", CultureInfo.InvariantCulture);
    }
}
