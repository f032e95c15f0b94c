using NanoCharger.Emulation;

namespace System.Device.Adc;

/// <summary>ADC1 of the ESP32. ADC2, channels 10 and above, does not work while the radio does; it is not there.</summary>
public class AdcController : AdcControllerBase
{
    private static readonly int[] _gpioOfChannel = [36, 37, 38, 39, 32, 33, 34, 35];

    private readonly Machine _machine = Machine.Current;

    /// <inheritdoc/>
    public override int ChannelCount => _gpioOfChannel.Length;

    /// <inheritdoc/>
    public override AdcChannelMode ChannelMode
    {
        get => AdcChannelMode.SingleEnded;
        set
        {
            if (!IsChannelModeSupported(value))
            {
                throw new NotSupportedException();
            }
        }
    }

    /// <inheritdoc/>
    public override int MaxValue => 4095;

    /// <inheritdoc/>
    public override int MinValue => 0;

    /// <inheritdoc/>
    public override int ResolutionInBits => 12;

    /// <inheritdoc/>
    public override bool IsChannelModeSupported(AdcChannelMode channelMode)
    {
        return channelMode == AdcChannelMode.SingleEnded;
    }

    /// <summary>Opens a channel: 0..7 are GPIO36, 37, 38, 39, 32, 33, 34, 35. Cost: 0.3 ms.</summary>
    /// <exception cref="ArgumentException">There is no such channel.</exception>
    public override AdcChannel OpenChannel(int channelNumber)
    {
        _machine.Spend(Cost.PinNanos);
        if (channelNumber < 0 || channelNumber >= _gpioOfChannel.Length)
        {
            throw new ArgumentException("ADC1 has the channels 0..7");
        }

        return new AdcChannel(_machine.Adc, _machine.Surroundings.Analog(_gpioOfChannel[channelNumber]));
    }
}
