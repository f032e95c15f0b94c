namespace NanoCharger.Emulation;

/// <summary>One point of the circuit that a converter channel is soldered to.</summary>
public interface IAnalogNode
{
    /// <summary>Voltage against ground at the end of a conversion, in millivolts; may lie outside the converter's range. Called some 16 000 times a virtual second: keep it under 30 ns.</summary>
    /// <param name="nowNanos">Virtual time, nanoseconds since the machine's beginning.</param>
    double Millivolts(long nowNanos);
}
