using NanoCharger.Core.Signing;
using NanoCharger.Hal;

namespace NanoCharger.Core.Tests.Fakes
{
    /// <summary>The key of RFC 6979, A.2.5, by which the examples of Signing/README.md are signed.</summary>
    public static class FakeKey
    {
        /// <summary>Stores it as a station's first key.</summary>
        public static void Store(IStorage storage)
        {
            byte[] number = new byte[32];
            const string digits = "C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721";
            for (int i = 0; i < number.Length; i++)
            {
                number[i] = (byte)((Value(digits[2 * i]) << 4) | Value(digits[(2 * i) + 1]));
            }

            KeyMaker maker = new KeyMaker();
            maker.Begin(number);
            while (!maker.Step())
            {
            }

            new KeyStore(storage).Save(maker, 1700000000000, ClockQuality.Synchronised);
        }

        private static int Value(char digit)
        {
            return digit <= '9' ? digit - '0' : digit - 'A' + 10;
        }
    }
}
