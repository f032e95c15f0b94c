namespace System.Device.Gpio;

/// <summary>What a pulse counter has counted.</summary>
public struct GpioPulseCount
{
    /// <summary>Edges since the start or the last reset.</summary>
    public long Count;

    /// <summary>Time of the reading, since the chip started.</summary>
    public TimeSpan RelativeTime;
}
