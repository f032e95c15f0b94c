using System;
using System.Collections.Generic;
using System.Linq;

namespace NanoCharger.Bench.Accuracy;

/// <summary>One cycle of voltage or current with an RMS value of 1, as a table; its harmonics are known, so power is computed and not measured.</summary>
public sealed class Waveform
{
    private const int TableBits = 13;
    private const int TableSize = 1 << TableBits;
    private const double Turn = 2 * Math.PI;
    private const double Degree = Math.PI / 180;

    // Odd harmonics up to the 15th, falling as a rectifier's do.
    private static readonly int[] Orders = [3, 5, 7, 9, 11, 13, 15];
    private static readonly double[] Shares = [1, 0.7, 0.5, 0.35, 0.3, 0.25, 0.2];

    private readonly float[] _table;
    private readonly List<Harmonic> _harmonics;

    private Waveform(List<Harmonic> harmonics)
    {
        _harmonics = harmonics;
        _table = new float[TableSize];
        for (int step = 0; step < TableSize; step++)
        {
            double angle = Turn * (step + 0.5) / TableSize;
            _table[step] = (float)harmonics.Sum(harmonic => Math.Sqrt(2) * harmonic.Rms * Math.Sin((harmonic.Order * angle) + harmonic.Angle));
        }
    }

    /// <summary>A fundamental with harmonics.</summary>
    /// <param name="thd">Their RMS value against the fundamental's: 0.2 for 20 %.</param>
    /// <param name="lagDegrees">By how much it lags.</param>
    /// <param name="angles">Angle of each harmonic in degrees of its own cycle, taken round by round: so voltage and current can differ.</param>
    public static Waveform Of(double thd, double lagDegrees, params double[] angles)
    {
        double fundamental = Math.Sqrt(1 / (1 + (thd * thd)));
        double all = Math.Sqrt(Shares.Sum(share => share * share));
        List<Harmonic> harmonics = [new Harmonic(1, fundamental, -lagDegrees * Degree)];
        for (int i = 0; i < Orders.Length && thd > 0; i++)
        {
            double angle = angles.Length == 0 ? 0 : angles[i % angles.Length];
            harmonics.Add(new Harmonic(Orders[i], fundamental * thd * Shares[i] / all, (angle - (Orders[i] * lagDegrees)) * Degree));
        }

        return new Waveform(harmonics);
    }

    /// <summary>True power of one volt and one ampere RMS with these waveforms: the sum over the harmonics they share.</summary>
    public static double Power(Waveform voltage, Waveform current)
    {
        return voltage._harmonics.Sum(volts => current._harmonics
            .Where(amps => amps.Order == volts.Order)
            .Sum(amps => volts.Rms * amps.Rms * Math.Cos(volts.Angle - amps.Angle)));
    }

    /// <summary>The same waveform seen too early, each harmonic by the same angle of its own cycle, as through a current transformer.</summary>
    public Waveform Led(double degrees)
    {
        return new Waveform(_harmonics.Select(harmonic => harmonic with { Angle = harmonic.Angle + (degrees * Degree) }).ToList());
    }

    /// <summary>Instantaneous value.</summary>
    /// <param name="turn">Where in the cycle, as a fraction of 2^64.</param>
    public double At(ulong turn)
    {
        return _table[turn >> (64 - TableBits)];
    }

    private sealed record Harmonic(int Order, double Rms, double Angle);
}
