using System;

namespace NanoCharger.Emulation;

/// <summary>The errors of one chip's converter: 12 bit over 3 300 mV, raw. Gain and its drift with temperature, a smooth bend, noise.</summary>
public sealed class AdcCharacter
{
    /// <summary>Nominal size of a count in millivolts.</summary>
    public const double MillivoltsPerCount = 0.806;

    private const int TableMillivolts = 3400;
    private const double UsableFrom = 150;
    private const double UsableTo = 2450;
    private const int NoiseEntries = 65536;

    private static readonly float[] _gauss = Gauss();

    private readonly double _gain;
    private readonly double _drift;
    private readonly double _noise;
    private readonly float[] _bend = new float[TableMillivolts];
    private double _celsius = 25;
    private double _countsPerMillivolt;

    /// <summary>A converter with the given errors.</summary>
    /// <param name="gain">Counts that it gives for each count it should give, at 25 °C; 1 is exact. All channels share it.</param>
    /// <param name="bendCounts">Largest deviation from the straight line between 150 and 2 450 mV, in counts; outside that range it bends much more.</param>
    /// <param name="noiseCounts">Standard deviation of the noise in counts.</param>
    /// <param name="driftPpmPerKelvin">Drift of the gain with temperature.</param>
    /// <param name="seed">Decides the shape of the bend.</param>
    public AdcCharacter(double gain, double bendCounts, double noiseCounts, double driftPpmPerKelvin, ulong seed)
    {
        _gain = gain;
        _noise = noiseCounts;
        _drift = driftPpmPerKelvin * 1e-6;
        FillBend(bendCounts, new Chance(seed));
        Celsius = 25;
    }

    /// <summary>Chip temperature in °C; moves the gain by the drift.</summary>
    public double Celsius
    {
        get => _celsius;
        set
        {
            _celsius = value;
            _countsPerMillivolt = Gain / MillivoltsPerCount;
        }
    }

    /// <summary>The gain at the present temperature.</summary>
    public double Gain => _gain * (1 + (_drift * (_celsius - 25)));

    /// <summary>What the converter gives on the mean of many conversions: gain and bend, no noise, no steps. What a factory's bench would find.</summary>
    /// <param name="millivolts">Voltage at the pin, 0..3 400.</param>
    /// <returns>Counts, with their fraction.</returns>
    public double MeanCounts(double millivolts)
    {
        return (millivolts * _countsPerMillivolt) + _bend[(int)millivolts];
    }

    /// <summary>What one conversion gives.</summary>
    /// <param name="millivolts">Voltage at the pin.</param>
    /// <param name="random">16 or more random bits.</param>
    internal int Convert(double millivolts, uint random)
    {
        int place = (int)millivolts;
        if ((uint)place >= TableMillivolts)
        {
            return millivolts > 0 ? 4095 : 0;
        }

        double code = (millivolts * _countsPerMillivolt) + _bend[place] + (_noise * _gauss[random & (NoiseEntries - 1)]) + 0.5;
        return code < 0 ? 0 : Math.Min((int)code, 4095);
    }

    /// <summary>Inside the usable range two slow waves; at the lower end counts are lost until nothing is left, at the upper end the scale runs into saturation.</summary>
    private void FillBend(double bendCounts, Chance chance)
    {
        double firstPhase = chance.Unit() * 2 * Math.PI;
        double secondPhase = chance.Unit() * 2 * Math.PI;
        double share = 0.4 + (0.3 * chance.Unit());
        for (int millivolts = 0; millivolts < TableMillivolts; millivolts++)
        {
            double turn = 2 * Math.PI * millivolts / 2300;
            double bend = bendCounts * ((share * Math.Sin(turn + firstPhase)) + ((1 - share) * Math.Sin((2 * turn) + secondPhase)));
            double below = Math.Max(0, UsableFrom - millivolts);
            double above = Math.Max(0, millivolts - UsableTo);
            _bend[millivolts] = (float)(bend - (below * below / 120) + (above * above / 2600));
        }
    }

    /// <summary>Box and Muller's normal deviates, the same for every converter: which of them comes next is the machine's seed.</summary>
    private static float[] Gauss()
    {
        Chance chance = new(1);
        float[] table = new float[NoiseEntries];
        for (int i = 0; i < NoiseEntries; i += 2)
        {
            double radius = Math.Sqrt(-2 * Math.Log(1 - chance.Unit()));
            double angle = 2 * Math.PI * chance.Unit();
            table[i] = (float)(radius * Math.Cos(angle));
            table[i + 1] = (float)(radius * Math.Sin(angle));
        }

        return table;
    }
}
