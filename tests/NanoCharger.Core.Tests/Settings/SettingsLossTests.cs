namespace NanoCharger.Core.Tests.Settings
{
    using NanoCharger.Core.Settings;
    using NanoCharger.Fakes;
    using nanoFramework.TestFramework;

    /// <summary>A unit that has lost its settings is commissioned again by hand, as a whole or not at all.</summary>
    [TestClass]
    public class SettingsLossTests
    {
        private static readonly string[] Vital = { "station.id", "phases", "maxAmps", "cable.amps", "auth.mode", "market" };
        private static readonly string[] Values = { "NC-0042", "1", "16", "20", "backend", "EU" };

        /// <summary>What has no default that is safe to sell by.</summary>
        [TestMethod]
        public void The_vital_settings_are_these()
        {
            int vital = 0;
            for (int i = 0; i < SettingsTable.Count; i++)
            {
                vital += SettingsTable.Row((SettingId)i).Vital ? 1 : 0;
            }

            Assert.AreEqual(Vital.Length, vital);
            for (int i = 0; i < vital; i++)
            {
                Assert.IsTrue(SettingsTable.Find(Vital[i]).Vital, Vital[i]);
            }
        }

        [TestMethod]
        public void A_unit_without_any_slot_has_lost_nothing()
        {
            SettingsStore settings = Load(new FakeFlash());
            Assert.IsFalse(settings.Lost);
            Assert.AreEqual("none stored; sells nothing before set: station.id, maxAmps, cable.amps, market", settings.Notice);
        }

        /// <summary>Each bit of the one slot, with the other one spoilt or gone; and a start more.</summary>
        [TestMethod]
        [DataRow(true)]
        [DataRow(false)]
        public void No_sound_slot_is_a_loss_and_a_restart_does_not_end_it(bool gone)
        {
            FakeFlash flash = Spoilt();
            if (gone)
            {
                flash.Delete(SettingsStore.SlotB);
            }

            byte[] slot = flash.Content(SettingsStore.SlotA);
            slot[20] ^= 4;
            for (int bit = 0; bit < slot.Length * 8; bit += 7)
            {
                slot[bit / 8] ^= (byte)(1 << (bit % 8));
                Assert.IsTrue(Load(flash).Lost, "bit " + bit.ToString());
                Assert.IsTrue(Load(flash).Lost, "and at the next start");
                slot[bit / 8] ^= (byte)(1 << (bit % 8));
            }
        }

        /// <summary>Any order, whatever else is set meanwhile: nothing is stored before the last one, then everything.</summary>
        [TestMethod]
        public void The_last_vital_setting_stores_all()
        {
            for (int last = 0; last < Vital.Length; last++)
            {
                FakeFlash flash = Spoilt();
                SettingsStore settings = Load(flash);
                Assert.AreEqual("lost, no slot is sound; sells nothing before set: station.id, phases, maxAmps, cable.amps, auth.mode, market", settings.Notice);
                int before = flash.Operations;
                settings.Change(flash, "stop.time", "3600");
                for (int i = 0; i < Vital.Length; i++)
                {
                    if (i != last)
                    {
                        settings.Change(flash, Vital[i], Values[i]);
                    }
                }

                Assert.AreEqual("ok, stored once set too: " + Vital[last], settings.Change(flash, "stop.energy", "9000"));
                Assert.AreEqual(Vital[last] + ": no value", settings.Change(flash, Vital[last], null));
                Assert.AreEqual(before, flash.Operations, "nothing stored by half");
                Assert.IsTrue(Load(flash).Lost, "a start before the last one begins anew");

                Assert.AreEqual("ok, all is stored; nothing is sold before the next boot", settings.Change(flash, Vital[last], Values[last]));
                Assert.IsTrue(settings.Lost, "this boot runs by another name");
                SettingsStore loaded = Load(flash);
                Assert.IsFalse(loaded.Lost);
                Assert.AreEqual(16, loaded.Int(SettingId.MaxAmps));
                Assert.AreEqual(3600, loaded.Int(SettingId.StopTime));
                Assert.AreEqual("NC-0042", loaded.Text(SettingId.StationId));
            }
        }

        /// <summary>All set, and another value again: stored each time, and in force from the next start on.</summary>
        [TestMethod]
        public void Lasts_to_the_next_start()
        {
            FakeFlash flash = Spoilt();
            SettingsStore settings = Load(flash);
            SetAll(flash, settings);
            Assert.AreEqual("ok, all is stored; nothing is sold before the next boot", settings.Change(flash, "maxAmps", "10"));
            Assert.IsTrue(settings.Lost);
            Assert.AreEqual(0, settings.Left);
            settings = Load(flash);
            Assert.IsFalse(settings.Lost);
            Assert.AreEqual(10, settings.Int(SettingId.MaxAmps));
            Assert.IsNull(settings.Change(flash, "maxAmps", "20"));
        }

        /// <summary>A wrong value counts for nothing, nor does one that the flash did not take.</summary>
        [TestMethod]
        public void What_was_refused_was_not_set()
        {
            FakeFlash flash = Spoilt();
            SettingsStore settings = Load(flash);
            for (int i = 0; i < Vital.Length; i++)
            {
                Assert.IsNotNull(settings.Change(flash, Vital[i], i == 2 ? "5" : Values[i]));
            }

            Assert.AreEqual("ok, stored once set too: maxAmps", settings.Change(flash, "delay.max", "0"));
            flash.Worn = true;
            Assert.AreEqual("maxAmps: the flash did not take it, the old value stays", settings.Change(flash, "maxAmps", "16"));
            flash.Worn = false;
            Assert.AreEqual("ok, stored once set too: maxAmps", settings.Change(flash, "delay.max", "1"));
            Assert.IsTrue(Load(flash).Lost);
        }

        /// <summary>The power goes at a write of the save that ends it: lost as before, or whole.</summary>
        [TestMethod]
        [DataRow(0)]
        [DataRow(1)]
        [DataRow(2)]
        public void A_power_cut_leaves_it_lost_or_whole(int cut)
        {
            for (int operation = 1; operation <= 2; operation++)
            {
                FakeFlash flash = Spoilt();
                SettingsStore settings = Load(flash);
                flash.Cut = (PowerCut)cut;
                flash.CutAt = flash.Operations + operation;
                Assert.ThrowsException(typeof(PowerCutException), () => SetAll(flash, settings));
                flash.Restore();
                SettingsStore loaded = Load(flash);
                bool stored = operation == 2 || cut == (int)PowerCut.After;
                Assert.AreEqual(!stored, loaded.Lost, "cut at " + operation.ToString());
                Assert.AreEqual(stored ? 16 : 0, loaded.Int(SettingId.MaxAmps));
                Assert.AreEqual(stored ? 0 : 2, Load(flash).Unusable, "mended");
            }
        }

        private static void SetAll(FakeFlash flash, SettingsStore settings)
        {
            for (int i = 0; i < Vital.Length; i++)
            {
                settings.Change(flash, Vital[i], Values[i]);
            }
        }

        private static FakeFlash Spoilt()
        {
            FakeFlash flash = new FakeFlash();
            SettingsStore settings = new SettingsStore();
            settings.Set("maxAmps", "16");
            settings.Save(flash);
            flash.Content(SettingsStore.SlotA)[20] ^= 4;
            flash.Content(SettingsStore.SlotB)[20] ^= 4;
            return flash;
        }

        private static SettingsStore Load(FakeFlash flash)
        {
            SettingsStore settings = new SettingsStore();
            settings.Load(flash);
            return settings;
        }
    }
}
