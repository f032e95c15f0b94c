using NanoCharger.Core.Protection;
using NanoCharger.Core.Settings;
using NanoCharger.Fakes;
using NanoCharger.Storage;
using NanoCharger.Text;
using nanoFramework.TestFramework;

namespace NanoCharger.Core.Tests.Protection
{
    /// <summary>The counters outlive power cuts, and every fault is in the catalogue.</summary>
    [TestClass]
    public sealed class FaultCountersTests
    {
        /// <summary>Counted once a time, stored, and there again after a start.</summary>
        [TestMethod]
        public void A_new_fault_is_counted_once_and_survives_a_power_cut()
        {
            GuardRig rig = new GuardRig();
            Lapse(rig);
            rig.Run(5_000);
            Assert.AreEqual(1L, rig.Guard.Counters.Of(FaultCode.HoldLapsed));
            Assert.IsTrue(rig.Guard.CountersDue(rig.Board.Micros));
            int before = rig.Board.Flash.Operations;
            Assert.IsNull(rig.Guard.Save(rig.Board.Flash, rig.Board.Micros));
            Assert.AreEqual(1, rig.Board.Flash.Operations - before, "one write a turn");
            Assert.IsTrue(rig.Guard.CountersDue(rig.Board.Micros), "the second copy is due");
            Assert.IsNull(rig.Guard.Save(rig.Board.Flash, rig.Board.Micros));
            Assert.IsFalse(rig.Guard.CountersDue(rig.Board.Micros));
            AssertAlike(rig.Board.Flash);
            rig.Run(1_000);
            Assert.IsFalse(rig.Guard.CountersDue(rig.Board.Micros));

            FaultCounters again = new FaultCounters();
            again.Load(rig.Board.Flash);
            Assert.AreEqual(1L, again.Of(FaultCode.HoldLapsed));
            Assert.AreEqual(0L, again.Of(FaultCode.EarthLost));
        }

        /// <summary>Three faults, the power cut at each write, before it and after it: the count is what was stored or one more, and both slots agree again.</summary>
        [TestMethod]
        [DataRow((int)PowerCut.Before)]
        [DataRow((int)PowerCut.After)]
        public void A_cut_in_the_write_costs_only_what_was_not_written(int cut)
        {
            for (int at = 1; at <= 7; at++)
            {
                GuardRig rig = new GuardRig();
                FakeFlash flash = rig.Board.Flash;
                flash.Cut = (PowerCut)cut;
                flash.CutAt = flash.Operations + at;
                long told = Play(rig, out long asked);
                Assert.AreEqual(at <= 6 ? (at + 1) / 2 : 3, asked, "two writes a fault");
                flash.Restore();
                FaultCounters again = new FaultCounters();
                again.Load(flash);
                long found = again.Of(FaultCode.HoldLapsed);
                Assert.AreEqual(at % 2 == 1 && cut == (int)PowerCut.After ? asked : told, found, "cut " + at.ToString());
                if (found > 0)
                {
                    AssertAlike(flash);
                }
            }
        }

        /// <summary>Every bit of either slot: no count falls, the console can be told, and the slot is whole again.</summary>
        [TestMethod]
        [DataRow(FaultCounters.FirstName)]
        [DataRow(FaultCounters.SecondName)]
        public void A_spoilt_slot_never_brings_an_older_count_back(string name)
        {
            FakeFlash flash = Stored();
            int bits = flash.Content(name).Length * 8;
            for (int bit = 0; bit < bits; bit++)
            {
                flash.Content(name)[bit / 8] ^= (byte)(1 << (bit % 8));
                FaultCounters counters = new FaultCounters();
                counters.Load(flash);
                Assert.AreEqual(2L, counters.Of(FaultCode.HoldLapsed), "bit " + bit.ToString());
                Assert.AreEqual("a slot was damaged, mended from the other", counters.Notice);
                AssertAlike(flash);
            }
        }

        [TestMethod]
        public void Both_slots_spoilt_are_told_and_counted_from_0()
        {
            FakeFlash flash = Stored();
            flash.Content(FaultCounters.FirstName)[12] ^= 1;
            flash.Content(FaultCounters.SecondName)[12] ^= 1;
            FaultCounters counters = new FaultCounters();
            counters.Load(flash);
            Assert.AreEqual(0L, counters.Of(FaultCode.HoldLapsed));
            Assert.AreEqual("both copies damaged: counted from 0 again", counters.Notice);
        }

        /// <summary>The contactor closed after the first copy, and a fault came before the second could be written.</summary>
        [TestMethod]
        public void A_fault_between_the_two_copies_is_in_both()
        {
            GuardRig rig = new GuardRig();
            Lapse(rig);
            rig.Run(31_000);
            Assert.IsNull(rig.Guard.Save(rig.Board.Flash, rig.Board.Micros));
            Lapse(rig);
            rig.Run(31_000);
            Store(rig);
            AssertAlike(rig.Board.Flash);
            FaultCounters again = new FaultCounters();
            again.Load(rig.Board.Flash);
            Assert.AreEqual(2L, again.Of(FaultCode.HoldLapsed));
        }

        [TestMethod]
        public void Counts_that_the_flash_does_not_take_are_told_and_due_again_after_a_minute()
        {
            GuardRig rig = new GuardRig();
            Lapse(rig);
            rig.Run(5_000);
            long failed = rig.Board.Micros;
            rig.Board.Flash.Worn = true;
            Assert.IsNotNull(rig.Guard.Save(rig.Board.Flash, failed));
            Assert.IsFalse(rig.Guard.CountersDue(failed + 59_999_999));
            Assert.IsTrue(rig.Guard.CountersDue(failed + 60_000_000));
            rig.Board.Flash.Worn = false;
            Assert.IsNull(rig.Guard.Save(rig.Board.Flash, failed + 60_000_000));
            rig.Board.Flash.Worn = true;
            Assert.IsNotNull(rig.Guard.Save(rig.Board.Flash, failed + 60_000_000), "the second copy");
            Assert.IsFalse(rig.Guard.CountersDue(failed + 119_999_999));
            rig.Board.Flash.Worn = false;
            Assert.IsTrue(rig.Guard.CountersDue(failed + 120_000_000));
            Assert.IsNull(rig.Guard.Save(rig.Board.Flash, failed + 120_000_000));
            Assert.IsFalse(rig.Guard.CountersDue(failed + 240_000_000));
            AssertAlike(rig.Board.Flash);
            FaultCounters again = new FaultCounters();
            again.Load(rig.Board.Flash);
            Assert.AreEqual(1L, again.Of(FaultCode.HoldLapsed));
        }

        /// <summary>A flash without counters.</summary>
        [TestMethod]
        public void Counts_start_at_zero()
        {
            FaultCounters counters = new FaultCounters();
            counters.Load(new FakeFlash());
            Assert.AreEqual(0L, counters.Of(FaultCode.ResidualCurrent));
            Assert.IsFalse(counters.Dirty);
        }

        /// <summary>Each code has its own row with all texts.</summary>
        [TestMethod]
        public void Every_fault_has_a_name_a_cause_and_what_clears_it()
        {
            SettingsStore settings = new SettingsStore();
            for (int code = 1; code < FaultCatalogue.Count; code++)
            {
                FaultEntry entry = FaultCatalogue.Of((FaultCode)code);
                Assert.AreEqual(code, (int)entry.Code);
                Assert.IsTrue(entry.Name.Length > 0 && Cause(entry, settings).Length > 0 && Clears(entry, settings).Length > 0, "code " + code);
            }

            Assert.AreEqual(0, (int)FaultCatalogue.Of((FaultCode)FaultCatalogue.Count).Code);
        }

        /// <summary>Whoever reads it has to know what was in force, not what a new unit has.</summary>
        [TestMethod]
        public void What_a_fault_says_of_a_limit_is_the_settings_value()
        {
            SettingsStore settings = new SettingsStore();
            FaultEntry voltage = FaultCatalogue.Of(FaultCode.MainsVoltage);
            FaultEntry frequency = FaultCatalogue.Of(FaultCode.MainsFrequency);
            Assert.AreEqual("a phase below 0.80 or above 1.15 of the nominal voltage for 3000 ms", Cause(voltage, settings));
            string[] names = { "mains.lowPercent", "mains.highPercent", "mains.returnLowPercent", "mains.returnHighPercent", "mains.outMillis", "mains.returnSeconds",
                "hertz.lowPercent", "hertz.highPercent", "hertz.returnPermille" };
            string[] values = { "70", "120", "75", "118", "500", "90", "97", "102", "15" };
            for (int i = 0; i < names.Length; i++)
            {
                Assert.IsNull(settings.Set(names[i], values[i]));
            }

            const string back = "90 s of a voltage within 0.75 to 1.18 and a frequency within 1.5 % of nominal, then the random delay";
            Assert.AreEqual("a phase below 0.70 or above 1.20 of the nominal voltage for 500 ms", Cause(voltage, settings));
            Assert.AreEqual("below 0.97 or above 1.02 of the nominal frequency for 500 ms", Cause(frequency, settings));
            Assert.AreEqual(back, Clears(voltage, settings));
            Assert.AreEqual(back, Clears(frequency, settings));
        }

        /// <summary>The board's hold waits 3.7 s at least: a stall shorter than 4 s can end in it.</summary>
        [TestMethod]
        public void The_text_of_a_lapsed_hold_claims_no_longer_stall_than_it_takes()
        {
            Assert.Contains("3.7 s at least", Cause(FaultCatalogue.Of(FaultCode.HoldLapsed), new SettingsStore()));
        }

        private static string Cause(FaultEntry entry, SettingsStore settings)
        {
            AsciiWriter text = new AsciiWriter(200);
            entry.PutCause(text, settings);
            Assert.DoesNotContains("?", text.ToString(), "ASCII");
            return text.ToString();
        }

        private static string Clears(FaultEntry entry, SettingsStore settings)
        {
            AsciiWriter text = new AsciiWriter(200);
            entry.PutClears(text, settings);
            Assert.DoesNotContains("?", text.ToString(), "ASCII");
            return text.ToString();
        }

        // Faults, each stored in both slots, until the power goes; the count that is stored for sure, and the last one.
        private static long Play(GuardRig rig, out long asked)
        {
            long told = 0;
            asked = 0;
            try
            {
                for (int fault = 1; fault <= 3; fault++)
                {
                    Lapse(rig);
                    rig.Run(31_000);
                    asked = fault;
                    Assert.IsNull(rig.Guard.Save(rig.Board.Flash, rig.Board.Micros));
                    told = fault;
                    Assert.IsNull(rig.Guard.Save(rig.Board.Flash, rig.Board.Micros));
                }
            }
            catch (PowerCutException)
            {
            }

            return told;
        }

        // Two faults, in both slots.
        private static FakeFlash Stored()
        {
            GuardRig rig = new GuardRig();
            for (int fault = 0; fault < 2; fault++)
            {
                Lapse(rig);
                rig.Run(31_000);
                Store(rig);
            }

            return rig.Board.Flash;
        }

        private static void Store(GuardRig rig)
        {
            while (rig.Guard.CountersDue(rig.Board.Micros))
            {
                Assert.IsNull(rig.Guard.Save(rig.Board.Flash, rig.Board.Micros));
            }
        }

        private static void AssertAlike(FakeFlash flash)
        {
            byte[] first = flash.Content(FaultCounters.FirstName);
            byte[] second = flash.Content(FaultCounters.SecondName);
            Assert.IsTrue(SlotFrame.IsSound(first, first.Length, "NCF", 1) && SlotFrame.IsSound(second, second.Length, "NCF", 1) && SlotFrame.Alike(first, second));
        }

        private static void Lapse(GuardRig rig)
        {
            rig.Charge(16_000);
            rig.Run(1_000);
            rig.Board.Spend(5_000_000);
            rig.Turn();
            rig.Open();
        }
    }
}
