using NanoCharger.Core.Protection;
using NanoCharger.Fakes;
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
            Assert.IsTrue(rig.Guard.CountersDirty);
            rig.Guard.Save(rig.Board.Flash);
            Assert.IsFalse(rig.Guard.CountersDirty);
            rig.Run(1_000);
            Assert.IsFalse(rig.Guard.CountersDirty);

            FaultCounters again = new FaultCounters();
            again.Load(rig.Board.Flash);
            Assert.AreEqual(1L, again.Of(FaultCode.HoldLapsed));
            Assert.AreEqual(0L, again.Of(FaultCode.EarthLost));
        }

        /// <summary>Cut in a write, or a slot gone bad: the other slot is as it was.</summary>
        [TestMethod]
        public void A_cut_in_the_write_costs_only_what_was_not_written()
        {
            GuardRig rig = new GuardRig();
            FakeFlash flash = rig.Board.Flash;
            for (int i = 0; i < 3; i++)
            {
                Lapse(rig);
                rig.Run(31_000);
                rig.Guard.Save(flash);
            }

            byte[] newest = flash.Content(FaultCounters.FirstName);
            newest[12] ^= 1;
            FaultCounters again = new FaultCounters();
            again.Load(flash);
            Assert.AreEqual(2L, again.Of(FaultCode.HoldLapsed));
            again.Save(flash);
            FaultCounters last = new FaultCounters();
            last.Load(flash);
            Assert.AreEqual(2L, last.Of(FaultCode.HoldLapsed));
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
            for (int code = 1; code < FaultCatalogue.Count; code++)
            {
                FaultEntry entry = FaultCatalogue.Of((FaultCode)code);
                Assert.AreEqual(code, (int)entry.Code);
                Assert.IsTrue(entry.Name.Length > 0 && entry.Cause.Length > 0 && entry.Clears.Length > 0, "code " + code);
            }

            Assert.AreEqual(0, (int)FaultCatalogue.Of((FaultCode)FaultCatalogue.Count).Code);
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
