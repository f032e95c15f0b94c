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
    }
}
