namespace System.Device.Adc;

/// <summary>A converter.</summary>
public abstract class AdcControllerBase
{
    /// <summary>Channels.</summary>
    public abstract int ChannelCount { get; }

    /// <summary>How the channels measure.</summary>
    public abstract AdcChannelMode ChannelMode { get; set; }

    /// <summary>Largest value of a conversion.</summary>
    public abstract int MaxValue { get; }

    /// <summary>Smallest value of a conversion.</summary>
    public abstract int MinValue { get; }

    /// <summary>Bits of a conversion.</summary>
    public abstract int ResolutionInBits { get; }

    /// <summary>Whether the converter can measure that way.</summary>
    public abstract bool IsChannelModeSupported(AdcChannelMode channelMode);

    /// <summary>Opens a channel.</summary>
    public abstract AdcChannel OpenChannel(int channelNumber);
}
