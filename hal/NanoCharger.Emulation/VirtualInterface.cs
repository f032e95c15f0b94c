namespace NanoCharger.Emulation;

/// <summary>The network interface of the calling firmware thread's chip.</summary>
public static class VirtualInterface
{
    private const int Bytes = 6;

    /// <summary>The radio's address, burnt into the chip: by the machine's seed, with the bit set that says that no maker has given it out.</summary>
    public static byte[] PhysicalAddress
    {
        get
        {
            VirtualThread self = VirtualThread.Current;
            self.ThrowIfDead();
            ulong seed = self.Machine.Options.Seed;
            byte[] address = new byte[Bytes];
            address[0] = 0x02;
            for (int i = 1; i < Bytes; i++)
            {
                address[i] = (byte)(seed >> (8 * (Bytes - 1 - i)));
            }

            return address;
        }
    }
}
