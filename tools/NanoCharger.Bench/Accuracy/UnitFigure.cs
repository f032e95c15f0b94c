namespace NanoCharger.Bench.Accuracy;

/// <summary>What a row measured on one unit.</summary>
/// <param name="Value">The figure, in the row's unit.</param>
/// <param name="Deviation">Standard error of the figure by the noise of the measurement, in the row's unit; 0 where there is none.</param>
/// <param name="Seconds">Virtual seconds that it was measured for.</param>
public sealed record UnitFigure(double Value, double Deviation, double Seconds);
