namespace System.Device.Gpio;

/// <summary>Which edges a pulse counter counts.</summary>
public enum GpioPulsePolarity
{
    /// <summary>Both.</summary>
    Both = 0,

    /// <summary>Falling ones.</summary>
    Falling = 1,

    /// <summary>Rising ones.</summary>
    Rising = 2,
}
