namespace NanoCharger.Core.Tests.Charging
{
    using NanoCharger.Core.Charging;
    using NanoCharger.Fakes;
    using NanoCharger.Storage;
    using NanoCharger.Text;
    using nanoFramework.TestFramework;

    /// <summary>The station's own list of tokens: what it takes, and what becomes of it when the power goes or the flash spoils a slot.</summary>
    [TestClass]
    public class LocalListTests
    {
        private const string OneFile = "tokens";

        [TestMethod]
        public void The_list_survives_a_restart_and_the_case_of_letters_means_nothing()
        {
            FakeFlash flash = Stored();
            LocalList list = new LocalList(flash);
            Assert.IsTrue(list.Load());
            Assert.IsNull(list.Notice);
            Assert.AreEqual(2, list.Count);
            Assert.IsTrue(list.Contains("04ccdd"));
            Assert.IsNotNull(list.Add("04ccdd"), "twice");
            Assert.IsFalse(list.Contains("04AABB"), "removed");
            Assert.IsTrue(new LocalList(new FakeFlash()).Load(), "a station without a list has lost nothing");
        }

        [TestMethod]
        public void A_full_list_says_so_and_comes_back_whole()
        {
            FakeFlash flash = new FakeFlash();
            LocalList list = new LocalList(flash);
            for (int i = 0; i < LocalList.MaxTokens; i++)
            {
                Assert.IsNull(list.Add((1000 + i).ToString() + "-4567890123456789012345678901234"));
            }

            Assert.Contains("full", list.Add("2000"));
            Assert.AreEqual(LocalList.MaxTokens, list.Count);
            LocalList again = new LocalList(flash);
            Assert.IsTrue(again.Load());
            Assert.AreEqual(LocalList.MaxTokens, again.Count);
            Assert.IsTrue(again.Contains("1063-4567890123456789012345678901234"));
        }

        /// <summary>Every bit of either slot: nobody who was removed comes back, nobody who was added is forgotten, and the slot is whole again.</summary>
        [TestMethod]
        [DataRow(LocalList.SlotA)]
        [DataRow(LocalList.SlotB)]
        public void A_spoilt_slot_never_brings_an_older_list_back(string name)
        {
            FakeFlash flash = Stored();
            int bits = flash.Content(name).Length * 8;
            for (int bit = 0; bit < bits; bit++)
            {
                flash.Content(name)[bit / 8] ^= (byte)(1 << (bit % 8));
                LocalList list = new LocalList(flash);
                Assert.IsTrue(list.Load());
                Assert.AreEqual("04CCDD 04EEFF", Tokens(list), "bit " + bit.ToString());
                Assert.AreEqual("a slot was damaged, mended from the other", list.Notice);
                AssertAlike(flash);
            }
        }

        [TestMethod]
        public void Both_slots_spoilt_let_nobody_in_and_are_told()
        {
            FakeFlash flash = Stored();
            flash.Content(LocalList.SlotA)[10] ^= 1;
            flash.Content(LocalList.SlotB)[12] ^= 1;
            LocalList list = new LocalList(flash);
            Assert.IsFalse(list.Load());
            Assert.AreEqual(0, list.Count);
            Assert.AreEqual("lost, no slot is sound: the list is empty", list.Notice);
            Assert.IsNull(list.Add("0401"));
            LocalList again = new LocalList(flash);
            Assert.IsTrue(again.Load());
            Assert.IsNull(again.Notice, "and a new list is one again");
        }

        /// <summary>Forty tokens come and go, the power cut at each write, before it and after it: the list is the one before or after, and both slots agree again.</summary>
        [TestMethod]
        [DataRow((int)PowerCut.Before)]
        [DataRow((int)PowerCut.After)]
        public void A_power_cut_leaves_the_list_before_or_after_a_change(int cut)
        {
            for (int at = 1; at <= 42; at++)
            {
                FakeFlash flash = new FakeFlash();
                flash.CutAt = at;
                flash.Cut = (PowerCut)cut;
                string told = Play(flash, out string asked);
                Assert.AreEqual(at <= 40, told != asked, "two writes a change: " + at.ToString());
                flash.Restore();
                LocalList list = new LocalList(flash);
                Assert.IsTrue(list.Load());
                string found = Tokens(list);
                Assert.IsTrue(found == told || found == asked, "cut " + at.ToString() + ": " + found);
                if (found.Length > 0)
                {
                    AssertAlike(flash);
                }
            }
        }

        [TestMethod]
        public void A_flash_that_fails_leaves_the_list_as_it_was()
        {
            FakeFlash flash = Stored();
            LocalList list = new LocalList(flash);
            list.Load();
            flash.Worn = true;
            Assert.Contains("as before", list.Add("04"));
            Assert.Contains("as before", list.Remove("04CCDD"));
            Assert.AreEqual("04CCDD 04EEFF", Tokens(list));
            flash.Worn = false;
            list.Load();
            Assert.AreEqual("04CCDD 04EEFF", Tokens(list));
        }

        /// <summary>A frame that is sound about a list that is not: one more token than there is room or bytes for, and bytes left over.</summary>
        [TestMethod]
        [DataRow(0)]
        [DataRow(1)]
        [DataRow(3)]
        [DataRow(65)]
        [DataRow(255)]
        public void A_list_that_does_not_fit_its_slot_is_none(int tokens)
        {
            FakeFlash flash = Stored();
            Reseal(flash.Content(LocalList.SlotA), tokens);
            Reseal(flash.Content(LocalList.SlotB), tokens);
            LocalList list = new LocalList(flash);
            Assert.IsFalse(list.Load());
            Assert.AreEqual(0, list.Count);
        }

        /// <summary>Firmware before this one had one file: its list is taken over, whatever write the power goes at, and the file goes.</summary>
        [TestMethod]
        [DataRow((int)PowerCut.Before)]
        [DataRow((int)PowerCut.After)]
        public void The_list_of_older_firmware_is_taken_over(int cut)
        {
            for (int at = 1; at <= 4; at++)
            {
                FakeFlash flash = new FakeFlash();
                byte[] old = OldFile();
                flash.Write(OneFile, old, old.Length);
                flash.Cut = (PowerCut)cut;
                flash.CutAt = 1 + at;
                try
                {
                    Assert.IsTrue(new LocalList(flash).Load());
                    Assert.AreEqual(4, at, "two slots are written and the file removed");
                }
                catch (PowerCutException)
                {
                }

                flash.Restore();
                LocalList list = new LocalList(flash);
                Assert.IsTrue(list.Load());
                Assert.AreEqual("7 04AABB", Tokens(list));
                Assert.AreEqual(-1, flash.Length(OneFile));
                AssertAlike(flash);
            }
        }

        [TestMethod]
        public void A_spoilt_file_of_older_firmware_lets_nobody_in_and_no_file_replaces_the_slots()
        {
            FakeFlash flash = new FakeFlash();
            byte[] old = OldFile();
            old[8] ^= 1;
            flash.Write(OneFile, old, old.Length);
            LocalList list = new LocalList(flash);
            list.Load();
            Assert.AreEqual(0, list.Count);
            Assert.AreEqual(-1, flash.Length(OneFile));

            flash = Stored();
            old = OldFile();
            flash.Write(OneFile, old, old.Length);
            list = new LocalList(flash);
            list.Load();
            Assert.AreEqual("04CCDD 04EEFF", Tokens(list));
            Assert.AreEqual(-1, flash.Length(OneFile));
        }

        // "7" and "04AABB" as the one file had them.
        private static byte[] OldFile()
        {
            byte[] file = { 0x4E, 0x43, 0x4C, 1, 2, 1, 0x37, 6, 0x30, 0x34, 0x41, 0x41, 0x42, 0x42, 0, 0, 0, 0 };
            LittleEndian.Put32(file, file.Length - 4, Crc32.Compute(file, 0, file.Length - 4));
            return file;
        }

        // Three came and the first one went.
        private static FakeFlash Stored()
        {
            FakeFlash flash = new FakeFlash();
            LocalList list = new LocalList(flash);
            Assert.IsNull(list.Add("04AABB"));
            Assert.IsNull(list.Add("04CCDD"));
            Assert.IsNull(list.Add("04EEFF"));
            Assert.IsNull(list.Remove("04EEFF"));
            Assert.IsNull(list.Remove("04AABB"));
            Assert.IsNull(list.Add("04EEFF"));
            return flash;
        }

        // Changes until the power goes; the list that was told as stored, and the one that was asked for last.
        private static string Play(FakeFlash flash, out string asked)
        {
            string told = "";
            asked = "";
            LocalList list = new LocalList(flash);
            list.Load();
            try
            {
                for (int change = 0; change < 20; change++)
                {
                    string token = (100 + (change / 4)).ToString();
                    bool comes = change % 4 != 3;
                    token = comes ? token + "-" + change.ToString() : token + "-" + (change - 1).ToString();
                    asked = comes ? (told + " " + token).Trim() : told.Substring(0, told.Length - token.Length - 1);
                    Assert.IsNull(comes ? list.Add(token) : list.Remove(token));
                    told = asked;
                }
            }
            catch (PowerCutException)
            {
            }

            return told;
        }

        private static string Tokens(LocalList list)
        {
            string text = "";
            for (int i = 0; i < list.Count; i++)
            {
                text += (i > 0 ? " " : "") + list[i];
            }

            return text;
        }

        private static void Reseal(byte[] slot, int tokens)
        {
            slot[SlotFrame.HeaderBytes] = (byte)tokens;
            SlotFrame.Seal(slot, slot.Length, "NCL", 1, SlotFrame.Generation(slot));
        }

        private static void AssertAlike(FakeFlash flash)
        {
            byte[] a = flash.Content(LocalList.SlotA);
            byte[] b = flash.Content(LocalList.SlotB);
            Assert.IsTrue(SlotFrame.IsSound(a, a.Length, "NCL", 1) && SlotFrame.IsSound(b, b.Length, "NCL", 1) && SlotFrame.Alike(a, b));
        }
    }
}
