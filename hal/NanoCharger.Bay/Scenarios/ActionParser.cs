using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace NanoCharger.Bay.Scenarios
{
    /// <summary>Reads one action: a table of all of them, with a method for each that is more than a word or a number.</summary>
    internal sealed class ActionParser
    {
        private const double TenYearsSeconds = 315_360_000;
        private const int MaxConsoleLine = 200;
        private const string JumpSeconds = "jumpSeconds";
        private const string OffSeconds = "offSeconds";

        private static readonly Dictionary<string, Func<ActionParser, ScenarioNode, TimedAction>> Table = new()
        {
            ["plug"] = (parser, node) => parser.Plug(node),
            ["unplug"] = (parser, node) => parser.Unplug(node),
            ["vehicle"] = (parser, node) => parser.Word(ActionKind.Vehicle, "vehicle", node, "B", "C", "D"),
            ["draw"] = (parser, node) => parser.Draw(node),
            ["token"] = (parser, node) => parser.Token(node),
            ["diode"] = (parser, node) => parser.Word(ActionKind.Diode, "diode", node, "ok", "missing"),
            ["pilotShortOhms"] = (parser, node) => parser.NumberOrNone(ActionKind.PilotShortOhms, "pilotShortOhms", node, 0, 1_000_000),
            ["pilotGlitch"] = (parser, node) => parser.PilotGlitch(node),
            ["residual"] = (parser, node) => parser.Residual(node),
            ["residualTest"] = (parser, node) => parser.Word(ActionKind.ResidualTest, "residualTest", node, "ok", "silent", "stuck"),
            ["contactor"] = (parser, node) => parser.Word(ActionKind.Contactor, "contactor", node, "ok", "welded", "stuckOpen"),
            ["interlock"] = (parser, node) => parser.Word(ActionKind.Interlock, "interlock", node, "ok", "failed"),
            ["earth"] = (parser, node) => parser.Word(ActionKind.Earth, "earth", node, "ok", "lost"),
            ["input"] = (parser, node) => parser.Input(node),
            ["celsius"] = (parser, node) => parser.Number(ActionKind.Celsius, "celsius", node, -40, 125),
            ["mains"] = (parser, node) => parser.Mains(node),
            ["wifi"] = (parser, node) => parser.Word(ActionKind.Wifi, "wifi", node, "up", "down"),
            ["broker"] = (parser, node) => parser.Word(ActionKind.Broker, "broker", node, "up", "down", "silent"),
            ["handshakeSeconds"] = (parser, node) => parser.NumberOrNone(ActionKind.Handshake, "handshakeSeconds", node, 0, 86_400),
            ["backend"] = (parser, node) => parser.Word(ActionKind.Backend, "backend", node, "up", "down", "failing", "pending", "rejected", "emptied"),
            ["power"] = (parser, node) => parser.Word(ActionKind.Power, "power", node, "cut", "restore"),
            ["clock"] = (parser, node) => parser.Clock(node),
            ["backendClock"] = (parser, node) => parser.BackendClock(node),
            ["command"] = (parser, node) => parser.Command(node),
            ["console"] = (parser, node) => parser.Console(node),
            ["stallMs"] = (parser, node) => parser.Number(ActionKind.StallMs, "stallMs", node, 1, 600_000),
        };

        private readonly string _source;
        private readonly Scenario _scenario;

        /// <param name="scenario">What was read before the timeline.</param>
        public ActionParser(Scenario scenario)
        {
            _source = scenario.Source;
            _scenario = scenario;
        }

        /// <summary>All keys that an entry of the timeline may have.</summary>
        public static string[] KeysOfAnEntry
        {
            get { return Table.Keys.Prepend("at").ToArray(); }
        }

        public TimedAction Parse(string key, ScenarioNode node)
        {
            return Table[key](this, node);
        }

        private TimedAction Word(ActionKind kind, string key, ScenarioNode node, params string[] allowed)
        {
            return new TimedAction(kind, ScenarioFields.Word(_source, key, node, allowed));
        }

        private TimedAction Number(ActionKind kind, string key, ScenarioNode node, double min, double max)
        {
            return new TimedAction(kind, "", ScenarioFields.Number(_source, key, node, min, max));
        }

        private TimedAction Plug(ScenarioNode node)
        {
            if (node.Kind == JsonValueKind.True)
            {
                return new TimedAction(ActionKind.Plug, "");
            }

            ScenarioFields fields = new ScenarioFields(node, _source, "plug", "cableAmps");
            return fields.Find("cableAmps") is ScenarioNode amps
                ? new TimedAction(ActionKind.Plug, "", ScenarioFields.OneOf(_source, "cableAmps", amps, 13, 20, 32, 63))
                : new TimedAction(ActionKind.Plug, "");
        }

        private TimedAction Unplug(ScenarioNode node)
        {
            if (node.Kind != JsonValueKind.True)
            {
                _ = new ScenarioFields(node, _source, "unplug");
            }

            return new TimedAction(ActionKind.Unplug, "");
        }

        private TimedAction Draw(ScenarioNode node)
        {
            if (node.Kind == JsonValueKind.String)
            {
                return Word(ActionKind.Draw, "draw", node, "offered");
            }

            if (node.Kind == JsonValueKind.Object)
            {
                ScenarioFields fields = new ScenarioFields(node, _source, "draw", TimedAction.UpTo, TimedAction.HalfWave);
                if (fields.Find(TimedAction.HalfWave) is not ScenarioNode half)
                {
                    return Amperes(TimedAction.UpTo, fields.Require(TimedAction.UpTo));
                }

                return fields.Find(TimedAction.UpTo) is null
                    ? Amperes(TimedAction.HalfWave, half)
                    : throw new ScenarioException(_source, node.Line, "draw: halfWave is drawn whatever is offered, so it has no upTo");
            }

            return Amperes("", node);
        }

        private TimedAction Amperes(string text, ScenarioNode node)
        {
            if (node.Kind != JsonValueKind.Array)
            {
                return new TimedAction(ActionKind.Draw, text, ScenarioFields.Number(_source, "draw", node, 0, 100));
            }

            if (node.Items.Count != 3)
            {
                throw new ScenarioException(_source, node.Line, "draw: a list has three values, one for each phase");
            }

            if (_scenario.BoardPhases != 3)
            {
                throw new ScenarioException(_source, node.Line, "draw: three values on a board of one phase");
            }

            double[] amps = node.Items.Select(item => ScenarioFields.Number(_source, "draw", item, 0, 100)).ToArray();
            return new TimedAction(ActionKind.Draw, text, amps);
        }

        private TimedAction Token(ScenarioNode node)
        {
            string text = ScenarioFields.Text(_source, "token", node, 40);
            if (text.Length < 2 || text.Length % 2 != 0 || !text.All(char.IsAsciiHexDigit))
            {
                throw new ScenarioException(_source, node.Line, "token: \"" + text + "\" is no row of hexadecimal pairs");
            }

            return new TimedAction(ActionKind.Token, text);
        }

        private TimedAction NumberOrNone(ActionKind kind, string name, ScenarioNode node, double least, double most)
        {
            return node.Kind == JsonValueKind.Null ? new TimedAction(kind, "") : Number(kind, name, node, least, most);
        }

        private TimedAction PilotGlitch(ScenarioNode node)
        {
            ScenarioFields fields = new ScenarioFields(node, _source, "pilotGlitch", "state", "ms");
            string state = ScenarioFields.Word(_source, "state", fields.Require("state"), "A", "B", "C", "D", "E");
            return new TimedAction(ActionKind.PilotGlitch, state, ScenarioFields.Number(_source, "ms", fields.Require("ms"), 1, 60_000));
        }

        private TimedAction Residual(ScenarioNode node)
        {
            ScenarioFields fields = new ScenarioFields(node, _source, "residual", "acMilliamps", "dcMilliamps");
            if (node.Members.Count != 1)
            {
                throw new ScenarioException(_source, node.Line, "residual: one of acMilliamps and dcMilliamps is wanted");
            }

            string key = node.Members[0].Key;
            double milliamps = ScenarioFields.Number(_source, key, fields.Require(key), 0, 1_000);
            return new TimedAction(ActionKind.Residual, key.Substring(0, 2), milliamps);
        }

        private TimedAction Input(ScenarioNode node)
        {
            ScenarioFields fields = new ScenarioFields(node, _source, "input", FaultInput.All.Select(input => input.Name).ToArray());
            if (node.Members.Count != 1)
            {
                throw new ScenarioException(_source, node.Line, "input: the name of one input is wanted");
            }

            string name = node.Members[0].Key;
            if (!FaultInput.On(_scenario).Any(input => input.Name == name))
            {
                throw new ScenarioException(_source, node.Line, "input: this board has no " + name + "; some need \"terminals\": \"inputs\", some a board of one phase");
            }

            ScenarioNode state = fields.Require(name);
            if (state.Kind is not (JsonValueKind.True or JsonValueKind.False))
            {
                throw new ScenarioException(_source, state.Line, name + ": true or false is wanted, not " + state.Shown);
            }

            return new TimedAction(ActionKind.Input, name, state.Kind == JsonValueKind.True ? 1 : 0);
        }

        private TimedAction Mains(ScenarioNode node)
        {
            ScenarioFields fields = new ScenarioFields(node, _source, "mains", "volts", "hertz");
            if (node.Members.Count == 0)
            {
                throw new ScenarioException(_source, node.Line, "mains: volts or hertz is wanted");
            }

            return new TimedAction(ActionKind.Mains, "", fields.Number("volts", 0, 400, double.NaN), fields.Number("hertz", 40, 70, double.NaN));
        }

        private TimedAction Clock(ScenarioNode node)
        {
            if (node.Kind == JsonValueKind.String)
            {
                return Word(ActionKind.Clock, "clock", node, "synchronise", "blocked", "open");
            }

            ScenarioFields fields = new ScenarioFields(node, _source, "clock", JumpSeconds, OffSeconds);
            if (node.Members.Count != 1)
            {
                throw new ScenarioException(_source, node.Line, "clock: one of jumpSeconds and offSeconds is wanted");
            }

            string key = node.Members[0].Key;
            return new TimedAction(ActionKind.Clock, key == JumpSeconds ? "jump" : "off", Seconds(key, fields));
        }

        private TimedAction BackendClock(ScenarioNode node)
        {
            return new TimedAction(ActionKind.BackendClock, "", Seconds(OffSeconds, new ScenarioFields(node, _source, "backendClock", OffSeconds)));
        }

        private double Seconds(string key, ScenarioFields fields)
        {
            return ScenarioFields.WholeNumber(_source, key, fields.Require(key), -TenYearsSeconds, TenYearsSeconds);
        }

        private TimedAction Command(ScenarioNode node)
        {
            ScenarioFields fields = new ScenarioFields(node, _source, "command", "action", "payload");
            string action = ScenarioFields.Text(_source, "action", fields.Require("action"), 40);
            if (action.Length == 0 || !action.All(char.IsAsciiLetter))
            {
                throw new ScenarioException(_source, node.Line, "command: \"" + action + "\" is no name of an OCPP action");
            }

            ScenarioNode? payload = fields.Find("payload");
            if (payload is not null && payload.Kind != JsonValueKind.Object)
            {
                throw new ScenarioException(_source, payload.Line, "payload: an object is wanted, not " + payload.Shown);
            }

            return new TimedAction(ActionKind.Command, action) { Payload = Compact(payload?.Text ?? "{}") };
        }

        private TimedAction Console(ScenarioNode node)
        {
            string line = ScenarioFields.Text(_source, "console", node, MaxConsoleLine);
            if (!line.All(letter => letter is >= ' ' and <= '~'))
            {
                throw new ScenarioException(_source, node.Line, "console: a line of printable ASCII characters is wanted");
            }

            return new TimedAction(ActionKind.Console, line);
        }

        /// <summary>The payload on one line and without the file's comments, as a backend would send it.</summary>
        private static string Compact(string json)
        {
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
            return JsonSerializer.Serialize(document.RootElement);
        }
    }
}
