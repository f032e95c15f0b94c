namespace NanoCharger.Bay
{
    /// <summary>The mains of the bay at the start.</summary>
    /// <param name="Volts">RMS between phase and neutral, 0..400 V.</param>
    /// <param name="Hertz">40..70 Hz.</param>
    /// <param name="Phases">1 or 3.</param>
    /// <param name="ThdPercent">Total harmonic distortion of the voltage, 0..40 %.</param>
    public sealed record MainsSupply(double Volts, double Hertz, int Phases, double ThdPercent);
}
