using NanoCharger.Bay;
using Xunit;

namespace NanoCharger.System.Tests.Bay
{
    /// <summary>What a vehicle draws by the ways in which a scenario may say it.</summary>
    public sealed class DrawTests
    {
        [Theory]
        [InlineData("20", 20)]
        [InlineData("""{ "upTo": 20 }""", 10)]
        [InlineData("""{ "upTo": 8 }""", 8)]
        [InlineData("""{ "halfWave": 20 }""", 20)]
        [InlineData("\"offered\"", 10)]
        public void A_number_is_drawn_whatever_is_offered_and_up_to_a_number_only_what_is(string draw, double expected)
        {
            string story = """{ "at": 0.5, "plug": {} }, { "at": 1, "vehicle": "C" }, { "at": 4, "draw": """ + draw + " }";
            BayRun run = BayRun.Play(16, story, firmware =>
            {
                firmware.Duty((10 / 60.0) + 0.00005);
                firmware.Insist(FakeFirmware.Now < 15);
            });
            Assert.Equal(expected, run.Lines("contactor")[^1].GetProperty("amps").GetDouble(), 0.05);
        }

        [Theory]
        [InlineData("""{ "upTo": 101 }""", "101")]
        [InlineData("""{ "below": 10 }""", "below")]
        [InlineData("""{ "halfWave": 101 }""", "101")]
        [InlineData("""{ "halfWave": 8, "upTo": 8 }""", "halfWave")]
        [InlineData("""{ "upTo": "all" }""", "draw")]
        public void A_limit_that_is_none_is_refused_by_name(string draw, string named)
        {
            ScenarioException wrong = Assert.Throws<ScenarioException>(() => Scenario.Parse("""{ "until": 5, "timeline": [{ "at": 4, "draw": """ + draw + " }] }", "test"));
            Assert.Contains(named, wrong.Message);
        }
    }
}
