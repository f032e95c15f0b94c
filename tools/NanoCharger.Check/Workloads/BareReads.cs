using System.Device.Adc;
using NanoCharger.Check.Cost;

namespace NanoCharger.Check.Workloads
{
    /// <summary>Conversions and nothing else.</summary>
    [Counted]
    internal static class BareReads
    {
        public static void Read(AdcChannel channel, int times)
        {
            for (int i = 0; i < times; i++)
            {
                channel.ReadValue();
            }
        }
    }
}
