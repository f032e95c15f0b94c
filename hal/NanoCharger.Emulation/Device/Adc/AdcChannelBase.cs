namespace System.Device.Adc;

/// <summary>A channel of a converter.</summary>
public abstract class AdcChannelBase
{
    /// <summary>One conversion, as the converter gives it.</summary>
    public abstract int ReadValue();
}
