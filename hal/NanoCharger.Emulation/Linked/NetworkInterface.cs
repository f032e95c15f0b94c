using NanoCharger.Emulation;

namespace System.Net.NetworkInformation
{
    /// <summary>Stands in for the device's class of that name, with no more than the drivers use; see <see cref="VirtualInterface"/>.</summary>
    internal class NetworkInterface
    {
        private NetworkInterface(byte[] address)
        {
            PhysicalAddress = address;
        }

        public byte[] PhysicalAddress { get; }

        public static NetworkInterface[] GetAllNetworkInterfaces()
        {
            return new NetworkInterface[] { new NetworkInterface(VirtualInterface.PhysicalAddress) };
        }
    }
}
