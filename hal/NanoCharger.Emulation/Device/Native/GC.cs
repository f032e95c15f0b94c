using NanoCharger.Emulation;

namespace nanoFramework.Runtime.Native;

/// <summary>The garbage collector.</summary>
public static class GC
{
    /// <summary>Collects. The world stands still for 30 ms.</summary>
    /// <returns>Free bytes of the heap as the machine was made, whatever was allocated since.</returns>
    public static uint Run(bool compactHeap)
    {
        Machine.Current.Stall(Cost.CollectionNanos);
        return Machine.Current.Options.FreeHeapBytes;
    }
}
