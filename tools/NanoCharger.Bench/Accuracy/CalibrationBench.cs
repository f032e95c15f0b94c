using System;
using System.Collections.Concurrent;
using NanoCharger.Core.Metering;

namespace NanoCharger.Bench.Accuracy;

/// <summary>Calibrates units on the stand by the firmware's own procedure, with the true values as the reference instrument's.</summary>
internal static class CalibrationBench
{
    /// <summary>Voltages of the points, in the order in which they are taken: mains first, then what a regulating transformer gives.</summary>
    public static readonly double[] Volts = [230, 184, 207, 253, 264];

    /// <summary>Currents of the points, the highest first: it decides the gain.</summary>
    public static readonly double[] Amps = [80, 63, 50, 40, 32, 25, 16, 8, 3];

    /// <summary>Current at which the phase is found, at power factor 1.</summary>
    public const double PhaseAmps = 16;

    private const ulong Salt = 0x5CA1AB1E;

    private static readonly ConcurrentDictionary<(ulong Unit, int Phases), Lazy<Calibration>> _done = new();

    /// <summary>The calibration of a unit, found once; each caller has a copy of its own, since a channel remembers the gain that it found last.</summary>
    /// <param name="unit">Seed of the unit's errors.</param>
    /// <param name="phases">1 or 3.</param>
    /// <exception cref="InvalidOperationException">The firmware refused a step.</exception>
    public static Calibration Of(ulong unit, int phases)
    {
        return Copy(_done.GetOrAdd((unit, phases), key => new Lazy<Calibration>(() => Make(key.Unit, key.Phases))).Value);
    }

    private static Calibration Copy(Calibration from)
    {
        var copy = new Calibration(from.Phases);
        for (int phase = 0; phase < from.Phases; phase++)
        {
            copy.Voltage(phase).CopyFrom(from.Voltage(phase));
            copy.Current(phase).CopyFrom(from.Current(phase));
        }

        return copy;
    }

    /// <summary>A unit as soldered.</summary>
    public static Calibration None(int phases)
    {
        return new Calibration(phases);
    }

    private static Calibration Make(ulong unit, int phases)
    {
        var calibration = new Calibration(phases);
        return MeterStand.With(unit, unit ^ Salt, calibration, stand =>
        {
            var calibrator = new Calibrator(stand.Meter, calibration);
            Step(stand, calibrator, CalibrationStep.Zero, 0, new MeterLoad { Phases = phases }, 0);
            for (int phase = 0; phase < phases; phase++)
            {
                foreach (double volts in Volts)
                {
                    Step(stand, calibrator, CalibrationStep.Voltage, phase, new MeterLoad { Phases = phases, Volts = volts }, (int)(1000 * volts));
                }

                foreach (double amps in Amps)
                {
                    Step(stand, calibrator, CalibrationStep.Current, phase, new MeterLoad { Phases = phases, Amps = amps }, (int)(1000 * amps));
                }

                Step(stand, calibrator, CalibrationStep.Phase, phase, new MeterLoad { Phases = phases, Amps = PhaseAmps }, 0);
            }

            return calibration;
        });
    }

    private static void Step(MeterStand stand, Calibrator calibrator, CalibrationStep step, int phase, MeterLoad load, int reference)
    {
        stand.Apply(load);
        string? wrong = calibrator.Begin(step, phase, reference);
        string? outcome = wrong;
        while (outcome == null)
        {
            if (stand.Measure())
            {
                outcome = calibrator.Turn();
            }
        }

        if (wrong != null || !calibrator.Changed)
        {
            throw new InvalidOperationException($"the unit refused {step} of phase {phase + 1} at {reference}: {outcome}");
        }
    }
}
