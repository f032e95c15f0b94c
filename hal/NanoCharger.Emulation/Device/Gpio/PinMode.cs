namespace System.Device.Gpio;

/// <summary>How a pin is used.</summary>
public enum PinMode
{
    /// <summary>Input.</summary>
    Input = 0,

    /// <summary>Input with the chip's pull-down.</summary>
    InputPullDown = 1,

    /// <summary>Input with the chip's pull-up.</summary>
    InputPullUp = 2,

    /// <summary>Output.</summary>
    Output = 3,
}
