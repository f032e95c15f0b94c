namespace NanoCharger.Console.Tests
{
    using NanoCharger.Core.Settings;
    using nanoFramework.TestFramework;

    /// <summary>What becomes of the bytes that a terminal sends: a line is exactly what was typed, or nothing.</summary>
    [TestClass]
    public class LineTests
    {
        private static FakeDesk _desk;

        private static SettingsStore Settings
        {
            get { return _desk.Parts.Settings; }
        }

        /// <summary>Arrows, home, end, delete, page up, functions, with and without modifiers, of several terminals.</summary>
        [TestMethod]
        [DataRow("\u001b[A")]
        [DataRow("\u001b[D")]
        [DataRow("\u001b[1;5C")]
        [DataRow("\u001b[H")]
        [DataRow("\u001b[F")]
        [DataRow("\u001b[1~")]
        [DataRow("\u001b[3~")]
        [DataRow("\u001b[200~")]
        [DataRow("\u001bOH")]
        [DataRow("\u001bO2P")]
        [DataRow("\u001b[[A")]
        [DataRow("\u001b\u001b[A")]
        public void A_key_s_sequence_never_gets_into_a_line(string key)
        {
            _desk = new FakeDesk();
            Assert.Contains("ok, works at once\r\n> ", _desk.Answer("set maxA" + key + "mps 16" + key + "\r"));
            Assert.AreEqual(16, Settings.Int(SettingId.MaxAmps));
        }

        [TestMethod]
        public void A_key_that_does_nothing_rings()
        {
            _desk = new FakeDesk();
            Assert.AreEqual("a\ab\r\nab: there is no such command; help tells them\r\n> ", _desk.Answer("a\u001b[Db\r"));
        }

        /// <summary>Else a line that a broken cable has begun would swallow the next ones.</summary>
        [TestMethod]
        [DataRow("\u001b")]
        [DataRow("\u001b[")]
        [DataRow("\u001b[1;")]
        [DataRow("\u001bO")]
        public void A_sequence_broken_off_takes_no_end_of_line_along(string begun)
        {
            _desk = new FakeDesk();
            Assert.Contains("limit 6\r\nok\r\n> ", _desk.Answer("limit 6" + begun + "\r"));
            Assert.Contains("limit 7\r\nok\r\n> ", _desk.Answer("limit 7\r"));
            Assert.AreEqual(7_000, _desk.Commands.TechnicianMilliamps);
        }

        [TestMethod]
        public void Escape_alone_takes_no_letter_along()
        {
            _desk = new FakeDesk();
            Assert.Contains("\r\nok\r\n> ", _desk.Answer("\u001blimit 6\r"));
        }

        [TestMethod]
        public void Ctrl_u_empties_the_line_on_the_screen_too()
        {
            _desk = new FakeDesk();
            Assert.AreEqual("abc\r>    \r> limit 6\r\nok\r\n> ", _desk.Answer("abc\u0015limit 6\r"));
        }

        [TestMethod]
        public void Ctrl_c_drops_the_line()
        {
            _desk = new FakeDesk();
            Assert.AreEqual("limit 6^C\r\n> limit 7\r\nok\r\n> ", _desk.Answer("limit 6\u0003limit 7\r"));
            Assert.AreEqual(7_000, _desk.Commands.TechnicianMilliamps);
        }

        [TestMethod]
        [DataRow("\b")]
        [DataRow("\u007f")]
        public void Both_keys_take_back_one_character_and_nothing_at_the_begin(string key)
        {
            _desk = new FakeDesk();
            Assert.AreEqual("a\b \blimit 61\b \b\r\nok\r\n> ", _desk.Answer("a" + key + key + "limit 61" + key + "\r"));
        }

        /// <summary>An umlaut is two bytes in UTF-8, one in Latin-1: neither is stored, nor what is left without it.</summary>
        [TestMethod]
        [DataRow("sch\u00c3\u00bcssel", "character 24 is none of ASCII (byte 195)")]
        [DataRow("sch\u00fcssel", "character 24 is none of ASCII (byte 252)")]
        [DataRow("sch\u0080ssel", "character 24 is none of ASCII (byte 128)")]
        [DataRow("\tsecret12", "character 21 is a control character (byte 9)")]
        [DataRow("secret12\0", "character 29 is a control character (byte 0)")]
        public void A_passphrase_with_a_byte_that_cannot_be_in_it_is_refused_whole(string typed, string why)
        {
            _desk = new FakeDesk();
            Assert.Contains("\r\nline refused, nothing done: " + why + "\r\n> ", _desk.Answer("set wifi.passphrase " + typed + "\r"));
            Assert.AreEqual(string.Empty, Settings.Text(SettingId.WifiPassphrase));
        }

        [TestMethod]
        public void What_was_taken_back_refuses_nothing()
        {
            _desk = new FakeDesk();
            Assert.Contains("limit 6??\b \b\b \b\r\nok\r\n> ", _desk.Answer("limit 6\u00c3\u00bc\b\b\r"));
            Assert.Contains("limit 7\r\nok\r\n> ", _desk.Answer("\u00fc\u0015limit 7\r"));
        }

        [TestMethod]
        public void A_passphrase_keeps_its_blanks_and_the_answer_says_so()
        {
            _desk = new FakeDesk();
            Assert.Contains("; with blanks at its ends\r\n> ", _desk.Answer("set wifi.passphrase  two  blanks \r"));
            Assert.AreEqual(" two  blanks ", Settings.Text(SettingId.WifiPassphrase));
            Assert.DoesNotContains("blanks at", _desk.Answer("  set  wifi.passphrase   \r"));
            Assert.AreEqual(string.Empty, Settings.Text(SettingId.WifiPassphrase));
            Assert.DoesNotContains("blanks at", _desk.Answer("set mqtt.host  other.local  \r"));
            Assert.AreEqual("other.local", Settings.Text(SettingId.MqttHost));
        }

        /// <summary>100 characters are a line; what is beyond is told by the bell, and the whole line refused.</summary>
        [TestMethod]
        public void A_line_that_is_too_long_is_refused_whole_also_when_its_end_is_taken_back()
        {
            _desk = new FakeDesk();
            string full = "limit 6" + new string(' ', 93);
            Assert.Contains("ok\r\n> ", _desk.Answer(full + "\r"));
            Assert.Contains("\a\r\nline too long: at most 100 characters, nothing done\r\n> ", _desk.Answer("limit 7" + new string(' ', 94) + "\r"));
            Assert.Contains("line too long", _desk.Answer("limit 7" + new string(' ', 94) + "\b\b\r"));
            Assert.AreEqual(6_000, _desk.Commands.TechnicianMilliamps);
            Assert.Contains("limit 8\r\nok\r\n> ", _desk.Answer(full + " \u0015limit 8\r"));
        }

        /// <summary>All echo of the fullest slice, and the answer behind it, whatever the room.</summary>
        [TestMethod]
        public void No_echo_is_lost_however_fast_it_is_typed()
        {
            _desk = new FakeDesk();
            string line = new string('x', 90);
            string screen = _desk.Answer(line + "\u0015" + line + "\u0015" + line + "\u0015\b\b\blimit 6\r");
            string cleared = "\r> " + new string(' ', 90) + "\r> ";
            Assert.AreEqual(line + cleared + line + cleared + line + cleared + "limit 6\r\nok\r\n> ", screen);
        }
    }
}
