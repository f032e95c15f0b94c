namespace NanoCharger.Bench.Accuracy;

/// <summary>What a meter under test is connected to; as it stands the reference conditions without a load.</summary>
public sealed record MeterLoad
{
    // Harmonics of voltage and current meet at other angles, so that those of one order carry power, some of it backwards.
    private static readonly double[] VoltageAngles = [20, 200, 75, 310];
    private static readonly double[] CurrentAngles = [180, 40, 250, 120, 300];

    /// <summary>RMS volts of each phase.</summary>
    public double Volts { get; init; } = 230;

    /// <summary>Hertz.</summary>
    public double Hertz { get; init; } = 50;

    /// <summary>RMS amperes of each phase.</summary>
    public double Amps { get; init; }

    /// <summary>By how much the current's fundamental lags, in degrees; negative: it leads.</summary>
    public double LagDegrees { get; init; }

    /// <summary>Harmonics of the voltage against its fundamental.</summary>
    public double VoltageThd { get; init; }

    /// <summary>Harmonics of the current against its fundamental.</summary>
    public double CurrentThd { get; init; }

    /// <summary>Temperature of the chip.</summary>
    public double Celsius { get; init; } = 23;

    /// <summary>1, or 3 for a balanced load.</summary>
    public int Phases { get; init; } = 1;

    /// <summary>Waveform of the voltage.</summary>
    public Waveform Voltage => Waveform.Of(VoltageThd, 0, VoltageAngles);

    /// <summary>Waveform of the current.</summary>
    public Waveform Current => Waveform.Of(CurrentThd, LagDegrees, CurrentAngles);

    /// <summary>True active power of all phases, in watts.</summary>
    public double Watts => Phases * Volts * Amps * Waveform.Power(Voltage, Current);
}
