using NanoCharger.Core.Charging;
using NanoCharger.Core.Protection;
using NanoCharger.Records.Tests.SessionLog;
using NanoCharger.Fakes;
using nanoFramework.TestFramework;

namespace NanoCharger.App.Tests
{
    /// <summary>What is offered, when it changes, and when nothing is offered at all.</summary>
    [TestClass]
    public sealed class OfferTests
    {
        private const int B = 9_000;

        /// <summary>The least of all limits; nothing before all owners have spoken.</summary>
        [TestMethod]
        public void The_offer_is_the_least_of_all_limits()
        {
            OfferLimits limits = new OfferLimits();
            limits.Set(LimitSlot.Commissioning, 32_000);
            Assert.AreEqual(0, limits.OfferMilliamps);
            limits.Set(LimitSlot.Cable, 20_000);
            Assert.AreEqual(20_000, limits.OfferMilliamps);
            limits.Set(LimitSlot.Commissioning, 16_000);
            Assert.AreEqual(16_000, limits.OfferMilliamps);
        }

        /// <summary>A limit set at the console reaches the pilot at once; a second one waits for its 5 s, and the last wanted one wins.</summary>
        [TestMethod]
        public void Duty_values_are_5_s_apart_and_the_last_wanted_wins()
        {
            Loop loop = new Loop();
            loop.Charge(100);
            loop.Run(5_000);
            loop.Board.Port.Type("set maxAmps 16\r");
            loop.Run(1_000);
            Assert.AreEqual(2_667, loop.Board.PilotLine.Duty);
            int writes = loop.Board.PilotLine.DutyWrites;

            loop.Board.Port.Type("set maxAmps 10\r");
            loop.Run(1_000);
            loop.Board.Port.Type("set maxAmps 20\r");
            loop.Run(1_000);
            Assert.AreEqual(2_667, loop.Board.PilotLine.Duty);
            loop.Run(4_000);
            Assert.AreEqual(3_333, loop.Board.PilotLine.Duty);
            Assert.AreEqual(writes + 1, loop.Board.PilotLine.DutyWrites);
            Assert.IsTrue(loop.Closed);
        }

        /// <summary>A full log: the running transaction ends in it, a new one is refused, and the charger says why.</summary>
        [TestMethod]
        public void A_full_log_refuses_a_new_transaction_and_says_so()
        {
            FakeBoard board = new FakeBoard();
            LogScript script = new LogScript(board.Flash);
            script.Start();
            script.Charge(script.Log.Room.Transactions - 1);
            Loop loop = new Loop(board);
            loop.Charge(1_400);
            Assert.IsTrue(loop.Closed, "the last one");
            loop.Show(12_000, 2_000);
            loop.Charge(1_400);
            Assert.AreEqual((int)FaultCode.LogFull, loop.Status.FaultCode);
            Assert.AreEqual("log full", loop.Status.FaultName);
            Assert.IsFalse(loop.Closed);
            Assert.AreEqual(10_000, board.PilotLine.Duty);
            loop.Show(12_000, 1_000);
            Assert.AreEqual(0, loop.Status.FaultCode);
        }

        /// <summary>Interrupted blocks are not measured, but what flowed meanwhile is billed when a sound one comes.</summary>
        [TestMethod]
        public void Interrupted_blocks_lose_no_energy()
        {
            Loop loop = new Loop();
            loop.Charge(449);
            long before = loop.Status.RegisterMilliwattHours;
            loop.Board.Converter.Interrupted = true;
            loop.Run(900);
            loop.Board.Converter.Interrupted = false;
            loop.Run(2_100);
            long gained = loop.Status.RegisterMilliwattHours - before;
            Assert.IsTrue(gained > 4_000 && gained < 8_500, "mWh " + gained);
            Assert.IsTrue(loop.Closed);
        }

        /// <summary>Without a vehicle there is no PWM, whatever is set.</summary>
        [TestMethod]
        public void No_vehicle_gets_no_PWM()
        {
            Loop loop = new Loop();
            loop.Board.Port.Type("set maxAmps 16\r");
            loop.Run(2_000);
            Assert.AreEqual(10_000, loop.Board.PilotLine.Duty);
            loop.Show(B, 1_000);
            Assert.AreEqual(2_667, loop.Board.PilotLine.Duty);
        }
    }
}
