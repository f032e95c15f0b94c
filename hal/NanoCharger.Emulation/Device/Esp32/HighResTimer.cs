using NanoCharger.Emulation;

namespace nanoFramework.Hardware.Esp32;

/// <summary>The chip's microsecond timer.</summary>
public static class HighResTimer
{
    /// <summary>Microseconds since the chip started. Never jumps. Cost: 40 µs.</summary>
    public static ulong GetCurrent()
    {
        return (ulong)VirtualClock.MicrosSinceBoot;
    }
}
