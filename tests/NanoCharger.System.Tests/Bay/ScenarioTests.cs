using System.Linq;
using NanoCharger.Bay;
using Xunit;

namespace NanoCharger.System.Tests.Bay
{
    public sealed class ScenarioTests
    {
        [Theory]
        [InlineData("{\n \"until\": 10,\n \"colour\": 1 }", "s.json:3: unknown key \"colour\" in the scenario")]
        [InlineData("{ \"until\": 10, \"timeline\": [\n { \"at\": -5, \"plug\": {} } ] }", "s.json:2: at: -5 is a negative time")]
        [InlineData("{ \"until\": 10, \"timeline\": [\n { \"at\": 11, \"plug\": {} } ] }", "s.json:2: at: 11 is beyond the end of the scenario (until 10)")]
        [InlineData("{ \"until\": 10,\n\"timeline\": [ { \"at\": 1, \"plugg\": {} } ] }", "s.json:2: unknown key \"plugg\" in the timeline")]
        [InlineData("{ \"until\": 10, \"timeline\": [ { \"at\": 1,\n\"plug\": {},\n\"unplug\": {} } ] }",
            "s.json:3: two actions in one entry of the timeline: \"plug\" and \"unplug\"")]
        [InlineData("{ \"until\": 10, \"timeline\": [\n\n { \"at\": 1 } ] }", "s.json:3: an entry of the timeline has no action")]
        [InlineData("{ \"until\": 10, \"timeline\": [ { \"unplug\": {} } ] }", "s.json:1: \"at\" is missing")]
        [InlineData("{ \"until\": 10,\n\"until\": 11 }", "s.json:2: key \"until\" is there twice")]
        [InlineData("{ \"seed\": 1 }", "s.json:1: \"until\" is missing")]
        [InlineData("{ \"until\": 0 }", "s.json:1: until: 0 leaves no time")]
        [InlineData("{ \"until\": 604801 }", "s.json:1: until: 604801 is outside 0..604800")]
        [InlineData("{ \"until\": \"ten\" }", "s.json:1: until: a number is wanted, not \"ten\"")]
        [InlineData("{ \"until\": 1, \"seed\": -1 }", "s.json:1: seed: a whole number from 0 is wanted, not -1")]
        [InlineData("{ \"until\": 1, \"utc\": \"yesterday\" }", "s.json:1: utc: \"yesterday\" is no date like 2026-01-15T18:00:00Z")]
        [InlineData("{ \"until\": 1, \"unit\": \"new\" }", "s.json:1: unit: \"new\" is none of adjusted, raw")]
        [InlineData("{ \"until\": 1, \"terminals\": \"lid\" }", "s.json:1: terminals: \"lid\" is none of reader, inputs")]
        [InlineData("{ \"until\": 1, \"mains\": { \"phases\": 2 } }", "s.json:1: phases: 2 is none of 1, 3")]
        [InlineData("{ \"until\": 1, \"mains\": { \"volts\": 401 } }", "s.json:1: volts: 401 is outside 0..400")]
        [InlineData("{ \"until\": 1, \"settings\": { \"maxAmps\": true } }", "s.json:1: settings: \"maxAmps\" wants a text or a number, not true")]
        [InlineData("[]", "s.json:1: the scenario: an object is wanted, not a list")]
        public void A_bad_file_is_refused_in_one_line_that_says_what_and_where(string text, string message)
        {
            Assert.Equal(message, Assert.Throws<ScenarioException>(() => Scenario.Parse(text, "s.json")).Message);
        }

        [Theory]
        [InlineData("\"plug\": { \"cableAmps\": 33 }", "cableAmps: 33 is none of 13, 20, 32, 63")]
        [InlineData("\"vehicle\": \"E\"", "vehicle: \"E\" is none of B, C, D")]
        [InlineData("\"draw\": 101", "draw: 101 is outside 0..100")]
        [InlineData("\"draw\": [1, 2]", "draw: a list has three values, one for each phase")]
        [InlineData("\"draw\": [1, 2, 3]", "draw: three values on a board of one phase")]
        [InlineData("\"token\": \"4g\"", "token: \"4g\" is no row of hexadecimal pairs")]
        [InlineData("\"diode\": \"gone\"", "diode: \"gone\" is none of ok, missing")]
        [InlineData("\"pilotShortOhms\": -1", "pilotShortOhms: -1 is outside 0..1000000")]
        [InlineData("\"pilotGlitch\": { \"state\": \"A\" }", "\"ms\" is missing")]
        [InlineData("\"residual\": { \"acMilliamps\": 1, \"dcMilliamps\": 1 }", "residual: one of acMilliamps and dcMilliamps is wanted")]
        [InlineData("\"residualTest\": \"mad\"", "residualTest: \"mad\" is none of ok, silent, stuck")]
        [InlineData("\"contactor\": 1", "contactor: 1 is none of ok, welded, stuckOpen")]
        [InlineData("\"interlock\": \"open\"", "interlock: \"open\" is none of ok, failed")]
        [InlineData("\"earth\": null", "earth: null is none of ok, lost")]
        [InlineData("\"input\": { \"lid\": true }", "input: this board has no lid; some need \"terminals\": \"inputs\", some a board of one phase")]
        [InlineData("\"celsius\": 126", "celsius: 126 is outside -40..125")]
        [InlineData("\"mains\": {}", "mains: volts or hertz is wanted")]
        [InlineData("\"mains\": { \"hertz\": 39 }", "hertz: 39 is outside 40..70")]
        [InlineData("\"broker\": \"slow\"", "broker: \"slow\" is none of up, down, silent")]
        [InlineData("\"clock\": { \"jumpSeconds\": 0.5 }", "jumpSeconds: a whole number is wanted, not 0.5")]
        [InlineData("\"clock\": { \"offSeconds\": 0.5 }", "offSeconds: a whole number is wanted, not 0.5")]
        [InlineData("\"clock\": { \"jumpSeconds\": 1, \"offSeconds\": 1 }", "clock: one of jumpSeconds and offSeconds is wanted")]
        [InlineData("\"clock\": {}", "clock: one of jumpSeconds and offSeconds is wanted")]
        [InlineData("\"backendClock\": \"slow\"", "backendClock: an object is wanted, not \"slow\"")]
        [InlineData("\"backendClock\": {}", "\"offSeconds\" is missing")]
        [InlineData("\"backendClock\": { \"offSeconds\": 315360001 }", "offSeconds: 315360001 is outside -315360000..315360000")]
        [InlineData("\"command\": { \"action\": \"Reset\", \"payload\": 1 }", "payload: an object is wanted, not 1")]
        [InlineData("\"console\": 5", "console: a text is wanted, not 5")]
        [InlineData("\"stallMs\": 0", "stallMs: 0 is outside 1..600000")]
        public void An_impossible_action_is_refused_by_its_line(string action, string message)
        {
            string text = "{ \"until\": 9, \"timeline\": [\n{ \"at\": 1, " + action + " } ] }";
            Assert.Equal("s.json:2: " + message, Assert.Throws<ScenarioException>(() => Scenario.Parse(text, "s.json")).Message);
        }

        [Theory]
        [InlineData(1, "{ \"door\": true }", "unknown key \"door\" in input")]
        [InlineData(1, "{}", "input: the name of one input is wanted")]
        [InlineData(1, "{ \"lid\": 1 }", "lid: true or false is wanted, not 1")]
        [InlineData(3, "{ \"lid\": true }", "input: this board has no lid; some need \"terminals\": \"inputs\", some a board of one phase")]
        public void An_input_is_one_that_the_board_has(int phases, string input, string message)
        {
            string text = "{ \"until\": 9, \"mains\": { \"phases\": " + phases + " }, \"terminals\": \"inputs\",\n"
                + "\"timeline\": [ { \"at\": 1, \"input\": " + input + " } ] }";
            Assert.Equal("s.json:2: " + message, Assert.Throws<ScenarioException>(() => Scenario.Parse(text, "s.json")).Message);
        }

        [Theory]
        [InlineData("{ \"until\": 10,\n \"seed\": }", "s.json:2: broken JSON: ")]
        [InlineData("{ \"until\": 10", "s.json:1: broken JSON: ")]
        [InlineData("", "s.json:1: broken JSON: ")]
        [InlineData("{ \"until\": 10 }\n}", "s.json:2: broken JSON: ")]
        [InlineData("{ \"until\": 10,\n\"name\": \"\\ud800\" }", "s.json:2: broken JSON: ")]
        public void Broken_JSON_is_refused_by_its_line(string text, string start)
        {
            string message = Assert.Throws<ScenarioException>(() => Scenario.Parse(text, "s.json")).Message;
            Assert.StartsWith(start, message);
            Assert.DoesNotContain('\n', message);
        }

        [Fact]
        public void Comments_are_read_over_and_the_timeline_is_sorted_by_time()
        {
            Scenario scenario = Scenario.Parse(
                "// a story\n{ \"until\": 9, \"timeline\": [ { \"at\": 5, \"unplug\": {} }, /* first */ { \"at\": 1, \"plug\": {} } ] }", "s");
            Assert.Equal([ActionKind.Plug, ActionKind.Unplug], scenario.Timeline.Select(action => action.Kind));
        }

        [Fact]
        public void The_built_in_scenarios_are_there_and_sound()
        {
            Assert.Equal(["destination", "overnight", "short"], Scenario.BuiltInNames);
            foreach (string name in Scenario.BuiltInNames)
            {
                Scenario scenario = Assert.IsType<Scenario>(Scenario.BuiltIn(name));
                Assert.Equal(name, scenario.Name);
                Assert.Contains(scenario.Timeline, action => action.Kind == ActionKind.Unplug);
            }

            Assert.Null(Scenario.BuiltIn("nowhere"));
        }

        [Fact]
        public void A_command_is_one_line_of_JSON_without_the_comments_of_the_file()
        {
            Scenario scenario = Scenario.Parse(
                "{ \"until\": 9, \"timeline\": [ { \"at\": 5, \"command\": { \"action\": \"Reset\", \"payload\": {\n\"type\": \"Immediate\" // now\n} } } ] }", "s");
            Assert.Equal("{\"type\":\"Immediate\"}", scenario.Timeline[0].Payload);
        }
    }
}
