using NanoCharger.Emulation;

namespace nanoFramework.Runtime.Native;

/// <summary>The chip's power.</summary>
public class Power
{
    /// <summary>Resets the chip. Does not return.</summary>
    public static void RebootDevice(RebootOption rebootOption = RebootOption.NormalReboot)
    {
        VirtualThread self = VirtualThread.Current;
        self.ThrowIfDead();
        self.Machine.Reboot();
        self.ThrowIfDead();
    }
}
