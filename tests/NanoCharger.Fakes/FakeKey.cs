using NanoCharger.Hal;
using NanoCharger.Signing;
using NanoCharger.Text;

namespace NanoCharger.Fakes
{
    /// <summary>The key of RFC 6979, A.2.5, by which the examples of Core/Documents/README.md are signed.</summary>
    public static class FakeKey
    {
        // Where a slot has them.
        private const int PublicOffset = 52;
        private const int SlotCrcOffset = 116;

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

        /// <summary>Puts the public half of another key into both slots, which stay sound: no signature holds under it.</summary>
        public static void SpoilPublic(FakeFlash flash)
        {
            FakeFlash other = new FakeFlash();
            KeyDraw draw = new KeyDraw(new CountingNoise());
            draw.Begin();
            while (!draw.Step())
            {
            }

            new KeyStore(other).Save(draw.Made, 0, ClockQuality.Unknown);
            byte[] from = other.Content(KeyStore.SlotA);
            Foist(from, flash.Content(KeyStore.SlotA));
            Foist(from, flash.Content(KeyStore.SlotB));
        }

        private static void Foist(byte[] from, byte[] slot)
        {
            for (int i = PublicOffset; i < SlotCrcOffset; i++)
            {
                slot[i] = from[i];
            }

            LittleEndian.Put32(slot, SlotCrcOffset, Crc32.Compute(slot, 0, SlotCrcOffset));
        }

        private static int Value(char digit)
        {
            return digit <= '9' ? digit - '0' : digit - 'A' + 10;
        }
    }
}
