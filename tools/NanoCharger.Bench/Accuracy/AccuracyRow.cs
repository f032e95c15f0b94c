using System;

namespace NanoCharger.Bench.Accuracy;

/// <summary>One line of the table of accuracy.</summary>
/// <param name="Id">Its name, for <c>--only</c>, and the seed of its noise.</param>
/// <param name="What">What is measured, in words.</param>
/// <param name="Unit">Unit of limit and figure.</param>
/// <param name="Least">Least that is allowed.</param>
/// <param name="Most">Most that is allowed.</param>
/// <param name="Units">Most units that are measured; the first ones.</param>
/// <param name="Measure">The figure of a unit: by its seed, with the seed of the noise.</param>
public sealed record AccuracyRow(string Id, string What, string Unit, double Least, double Most, int Units, Func<ulong, ulong, UnitFigure> Measure)
{
    /// <summary>The standard error that a figure may have, in the row's unit; 0: not judged.</summary>
    public double MostDeviation { get; init; }

    /// <summary>True when it is one of those that every test run measures again.</summary>
    public bool Quick { get; init; }
}
