namespace NanoCharger.Console.Tests
{
    using NanoCharger.Core.Charging;
    using NanoCharger.Core.Pilot;
    using NanoCharger.Core.Settings;
    using NanoCharger.Records.SessionLog;
    using NanoCharger.Core.Tests.Charging;
    using NanoCharger.Records.Tests.SessionLog;
    using NanoCharger.Fakes;
    using NanoCharger.Hal;
    using nanoFramework.TestFramework;

    /// <summary>What a technician sees.</summary>
    /// <remarks>The device runs tests without an instance of their class: what they share is static, and made anew by Begin.</remarks>
    [TestClass]
    public class TechnicianConsoleTests
    {
        private static FakeFlash _flash;
        private static FakePort _port;
        private static SettingsStore _settings;
        private static LogScript _charger;
        private static ChargerStatus _status;
        private static TechnicianConsole _console;
        private static LocalList _list;
        private static Authorisation _authorisation;
        private static FakeCommands _commands;

        [TestMethod]
        public void The_board_s_wiring_is_no_setting_of_a_technician()
        {
            Begin();
            Assert.IsTrue(Answer("set phases 3\r").IndexOf("phases: set in the factory") >= 0);
            Assert.AreEqual(1, _settings.Int(SettingId.Phases));
        }

        [TestMethod]
        public void A_station_keeps_its_name_while_a_bill_under_it_is_open()
        {
            Begin();
            _charger.Begin(1_000);
            Assert.IsTrue(Answer("set station.id NC-0002\r").IndexOf("station.id: a transaction is open") >= 0);
            Assert.AreEqual("unset", _settings.Shown(SettingId.StationId));
        }

        [TestMethod]
        public void Greets_and_echoes_and_takes_back()
        {
            Begin();
            Assert.AreEqual("nanoCharger console; help tells the commands\r\n> ", _port.Screen);
            Assert.AreEqual("hx\b \belp\r\n", Answer("hx\belp\r\n").Substring(0, 10));
        }

        [TestMethod]
        [DataRow("\r")]
        [DataRow("\n")]
        [DataRow("\r\n")]
        public void Any_end_of_line_is_one_end_of_line(string end)
        {
            Begin();
            Assert.AreEqual("\r\n> \r\n> ", Answer(end + end));
        }

        [TestMethod]
        public void Tells_what_the_charger_does()
        {
            Begin();
            _status.VehicleState = VehicleState.ReadyToCharge;
            _status.HighMillivolts = 6012;
            _status.LowMillivolts = -11950;
            _status.OfferMilliamps = 32000;
            _status.ContactorClosed = true;
            _status.NoCurrent = NoCurrent.None;
            _status.Volts[0] = 230140;
            _status.Amps[0] = 31259;
            _status.Watts = 7190;
            _status.RegisterMilliwattHours = 12345678;
            _status.TransactionNumber = 42;
            _status.LinkState = LinkState.Online;
            _status.CentiCelsius = 2345;
            _status.UtcMillis = 1795353724000;
            _status.ClockQuality = ClockQuality.Synchronised;
            _status.Boot = 3;
            Assert.AreEqual(
                "status\r\n"
                + "vehicle   wants energy (C), pilot 6.012 V / -11.950 V\r\n"
                + "outlet    contactor closed, offer 32.000 A\r\n"
                + "why       charging\r\n"
                + "mains     230.1 V 31.25 A, 7190 W\r\n"
                + "energy    12345.678 Wh, transaction 42\r\n"
                + "link      online, 0 records owed\r\n"
                + "log       room for 210 transactions\r\n"
                + "health    no fault, 23.4 C\r\n"
                + "clock     2026-11-22T13:22:04Z synchronised, boot 3\r\n"
                + "unit      commissioned\r\n"
                + "> ",
                Answer("status\r"));
        }

        /// <summary>All that a unit can lack, in two lines of the screen; and a run.</summary>
        [TestMethod]
        public void Tells_what_the_unit_lacks_to_sell()
        {
            Begin();
            _status.Missing = "maxAmps, market";
            _status.CalibrationRun = true;
            Assert.Contains(
                "unit      not commissioned, calibration run: nothing is sold before these\r\n          maxAmps, market\r\n> ",
                Answer("status\r"));
            _status.CalibrationRun = false;
            _status.Missing = "station.id, phases, maxAmps, cable.amps, auth.mode, market, key, calibration, self-test";
            Assert.Contains(
                "not commissioned: nothing is sold before these\r\n          station.id, phases, maxAmps, cable.amps, auth.mode, market, key,\r\n          calibration, self-test\r\n> ",
                Answer("status\r"));
        }

        [TestMethod]
        public void Tells_that_the_lamp_blinks_a_pattern()
        {
            Begin();
            _status.PatternShown = true;
            Assert.Contains("unit      commissioned, the lamp blinks the pattern of a page\r\n> ", Answer("status\r"));
        }

        [TestMethod]
        public void A_date_that_is_not_known_is_not_shown()
        {
            Begin();
            _status.UtcMillis = 1795353724000;
            _status.ClockQuality = ClockQuality.Unknown;
            _status.Boot = 3;
            Assert.Contains("clock     unknown, boot 3\r\n", Answer("status\r"));
        }

        [TestMethod]
        public void Shows_the_last_records()
        {
            Begin();
            _charger.Begin(1000);
            _charger.Checkpoint(2000);
            _charger.End(3000, StoppedReason.EVDisconnected);
            _charger.Release(1);
            Assert.AreEqual(
                "log 3\r\n"
                + "e1 unknown U boot 1\r\n"
                + "1 2023-11-14T22:13:20Z S begin of 1, 0.001 kWh\r\n"
                + "2 2023-11-14T22:13:20Z S end of 1, 0.003 kWh, owed\r\n> ",
                Answer("log 3\r"));
        }

        [TestMethod]
        public void Shows_a_change_of_the_calibration_in_the_log()
        {
            Begin();
            _charger.Calibrate(1);
            Assert.AreEqual("log 1\r\na1 2023-11-14T22:13:20Z S calibration 1 current1 16.020A gain 1012345\r\n> ", Answer("log 1\r"));
        }

        /// <summary>Longer than any buffer of the console, and one line all the same.</summary>
        [TestMethod]
        public void Exports_a_record_on_one_line_in_small_slices()
        {
            Begin();
            _charger.Begin(1000);
            string answer = Answer("log export 1\r");
            string[] lines = answer.Split('\n');
            Assert.AreEqual(3, lines.Length, answer);
            Assert.IsTrue(lines[1].Length > 512, lines[1]);
            Assert.AreEqual(0, lines[1].IndexOf("{\"record\":\"1\","), lines[1]);
            Assert.IsTrue(lines[1].IndexOf(",\"owed\":true}\r") > 0, lines[1]);
            Assert.IsTrue(_port.MostWritten <= TechnicianConsole.BytesPerStep);
        }

        [TestMethod]
        public void A_setting_is_stored_before_ok_is_said()
        {
            Begin();
            Assert.AreEqual("set maxAmps 16\r\nok, works at once\r\n> ", Answer("set maxAmps 16\r"));
            SettingsStore loaded = new SettingsStore();
            loaded.Load(_flash);
            Assert.AreEqual(16, loaded.Int(SettingId.MaxAmps));
            Assert.AreEqual("set wifi.name my net\r\nok, works from the next boot on; until then nanocharger\r\n> ", Answer("set wifi.name my net\r"));
            Assert.AreEqual("my net", _settings.Text(SettingId.WifiName));
        }

        [TestMethod]
        [DataRow("set maxAmps 5", "maxAmps: 5 is below 6 A")]
        [DataRow("set", "set: which setting? get lists them")]
        [DataRow("get amps", "amps: there is no such setting; get lists them")]
        [DataRow("log 0", "log: '0' is not a number from 1 to 200, show, export, verify or accept")]
        [DataRow("limit 80.1", "limit: '80.1' is not off or 0..80 A, with one decimal at most")]
        [DataRow("limit -6", "limit: '-6' is not off or 0..80 A, with one decimal at most")]
        [DataRow("limit 6.", "limit: '6.' is not off or 0..80 A, with one decimal at most")]
        [DataRow("limit", "limit: '' is not off or 0..80 A, with one decimal at most")]
        [DataRow("authorise a/b", "authorise: a token has 1..36 characters of letters, digits and *-_=:+|@.")]
        [DataRow("token", "token: add TOKEN, remove TOKEN or list")]
        [DataRow("token remove 04AA", "04AA is not in the list")]
        [DataRow("faults x", "faults: 'x' is not clear")]
        [DataRow("set auth.mode card", "auth.mode: 'card' is not one of free, backend, local")]
        [DataRow("log x", "log: 'x' is not a number from 1 to 200, show, export, verify or accept")]
        [DataRow("reboot now", "reboot: 'now' is not CONFIRM, nothing done")]
        [DataRow("restart", "restart: there is no such command; help tells them")]
        public void Says_what_was_wrong(string line, string answer)
        {
            Begin();
            Assert.AreEqual(line + "\r\n" + answer + "\r\n> ", Answer(line + "\r"));
        }

        [TestMethod]
        public void Says_when_the_flash_did_not_take_a_setting()
        {
            Begin();
            _flash.Worn = true;
            Assert.Contains("the flash did not take it, the old value stays", Answer("set maxAmps 16\r"));
            Assert.AreEqual("unset", _settings.Shown(SettingId.MaxAmps));
        }

        [TestMethod]
        [DataRow("limit 16", 16000)]
        [DataRow("limit 5.9", 5900)]
        [DataRow("limit 0", 0)]
        [DataRow("limit 80", 80000)]
        public void Sets_the_technicians_limit(string line, int milliamps)
        {
            Begin();
            Assert.Contains("ok", Answer(line + "\r"));
            Assert.AreEqual(milliamps, _commands.TechnicianMilliamps);
            Answer("limit off\r");
            Assert.AreEqual(OfferLimits.None, _commands.TechnicianMilliamps);
        }

        [TestMethod]
        public void Says_what_holds_a_granted_charge_back_and_not_what_the_driver_will_do()
        {
            Begin();
            for (int i = 0; i < NoCurrentText.Count; i++)
            {
                NoCurrent why = (NoCurrent)i;
                bool flows = why == NoCurrent.None || why == NoCurrent.NoVehicle || why == NoCurrent.VehicleAsleep || why == NoCurrent.Closing;
                _status.NoCurrent = why;
                Assert.Contains(flows ? "ok, granted\r\n" : "ok, granted, but no current yet: " + NoCurrentText.Of(why) + "\r\n", Answer("authorise 04AABB\r"));
                Assert.Contains("why       " + NoCurrentText.Of(why) + "\r\n", Answer("status\r"));
            }
        }

        [TestMethod]
        public void Authorises_and_stops()
        {
            Begin();
            Assert.Contains("ok, granted", Answer("authorise 04AABB\r"));
            Assert.AreEqual((int)GrantSource.Console, (int)_authorisation.Source);
            Assert.Contains("no transaction is open", Answer("stop\r"));
            _commands.TransactionOpen = true;
            Assert.Contains("ok, the vehicle is asked to stop", Answer("stop\r"));
            Assert.Contains("unplug the vehicle first", Answer("selftest\r"));
            Answer("unavailable\r");
            Assert.IsFalse(_commands.Available);
            Answer("available\r");
            Assert.IsTrue(_commands.Available);
            Assert.Contains("none, now and ever", Answer("faults\r"));
            Answer("faults clear\r");
            Assert.AreEqual(1, _commands.Clears);
        }

        [TestMethod]
        public void Keeps_the_list_of_tokens()
        {
            Begin();
            Assert.Contains("ok, tokens in the list: 1", Answer("token add 04AABB\r"));
            Assert.Contains("1 of 64 tokens\r\n04AABB\r\n> ", Answer("token list\r"));
            Assert.Contains("ok, tokens in the list: 0", Answer("token remove 04aabb\r"));
            Assert.AreEqual(0, _list.Count);
        }

        [TestMethod]
        public void Never_shows_a_secret_again()
        {
            Begin();
            Answer("set wifi.passphrase top secret\r");
            Assert.DoesNotContains("top secret", Answer("get\r"));
            Assert.Contains("(set)", Answer("get wifi.passphrase\r"));
        }

        [TestMethod]
        public void Tells_all_about_a_setting()
        {
            Begin();
            Assert.AreEqual(
                "get cable.amps\r\ncable.amps              unset\r\nRating of the tethered cable; 0 for a socket, whose plug tells.\r\n"
                + "0 or 6..80 A, no default\r\nA change works at once.\r\nExample: set cable.amps 0 A\r\n> ",
                Answer("get cable.amps\r"));
            Assert.Contains("One of EU, US, CH, DK, GB, FR, DE, no default\r\n", Answer("get market\r"));
            Assert.Contains("1 or 3, by default 1\r\n", Answer("get phases\r"));
            Assert.Contains("0 or 8..63 characters, by default none\r\n", Answer("get wifi.passphrase\r"));
        }

        [TestMethod]
        public void Shows_what_is_in_force_where_the_market_gives_it()
        {
            Begin();
            Assert.AreEqual(
                "get auth.resume\r\nauth.resume             0 s, by market\r\nHow long after power is back a paid charge may resume; 0 never.\r\n"
                + "0..3600 s, by default by market: EU 0, US 0, CH 0, DK 0, GB 900, FR 0, DE 0\r\nA change works at once.\r\n"
                + "Example: set auth.resume 0 s\r\n> ",
                Answer("get auth.resume\r"));
            Answer("set market GB\r");
            Assert.Contains("auth.resume             900 s, by market\r\n", Answer("get\r"));
            Answer("set auth.resume 60\r");
            Assert.Contains("auth.resume             60 s\r\n", Answer("get auth.resume\r"));
            Answer("set auth.resume\r");
            Assert.Contains("auth.resume             900 s, by market\r\n", Answer("get auth.resume\r"));
        }

        [TestMethod]
        public void Refuses_a_line_that_is_too_long_and_does_nothing()
        {
            Begin();
            string blanks = new string(' ', 100);
            Assert.Contains("line too long: at most 100 characters, nothing done\r\n> ", Answer("set maxAmps 16" + blanks + "\r"));
            Assert.AreEqual("unset", _settings.Shown(SettingId.MaxAmps));
            Assert.AreEqual("\r\n> ", Answer("\r"));
        }

        [TestMethod]
        public void Writes_at_most_half_of_the_ports_buffer_at_once_and_80_columns()
        {
            Begin();
            _settings.Set("mqtt.host", new string('m', 64));
            _charger.Begin(1);
            for (int i = 2; i < 100; i++)
            {
                _charger.Sign(i);
            }

            string all = Answer("get\rlog 200\rlog show 99\rlog verify\rstatus\rhelp\r", 400);
            Assert.IsTrue(_port.MostWritten <= TechnicianConsole.BytesPerStep);
            string[] lines = all.Split('\n');
            Assert.IsTrue(lines.Length > 120);
            for (int i = 0; i < lines.Length; i++)
            {
                Assert.IsTrue(lines[i].Length <= TechnicianConsole.Columns + 1, lines[i]);
            }
        }

        private static void Begin()
        {
            _flash = new FakeFlash();
            _port = new FakePort();
            _charger = new LogScript(_flash);
            _charger.Start();
            ConsoleParts parts = FakeParts.Of(_flash, _charger.Log, 1);
            _settings = parts.Settings;
            _status = parts.Status;
            _list = parts.Tokens;
            _authorisation = parts.Authorisation;
            _commands = (FakeCommands)parts.Commands;
            _console = new TechnicianConsole(_port, parts);
            _console.Step();
        }

        private static string Answer(string typed)
        {
            return Answer(typed, 100);
        }

        private static string Answer(string typed, int steps)
        {
            _port.Clear();
            _port.Type(typed);
            for (int i = 0; i < steps; i++)
            {
                _console.Step();
            }

            return _port.Screen;
        }
    }
}
