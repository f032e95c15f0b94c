using NanoCharger.Core.Charging;
using NanoCharger.Fakes;
using NanoCharger.Hal;
using nanoFramework.TestFramework;

namespace NanoCharger.App.Tests
{
    /// <summary>One vehicle is pulled and another one plugged in while the loop stands still: the interlock's latch tells of it.</summary>
    [TestClass]
    public sealed class SwapTests
    {
        private const int A = 12_000;
        private const int B = 9_000;
        private const int C = 6_000;
        private const int StepMicros = 5_000;

        /// <summary>Wherever in the turn the stall lies: the old transaction ends, the new vehicle waits its 5 s and begins one of its own, with 10 A as long as it shows no B.</summary>
        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void Who_came_in_a_stall_is_not_charged_on_the_old_transaction(bool behindTheReading)
        {
            Loop loop = new Loop();
            loop.Charge(100);
            long number = loop.Status.TransactionNumber;
            Swap(loop, behindTheReading);
            Assert.IsFalse(loop.Closed);
            Assert.AreEqual(0L, loop.Status.TransactionNumber);
            int after = loop.Until(true, 10_000);
            Assert.IsTrue(after > 4_800 && after < 6_000, "closed after " + after);
            Assert.IsTrue(loop.Status.TransactionNumber > number);
            Assert.AreEqual(1_667, loop.Board.PilotLine.Duty);
        }

        /// <summary>What is told of it: the interlock acted. The dead outlet is no residual trip, and no contactor that fails to close.</summary>
        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void The_interlock_is_named_and_nothing_else(bool behindTheReading)
        {
            Loop loop = new Loop();
            loop.Charge(100);
            Swap(loop, behindTheReading);
            loop.Run(3_000);
            Assert.AreEqual(0, loop.Status.FaultCode);
            loop.Board.Port.Type("faults\r");
            loop.Run(1_000);
            Assert.Contains("interlock opened during a stall", loop.Board.Port.Printed);
            Assert.DoesNotContains("residual current", loop.Board.Port.Printed);
            Assert.DoesNotContains("failed to close", loop.Board.Port.Printed);
        }

        /// <summary>The card was shown for the vehicle that is gone.</summary>
        [TestMethod]
        public void The_old_card_does_not_serve_who_came()
        {
            FakeBoard board = new FakeBoard();
            FakeUnit.Set(board.Flash, "auth.mode", "backend");
            Loop loop = new Loop(board);
            loop.Charger.Commands.Authorise("CAFE01", GrantSource.Console);
            loop.Charge(100);
            Assert.IsTrue(loop.Closed);
            Swap(loop, true);
            loop.Run(20_000);
            Assert.AreEqual(1, board.Chain.Closings);
            loop.Charger.Commands.Authorise("CAFE02", GrantSource.Console);
            Assert.IsTrue(loop.Until(true, 2_000) >= 0);
        }

        /// <summary>Stopped before: the outlet was not seen empty, so free mode gives nobody anything.</summary>
        [TestMethod]
        public void After_a_stop_a_swap_begins_nothing()
        {
            Loop loop = new Loop();
            loop.Charge(449);
            Assert.IsTrue(loop.Charger.Commands.Stop(GrantSource.Console));
            loop.Run(200);
            Assert.IsTrue(loop.Closed, "the vehicle has 6 s");
            Swap(loop, true);
            loop.Run(20_000);
            Assert.AreEqual(1, loop.Board.Chain.Closings);
            Assert.AreEqual(0L, loop.Status.TransactionNumber);
        }

        /// <summary>A calibration run was for the load that may have gone, not for whoever stands there now.</summary>
        [TestMethod]
        public void It_ends_a_calibration_run()
        {
            Loop loop = new Loop();
            loop.Say("calibrate run");
            loop.Charge(100);
            Assert.IsTrue(loop.Closed);
            Swap(loop, true);
            loop.Run(60_000);
            Assert.AreEqual(1, loop.Board.Chain.Closings);
            Assert.Contains("ended, unseen for too long, ", loop.Say("log 3"));
        }

        /// <summary>A write to flash is a stall too, and no hands are that fast: the same vehicle goes on in its transaction.</summary>
        [TestMethod]
        public void A_stall_too_short_for_hands_ends_nothing()
        {
            Loop loop = new Loop();
            loop.Charge(100);
            long number = loop.Status.TransactionNumber;
            long now = loop.Board.Micros;
            loop.Board.PilotLine.ShowAt(now + 100_000, B);
            loop.Board.PilotLine.ShowAt(now + 300_000, C);
            loop.Board.StallMicros = 400_000;
            loop.Charger.Turn();
            loop.Charger.Turn();
            Assert.IsFalse(loop.Closed, "the latch holds it open");
            Assert.IsTrue(loop.Until(true, 10_000) > 4_800);
            Assert.AreEqual(number, loop.Status.TransactionNumber);
            Assert.AreEqual(5_333, loop.Board.PilotLine.Duty);
        }

        // 2 s: the old one leaves after 0.4 s, the new one is there, asking, from 1.4 s on.
        private static void Swap(Loop loop, bool behindTheReading)
        {
            long now = loop.Board.Micros;
            loop.Board.PilotLine.ShowAt(now + 400_000, A);
            loop.Board.PilotLine.ShowAt(now + 1_400_000, C);
            if (behindTheReading)
            {
                loop.Board.StallMicros = 2_000_000;
                loop.Charger.Turn();
            }

            while (loop.Board.Micros < now + 2_000_000)
            {
                loop.Board.Spend(StepMicros);
            }

            loop.Charger.Turn();
            loop.Charger.Turn();
        }
    }
}
