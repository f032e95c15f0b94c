namespace NanoCharger.Storage.Tests
{
    using System.IO;
    using NanoCharger.Fakes;
    using nanoFramework.TestFramework;

    /// <summary>Two files that both hold the newest: what the power interrupts, or the flash spoils, never brings an older save back.</summary>
    [TestClass]
    public class SlotPairTests
    {
        private const string A = "thing.a";
        private const string B = "thing.b";
        private const int MostBytes = 32;

        [TestMethod]
        public void What_was_saved_is_there_again_in_both_slots()
        {
            FakeFlash flash = Unit(out SlotPair pair);
            Assert.AreEqual(2L, pair.Generation);
            Assert.AreEqual(4, flash.Operations, "two writes a save");
            Assert.AreEqual(2, Loaded(flash, 2));
            Assert.AreEqual(4, flash.Operations, "a start of a sound unit writes nothing");
        }

        [TestMethod]
        public void Nothing_stored_is_nothing_lost()
        {
            SlotPair pair = Pair();
            Assert.IsNull(pair.Load(new FakeFlash()));
            Assert.AreEqual(0L, pair.Generation);
            Assert.IsFalse(pair.Lost);
            Assert.IsNull(pair.Notice);
        }

        /// <summary>Every bit of either slot; and the next spoilt slot, the other one, finds the first mended.</summary>
        [TestMethod]
        [DataRow(A)]
        [DataRow(B)]
        public void A_flipped_bit_anywhere_never_brings_an_older_save_back(string name)
        {
            FakeFlash flash = Unit(out SlotPair _);
            int bits = flash.Content(name).Length * 8;
            for (int bit = 0; bit < bits; bit++)
            {
                flash.Content(name)[bit / 8] ^= (byte)(1 << (bit % 8));
                SlotPair pair = Pair();
                byte[] newest = pair.Load(flash);
                Assert.AreEqual((byte)2, newest[SlotFrame.HeaderBytes], "bit " + bit.ToString());
                Assert.AreEqual("a slot was damaged, mended from the other", pair.Notice);
                AssertAlike(flash, 2);
            }
        }

        [TestMethod]
        [DataRow(A)]
        [DataRow(B)]
        public void A_slot_that_is_missing_cut_off_or_too_long_is_mended(string name)
        {
            FakeFlash flash = Unit(out SlotPair _);
            byte[] whole = new byte[2 * MostBytes];
            int length = flash.Content(name).Length;
            flash.Content(name).CopyTo(whole, 0);
            for (int kept = -1; kept <= whole.Length; kept++)
            {
                flash.Delete(name);
                if (kept >= 0)
                {
                    flash.Write(name, whole, kept);
                }

                Assert.AreEqual(2, Loaded(flash, 2), kept.ToString() + " of " + length.ToString());
            }
        }

        /// <summary>The power goes before, in and after each write of a save, whole or in two halves: the save before or this one, and both slots agree at the next start.</summary>
        [TestMethod]
        [DataRow((int)PowerCut.Before, false)]
        [DataRow((int)PowerCut.Torn, false)]
        [DataRow((int)PowerCut.After, false)]
        [DataRow((int)PowerCut.Before, true)]
        [DataRow((int)PowerCut.Torn, true)]
        [DataRow((int)PowerCut.After, true)]
        public void A_power_cut_at_any_write_leaves_the_save_before_or_this_one(int cut, bool halves)
        {
            for (int operation = 1; operation <= 3; operation++)
            {
                FakeFlash flash = Unit(out SlotPair pair);
                flash.Cut = (PowerCut)cut;
                flash.CutAt = flash.Operations + operation;
                bool went = false;
                try
                {
                    Save(flash, pair, 3, halves);
                }
                catch (PowerCutException)
                {
                    went = true;
                }

                flash.Restore();
                Assert.AreEqual(operation <= 2, went, "a save writes twice");
                bool stored = operation > 1 || cut == (int)PowerCut.After;
                Assert.AreEqual(stored ? 3 : 2, Loaded(flash, stored ? 3 : 2));
            }
        }

        [TestMethod]
        [DataRow((int)PowerCut.Before)]
        [DataRow((int)PowerCut.Torn)]
        [DataRow((int)PowerCut.After)]
        public void A_power_cut_in_a_mending_is_mended_at_the_next_start(int cut)
        {
            FakeFlash flash = Unit(out SlotPair _);
            flash.Content(A)[5] ^= 4;
            flash.Cut = (PowerCut)cut;
            flash.CutAt = flash.Operations + 1;
            Assert.ThrowsException(typeof(PowerCutException), () => Pair().Load(flash));
            flash.Restore();
            Assert.AreEqual(2, Loaded(flash, 2));
        }

        [TestMethod]
        public void The_first_half_of_a_save_writes_once_and_counts_already()
        {
            FakeFlash flash = Unit(out SlotPair pair);
            int before = flash.Operations;
            Assert.IsFalse(pair.SecondOwed);
            byte[] slot = Slot(3);
            pair.SaveFirst(flash, slot, slot.Length);
            Assert.AreEqual(before + 1, flash.Operations);
            Assert.IsTrue(pair.SecondOwed);
            Assert.AreEqual(3L, pair.Generation);
            pair.SaveSecond(flash, slot, slot.Length);
            Assert.AreEqual(before + 2, flash.Operations);
            Assert.IsFalse(pair.SecondOwed);
            AssertAlike(flash, 3);
        }

        /// <summary>A save with the second half of the one before still owed must not overwrite the only slot that holds it.</summary>
        [TestMethod]
        public void A_save_that_comes_between_the_halves_goes_to_the_slot_that_is_behind()
        {
            for (int operation = 1; operation <= 3; operation++)
            {
                FakeFlash flash = Unit(out SlotPair pair);
                byte[] slot = Slot(3);
                pair.SaveFirst(flash, slot, slot.Length);
                flash.CutAt = flash.Operations + operation;
                try
                {
                    Save(flash, pair, 4, true);
                }
                catch (PowerCutException)
                {
                }

                flash.Restore();
                Assert.AreEqual(operation == 1 ? 3 : 4, Loaded(flash, operation == 1 ? 3 : 4));
            }
        }

        [TestMethod]
        public void An_older_slot_is_mended_and_nobody_is_told()
        {
            FakeFlash flash = Unit(out SlotPair pair);
            byte[] older = flash.Content(B);
            Save(flash, pair, 3, false);
            flash.Write(B, older, older.Length);
            pair = Pair();
            Assert.AreEqual((byte)3, pair.Load(flash)[SlotFrame.HeaderBytes]);
            Assert.IsNull(pair.Notice);
            AssertAlike(flash, 3);
        }

        [TestMethod]
        public void Both_slots_spoilt_or_of_a_newer_format_are_lost_until_the_next_save()
        {
            FakeFlash flash = Unit(out SlotPair pair);
            SlotPair newer = new SlotPair(A, B, "NCX", 2, MostBytes, Holds);
            Assert.IsNull(newer.Load(flash));
            Assert.IsTrue(newer.Lost, "another version");
            flash.Content(A)[9] ^= 1;
            flash.Content(B)[9] ^= 1;
            Assert.IsNull(pair.Load(flash));
            Assert.IsTrue(pair.Lost);
            Assert.AreEqual(2, pair.Unusable);
            pair.GoOnFrom(7);
            Save(flash, pair, 5, false);
            Assert.IsFalse(pair.Lost);
            Assert.AreEqual(5, Loaded(flash, 8));
        }

        [TestMethod]
        public void What_the_owner_does_not_accept_is_no_slot()
        {
            FakeFlash flash = Unit(out SlotPair _);
            SlotPair strict = new SlotPair(A, B, "NCX", 1, MostBytes, slot => slot[SlotFrame.HeaderBytes] != 2);
            Assert.IsNull(strict.Load(flash));
            Assert.IsTrue(strict.Lost);
            Assert.IsNotNull(new SlotPair(A, B, "NCX", 1, MostBytes, null).Load(flash), "and without a check the frame is enough");
        }

        [TestMethod]
        public void A_look_mends_nothing()
        {
            FakeFlash flash = Unit(out SlotPair pair);
            flash.Delete(A);
            int before = flash.Operations;
            Assert.AreEqual((byte)2, pair.Look(flash, out bool alike)[SlotFrame.HeaderBytes]);
            Assert.IsFalse(alike);
            Assert.AreEqual(before, flash.Operations);
        }

        [TestMethod]
        public void A_flash_that_takes_no_mending_is_told_and_nothing_else()
        {
            FakeFlash flash = Unit(out SlotPair pair);
            flash.Content(B)[9] ^= 4;
            flash.Worn = true;
            Assert.AreEqual((byte)2, pair.Load(flash)[SlotFrame.HeaderBytes]);
            Assert.Contains("did not take the mending", pair.Notice);
            flash.Worn = false;
            Assert.AreEqual(2, Loaded(flash, 2));
        }

        [TestMethod]
        public void A_flash_that_fails_leaves_the_save_before_and_one_that_only_says_so_has_stored_it()
        {
            FakeFlash flash = Unit(out SlotPair pair);
            flash.Worn = true;
            Assert.ThrowsException(typeof(IOException), () => Save(flash, pair, 3, false));
            Assert.ThrowsException(typeof(IOException), () => Save(flash, pair, 3, true));
            flash.Worn = false;
            Assert.AreEqual(2, Loaded(flash, 2));
            flash.Lying = true;
            Save(flash, pair, 3, true);
            flash.Lying = false;
            Assert.AreEqual(3, Loaded(flash, 3));
        }

        [TestMethod]
        public void A_second_half_that_fails_is_said_and_still_owed()
        {
            FakeFlash flash = Unit(out SlotPair pair);
            byte[] slot = Slot(3);
            pair.SaveFirst(flash, slot, slot.Length);
            flash.Worn = true;
            Assert.ThrowsException(typeof(IOException), () => pair.SaveSecond(flash, slot, slot.Length));
            Assert.IsTrue(pair.SecondOwed);
            flash.Worn = false;
            Assert.AreEqual(3, Loaded(flash, 3));
        }

        // Two saves, 1 and 2.
        private static FakeFlash Unit(out SlotPair pair)
        {
            FakeFlash flash = new FakeFlash();
            pair = Pair();
            Save(flash, pair, 1, false);
            Save(flash, pair, 2, false);
            return flash;
        }

        private static SlotPair Pair()
        {
            return new SlotPair(A, B, "NCX", 1, MostBytes, Holds);
        }

        private static bool Holds(byte[] slot)
        {
            return slot.Length == SlotFrame.HeaderBytes + 2 + SlotFrame.CrcBytes;
        }

        private static byte[] Slot(int value)
        {
            byte[] slot = new byte[SlotFrame.HeaderBytes + 2 + SlotFrame.CrcBytes];
            slot[SlotFrame.HeaderBytes] = (byte)value;
            return slot;
        }

        private static void Save(FakeFlash flash, SlotPair pair, int value, bool halves)
        {
            byte[] slot = Slot(value);
            if (!halves)
            {
                pair.Save(flash, slot, slot.Length);
                return;
            }

            pair.SaveFirst(flash, slot, slot.Length);
            pair.SaveSecond(flash, slot, slot.Length);
        }

        // What a start finds, both slots alike behind it.
        private static int Loaded(FakeFlash flash, long generation)
        {
            byte[] newest = Pair().Load(flash);
            AssertAlike(flash, generation);
            return newest[SlotFrame.HeaderBytes];
        }

        private static void AssertAlike(FakeFlash flash, long generation)
        {
            byte[] a = flash.Content(A);
            byte[] b = flash.Content(B);
            Assert.IsTrue(SlotFrame.IsSound(a, a.Length, "NCX", 1) && SlotFrame.IsSound(b, b.Length, "NCX", 1) && SlotFrame.Alike(a, b));
            Assert.AreEqual(generation, SlotFrame.Generation(a));
        }
    }
}
