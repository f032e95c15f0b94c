namespace NanoCharger.Emulation;

/// <summary>What the chip is soldered to. Called on whichever thread has the machine's virtual time in hand, never on two at once.</summary>
public interface ISurroundings
{
    /// <summary>The circuit at an analogue pin; asked for once for each channel that the firmware opens. An unknown pin gives a node at 0 mV.</summary>
    /// <param name="gpio">GPIO number, 32..39.</param>
    IAnalogNode Analog(int gpio);

    /// <summary>Level of a digital input, true for high.</summary>
    bool ReadPin(int gpio);

    /// <summary>The firmware drives an output from now on.</summary>
    void WritePin(int gpio, bool high);

    /// <summary>A PWM output runs with this frequency and quantised duty from now on.</summary>
    /// <param name="gpio">GPIO number.</param>
    /// <param name="hertz">Frequency; 0 when the output has been stopped (pin low).</param>
    /// <param name="dutyHundredths">Hundredths of a percent, 0..10 000.</param>
    void SetPwm(int gpio, int hertz, int dutyHundredths);

    /// <summary>Rising edges seen on a pin since the machine's beginning.</summary>
    long PulseCount(int gpio);

    /// <summary>The chip lost power or was reset: every output floats, so the circuit's pull-downs win.</summary>
    void ChipReset();

    /// <summary>The network that the chip's radio sees.</summary>
    INetwork Network { get; }
}
