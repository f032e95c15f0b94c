using NanoCharger.Core.Pilot;
using NanoCharger.Core.Protection;
using NanoCharger.Fakes;
using nanoFramework.TestFramework;

namespace NanoCharger.Core.Tests.Protection
{
    /// <summary>A board without its safety chain is refused.</summary>
    [TestClass]
    public sealed class ChainCheckTests
    {
        /// <summary>The chain of a sound board.</summary>
        [TestMethod]
        public void A_sound_chain_is_accepted()
        {
            FakeBoard board = new FakeBoard();
            Assert.IsNull(ChainCheck.Run(board));
            Assert.IsTrue(board.Micros < 1_000_000);
        }

        /// <summary>After a short loss of power the old pulse still holds: that is waited for.</summary>
        [TestMethod]
        public void A_hold_still_armed_is_waited_for()
        {
            FakeBoard board = new FakeBoard();
            board.Chain.Hold();
            Assert.IsNull(ChainCheck.Run(board));
            Assert.IsTrue(board.Micros > 4_000_000 && board.Micros < 5_000_000);
        }

        /// <summary>A line that always reads armed.</summary>
        [TestMethod]
        public void A_hold_that_never_lapses_is_refused()
        {
            FakeBoard board = new FakeBoard();
            board.Chain.HoldStuck = true;
            Assert.AreEqual("the hold never lapses", ChainCheck.Run(board));
        }

        /// <summary>A line that never reads armed.</summary>
        [TestMethod]
        public void A_hold_that_cannot_be_armed_is_refused()
        {
            FakeBoard board = new FakeBoard();
            board.Chain.HoldDead = true;
            Assert.AreEqual("the hold cannot be armed", ChainCheck.Run(board));
        }

        /// <summary>Only a vehicle in C lets the latch be seen: it does not close again under the command, and closes after it.</summary>
        [TestMethod]
        public void A_vehicle_that_asks_at_the_start_proves_the_latch()
        {
            FakeBoard board = Asking();
            Assert.IsNull(ChainCheck.Run(board));
            Assert.IsFalse(board.Chain.Commanded);
            Assert.AreEqual(0, board.Chain.Closings);
            Assert.AreEqual(DutyCycle.NoOffer, board.PilotLine.Duty);
            Assert.IsTrue(board.Contactor.InterlockClosed);
        }

        /// <summary>An interlock that closes again by itself.</summary>
        [TestMethod]
        public void An_interlock_that_does_not_latch_is_refused()
        {
            FakeBoard board = Asking();
            board.Chain.LatchDead = true;
            Assert.AreEqual("the interlock does not latch", ChainCheck.Run(board));
            Assert.IsFalse(board.Chain.Commanded);
        }

        /// <summary>One that never opens has nothing to latch; it is noted when the charger runs.</summary>
        [TestMethod]
        public void An_interlock_that_never_opens_is_not_refused()
        {
            FakeBoard board = Asking();
            board.Chain.InterlockStuck = true;
            Assert.IsNull(ChainCheck.Run(board));
        }

        private static FakeBoard Asking()
        {
            FakeBoard board = new FakeBoard();
            board.Pilot.SetDuty(DutyCycle.NoOffer);
            board.PilotLine.Show(6_000);
            return board;
        }
    }
}
