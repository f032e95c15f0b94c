namespace NanoCharger.Core.Tests.Settings
{
    using NanoCharger.Core.Settings;
    using NanoCharger.Fakes;
    using NanoCharger.Storage;
    using NanoCharger.Text;
    using nanoFramework.TestFramework;

    /// <summary>Two slots that both hold the newest: what the flash spoils, or the power interrupts, never brings back an older value.</summary>
    [TestClass]
    public class SettingsSlotsTests
    {
        /// <summary>Every bit of either slot of a unit that once had 32 A and now has 16 A; and the next spoilt slot, the other one, finds the first mended.</summary>
        [TestMethod]
        [DataRow(SettingsStore.SlotA)]
        [DataRow(SettingsStore.SlotB)]
        public void A_flipped_bit_anywhere_never_brings_back_the_older_value(string name)
        {
            FakeFlash flash = Unit();
            int bits = flash.Content(name).Length * 8;
            Assert.IsTrue(bits > 5_000, "bits " + bits.ToString());
            for (int bit = 0; bit < bits; bit++)
            {
                flash.Content(name)[bit / 8] ^= (byte)(1 << (bit % 8));
                SettingsStore loaded = new SettingsStore();
                Assert.IsTrue(loaded.Load(flash));
                Assert.AreEqual(16, loaded.Int(SettingId.MaxAmps), "bit " + bit.ToString());
                Assert.AreEqual("NC-0042", loaded.Text(SettingId.StationId));
                Assert.AreEqual("a slot was damaged, mended from the other", loaded.Notice);
                Alike(flash, loaded.Generation);
            }
        }

        [TestMethod]
        [DataRow(SettingsStore.SlotA)]
        [DataRow(SettingsStore.SlotB)]
        public void A_slot_that_is_missing_cut_off_or_too_long_is_mended(string name)
        {
            FakeFlash flash = Unit();
            byte[] whole = new byte[4_096];
            flash.Content(name).CopyTo(whole, 0);
            int length = flash.Content(name).Length;
            for (int kept = -1; kept <= length + 3_000; kept += kept < length - 1 || kept > length ? 61 : 1)
            {
                flash.Delete(name);
                if (kept >= 0)
                {
                    flash.Write(name, whole, kept);
                }

                Assert.AreEqual(16, Loaded(flash), kept.ToString());
                Alike(flash, 3);
            }
        }

        /// <summary>Firmware before this one wrote its slots by turns.</summary>
        [TestMethod]
        public void An_older_slot_is_mended_and_nobody_is_told()
        {
            FakeFlash flash = Unit();
            byte[] older = flash.Content(SettingsStore.SlotB);
            Assert.IsNull(Load(flash).Change(flash, "maxAmps", "10"));
            flash.Write(SettingsStore.SlotB, older, older.Length);
            SettingsStore loaded = Load(flash);
            Assert.AreEqual(10, loaded.Int(SettingId.MaxAmps));
            Assert.IsNull(loaded.Notice);
            Alike(flash, 4);
        }

        [TestMethod]
        public void A_start_of_a_sound_unit_writes_nothing()
        {
            FakeFlash flash = Unit();
            int before = flash.Operations;
            Assert.AreEqual(16, Loaded(flash));
            Assert.AreEqual(before, flash.Operations);
        }

        /// <summary>Who asks before the board is open must not stall it.</summary>
        [TestMethod]
        public void A_look_mends_nothing()
        {
            FakeFlash flash = Unit();
            flash.Delete(SettingsStore.SlotA);
            int before = flash.Operations;
            SettingsStore looked = new SettingsStore();
            Assert.IsTrue(looked.Look(flash));
            Assert.AreEqual(16, looked.Int(SettingId.MaxAmps));
            Assert.AreEqual(before, flash.Operations);
        }

        /// <summary>The power goes at any write of a save: all of the old or all of the new, and after the next start both slots agree.</summary>
        [TestMethod]
        [DataRow(0)]
        [DataRow(1)]
        [DataRow(2)]
        public void A_power_cut_at_any_write_of_a_save_leaves_the_old_or_the_new(int cut)
        {
            for (int operation = 1; operation <= 2; operation++)
            {
                FakeFlash flash = Unit();
                SettingsStore settings = Load(flash);
                settings.Set("station.id", "NC-0043");
                Assert.IsTrue(CutAt(flash, cut, operation, settings), "a save writes twice");
                bool stored = operation == 2 || cut == (int)PowerCut.After;
                SettingsStore loaded = Load(flash);
                Assert.AreEqual(stored ? 10 : 16, loaded.Int(SettingId.MaxAmps), "cut at " + operation.ToString());
                Assert.AreEqual(stored ? "NC-0043" : "NC-0042", loaded.Text(SettingId.StationId), "all or nothing");
                Alike(flash, stored ? 4 : 3);
            }

            FakeFlash whole = Unit();
            Assert.IsFalse(CutAt(whole, cut, 3, Load(whole)), "and no third time");
        }

        /// <summary>The power goes while a slot is mended.</summary>
        [TestMethod]
        [DataRow(0)]
        [DataRow(1)]
        [DataRow(2)]
        public void A_power_cut_in_a_mend_is_mended_at_the_next_start(int cut)
        {
            FakeFlash flash = Unit();
            flash.Content(SettingsStore.SlotA)[20] ^= 4;
            flash.Cut = (PowerCut)cut;
            flash.CutAt = flash.Operations + 1;
            Assert.ThrowsException(typeof(PowerCutException), () => Load(flash));
            flash.Restore();
            Assert.AreEqual(16, Loaded(flash));
            Alike(flash, 3);
        }

        [TestMethod]
        public void A_flash_that_takes_no_mending_is_told_and_nothing_else()
        {
            FakeFlash flash = Unit();
            flash.Content(SettingsStore.SlotB)[20] ^= 4;
            flash.Worn = true;
            SettingsStore loaded = Load(flash);
            Assert.AreEqual(16, loaded.Int(SettingId.MaxAmps));
            Assert.AreEqual("a slot is damaged or behind, and the flash did not take the mending: the other is used", loaded.Notice);
            flash.Worn = false;
            Assert.AreEqual(16, Loaded(flash));
            Alike(flash, 3);
        }

        // Commissioned with 16 A, from 32 A on, in three saves.
        private static FakeFlash Unit()
        {
            FakeFlash flash = new FakeFlash();
            SettingsStore settings = new SettingsStore();
            Assert.IsNull(settings.Change(flash, "station.id", "NC-0042"));
            Assert.IsNull(settings.Change(flash, "maxAmps", "32"));
            Assert.IsNull(settings.Change(flash, "maxAmps", "16"));
            return flash;
        }

        private static bool CutAt(FakeFlash flash, int cut, int operation, SettingsStore settings)
        {
            flash.Cut = (PowerCut)cut;
            flash.CutAt = flash.Operations + operation;
            try
            {
                settings.Change(flash, "maxAmps", "10");
                return false;
            }
            catch (PowerCutException)
            {
                return true;
            }
            finally
            {
                flash.Restore();
            }
        }

        private static SettingsStore Load(FakeFlash flash)
        {
            SettingsStore settings = new SettingsStore();
            settings.Load(flash);
            return settings;
        }

        private static int Loaded(FakeFlash flash)
        {
            return Load(flash).Int(SettingId.MaxAmps);
        }

        private static void Alike(FakeFlash flash, long generation)
        {
            byte[] a = flash.Content(SettingsStore.SlotA);
            byte[] b = flash.Content(SettingsStore.SlotB);
            Assert.IsTrue(SlotFrame.IsSound(a, a.Length, "NCS", 1) && SlotFrame.IsSound(b, b.Length, "NCS", 1) && SlotFrame.Alike(a, b));
            Assert.AreEqual(generation, SlotFrame.Generation(a));
        }
    }
}
