namespace NanoCharger.Emulation;

/// <summary>The clocks of the calling firmware thread's chip.</summary>
public static class VirtualClock
{
    private const long NativeCallNanos = Cost.ClockNanos;
    private const long TickMillis = 10;
    private const long MicrosPerMilli = 1000;

    /// <summary>The wall clock in microseconds since 1970-01-01T00:00:00Z: starts there at each boot until it is set. Cost: 40 µs.</summary>
    public static long UtcMicros
    {
        get
        {
            VirtualThread self = VirtualThread.Current;
            self.Machine.Spend(NativeCallNanos);
            return self.Chip.ClockMicros;
        }
    }

    /// <summary>Microseconds since boot. Cost: 40 µs.</summary>
    public static long MicrosSinceBoot
    {
        get
        {
            VirtualThread self = VirtualThread.Current;
            self.Machine.Spend(NativeCallNanos);
            return self.Chip.MicrosSinceBoot;
        }
    }

    /// <summary>Milliseconds since boot, in steps of 10. Cost: 40 µs.</summary>
    public static long TickCount => MicrosSinceBoot / MicrosPerMilli / TickMillis * TickMillis;

    /// <summary>Sets the wall clock.</summary>
    public static void SetUtc(long micros)
    {
        VirtualThread self = VirtualThread.Current;
        self.Machine.Spend(NativeCallNanos);
        self.Chip.SetClock(micros);
    }
}
