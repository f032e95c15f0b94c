using NanoCharger.Emulation;

namespace nanoFramework.Runtime.Native;

/// <summary>The garbage collector.</summary>
public static class GC
{
    private const uint FreeBytes = 1_000_000;

    /// <summary>Collects. The world stands still for 30 ms.</summary>
    /// <returns>Free bytes of the heap; the emulation always says a million.</returns>
    public static uint Run(bool compactHeap)
    {
        Machine.Current.Stall(Cost.CollectionNanos);
        return FreeBytes;
    }
}
