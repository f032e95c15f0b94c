namespace NanoCharger.Records.Tests.SessionLog
{
    using NanoCharger.Core.Charging;
    using NanoCharger.Records.SessionLog;
    using NanoCharger.Core.Settings;
    using NanoCharger.Fakes;
    using NanoCharger.Text;
    using nanoFramework.TestFramework;

    /// <summary>What nobody may change, or not now, by whatever way he comes.</summary>
    [TestClass]
    public class SettingsDeskTests
    {
        private const string Owed = "station.id: a transaction is open or not yet answered for under the present name";
        private const string Aside = "station.id: records are set aside under the present name, see outbox";

        private static FakeFlash _flash;
        private static SettingsStore _settings;
        private static LogScript _charger;
        private static Delivery _delivery;
        private static SettingsDesk _desk;

        [TestMethod]
        public void Changes_and_stores_what_is_allowed_and_says_what_is_wrong_with_the_rest()
        {
            Begin();
            Assert.IsNull(_desk.Change("maxAmps", "16"));
            Assert.IsNull(_desk.Change("station.id", "NC-0002"));
            SettingsStore stored = new SettingsStore();
            Assert.IsTrue(stored.Load(_flash));
            Assert.AreEqual(16, stored.Int(SettingId.MaxAmps));
            Assert.AreEqual("NC-0002", stored.Text(SettingId.StationId));
            Assert.AreEqual("maxAmps: 5 is below 6 A", _desk.Change("maxAmps", "5"));
            Assert.AreEqual("amps: there is no such setting", _desk.Change("amps", "5"));
        }

        [TestMethod]
        public void What_follows_the_wiring_is_the_factory_s()
        {
            Begin();
            Assert.AreEqual("phases: set in the factory, since it follows the board's wiring", _desk.Change("phases", "3"));
            Assert.AreEqual(1, _settings.Int(SettingId.Phases));
        }

        [TestMethod]
        public void The_name_stays_until_every_bill_under_it_is_answered_for()
        {
            Begin();
            _charger.Begin(0);
            _charger.Release(1);
            Assert.AreEqual(0, _charger.Log.Owed);
            Assert.AreEqual(Owed, _desk.Change("station.id", "NC-0002"), "a transaction is open");
            _charger.End(10, StoppedReason.EVDisconnected);
            Assert.AreEqual(Owed, _desk.Change("station.id", "NC-0002"), "its end is owed");
            Assert.IsNull(_desk.Change("maxAmps", "16"), "nothing else waits for that");
            Assert.AreEqual("unset", _settings.Shown(SettingId.StationId));
            _charger.Release(2);
            Assert.IsNull(_desk.Change("station.id", "NC-0002"));
        }

        [TestMethod]
        public void The_name_stays_while_records_are_set_aside_under_it_readable_or_not()
        {
            Begin();
            Assert.IsTrue(_delivery.Aside.TryKeep(new LogRecord { Sequence = 7 }, new AsciiWriter(1)));
            Assert.AreEqual(Aside, _desk.Change("station.id", "NC-0002"));
            _delivery.Aside.Remove(7);
            Assert.IsTrue(_delivery.Aside.TryKeepRaw(new byte[] { 1, 2, 3 }, 0, 3, new AsciiWriter(1)));
            Assert.AreEqual(Aside, _desk.Change("station.id", "NC-0002"), "newer firmware will send it");
            Assert.AreEqual("unset", _settings.Shown(SettingId.StationId));
        }

        /// <summary>Lost settings: wiring and name have to be told anew, whatever is owed or set aside: it waits for the true name.</summary>
        [TestMethod]
        public void A_unit_that_has_lost_its_settings_takes_both()
        {
            Begin();
            _charger.Begin(0);
            Assert.IsTrue(_delivery.Aside.TryKeep(new LogRecord { Sequence = 7 }, new AsciiWriter(1)));
            _flash.Write(SettingsStore.SlotA, new byte[] { 1, 2, 3 }, 3);
            _flash.Write(SettingsStore.SlotB, new byte[] { 1, 2, 3 }, 3);
            _settings.Load(_flash);
            Assert.IsTrue(_settings.Lost);
            Assert.Contains("ok, stored once set too", _desk.Change("phases", "3"));
            Assert.Contains("ok, stored once set too", _desk.Change("station.id", "NC-0042"));
            Assert.AreEqual("NC-0042", _settings.Text(SettingId.StationId));
        }

        private static void Begin()
        {
            _flash = new FakeFlash();
            _settings = new SettingsStore();
            _charger = new LogScript(_flash);
            _charger.Start();
            _delivery = new Delivery(_flash);
            _desk = new SettingsDesk(_settings, _flash, _charger.Log, _delivery);
        }
    }
}
