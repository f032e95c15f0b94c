using System;
using NanoCharger.Core.Metering;

namespace NanoCharger.Bench.Accuracy;

/// <summary>The error of a meter's power at one load, measured for as long as its own noise asks for.</summary>
internal static class PowerPoint
{
    /// <summary>Standard error that a mean may have, in percent of the true power.</summary>
    public const double MostDeviation = 0.1;

    // What the time is computed for, so that the chance of the standard error itself stays below what is allowed.
    private const double WantedDeviation = 0.00065;

    // Noise of a conversion in counts RMS, its rounding included: what the model of the unit says.
    private const double NoiseCounts = 3.02;
    private const double CountsPerVolt = 2.5 / 0.806;
    private const double CountsPerAmp = 8 / 0.806;
    private const double ConversionsPerPair = 3;
    private const double ConversionSeconds = 60e-6;

    // A block is a whole number of cycles only to within half a round; that has to average out too.
    private const int FewestBlocks = 600;

    // The standard error is found from means of this many stretches, so that what neighbouring blocks have in common is in it: to 7 % of itself.
    private const int Stretches = 100;

    /// <summary>Measures the error at a load, in percent of the true power.</summary>
    public static UnitFigure Measure(ulong unit, ulong seed, MeterLoad load, Calibration calibration)
    {
        return MeterStand.With(unit, seed, calibration, stand =>
        {
            stand.Apply(load);
            double began = stand.Seconds;
            double watts = load.Watts;
            int blocks = Blocks(load) / Stretches;
            double sum = 0;
            double squares = 0;
            for (int stretch = 0; stretch < Stretches; stretch++)
            {
                double error = 100 * ((MeanWatts(stand, blocks) / watts) - 1);
                sum += error;
                squares += error * error;
            }

            double mean = sum / Stretches;
            double deviation = Math.Sqrt(Math.Max(0, (squares / Stretches) - (mean * mean)) / (Stretches - 1));
            return new UnitFigure(mean, deviation, stand.Seconds - began);
        });
    }

    /// <summary>Blocks until the noise of the power's mean is small enough: noise of the current times the voltage, and of the voltage times the current.</summary>
    private static int Blocks(MeterLoad load)
    {
        double ofCurrent = NoiseCounts / (CountsPerAmp * load.Amps);
        double ofVoltage = NoiseCounts / (CountsPerVolt * load.Volts);
        double powerFactor = load.Watts / (load.Phases * load.Volts * load.Amps);
        double ofOnePair = Math.Sqrt((ofCurrent * ofCurrent) + (ofVoltage * ofVoltage)) / powerFactor;
        double pairs = Math.Pow(ofOnePair / WantedDeviation, 2);
        double pairsInBlock = 1 / load.Hertz / (ConversionsPerPair * ConversionSeconds);
        return Math.Max(FewestBlocks, (int)(pairs / pairsInBlock));
    }

    private static double MeanWatts(MeterStand stand, int blocks)
    {
        double milliwatts = 0;
        for (int measured = 0; measured < blocks;)
        {
            if (stand.Measure())
            {
                milliwatts += stand.Meter.TotalMilliwatts;
                measured++;
            }
        }

        return milliwatts / blocks / 1000;
    }
}
