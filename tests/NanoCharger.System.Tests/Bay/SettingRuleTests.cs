using System.Linq;
using NanoCharger.Bay;
using Xunit;

namespace NanoCharger.System.Tests.Bay
{
    /// <summary>The rules go by the settings in force, and fire where a firmware does not.</summary>
    public sealed class SettingRuleTests
    {
        private const string Charging = """{ "at": 0.5, "plug": {} }, { "at": 1, "vehicle": "C" }""";
        private const string Dip = Charging + """, { "at": 3, "mains": { "volts": 170 } }, { "at": 12, "mains": { "volts": 225 } }""";

        [Theory]
        [InlineData("30", 35, true)]
        [InlineData("30", 44, false)]
        [InlineData("120", 80, true)]
        public void Closing_before_the_mains_have_been_back_for_the_time_set_is_a_violation(string seconds, double closeAt, bool broken)
        {
            BayRun run = BayRun.Play(100, Dip, firmware => firmware.Insist(FakeFirmware.Now < 9 || FakeFirmware.Now > closeAt), probe: With("mains.returnSeconds", seconds));
            Assert.Equal(broken, run.Result.Violations.Any(violation => violation.What.Contains("back for less than " + seconds + " s")));
        }

        [Theory]
        [InlineData("mains.outMillis", "1000", """{ "at": 3, "mains": { "volts": 170 } }""", 12)]
        [InlineData("mains.outMillis", "6000", """{ "at": 3, "mains": { "volts": 170 } }""", 17)]
        [InlineData("mains.lowPercent", "90", """{ "at": 3, "mains": { "volts": 195 } }""", 14)]
        [InlineData("hertz.highPercent", "101", """{ "at": 3, "mains": { "hertz": 51 } }""", 14)]
        [InlineData("nominal.hertz", "60", """{ "at": 3, "earth": "ok" }""", 11)]
        public void Mains_beyond_the_limits_set_are_one_after_the_time_set(string setting, string value, string fault, double at)
        {
            Violation violation = Assert.Single(BayRun.Play(20, Charging + ", " + fault, firmware => firmware.Insist(true), probe: With(setting, value)).Result.Violations);
            Assert.Equal(2, violation.Invariant);
            Assert.InRange(violation.Seconds, at, at + 1.5);
        }

        private static FakeProbe With(string setting, string value)
        {
            return new FakeProbe(_ => new FirmwareFacts(32_000, true, 0, "", "")) { Settings = { [setting] = value } };
        }
    }
}
