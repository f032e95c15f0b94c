namespace NanoCharger.Storage.Tests
{
    using nanoFramework.TestFramework;

    /// <summary>Beginning and end of the records that lie in the flash of units in the field: not a byte of them may change.</summary>
    [TestClass]
    public class SlotFrameTests
    {
        // "NCX", version 2, generation 7, two bytes of its own; CRC as any zip tool computes it.
        private static readonly byte[] Sealed = { 0x4E, 0x43, 0x58, 2, 7, 0, 0, 0, 0xAA, 0x55, 0x5D, 0x58, 0x56, 0xC7 };

        [TestMethod]
        public void Seals_a_record_byte_for_byte()
        {
            byte[] slot = new byte[Sealed.Length];
            slot[8] = 0xAA;
            slot[9] = 0x55;
            SlotFrame.Seal(slot, slot.Length, "NCX", 2, 7);
            for (int i = 0; i < Sealed.Length; i++)
            {
                Assert.AreEqual(Sealed[i], slot[i], "byte " + i.ToString());
            }

            Assert.AreEqual(7L, SlotFrame.Generation(slot));
        }

        [TestMethod]
        public void Takes_a_whole_record_of_its_letters_and_version_only()
        {
            Assert.IsTrue(SlotFrame.IsSound(Sealed, Sealed.Length, "NCX", 2));
            Assert.IsFalse(SlotFrame.IsSound(Sealed, Sealed.Length, "NCK", 2));
            Assert.IsFalse(SlotFrame.IsSound(Sealed, Sealed.Length, "NCX", 3));
            for (int length = 0; length < Sealed.Length; length++)
            {
                Assert.IsFalse(SlotFrame.IsSound(Sealed, length, "NCX", 2), length.ToString() + " bytes");
            }
        }

        [TestMethod]
        public void A_bit_that_fell_over_anywhere_spoils_it()
        {
            byte[] slot = new byte[Sealed.Length];
            for (int bit = 0; bit < 8 * slot.Length; bit++)
            {
                for (int i = 0; i < slot.Length; i++)
                {
                    slot[i] = Sealed[i];
                }

                slot[bit / 8] ^= (byte)(1 << (bit % 8));
                Assert.IsFalse(SlotFrame.IsSound(slot, slot.Length, "NCX", 2), "bit " + bit.ToString());
            }
        }

        [TestMethod]
        public void The_newer_of_two_counts_and_one_alone_does_too()
        {
            byte[] old = Slot(7);
            byte[] young = Slot(0x80000000);
            Assert.IsTrue(SlotFrame.Newer(old, young) == young);
            Assert.IsTrue(SlotFrame.Newer(young, old) == young);
            Assert.IsTrue(SlotFrame.Newer(null, old) == old);
            Assert.IsTrue(SlotFrame.Newer(old, null) == old);
            Assert.IsTrue(SlotFrame.Newer(old, Slot(7)) == old, "the first of two alike");
            Assert.IsNull(SlotFrame.Newer(null, null));
        }

        private static byte[] Slot(long generation)
        {
            byte[] slot = new byte[SlotFrame.HeaderBytes + SlotFrame.CrcBytes];
            SlotFrame.Seal(slot, slot.Length, "NCX", 2, generation);
            return slot;
        }
    }
}
