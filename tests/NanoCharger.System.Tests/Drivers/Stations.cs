using NanoCharger.Emulation;
using NanoCharger.Hal;
using NanoCharger.Hal.Esp32;

namespace NanoCharger.System.Tests.Drivers
{
    /// <summary>A station's settings for the link, and its board.</summary>
    internal static class Stations
    {
        public static LinkOptions Options()
        {
            return new LinkOptions
            {
                WifiName = "yard",
                WifiPassphrase = "secret word",
                BrokerHost = "broker.local",
                PlainAllowed = true,
                BrokerPort = 1883,
                TimeHost = "pool.ntp.org",
                Station = "NC-0001",
                Boot = 7,
            };
        }

        /// <summary>Lets time pass on a firmware thread, other threads included.</summary>
        public static void Sleep(long millis)
        {
            for (long passed = 0; passed < millis; passed += 50)
            {
                Machine.Current.Spend(50 * BareBoard.Millisecond);
            }
        }

        public static Esp32Board Board(int phases = 1)
        {
            return new Esp32Board(phases == 3 ? ReferenceBoard.ThreePhase() : ReferenceBoard.SinglePhase(), new Esp32Storage());
        }
    }
}
