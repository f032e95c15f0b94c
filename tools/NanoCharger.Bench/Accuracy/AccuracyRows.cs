using System;
using System.Collections.Generic;
using System.Globalization;
using NanoCharger.Core.Metering;

namespace NanoCharger.Bench.Accuracy;

/// <summary>The points of EN 50470-3 at which a meter of class B is judged, and some of our own; one influence at a time, away from the reference conditions.</summary>
internal static class AccuracyRows
{
    /// <summary>Units of a row, unless another number is asked for.</summary>
    public const int Units = 20;

    private const double TransitionalAmps = 0.5;
    private const double UnityLimit = 0.5;
    private const double AngleLimit = 0.8;
    private const double BelowTransitionLimit = 1;
    private const double Half = 60;
    private const double Reference = 16;
    private const double Hour = 3600;

    // A minute of 0.1 A at 230 V is 383 mWh.
    private const double LeastOfSmallLoad = 300;

    // 0.8 capacitive.
    private const double Leading = -36.86989764584402;

    private static readonly (string Name, double Lag)[] _angles = [("1", 0), ("0.5 ind.", Half), ("0.8 cap.", Leading)];

    /// <summary>The rows.</summary>
    public static IReadOnlyList<AccuracyRow> All { get; } = [.. Currents(), .. Influences(), .. Distorted(), .. ThreePhases(), .. NoLoad(), .. Uncalibrated()];

    private static IEnumerable<AccuracyRow> Currents()
    {
        foreach ((string name, double lag) in _angles)
        {
            foreach (double amps in new[] { 0.25, 0.5, 1, 2, 5, 10, 16, 32, 80 })
            {
                string mark = amps switch { 0.25 => " (Imin)", TransitionalAmps => " (Itr)", 80 => " (Imax)", _ => "" };
                bool quick = (amps, lag) is (0.5, 0) or (16, 0) or (2, Half) or (80, Half) or (10, Leading);
                yield return Power($"{Text(amps)} A{mark}, PF {name}", new MeterLoad { Amps = amps, LagDegrees = lag }, quick);
            }
        }
    }

    private static IEnumerable<AccuracyRow> Influences()
    {
        // Between the points of the calibration, which the other rows lie on.
        foreach (double amps in new[] { 22.0, 45, 71 })
        {
            yield return Power($"{Text(amps)} A, PF 1", new MeterLoad { Amps = amps }, amps == 71);
        }

        foreach (double volts in new[] { 215.0, 245 })
        {
            yield return Power($"{Text(volts)} V, 16 A, PF 1", new MeterLoad { Volts = volts, Amps = Reference });
        }

        foreach (double hertz in new[] { 45, 47.5, 52.5, 55, 60, 65 })
        {
            yield return Power($"{Text(hertz)} Hz, 16 A, PF 1", new MeterLoad { Hertz = hertz, Amps = Reference });
            yield return Power($"{Text(hertz)} Hz, 16 A, PF 0.5 ind.", new MeterLoad { Hertz = hertz, Amps = Reference, LagDegrees = Half }, hertz == 65);
        }

        foreach (double part in new[] { 0.8, 0.9, 1.1, 1.15 })
        {
            yield return Power($"{Text(part)} Un, 16 A, PF 1", new MeterLoad { Volts = 230 * part, Amps = Reference });
            yield return Power($"{Text(part)} Un, 16 A, PF 0.5 ind.", new MeterLoad { Volts = 230 * part, Amps = Reference, LagDegrees = Half });
        }

        foreach (double celsius in new[] { -25.0, 0, 40, 55, 70 })
        {
            yield return Power($"chip at {Text(celsius)} °C, 16 A, PF 1", new MeterLoad { Celsius = celsius, Amps = Reference }, celsius == 70);
        }
    }

    private static IEnumerable<AccuracyRow> Distorted()
    {
        yield return Power("THD 20 % of the current, 16 A, PF 1", new MeterLoad { CurrentThd = 0.2, Amps = Reference });
        yield return Power("THD 10 % of the voltage, 16 A, PF 1", new MeterLoad { VoltageThd = 0.1, Amps = Reference });
        foreach ((string name, double lag) in _angles)
        {
            var load = new MeterLoad { VoltageThd = 0.1, CurrentThd = 0.2, Amps = Reference, LagDegrees = lag };
            yield return Power($"THD 20 % of the current, 10 % of the voltage, 16 A, PF {name}", load, lag == 0);
        }

        yield return Power("THD 20 % of the current, 10 % of the voltage, 80 A, PF 1", new MeterLoad { VoltageThd = 0.1, CurrentThd = 0.2, Amps = 80 });
    }

    private static IEnumerable<AccuracyRow> ThreePhases()
    {
        foreach (double amps in new[] { TransitionalAmps, 16, 32, 80 })
        {
            yield return Power($"three phases, {Text(amps)} A, PF 1", new MeterLoad { Phases = 3, Amps = amps });
            yield return Power($"three phases, {Text(amps)} A, PF 0.5 ind.", new MeterLoad { Phases = 3, Amps = amps, LagDegrees = Half }, amps == 32);
        }

        foreach (double hertz in new[] { 45.0, 65 })
        {
            yield return Power($"three phases, {Text(hertz)} Hz, 16 A, PF 1", new MeterLoad { Phases = 3, Hertz = hertz, Amps = Reference });
            yield return Power($"three phases, {Text(hertz)} Hz, 16 A, PF 0.5 ind.", new MeterLoad { Phases = 3, Hertz = hertz, Amps = Reference, LagDegrees = Half });
        }

        var distorted = new MeterLoad { Phases = 3, VoltageThd = 0.1, CurrentThd = 0.2, Amps = Reference };
        yield return Power("three phases, THD 20 % of the current, 10 % of the voltage, 16 A, PF 1", distorted);
    }

    private static IEnumerable<AccuracyRow> NoLoad()
    {
        yield return Register("0.1 A, PF 1, registered in a minute", new MeterLoad { Amps = 0.1 }, 60, LeastOfSmallLoad, double.PositiveInfinity, Units);
        var single = new MeterLoad { Volts = 230 * 1.15 };
        yield return Register("no load at 1.15 Un, an hour", single, Hour, 0, 0, Units);
        yield return Register("no load at 1.15 Un, a day", single, 24 * Hour, 0, 0, 1);
        yield return Register("no load at 1.15 Un, three phases, an hour", single with { Phases = 3 }, Hour, 0, 0, Units);
    }

    private static IEnumerable<AccuracyRow> Uncalibrated()
    {
        foreach (double amps in new[] { 1.0, 16 })
        {
            var load = new MeterLoad { Amps = amps };
            yield return new AccuracyRow(
                $"uncalibrated, {Text(amps)} A, PF 1", $"uncalibrated unit: {Text(amps)} A, PF 1", "%", double.NegativeInfinity, double.PositiveInfinity, Units,
                (unit, seed) => PowerPoint.Measure(unit, seed, load, CalibrationBench.None(1)))
            {
                MostDeviation = PowerPoint.MostDeviation,
            };
        }
    }

    private static AccuracyRow Power(string what, MeterLoad load, bool quick = false)
    {
        double limit = load.Amps < TransitionalAmps ? BelowTransitionLimit : load.LagDegrees == 0 ? UnityLimit : AngleLimit;
        return new AccuracyRow(
            what, what, "%", -limit, limit, Units, (unit, seed) => PowerPoint.Measure(unit, seed, load, CalibrationBench.Of(unit, load.Phases)))
        {
            MostDeviation = PowerPoint.MostDeviation,
            Quick = quick,
        };
    }

    private static AccuracyRow Register(string what, MeterLoad load, double seconds, double least, double most, int units)
    {
        Func<ulong, Calibration> calibration = unit => CalibrationBench.Of(unit, load.Phases);
        return new AccuracyRow(what, what, "mWh", least, most, units, (unit, seed) => RegisterPoint.Measure(unit, seed, load, calibration(unit), seconds));
    }

    private static string Text(double value)
    {
        return value.ToString("0.##", CultureInfo.InvariantCulture);
    }
}
