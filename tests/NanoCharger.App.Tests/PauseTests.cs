using NanoCharger.Core.Charging;
using NanoCharger.Fakes;
using nanoFramework.TestFramework;

namespace NanoCharger.App.Tests
{
    /// <summary>Asking the vehicle to stop before the contactor opens (IEC 61851-1:2017, Table A.6, PWM off), and what asks for it.</summary>
    [TestClass]
    public sealed class PauseTests
    {
        private const int A = 12_000;
        private const int B = 9_000;
        private const int X1 = 10_000;
        private const int Full = 449;

        /// <summary>The contacts wait until the current is gone.</summary>
        [TestMethod]
        public void A_vehicle_that_stops_drawing_is_opened_unloaded()
        {
            Loop loop = new Loop();
            loop.Charge(Full);
            loop.Charger.Commands.SetLimit(LimitSlot.Technician, 0);
            loop.Run(2_000);
            Assert.AreEqual(X1, loop.Board.PilotLine.Duty);
            Assert.IsTrue(loop.Closed);

            loop.Board.Converter.AmpsPeak = 0;
            int after = loop.Until(false, 1_000);
            Assert.IsTrue(after >= 200 && after < 350, "opened after " + after);
        }

        /// <summary>Closed at 5.9 s, open by 6.5 s.</summary>
        [TestMethod]
        public void A_vehicle_that_ignores_the_pause_is_opened_after_6_s()
        {
            Loop loop = new Loop();
            loop.Charge(Full);
            loop.Charger.Commands.SetLimit(LimitSlot.Technician, 5_900);
            loop.Run(5_900);
            Assert.IsTrue(loop.Closed);
            int after = loop.Until(false, 1_000);
            Assert.IsTrue(after >= 0 && after < 600, "opened after " + (5_900 + after));
            Assert.IsTrue(loop.Status.TransactionNumber > 0);
        }

        /// <summary>9 V in the pause opens like 9 V in C2.</summary>
        [TestMethod]
        public void A_vehicle_that_goes_to_B_in_the_pause_is_opened_within_100_ms()
        {
            Loop loop = new Loop();
            loop.Charge(Full);
            loop.Charger.Commands.SetLimit(LimitSlot.Technician, 0);
            loop.Run(1_000);
            loop.Board.PilotLine.Show(B);
            long moved = loop.Board.Micros;
            loop.Until(false, 1_000);
            Assert.IsTrue(loop.Board.Chain.ContactsOpenMicros - moved <= 100_000);
        }

        /// <summary>X1 lasts its 4 s, and 6 s after the pause began it is opened: who draws on through X1 has not read the pilot, whatever is offered by then.</summary>
        [TestMethod]
        public void A_pause_that_is_lifted_still_runs_to_its_end_for_a_vehicle_that_draws_on()
        {
            Loop loop = new Loop();
            loop.Charge(Full);
            loop.Charger.Commands.SetLimit(LimitSlot.Technician, 0);
            loop.Run(1_000);
            loop.Charger.Commands.SetLimit(LimitSlot.Technician, OfferLimits.None);
            loop.Run(2_800);
            Assert.AreEqual(X1, loop.Board.PilotLine.Duty);
            loop.Run(500);
            Assert.AreEqual(5_333, loop.Board.PilotLine.Duty);
            int after = loop.Until(false, 5_000);
            Assert.IsTrue(after >= 1_600 && after < 2_200, "opened after " + (4_300 + after));
            Assert.AreEqual(X1, loop.Board.PilotLine.Duty);
        }

        /// <summary>Offers that come and go give nobody a second time: 6 s after the first pause it is opened.</summary>
        [TestMethod]
        public void A_second_pause_gives_no_new_time_to_a_vehicle_that_never_stopped()
        {
            Loop loop = new Loop();
            loop.Charge(Full);
            loop.Charger.Commands.SetLimit(LimitSlot.Technician, 0);
            loop.Run(4_100);
            loop.Charger.Commands.SetLimit(LimitSlot.Technician, 6_000);
            loop.Run(1_000);
            Assert.AreEqual(1_000, loop.Board.PilotLine.Duty);
            loop.Charger.Commands.SetLimit(LimitSlot.Technician, 0);
            loop.Run(100);
            Assert.AreEqual(X1, loop.Board.PilotLine.Duty, "X1 waits for nothing");
            int after = loop.Until(false, 5_000);
            Assert.IsTrue(after >= 600 && after < 1_200, "opened after " + (5_200 + after));
        }

        /// <summary>The energy limit stops the charging; raised, the same transaction goes on.</summary>
        [TestMethod]
        public void The_energy_limit_pauses_and_raised_goes_on_in_the_same_transaction()
        {
            Loop loop = With("stop.energy", "20");
            loop.Charge(Full);
            long transaction = loop.Status.TransactionNumber;
            int after = loop.Until(false, 30_000);
            Assert.IsTrue(after > 5_000 && after < 17_000, "stopped after " + after);
            loop.Run(10_000);
            Assert.AreEqual(X1, loop.Board.PilotLine.Duty);
            Assert.AreEqual(transaction, loop.Status.TransactionNumber);

            // It drew on through the pause: 30 s.
            loop.Board.Port.Type("set stop.energy 1000\r");
            Assert.IsTrue(loop.Until(true, 40_000) >= 0);
            Assert.AreEqual(transaction, loop.Status.TransactionNumber);
        }

        /// <summary>The time limit.</summary>
        [TestMethod]
        public void The_time_limit_pauses()
        {
            Loop loop = With("stop.time", "30");
            loop.Charge(Full);
            loop.Run(25_000);
            Assert.AreEqual(5_333, loop.Board.PilotLine.Duty);
            loop.Run(5_000);
            Assert.AreEqual(X1, loop.Board.PilotLine.Duty);
            Assert.IsTrue(loop.Until(false, 6_500) >= 0);
        }

        /// <summary>Too little power for 60 s; a stretch of 50 s is not enough.</summary>
        [TestMethod]
        public void Under_power_for_60_s_pauses()
        {
            Loop loop = With("stop.underPower", "1000");
            loop.Charge(20);
            loop.Run(48_000);
            loop.Board.Converter.AmpsPeak = Full;
            loop.Run(3_000);
            loop.Board.Converter.AmpsPeak = 20;
            loop.Run(58_000);
            Assert.IsTrue(loop.Closed);
            Assert.IsTrue(loop.Until(false, 10_000) >= 0);
            loop.Run(20_000);
            Assert.IsFalse(loop.Closed);
            loop.Show(A, 1_000);
            Assert.AreEqual(0L, loop.Status.TransactionNumber);
        }

        private static Loop With(string setting, string value)
        {
            FakeBoard board = new FakeBoard();
            FakeUnit.Set(board.Flash, setting, value);
            return new Loop(board);
        }
    }
}
