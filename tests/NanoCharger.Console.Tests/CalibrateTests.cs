namespace NanoCharger.Console.Tests
{
    using NanoCharger.Core.Charging;
    using NanoCharger.Core.Metering;
    using NanoCharger.Records.SessionLog;
    using NanoCharger.Core.Tests.Charging;
    using NanoCharger.Records.Tests.SessionLog;
    using NanoCharger.Fakes;
    using NanoCharger.Hal;
    using nanoFramework.TestFramework;

    /// <summary>The command "calibrate": what is understood, what is refused, and what it shows.</summary>
    /// <remarks>The device runs tests without an instance of their class: what they share is static, and made anew by Begin.</remarks>
    [TestClass]
    public class CalibrateTests
    {
        private static FakeFlash _flash;
        private static FakePort _port;
        private static FakeCommands _commands;
        private static Calibration _calibration;
        private static CalibrationStore _store;
        private static TechnicianConsole _console;

        [TestMethod]
        [DataRow(1, "voltage 230.1", "2 0 230100")]
        [DataRow(1, "voltage 230.1 1", "2 0 230100")]
        [DataRow(3, "voltage 230 3", "2 2 230000")]
        [DataRow(1, "current 16.025", "3 0 16025")]
        [DataRow(3, "current 0.5 2", "3 1 500")]
        [DataRow(3, "current  16.02  1", "3 0 16020")]
        [DataRow(1, "voltage 230.1V", "2 0 230100")]
        [DataRow(3, "voltage 230.1 V 2", "2 1 230100")]
        [DataRow(3, "current 16.02A 1", "3 0 16020")]
        [DataRow(1, "phase", "4 0 0")]
        [DataRow(3, "phase 2", "4 1 0")]
        [DataRow(3, "zero", "1 0 0")]
        public void Begins_a_step(int phases, string line, string step)
        {
            Begin(phases);
            Assert.Contains("\r\nmeasuring for 16 s\r\n> ", Answer("calibrate " + line + "\r"));
            Assert.AreEqual(step, _commands.Calibration);
        }

        [TestMethod]
        [DataRow(1, "voltage", "'' is no amount")]
        [DataRow(1, "voltage 230,1", "'230,1' is no amount")]
        [DataRow(1, "voltage -230", "'-230' is no amount")]
        [DataRow(1, "voltage 230.", "'230.' is no amount")]
        [DataRow(1, "voltage .5", "'.5' is no amount")]
        [DataRow(1, "voltage 230.1234", "'230.1234' is no amount")]
        [DataRow(1, "voltage 0", "'0' is no amount")]
        [DataRow(1, "voltage 1e3", "'e3' is not the unit of this number, which is V")]
        [DataRow(1, "voltage 230 A", "'A' is not the unit of this number, which is V")]
        [DataRow(1, "current 16000 mA", "'mA' is not the unit of this number, which is A")]
        [DataRow(1, "current 16.-2", "'16.-2' is no amount")]
        [DataRow(1, "current 1234567", "'1234567' is no amount")]
        [DataRow(1, "current 99999999999999999999", "is no amount")]
        [DataRow(3, "voltage 230", "of which phase, 1 to 3?")]
        [DataRow(3, "current 16", "of which phase, 1 to 3?")]
        [DataRow(3, "phase", "of which phase, 1 to 3?")]
        [DataRow(3, "voltage 230 4", "'4' is no phase of this board, which has 3")]
        [DataRow(3, "voltage 230 0", "'0' is no phase of this board")]
        [DataRow(3, "phase 1 2", "too many words")]
        [DataRow(1, "voltage 230 2", "'2' is no phase of this board, which has 1")]
        [DataRow(1, "voltage 230 1 1", "'1 1' is no phase")]
        [DataRow(1, "zero 1", "too many words")]
        [DataRow(1, "run 5.9", "'5.9' is no current that can be offered, 6 to 80 A")]
        [DataRow(1, "run 16 1", "too many words")]
        [DataRow(1, "run x", "'x' is no current")]
        [DataRow(1, "end 1", "too many words")]
        [DataRow(1, "end", "no run is open")]
        [DataRow(1, "clear", "type it with CONFIRM")]
        [DataRow(1, "clear confirm", "type it with CONFIRM")]
        [DataRow(1, "clear CONFIRM 1", "type it with CONFIRM")]
        [DataRow(1, "gain 1", "'gain' is not run, end, zero, voltage, current, phase or clear")]
        public void Says_what_was_wrong_and_asks_for_nothing(int phases, string line, string why)
        {
            Begin(phases);
            string answer = Answer("calibrate " + line + "\r");
            Assert.IsTrue(answer.IndexOf(why) >= 0, answer);
            Assert.IsTrue(answer.IndexOf("measuring") < 0, answer);
            Assert.IsNull(_commands.Calibration);
            Assert.AreEqual(0, _commands.RunMilliamps);
        }

        [TestMethod]
        public void Opens_a_run_and_ends_it()
        {
            Begin(1);
            Assert.Contains("\r\ncalibrate run: ok, whoever is plugged in gets power; nobody is billed\r\n> ", Answer("calibrate run 16.5\r"));
            Assert.AreEqual(16_500, _commands.RunMilliamps);
            Assert.Contains("\r\ncalibrate end: ok, over once the outlet is dead\r\n> ", Answer("calibrate end\r"));
            Answer("calibrate run\r");
            Assert.AreEqual(OfferLimits.None, _commands.RunMilliamps);
            _commands.TransactionOpen = true;
            Assert.Contains("\r\ncalibrate run: a transaction is open\r\n> ", Answer("calibrate run\r"));
        }

        [TestMethod]
        public void Tells_why_a_step_does_not_begin()
        {
            Begin(1);
            _commands.CalibrationRefusal = "the outlet is live";
            Assert.Contains("\r\ncalibrate zero: the outlet is live\r\n> ", Answer("calibrate zero\r"));
            Assert.Contains("\r\ncalibrate clear: the outlet is live\r\n> ", Answer("calibrate clear CONFIRM\r"));
        }

        [TestMethod]
        public void Clears_when_it_is_confirmed()
        {
            Begin(1);
            Assert.Contains("\r\ncalibrate clear: ok\r\n> ", Answer("calibrate clear CONFIRM\r"));
            Assert.AreEqual("clear", _commands.Calibration);
        }

        [TestMethod]
        public void Shows_each_channel()
        {
            Begin(1);
            _calibration.Voltage(0).Put(713_000, 1_012_345);
            _calibration.Current(0).Put(159_000, 987_654);
            _calibration.Current(0).Put(31_000, 990_000);
            _calibration.Current(0).RestMillicounts = 1_613_234;
            _calibration.Current(0).NoiseMillicounts = 3_021;
            _calibration.Current(0).PhaseHundredths = -45;
            _store.Save(_flash, _calibration, "phase1 lead -0.45 deg", 1, ClockQuality.Synchronised);
            Assert.AreEqual(
                "calibrate\r\n"
                + "1 times stored, last phase1 lead -0.45 deg\r\n"
                + "voltage1  1 point, gain 1012345, no zero\r\n"
                + "current1  2 points, gain 987654, rest 1613.2, noise 3.02, lead -0.45, proven\r\n> ",
                Answer("calibrate\r"));
        }

        [TestMethod]
        [DataRow(31_800, true)]
        [DataRow(31_801, false)]
        public void Proven_is_a_second_point_at_a_fifth(int level, bool proven)
        {
            Begin(3);
            _calibration.Current(2).Put(159_000, 1_000_000);
            _calibration.Current(2).Put(level, 1_000_000);
            string answer = Answer("calibrate\r");
            Assert.Contains("0 times stored\r\nvoltage1  0 points, gain 1000000, no zero\r\n", answer);
            Assert.Contains("current3  2 points, gain 1000000, no zero, noise 0.00, lead 0.00, " + (proven ? "proven" : "unproven") + "\r\n> ", answer);
            Assert.Contains("current1  0 points, gain 1000000, no zero, noise 0.00, lead 0.00, unproven\r\n", answer);
        }

        [TestMethod]
        public void Says_that_a_stored_one_is_for_other_phases()
        {
            Begin(1);
            new CalibrationStore().Save(_flash, new Calibration(3));
            _store.Load(_flash, _calibration);
            Assert.Contains("calibrate\r\nthe stored one is for 3 phases and not used\r\n", Answer("calibrate\r"));
        }

        private static void Begin(int phases)
        {
            _flash = new FakeFlash();
            _port = new FakePort();
            LogScript log = new LogScript(_flash);
            log.Start();
            ConsoleParts parts = FakeParts.Of(_flash, log.Log, phases);
            _commands = (FakeCommands)parts.Commands;
            _calibration = parts.Calibration;
            _store = parts.CalibrationStore;
            _console = new TechnicianConsole(_port, parts);
            _console.Step();
        }

        private static string Answer(string typed)
        {
            _port.Clear();
            _port.Type(typed);
            for (int i = 0; i < 30; i++)
            {
                _console.Step();
            }

            return _port.Screen;
        }
    }
}
