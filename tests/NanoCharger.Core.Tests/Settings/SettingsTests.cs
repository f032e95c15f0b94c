namespace NanoCharger.Core.Tests.Settings
{
    using NanoCharger.Core.Settings;
    using NanoCharger.Fakes;
    using nanoFramework.TestFramework;

    /// <summary>What settings take, what they refuse and in which words, and what a power cut leaves of them.</summary>
    [TestClass]
    public class SettingsTests
    {
        [TestMethod]
        public void Every_default_keeps_its_own_rules_and_stands_at_its_own_place()
        {
            for (int i = 0; i < SettingsTable.Count; i++)
            {
                SettingRow row = SettingsTable.Row((SettingId)i);
                Assert.AreEqual(i, (int)row.Id, row.Name);
                Assert.AreEqual(row.NoDefault ? "unset" : null, row.NoDefault ? new SettingsStore().Shown(row.Id) : row.IsText ? row.Check(row.DefaultText) : row.Check(new SettingsStore().Int(row.Id)), row.Name);
                Assert.AreEqual(row.MarketDefaults != null, new SettingsStore().IsByMarket(row.Id), row.Name);
                Assert.AreSame(row, SettingsTable.Find(row.Name));
                Assert.IsTrue(row.Doc.Length > 10 && row.Doc.Length <= 72, row.Name);
            }
        }

        [TestMethod]
        [DataRow("maxAmps", "5", "maxAmps: 5 is below 6 A")]
        [DataRow("maxAmps", "81", "maxAmps: 81 is above 80 A")]
        [DataRow("maxAmps", "6.5", "maxAmps: '6.5' is not a whole number")]
        [DataRow("maxAmps", "", "maxAmps: '' is not a whole number")]
        [DataRow("mqtt.port", "99999999999999999999", "mqtt.port: '99999999999999999999' is not a whole number")]
        [DataRow("mqtt.port", "4294967297", "mqtt.port: 4294967297 is above 65535")]
        [DataRow("phases", "2", "phases: 2 lies between 1 and 3, which is not allowed")]
        [DataRow("cable.amps", "5", "cable.amps: 5 lies between 0 and 6 A, which is not allowed")]
        [DataRow("station.id", "NC/1", "station.id: character 3 is not allowed here")]
        [DataRow("station.id", "", "station.id: 0 characters are less than 1")]
        [DataRow("station.id", "123456789012345678901", "station.id: 21 characters are more than 20")]
        [DataRow("sign.at", "20:00,4:00", "sign.at: '20:00,4:00' is not up to 4 times as 04:00,20:00")]
        [DataRow("sign.at", "01:00,02:00,03:00,04:00,05:00", "sign.at: 29 characters are more than 23")]
        [DataRow("amps", "6", "amps: there is no such setting")]
        public void Says_what_was_wrong_and_changes_nothing(string name, string value, string answer)
        {
            SettingsStore settings = new SettingsStore();
            Assert.AreEqual(answer, settings.Set(name, value));
            for (int i = 0; i < SettingsTable.Count; i++)
            {
                Assert.AreEqual(new SettingsStore().Shown((SettingId)i), settings.Shown((SettingId)i));
            }
        }

        [TestMethod]
        public void Takes_the_edges_of_ranges_and_gaps()
        {
            SettingsStore settings = new SettingsStore();
            Assert.IsNull(settings.Set("maxAmps", "6"));
            Assert.IsNull(settings.Set("maxAmps", "80"));
            Assert.IsNull(settings.Set("phases", "3"));
            Assert.IsNull(settings.Set("cable.amps", "0"));
            Assert.IsNull(settings.Set("cable.amps", "6"));
            Assert.IsNull(settings.Set("sign.at", "00:00,04:30,20:00,23:59"));
            Assert.IsNull(settings.Set("sign.at", ""));
            Assert.AreEqual(80, settings.Int(SettingId.MaxAmps));
        }

        /// <summary>Not resuming costs comfort, resuming another's vehicle costs money: only where units stand at known drivers' is it the default.</summary>
        [TestMethod]
        [DataRow("EU", 0)]
        [DataRow("US", 0)]
        [DataRow("CH", 0)]
        [DataRow("DK", 0)]
        [DataRow("GB", 900)]
        [DataRow("FR", 0)]
        [DataRow("DE", 0)]
        public void The_market_says_whether_a_paid_charge_resumes_while_nobody_else_does(string market, int seconds)
        {
            SettingsStore settings = TestSettings.Of("market", market);
            Assert.AreEqual(seconds, settings.Int(SettingId.AuthResume));
            Assert.AreEqual(seconds.ToString(), settings.Shown(SettingId.AuthResume));
            Assert.IsNull(settings.Set("auth.resume", "60"));
            Assert.AreEqual(60, settings.Int(SettingId.AuthResume));
            Assert.IsNull(settings.Set("auth.resume", "0"));
            Assert.AreEqual(0, settings.Int(SettingId.AuthResume));
            Assert.IsNull(settings.Set("auth.resume", ""));
            Assert.AreEqual(seconds, settings.Int(SettingId.AuthResume));
        }

        [TestMethod]
        public void What_the_market_gives_is_not_stored_and_what_was_set_is()
        {
            FakeFlash flash = new FakeFlash();
            SettingsStore settings = TestSettings.Of("market", "GB");
            settings.Save(flash);
            SettingsStore loaded = new SettingsStore();
            Assert.IsTrue(loaded.Load(flash));
            Assert.AreEqual(0, loaded.Ignored);
            Assert.IsTrue(loaded.IsByMarket(SettingId.AuthResume));
            Assert.IsNull(loaded.Change(flash, "market", "EU"));
            Assert.AreEqual(0, loaded.Int(SettingId.AuthResume), "the other market's");
            Assert.IsNull(loaded.Change(flash, "auth.resume", "900"));
            Assert.IsTrue(settings.Load(flash));
            Assert.IsFalse(settings.IsByMarket(SettingId.AuthResume));
            Assert.AreEqual(900, settings.Int(SettingId.AuthResume));
        }

        [TestMethod]
        public void Survives_a_reboot_with_every_value()
        {
            FakeFlash flash = new FakeFlash();
            SettingsStore settings = new SettingsStore();
            settings.Set("maxAmps", "16");
            settings.Set("wifi.name", "a b~");
            settings.Set("wifi.passphrase", "top secret");
            settings.Save(flash);

            SettingsStore loaded = new SettingsStore();
            Assert.IsTrue(loaded.Load(flash));
            Assert.AreEqual(16, loaded.Int(SettingId.MaxAmps));
            Assert.AreEqual("a b~", loaded.Text(SettingId.WifiName));
            Assert.AreEqual("top secret", loaded.Text(SettingId.WifiPassphrase));
            Assert.AreEqual(0, loaded.Ignored);
        }

        [TestMethod]
        public void Never_shows_a_secret()
        {
            SettingsStore settings = new SettingsStore();
            Assert.AreEqual("(not set)", settings.Shown(SettingId.WifiPassphrase));
            settings.Set("wifi.passphrase", "top secret");
            Assert.AreEqual("(set)", settings.Shown(SettingId.WifiPassphrase));
            Assert.AreEqual("wifi.passphrase: character 2 is not allowed here", settings.Set("wifi.passphrase", "p\u00e4ssword"));
            Assert.AreEqual("wifi.passphrase: 7 characters lie between 0 and 8, which is not allowed", settings.Set("wifi.passphrase", "seven77"));
            Assert.IsNull(settings.Set("wifi.passphrase", ""));
        }

        [TestMethod]
        [DataRow(0)]
        [DataRow(1)]
        public void A_power_cut_leaves_the_old_or_the_new_value(int cut)
        {
            FakeFlash flash = new FakeFlash();
            for (int amps = 10; amps < 20; amps++)
            {
                SettingsStore settings = new SettingsStore();
                settings.Load(flash);
                int before = settings.Int(SettingId.MaxAmps);
                flash.Cut = (PowerCut)cut;
                flash.CutAt = flash.Operations + 1;
                try
                {
                    settings.Change(flash, "maxAmps", amps.ToString());
                    Assert.IsTrue(false, "the power was cut");
                }
                catch (PowerCutException)
                {
                    flash.Restore();
                }

                SettingsStore loaded = new SettingsStore();
                loaded.Load(flash);
                Assert.AreEqual(cut == 0 ? before : amps, loaded.Int(SettingId.MaxAmps));
                loaded.Change(flash, "maxAmps", amps.ToString());
            }
        }

        [TestMethod]
        public void A_failing_flash_leaves_the_old_value_in_memory_too()
        {
            FakeFlash flash = new FakeFlash { Worn = true };
            SettingsStore settings = new SettingsStore();
            Assert.IsNotNull(settings.Change(flash, "maxAmps", "10"));
            Assert.AreEqual("unset", settings.Shown(SettingId.MaxAmps));
            Assert.AreEqual(4, settings.Left);
        }

        /// <summary>What nobody has set is not stored, offers nothing, and is still to be set at the next start; setting it is all it takes.</summary>
        [TestMethod]
        public void Breaker_cable_market_and_name_are_unset_until_somebody_sets_them()
        {
            FakeFlash flash = new FakeFlash();
            SettingsStore settings = new SettingsStore();
            string[] all = { "market", "DE", "cable.amps", "0", "station.id", "NC-0042", "maxAmps", "16" };
            for (int i = 0; i < all.Length; i += 2)
            {
                Assert.AreEqual("unset", settings.Shown(SettingsTable.Find(all[i]).Id));
                Assert.AreEqual(0, settings.Int(SettingId.MaxAmps));
                Assert.IsTrue(settings.Missing.IndexOf(all[i]) >= 0, settings.Missing);
                Assert.IsNull(settings.Change(flash, "delay.max", "10"), "anything else is stored meanwhile");
                Assert.IsNull(settings.Change(flash, all[i], all[i + 1]));
                settings = new SettingsStore();
                Assert.IsTrue(settings.Load(flash));
                Assert.IsFalse(settings.Lost);
                Assert.AreEqual(all[i + 1], settings.Shown(SettingsTable.Find(all[i]).Id));
            }

            Assert.AreEqual(0, settings.Left);
            Assert.IsNull(settings.Missing);
        }

        /// <summary>What the next start would find is what stands in memory, whatever the flash said of it.</summary>
        [TestMethod]
        public void A_flash_that_took_it_and_said_it_did_not_is_looked_at()
        {
            FakeFlash flash = new FakeFlash { Lying = true };
            SettingsStore settings = new SettingsStore();
            Assert.IsNull(settings.Change(flash, "maxAmps", "10"));
            Assert.AreEqual(10, settings.Int(SettingId.MaxAmps));
            SettingsStore loaded = new SettingsStore();
            Assert.IsTrue(loaded.Load(flash));
            Assert.AreEqual(10, loaded.Int(SettingId.MaxAmps));
        }

        [TestMethod]
        public void Reads_a_slot_of_other_firmware_by_name()
        {
            // Entries: "later.one" (unknown here), maxAmps 7, phases 2 (out of range here); CRC as any zip tool computes it.
            byte[] slot =
            {
                78, 67, 83, 1, 9, 0, 0, 0, 3, 0,
                9, 108, 97, 116, 101, 114, 46, 111, 110, 101, 2, 1, 120,
                7, 109, 97, 120, 65, 109, 112, 115, 1, 7, 0, 0, 0,
                6, 112, 104, 97, 115, 101, 115, 1, 2, 0, 0, 0,
                39, 29, 191, 250,
            };
            FakeFlash flash = new FakeFlash();
            flash.Write(SettingsStore.SlotB, slot, slot.Length);
            SettingsStore settings = new SettingsStore();
            Assert.IsTrue(settings.Load(flash));
            Assert.AreEqual(9L, settings.Generation);
            Assert.AreEqual(7, settings.Int(SettingId.MaxAmps));
            Assert.AreEqual(1, settings.Int(SettingId.Phases));
            Assert.AreEqual(2, settings.Ignored);
        }
    }
}
