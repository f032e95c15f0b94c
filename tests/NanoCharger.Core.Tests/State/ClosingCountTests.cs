namespace NanoCharger.Core.Tests.State
{
    using NanoCharger.Core.Charging;
    using NanoCharger.Core.State;
    using NanoCharger.Fakes;
    using nanoFramework.TestFramework;

    /// <summary>How often the contactor has closed: what a power cut costs, and what it costs the flash.</summary>
    [TestClass]
    public class ClosingCountTests
    {
        private const long Second = 1_000_000;

        private static FakePiece _other;
        private static ContactorSwitch _contactor;
        private static DurableState _state;
        private static long _now;

        [TestMethod]
        public void Each_closing_counts_once_however_often_it_is_commanded()
        {
            Start(new FakeFlash());
            _contactor.Close();
            _contactor.Close();
            _contactor.Open(_now);
            _contactor.Open(_now);
            _contactor.Close();
            Assert.AreEqual(2L, _contactor.Count.Closings);
        }

        [TestMethod]
        public void A_power_cut_costs_sixteen_closings_at_most()
        {
            for (int closings = 0; closings < 70; closings++)
            {
                FakeFlash flash = new FakeFlash();
                Start(flash);
                Charge(closings);
                Start(flash);
                long missing = closings - _contactor.Count.Closings;
                Assert.IsTrue(missing >= 0 && missing < ClosingCount.MostBehind, closings.ToString() + " closings, " + missing.ToString() + " missing");
            }
        }

        [TestMethod]
        public void A_hundred_closings_cost_six_changes_of_two_copies_and_none_while_closed()
        {
            FakeFlash flash = new FakeFlash();
            Start(flash);
            Charge(100);
            Assert.AreEqual(12, flash.Operations);
            _contactor.Close();
            int before = flash.Operations;
            Turn();
            Assert.AreEqual(before, flash.Operations);
        }

        /// <summary>Whatever else changes takes it along, and puts its own write off.</summary>
        [TestMethod]
        public void It_goes_along_with_whatever_else_is_written()
        {
            FakeFlash flash = new FakeFlash();
            Start(flash);
            Charge(15);
            Assert.AreEqual(0, flash.Operations);
            _other.Value = 7;
            Turn();
            Turn();
            Charge(10);
            Assert.AreEqual(2, flash.Operations);
            Start(flash);
            Assert.AreEqual(15L, _contactor.Count.Closings);
            Charge(16);
            Start(flash);
            Assert.AreEqual(31L, _contactor.Count.Closings);
        }

        private static void Start(FakeFlash flash)
        {
            _contactor = new ContactorSwitch(new FakeBoard().Contactor);
            _other = new FakePiece(DurablePiece.Grant);
            _state = new DurableState(flash, new IDurable[] { _other, _contactor.Count });
            _state.Load();
        }

        private static void Charge(int times)
        {
            for (int i = 0; i < times; i++)
            {
                _contactor.Close();
                Turn();
                _contactor.Open(_now);
                Turn();
                Turn();
            }
        }

        private static void Turn()
        {
            _now += Second;
            _state.Step(_contactor.Closed, _now);
        }
    }
}
