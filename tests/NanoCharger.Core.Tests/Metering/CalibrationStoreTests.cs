namespace NanoCharger.Core.Tests.Metering
{
    using System.IO;
    using NanoCharger.Core.Metering;
    using NanoCharger.Fakes;
    using NanoCharger.Hal;
    using NanoCharger.Storage;
    using NanoCharger.Text;
    using nanoFramework.TestFramework;

    /// <summary>The calibration survives whatever becomes of the flash, or is not used.</summary>
    [TestClass]
    public class CalibrationStoreTests
    {
        [TestMethod]
        [DataRow(1)]
        [DataRow(3)]
        public void Gives_back_everything(int phases)
        {
            FakeFlash flash = new FakeFlash();
            Calibration calibration = Sample(phases, 1_010_000);
            CalibrationStore store = new CalibrationStore();
            store.Save(flash, calibration, "current1 16.020A gain 1012345", 1_700_000_000_000, ClockQuality.Synchronised);

            Calibration loaded = new Calibration(phases);
            CalibrationStore again = new CalibrationStore();
            Assert.IsTrue(again.Load(flash, loaded));
            Assert.AreEqual(1L, again.Generation);
            Assert.AreEqual("current1 16.020A gain 1012345", again.Change);
            Assert.AreEqual(1_700_000_000_000L, again.UtcMillis);
            Assert.AreEqual((int)ClockQuality.Synchronised, (int)again.Quality);
            Assert.AreEqual(phases, again.StoredPhases);
            for (int phase = 0; phase < phases; phase++)
            {
                Assert.AreEqual(2, loaded.Voltage(phase).Points);
                Assert.AreEqual(150_000 + phase, loaded.Voltage(phase).LevelMillicounts(0));
                Assert.AreEqual(1_010_000, loaded.Voltage(phase).Gain(0));
                Assert.AreEqual(990_000, loaded.Voltage(phase).Gain(1));
                Assert.AreEqual(1_613_000, loaded.Voltage(phase).RestMillicounts);
                Assert.AreEqual(3_100, loaded.Current(phase).NoiseMillicounts);
                Assert.AreEqual(-45 + phase, loaded.Current(phase).PhaseHundredths);
            }
        }

        [TestMethod]
        public void Nothing_stored_leaves_the_calibration_alone()
        {
            Calibration calibration = Sample(1, 1_010_000);
            Assert.IsFalse(new CalibrationStore().Load(new FakeFlash(), calibration));
            Assert.AreEqual(2, calibration.Voltage(0).Points);
        }

        [TestMethod]
        public void Both_slots_hold_the_newest()
        {
            FakeFlash flash = new FakeFlash();
            CalibrationStore store = new CalibrationStore();
            for (int i = 1; i <= 5; i++)
            {
                store.Save(flash, Sample(1, 1_000_000 + i));
                Assert.AreEqual(1_000_000 + i, Loaded(flash));
            }

            flash.Delete(CalibrationStore.SlotA);
            Assert.AreEqual(1_000_005, Loaded(flash));
            flash.Delete(CalibrationStore.SlotB);
            Assert.AreEqual(1_000_005, Loaded(flash), "the missing one was mended");
        }

        /// <summary>The power goes before, in and after each write: what stands is the old one or the new one, and the next save works.</summary>
        [TestMethod]
        [DataRow(0)]
        [DataRow(1)]
        [DataRow(2)]
        public void A_power_cut_at_any_write_leaves_the_one_before_or_the_new_one(int cut)
        {
            for (int operation = 1; operation <= 8; operation++)
            {
                FakeFlash flash = new FakeFlash();
                flash.Cut = (PowerCut)cut;
                flash.CutAt = operation;
                int stored = 0;
                CalibrationStore store = new CalibrationStore();
                try
                {
                    for (int i = 1; i <= 4; i++)
                    {
                        store.Save(flash, Sample(1, 1_000_000 + i));
                        stored = i;
                    }
                }
                catch (PowerCutException)
                {
                }

                flash.Restore();

                // Two writes a save; with the first of them it is stored.
                int expected = operation % 2 == 0 || flash.Cut == PowerCut.After ? (operation + 1) / 2 : stored;
                Assert.AreEqual(expected == 0 ? 0 : 1_000_000 + expected, Loaded(flash), "cut at " + operation.ToString());
                Alike(flash);
                CalibrationStore next = new CalibrationStore();
                next.Load(flash, new Calibration(1));
                next.Save(flash, Sample(1, 1_100_000));
                Assert.AreEqual(1_100_000, Loaded(flash));
            }
        }

        /// <summary>A spoilt byte in either slot never brings back an older calibration, and is mended.</summary>
        [TestMethod]
        [DataRow(CalibrationStore.SlotA)]
        [DataRow(CalibrationStore.SlotB)]
        public void A_spoilt_byte_anywhere_is_mended_from_the_other_slot(string name)
        {
            FakeFlash flash = new FakeFlash();
            CalibrationStore store = new CalibrationStore();
            store.Save(flash, Sample(1, 1_000_001));
            store.Save(flash, Sample(1, 1_000_002));
            for (int i = 0; i < flash.Content(name).Length; i++)
            {
                flash.Content(name)[i] ^= 0x10;
                Assert.AreEqual(1_000_002, Loaded(flash), "byte " + i.ToString());
                Alike(flash);
            }
        }

        [TestMethod]
        public void Both_slots_spoilt_are_none()
        {
            FakeFlash flash = new FakeFlash();
            CalibrationStore store = new CalibrationStore();
            store.Save(flash, Sample(1, 1_000_001));
            store.Save(flash, Sample(1, 1_000_002));
            flash.Content(CalibrationStore.SlotA)[20] ^= 1;
            flash.Content(CalibrationStore.SlotB)[20] ^= 1;
            CalibrationStore again = new CalibrationStore();
            Assert.IsFalse(again.Load(flash, new Calibration(1)));
            Assert.AreEqual(2, again.Unusable);
            Assert.AreEqual(0, again.StoredPhases);
        }

        [TestMethod]
        public void Cut_off_slots_are_none()
        {
            for (int length = 0; length < 230; length++)
            {
                FakeFlash flash = new FakeFlash();
                new CalibrationStore().Save(flash, Sample(1, 1_000_001));
                flash.Delete(CalibrationStore.SlotB);
                byte[] whole = flash.Content(CalibrationStore.SlotA);
                if (length < whole.Length)
                {
                    flash.Write(CalibrationStore.SlotA, whole, length);
                    Assert.AreEqual(0, Loaded(flash), length.ToString() + " bytes");
                }
            }
        }

        /// <summary>A slot whose code is right and whose values cannot be: a gain, a level that falls, a phase, too many points.</summary>
        [TestMethod]
        [DataRow(4, 700_000)]
        [DataRow(4, 1_300_000)]
        [DataRow(8, 149_000)]
        [DataRow(0, 0)]
        [DataRow(80, 301)]
        [DataRow(76, -1)]
        [DataRow(72, -1)]
        public void Nonsense_with_a_right_code_is_not_used(int offset, int value)
        {
            FakeFlash flash = new FakeFlash();
            new CalibrationStore().Save(flash, Sample(1, 1_000_001));
            flash.Delete(CalibrationStore.SlotB);
            byte[] slot = flash.Content(CalibrationStore.SlotA);

            // The first channel follows the header of 55 bytes: its number of points, then levels and gains.
            LittleEndian.Put32(slot, 56 + offset, (uint)value);
            LittleEndian.Put32(slot, slot.Length - 4, Crc32.Compute(slot, 0, slot.Length - 4));
            Assert.AreEqual(0, Loaded(flash));
            slot[55] = 10;
            LittleEndian.Put32(slot, slot.Length - 4, Crc32.Compute(slot, 0, slot.Length - 4));
            Assert.AreEqual(0, Loaded(flash));
        }

        [TestMethod]
        [DataRow(1, 3)]
        [DataRow(3, 1)]
        public void A_calibration_for_other_phases_is_not_used_and_can_be_replaced(int stored, int board)
        {
            FakeFlash flash = new FakeFlash();
            new CalibrationStore().Save(flash, Sample(stored, 1_000_001));
            CalibrationStore store = new CalibrationStore();
            Calibration calibration = new Calibration(board);
            Assert.IsFalse(store.Load(flash, calibration));
            Assert.AreEqual(stored, store.StoredPhases);
            Assert.AreEqual(0, calibration.Voltage(0).Points);
            store.Save(flash, Sample(board, 1_000_002));
            Assert.IsTrue(new CalibrationStore().Load(flash, calibration));
        }

        [TestMethod]
        public void A_flash_that_fails_keeps_the_one_before()
        {
            FakeFlash flash = new FakeFlash();
            CalibrationStore store = new CalibrationStore();
            store.Save(flash, Sample(1, 1_000_001));
            flash.Worn = true;
            Assert.ThrowsException(typeof(IOException), () => store.Save(flash, Sample(1, 1_000_002)));
            Assert.AreEqual(1L, store.Generation);
            flash.Worn = false;
            Assert.AreEqual(1_000_001, Loaded(flash));
            store.Save(flash, Sample(1, 1_000_003));
            Assert.AreEqual(1_000_003, Loaded(flash));
        }

        [TestMethod]
        public void A_flash_that_took_it_and_said_it_did_not_is_looked_at()
        {
            FakeFlash flash = new FakeFlash();
            CalibrationStore store = new CalibrationStore();
            flash.Lying = true;
            store.Save(flash, Sample(1, 1_000_001));
            flash.Lying = false;
            Assert.AreEqual(1L, store.Generation);
            Assert.AreEqual(1_000_001, Loaded(flash));
        }

        private static Calibration Sample(int phases, int gain)
        {
            Calibration calibration = new Calibration(phases);
            for (int phase = 0; phase < phases; phase++)
            {
                calibration.Voltage(phase).Put(150_000 + phase, gain);
                calibration.Voltage(phase).Put(713_000, 990_000);
                calibration.Voltage(phase).RestMillicounts = 1_613_000;
                calibration.Current(phase).NoiseMillicounts = 3_100;
                calibration.Current(phase).PhaseHundredths = -45 + phase;
            }

            return calibration;
        }

        // The first gain of what is stored; 0 for nothing.
        private static int Loaded(FakeFlash flash)
        {
            Calibration calibration = new Calibration(1);
            return new CalibrationStore().Load(flash, calibration) ? calibration.Voltage(0).Gain(0) : 0;
        }

        private static void Alike(FakeFlash flash)
        {
            byte[] a = flash.Content(CalibrationStore.SlotA);
            byte[] b = flash.Content(CalibrationStore.SlotB);
            Assert.IsTrue(a == null ? b == null : b != null && SlotFrame.Alike(a, b));
        }
    }
}
