namespace NanoCharger.Core.Tests.Charging
{
    using NanoCharger.Core.Charging;
    using NanoCharger.Core.Metering;
    using NanoCharger.Core.Settings;
    using NanoCharger.Core.Tests.Settings;
    using NanoCharger.Fakes;
    using nanoFramework.TestFramework;

    /// <summary>What a unit lacks to sell, and what is remembered of its self-test.</summary>
    [TestClass]
    public class CommissioningTests
    {
        private static SettingsStore _settings;
        private static Commissioning _unit;

        [TestMethod]
        public void Says_what_is_missing_once_each_time_that_changes()
        {
            Begin("board");
            Assert.IsTrue(_unit.Update(false));
            Assert.AreEqual("station.id, maxAmps, cable.amps, market, key, calibration, self-test", _unit.Missing);
            Assert.IsFalse(_unit.Update(false), "nothing has changed");
            Assert.IsNull(_settings.Set("cable.amps", "0"));
            Assert.IsTrue(_unit.Update(true));
            Assert.AreEqual("station.id, maxAmps, market, calibration, self-test", _unit.Missing);
            Assert.IsFalse(_unit.Complete);
        }

        [TestMethod]
        public void A_self_test_is_that_of_its_board()
        {
            Begin("board");
            _unit.NoteTest(true);
            byte[] stored = new byte[20];
            int length = _unit.Save(stored, 3);
            Begin("board");
            _unit.Load(stored, 3, length);
            _unit.Update(true);
            Assert.DoesNotContains("self-test", _unit.Missing);
            Begin("another board");
            _unit.Load(stored, 3, length);
            _unit.Update(true);
            Assert.Contains("self-test", _unit.Missing);
        }

        /// <summary>Who has sold by firmware that knew no such piece was looked at before; where the piece is there, or was lost, it says more.</summary>
        [TestMethod]
        [DataRow(true, false, false, true)]
        [DataRow(true, true, false, false)]
        [DataRow(true, false, true, false)]
        [DataRow(false, false, false, false)]
        public void Only_a_unit_of_the_field_is_taken_over(bool sold, bool lost, bool stored, bool tested)
        {
            Begin("board");
            if (stored)
            {
                _unit.Load(new byte[4], 0, 4);
            }

            _unit.TakeOver(sold, lost);
            _unit.Update(true);
            Assert.AreEqual(tested, _unit.Missing.IndexOf("self-test") < 0);
        }

        private static void Begin(string board)
        {
            _settings = TestSettings.Of();
            Calibration calibration = new Calibration(1);
            ProvenRange proven = new ProvenRange(new Meter(new FakeBoard().Converter, calibration), calibration);
            proven.Update();
            _unit = new Commissioning(_settings, proven, board);
        }
    }
}
