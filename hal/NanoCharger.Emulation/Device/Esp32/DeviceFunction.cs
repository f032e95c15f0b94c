namespace nanoFramework.Hardware.Esp32;

/// <summary>Functions that a pin can be given. Only those that the emulation knows.</summary>
public enum DeviceFunction
{
    /// <summary>Transmit line of COM1.</summary>
    COM1_TX = 196864,

    /// <summary>Receive line of COM1.</summary>
    COM1_RX = 196865,

    /// <summary>Transmit line of COM2.</summary>
    COM2_TX = 197120,

    /// <summary>Receive line of COM2.</summary>
    COM2_RX = 197121,

    /// <summary>Transmit line of COM3.</summary>
    COM3_TX = 197376,

    /// <summary>Receive line of COM3.</summary>
    COM3_RX = 197377,

    /// <summary>PWM channel 1.</summary>
    PWM1 = 262400,

    /// <summary>PWM channel 2.</summary>
    PWM2 = 262656,

    /// <summary>PWM channel 3.</summary>
    PWM3 = 262912,

    /// <summary>PWM channel 4.</summary>
    PWM4 = 263168,

    /// <summary>PWM channel 5.</summary>
    PWM5 = 263424,

    /// <summary>PWM channel 6.</summary>
    PWM6 = 263680,

    /// <summary>PWM channel 7.</summary>
    PWM7 = 263936,

    /// <summary>PWM channel 8.</summary>
    PWM8 = 264192,

    /// <summary>PWM channel 9.</summary>
    PWM9 = 264448,

    /// <summary>PWM channel 10.</summary>
    PWM10 = 264704,

    /// <summary>PWM channel 11.</summary>
    PWM11 = 264960,

    /// <summary>PWM channel 12.</summary>
    PWM12 = 265216,

    /// <summary>PWM channel 13.</summary>
    PWM13 = 265472,

    /// <summary>PWM channel 14.</summary>
    PWM14 = 265728,

    /// <summary>PWM channel 15.</summary>
    PWM15 = 265984,

    /// <summary>PWM channel 16.</summary>
    PWM16 = 266240,
}
