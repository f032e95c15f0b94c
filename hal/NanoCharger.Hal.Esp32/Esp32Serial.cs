using System;
using System.Net.NetworkInformation;

namespace NanoCharger.Hal.Esp32
{
    /// <summary>The chip's own number: the address of its radio, which Espressif burns into each chip (eFuse, MAC_FACTORY).</summary>
    public static class Esp32Serial
    {
        private const string Digits = "0123456789ABCDEF";

        /// <summary>Reads it, twelve hexadecimal digits. Works without a network: the runtime has the address in the configuration that it makes from the chip. Cost: under 10 ms, at the start.</summary>
        /// <exception cref="Exception">The runtime has no network interface.</exception>
        public static string Read()
        {
            NetworkInterface[] interfaces = NetworkInterface.GetAllNetworkInterfaces();
            if (interfaces.Length == 0)
            {
                throw new Exception("the runtime has no network interface");
            }

            byte[] address = interfaces[0].PhysicalAddress;
            char[] text = new char[2 * address.Length];
            for (int i = 0; i < address.Length; i++)
            {
                text[2 * i] = Digits[address[i] >> 4];
                text[(2 * i) + 1] = Digits[address[i] & 15];
            }

            return new string(text);
        }
    }
}
