using NanoCharger.Core.Protection;
using nanoFramework.TestFramework;

namespace NanoCharger.App.Tests
{
    /// <summary>A flash that takes everything but the fault counters: no charge is lost for those, and no chip reset.</summary>
    [TestClass]
    public sealed class CounterFlashTests
    {
        private const string Told = "fault counters: the flash does not take them";
        private const int Lapse = 5_000_000;

        [TestMethod]
        public void The_charge_goes_on_behind_the_fault()
        {
            Loop loop = Failing();
            loop.Charge(100);
            long transaction = loop.Status.TransactionNumber;
            loop.Board.Spend(Lapse);
            loop.Run(1_000);
            Assert.IsFalse(loop.Closed);
            Assert.AreEqual((int)FaultCode.HoldLapsed, loop.Status.FaultCode);
            Assert.IsTrue(loop.Until(true, 40_000) >= 0);
            loop.Run(1_000);
            Assert.AreEqual(transaction, loop.Status.TransactionNumber);
            Assert.AreEqual(0, loop.Status.FaultCode);
        }

        [TestMethod]
        public void It_is_told_once_a_minute_and_what_was_counted_is_stored_when_the_flash_is_well()
        {
            Loop loop = Failing();
            Fault(loop);
            Assert.AreEqual(1, Times(loop));
            loop.Run(60_000);
            Assert.AreEqual(2, Times(loop));
            loop.Board.Flash.WornNames = null;
            loop.Run(61_000);
            Assert.AreEqual(2, Times(loop));
            FaultCounters stored = new FaultCounters();
            stored.Load(loop.Board.Flash);
            Assert.AreEqual(1L, stored.Of(FaultCode.HoldLapsed));
        }

        [TestMethod]
        public void A_restart_that_somebody_wants_does_not_wait_for_it()
        {
            Loop loop = Failing();
            Fault(loop);
            loop.Say("reboot");
            loop.Run(5_000);
            Assert.AreEqual(1, loop.Board.Restarts);
        }

        private static Loop Failing()
        {
            Loop loop = new Loop();
            loop.Board.Flash.WornNames = "faults.";
            return loop;
        }

        private static void Fault(Loop loop)
        {
            loop.Charge(100);
            loop.Board.Spend(Lapse);
            loop.Run(1_000);
            loop.Show(12_000, 5_000);
        }

        private static int Times(Loop loop)
        {
            int times = 0;
            string printed = loop.Board.Port.Printed;
            for (int at = printed.IndexOf(Told); at >= 0; at = printed.IndexOf(Told, at + 1))
            {
                times++;
            }

            return times;
        }
    }
}
