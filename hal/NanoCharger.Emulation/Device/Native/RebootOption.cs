namespace nanoFramework.Runtime.Native;

/// <summary>How to reboot.</summary>
public enum RebootOption
{
    /// <summary>The whole chip.</summary>
    NormalReboot = 0,

    /// <summary>The runtime only; the emulation resets the chip all the same.</summary>
    ClrOnly = 2,
}
