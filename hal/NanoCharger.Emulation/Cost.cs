namespace NanoCharger.Emulation;

/// <summary>What calls into the device's libraries cost in virtual time: order of magnitude of an ESP32 with PSRAM at 240 MHz, from public figures.</summary>
internal static class Cost
{
    internal const long PinNanos = 300_000;
    internal const long UartNanos = 300_000;
    internal const long ClockNanos = 40_000;
    internal const long FileNanos = 1_000_000;
    internal const long FileNanosPerByte = 1_000;
    internal const long MessageNanos = 3_000_000;
    internal const long CollectionNanos = 30_000_000;
}
