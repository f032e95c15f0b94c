namespace NanoCharger.Console.Tests
{
    using NanoCharger.Core.Charging;
    using NanoCharger.Core.Settings;
    using nanoFramework.TestFramework;

    /// <summary>What a technician reads: help, units, values before and after the next start, nothing torn and nothing that commands his terminal.</summary>
    [TestClass]
    public class AnswerTests
    {
        private static FakeDesk _desk;

        [TestMethod]
        public void Help_of_a_command_tells_all_about_it()
        {
            _desk = new FakeDesk();
            Assert.AreEqual(
                "help limit\r\n"
                + "limit n [A]|off     offers n A at most; 0 disables until off\r\n"
                + "takes     0..80 A, one decimal at most, with the unit or without; or off\r\n"
                + "example   limit 16 A\r\n"
                + "needs     nothing; it stands, over restarts too, until limit off\r\n> ",
                _desk.Answer("help limit\r"));
            Assert.Contains("example   log show a12\r\n", _desk.Answer("help log show\r"));
        }

        [TestMethod]
        public void Help_of_a_setting_tells_all_about_it()
        {
            _desk = new FakeDesk();
            Assert.Contains("\r\n10..86400 s, by default 600\r\nA change works at once.\r\nExample: set offline.seconds 600 s\r\n> ", _desk.Answer("help offline.seconds\r"));
            Assert.Contains("\r\nSet in the factory.\r\n> ", _desk.Answer("help phases\r"));
            Assert.DoesNotContains("Example", _desk.Answer("help wifi.passphrase\r"));
            Assert.Contains("help: there is no command or setting amps; help and get list them\r\n> ", _desk.Answer("help amps\r"));
        }

        /// <summary>Every example that help gives of a setting is taken as it stands.</summary>
        [TestMethod]
        public void Every_setting_s_example_works()
        {
            _desk = new FakeDesk();
            for (int i = 0; i < SettingsTable.Count; i++)
            {
                SettingRow row = SettingsTable.Row((SettingId)i);
                string help = _desk.Answer("help " + row.Name + "\r");
                int at = help.IndexOf("Example: ") + 9;
                if (row.Factory || row.Kind == SettingKind.Secret)
                {
                    continue;
                }

                Assert.Contains("\r\nok, ", _desk.Answer(help.Substring(at, help.IndexOf("\r", at) - at) + "\r"), row.Name);
            }
        }

        [TestMethod]
        [DataRow("set maxAmps 16 A")]
        [DataRow("set maxAmps 16A")]
        [DataRow("set offline.seconds 30 s")]
        [DataRow("set hertz.returnPermille 2 0.1 %")]
        [DataRow("set mains.lowPercent 85%")]
        [DataRow("set mqtt.port 1884")]
        [DataRow("limit 16A")]
        [DataRow("limit 16.5 A")]
        public void A_unit_behind_a_number_is_taken(string line)
        {
            _desk = new FakeDesk();
            Assert.Contains("\r\nok", _desk.Answer(line + "\r"));
        }

        [TestMethod]
        [DataRow("set maxAmps 16 mA", "maxAmps: 'mA' is not the unit of this number, which is A")]
        [DataRow("set maxAmps 16a", "maxAmps: 'a' is not the unit of this number, which is A")]
        [DataRow("set maxAmps 16 Ah", "maxAmps: 'Ah' is not the unit of this number, which is A")]
        [DataRow("set maxAmps 16 A 2", "maxAmps: '16 A 2' is not a whole number")]
        [DataRow("set maxAmps A", "maxAmps: 'A' is not a whole number")]
        [DataRow("set offline.seconds 30 min", "offline.seconds: 'min' is not the unit of this number, which is s")]
        [DataRow("set hertz.returnPermille 2 %", "hertz.returnPermille: '%' is not the unit of this number, which is 0.1 %")]
        [DataRow("set mqtt.port 1883 x", "mqtt.port: 'x' is not the unit of this number, it has none")]
        [DataRow("limit 16000 mA", "limit: 'mA' is not the unit of this number, which is A")]
        [DataRow("limit 16 A 2", "limit: '16 A 2' is not off or 0..80 A, with one decimal at most")]
        public void Another_unit_is_refused_and_named(string line, string why)
        {
            _desk = new FakeDesk();
            Assert.Contains("\r\n" + why + "\r\n> ", _desk.Answer(line + "\r"));
            Assert.IsFalse(_desk.Parts.Settings.IsGiven(SettingId.MaxAmps));
            Assert.AreEqual(OfferLimits.None, _desk.Commands.TechnicianMilliamps);
        }

        [TestMethod]
        public void A_setting_that_waits_for_a_reboot_is_shown_with_both_values()
        {
            _desk = new FakeDesk();
            Assert.DoesNotContains("pending", _desk.Answer("status\r"));
            Assert.Contains("ok, works from the next boot on; until then 1883\r\n> ", _desk.Answer("set mqtt.port 8883\r"));
            Assert.Contains("\r\nmqtt.port               1883, after reboot 8883\r\n", _desk.Answer("get\r"));
            Assert.Contains("\r\nmqtt.port               1883, after reboot 8883\r\n", _desk.Answer("get mqtt.port\r"));
            Assert.Contains("\r\npending   mqtt.port 1883, after reboot 8883\r\n> ", _desk.Answer("status\r"));
            Assert.Contains("\r\npending   mqtt.port 1883, after reboot 8883\r\n> ", _desk.Answer("status\r"));
            Assert.Contains("ok, that is in force\r\n> ", _desk.Answer("set mqtt.port 1883\r"));
            Assert.DoesNotContains("reboot", _desk.Answer("get\r"));
        }

        [TestMethod]
        public void A_secret_that_waits_for_a_reboot_is_shown_as_such_and_not_itself()
        {
            _desk = new FakeDesk();
            _desk.Answer("set wifi.passphrase topsecret\r");
            string all = _desk.Answer("get\r") + _desk.Answer("status\r");
            Assert.Contains("\r\nwifi.passphrase         (not set), after reboot (set)\r\n", all);
            Assert.DoesNotContains("topsecret", all);
        }

        [TestMethod]
        public void What_works_at_once_is_never_pending()
        {
            _desk = new FakeDesk();
            _desk.Answer("set maxAmps 16\r");
            Assert.DoesNotContains("after reboot", _desk.Answer("get\r") + _desk.Answer("status\r"));
        }

        /// <summary>The longest name beside its value, the longest value whole and on a row of its own, both values of it too.</summary>
        [TestMethod]
        public void Columns_hold_the_longest_names_and_values()
        {
            _desk = new FakeDesk();
            string[] lines = _desk.Answer("get\r").Split('\n');
            for (int i = 0; i < SettingsTable.Count; i++)
            {
                string name = SettingsTable.Row((SettingId)i).Name;
                Assert.AreEqual(0, lines[i + 1].IndexOf(name + " "), lines[i + 1]);
                Assert.IsTrue(lines[i + 1][23] == ' ', lines[i + 1]);
            }

            string one = new string('m', 64);
            _desk.Parts.Settings.Set("mqtt.host", one);
            string other = _desk.Answer("get mqtt.host\r");
            Assert.Contains("\r\nmqtt.host               broker.local, after reboot\r\n    " + one + "\r\n", other);
            Assert.Contains("\r\npending   mqtt.host broker.local, after reboot\r\n    " + one + "\r\n> ", _desk.Answer("status\r"));
        }

        /// <summary>A record's text comes from whoever shows a card or runs a backend.</summary>
        [TestMethod]
        public void No_control_character_from_outside_reaches_the_terminal()
        {
            _desk = new FakeDesk();
            _desk.Charger.Log.Events.RecordFault(5, "a\nok\u001b[2J\u007f\u0007", 5_002_500, 1_700_000_000_000, NanoCharger.Hal.ClockQuality.Synchronised);
            Assert.Contains(" fault 5 a\\u000aok\\u001b[2J\\u007f\\u0007\r\n> ", _desk.Answer("log 1\r"));
            Assert.Contains("a\\u000aok\\u001b[2J\\u007f\\u0007", _desk.Answer("log export 1\r"));
        }

        [TestMethod]
        public void Asks_for_a_reboot_as_it_was_typed()
        {
            _desk = new FakeDesk();
            Assert.Contains("\r\nreboot: ok\r\n> ", _desk.Answer("reboot\r"));
            _desk.Answer("reboot CONFIRM\r");
            Assert.Contains("'confirm' is not CONFIRM, nothing done", _desk.Answer("reboot confirm\r"));
            Assert.AreEqual("asked confirmed ", ((FakeRestart)_desk.Parts.Restart).Requests);
        }
    }
}
