using System.Globalization;

namespace NanoCharger.Bench.Accuracy;

/// <summary>What was billed for one random charge, against what the bay's mains delivered.</summary>
/// <param name="Seed">Seed of the story, and of the unit.</param>
/// <param name="Phases">1 or 3.</param>
/// <param name="TrueWattHours">What was delivered.</param>
/// <param name="WattHours">What was recorded, from the begin record to the end record.</param>
/// <param name="Trouble">Null, or the first invariant that broke.</param>
public sealed record ChargeFigure(ulong Seed, int Phases, double TrueWattHours, double WattHours, string? Trouble)
{
    /// <summary>Most that a bill may be off, in percent.</summary>
    public const double Limit = 0.5;

    /// <summary>Error in percent of what was delivered.</summary>
    public double Percent => 100 * ((WattHours / TrueWattHours) - 1);

    /// <summary>True when the bill is right and nothing broke.</summary>
    public bool Holds => Trouble == null && Percent is >= -Limit and <= Limit;

    /// <summary>The line of the table.</summary>
    public string Line
    {
        get
        {
            string verdict = Holds ? "" : " **beyond** " + Trouble;
            return string.Create(CultureInfo.InvariantCulture, $"| {Seed} | {Phases} | {TrueWattHours:0.0} | {WattHours:0.0} | {Percent:+0.000;-0.000;0.000}{verdict} |");
        }
    }
}
