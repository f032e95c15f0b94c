using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;

namespace NanoCharger.Bay.Scenarios
{
    /// <summary>Reads a scenario file: the keys of the file itself; <see cref="ActionParser"/> reads the actions.</summary>
    internal sealed class ScenarioParser
    {
        private const double SevenDaysSeconds = 604_800;
        private const int MaxTextLength = 64;

        private static readonly string[] DateFormats =
        [
            "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd HH:mm",
        ];

        private readonly string _source;

        public ScenarioParser(string source)
        {
            _source = source;
        }

        public Scenario Parse(string text)
        {
            ScenarioFields file = new ScenarioFields(
                ScenarioText.Read(text, _source), _source, "the scenario", "name", "seed", "utc", "until", "owed", "unit", "terminals", "mains", "settings", "timeline");
            Scenario scenario = new Scenario(_source);
            ScenarioNode until = file.Require("until");
            scenario.UntilSeconds = ScenarioFields.Number(_source, "until", until, 0, SevenDaysSeconds);
            if (scenario.UntilSeconds == 0)
            {
                throw new ScenarioException(_source, until.Line, "until: 0 leaves no time");
            }

            ReadHeader(file, scenario);
            scenario.Mains = ReadMains(file.Find("mains"), scenario.Mains);
            scenario.Settings = ReadSettings(file.Find("settings"));
            scenario.Timeline = ReadTimeline(file.Find("timeline"), scenario);
            return scenario;
        }

        private void ReadHeader(ScenarioFields file, Scenario scenario)
        {
            if (file.Find("name") is ScenarioNode name)
            {
                scenario.Name = ScenarioFields.Text(_source, "name", name, MaxTextLength);
            }

            if (file.Find("seed") is ScenarioNode seed)
            {
                scenario.Seed = ReadSeed(seed);
            }

            if (file.Find("utc") is ScenarioNode utc)
            {
                scenario.Utc = ReadDate(utc);
            }

            if (file.Find("unit") is ScenarioNode unit)
            {
                scenario.RawUnit = ScenarioFields.Word(_source, "unit", unit, "adjusted", "raw") == "raw";
            }

            if (file.Find("owed") is ScenarioNode owed)
            {
                scenario.MayOwe = ScenarioFields.Word(_source, "owed", owed, "none", "allowed") == "allowed";
            }

            if (file.Find("terminals") is ScenarioNode terminals)
            {
                scenario.HasInputs = ScenarioFields.Word(_source, "terminals", terminals, "reader", "inputs") == "inputs";
            }
        }

        private ulong ReadSeed(ScenarioNode node)
        {
            if (node.Kind == JsonValueKind.Number && ulong.TryParse(node.Text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed))
            {
                return seed;
            }

            throw new ScenarioException(_source, node.Line, "seed: a whole number from 0 is wanted, not " + node.Shown);
        }

        private DateTimeOffset ReadDate(ScenarioNode node)
        {
            string text = ScenarioFields.Text(_source, "utc", node, MaxTextLength);
            DateTimeStyles utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
            if (DateTimeOffset.TryParseExact(text, DateFormats, CultureInfo.InvariantCulture, utc, out DateTimeOffset date)
                && date.Year is >= 2000 and < 2100)
            {
                return date;
            }

            throw new ScenarioException(_source, node.Line, "utc: \"" + text + "\" is no date like 2026-01-15T18:00:00Z");
        }

        private MainsSupply ReadMains(ScenarioNode? node, MainsSupply standard)
        {
            if (node is null)
            {
                return standard;
            }

            ScenarioFields fields = new ScenarioFields(node, _source, "mains", "volts", "hertz", "phases", "thdPercent");
            double phases = fields.Find("phases") is ScenarioNode count ? ScenarioFields.OneOf(_source, "phases", count, 1, 3) : standard.Phases;
            return new MainsSupply(
                fields.Number("volts", 0, 400, standard.Volts),
                fields.Number("hertz", 40, 70, standard.Hertz),
                (int)phases,
                fields.Number("thdPercent", 0, 40, standard.ThdPercent));
        }

        private List<ScenarioSetting> ReadSettings(ScenarioNode? node)
        {
            List<ScenarioSetting> settings = new List<ScenarioSetting>();
            if (node is null)
            {
                return settings;
            }

            if (node.Kind != JsonValueKind.Object)
            {
                throw new ScenarioException(_source, node.Line, "settings: an object is wanted, not " + node.Shown);
            }

            foreach (KeyValuePair<string, ScenarioNode> member in node.Members)
            {
                if (member.Value.Kind is not (JsonValueKind.String or JsonValueKind.Number))
                {
                    string wanted = "settings: \"" + member.Key + "\" wants a text or a number, not ";
                    throw new ScenarioException(_source, member.Value.Line, wanted + member.Value.Shown);
                }

                settings.Add(new ScenarioSetting(member.Key, member.Value.Text, member.Value.Line));
            }

            return settings;
        }

        private List<TimedAction> ReadTimeline(ScenarioNode? node, Scenario scenario)
        {
            if (node is null)
            {
                return new List<TimedAction>();
            }

            if (node.Kind != JsonValueKind.Array)
            {
                throw new ScenarioException(_source, node.Line, "timeline: a list is wanted, not " + node.Shown);
            }

            return node.Items.Select(entry => ReadEntry(entry, scenario)).OrderBy(action => action.AtNanos).ToList();
        }

        private TimedAction ReadEntry(ScenarioNode node, Scenario scenario)
        {
            ScenarioFields fields = new ScenarioFields(node, _source, "the timeline", ActionParser.KeysOfAnEntry);
            ScenarioNode at = fields.Require("at");
            double seconds = ReadTime(at, scenario.UntilSeconds);
            KeyValuePair<string, ScenarioNode>[] actions = node.Members.Where(member => member.Key != "at").ToArray();
            if (actions.Length == 0)
            {
                throw new ScenarioException(_source, node.Line, "an entry of the timeline has no action");
            }

            if (actions.Length > 1)
            {
                string both = "two actions in one entry of the timeline: \"" + actions[0].Key + "\" and \"" + actions[1].Key + "\"";
                throw new ScenarioException(_source, actions[1].Value.Line, both);
            }

            TimedAction action = new ActionParser(scenario).Parse(actions[0].Key, actions[0].Value);
            action.AtSeconds = seconds;
            action.Line = node.Line;
            return action;
        }

        private double ReadTime(ScenarioNode at, double until)
        {
            double seconds = ScenarioFields.Number(_source, "at", at, double.MinValue, double.MaxValue);
            if (seconds < 0)
            {
                throw new ScenarioException(_source, at.Line, "at: " + at.Text + " is a negative time");
            }

            if (seconds > until)
            {
                string end = until.ToString(CultureInfo.InvariantCulture);
                throw new ScenarioException(_source, at.Line, "at: " + at.Text + " is beyond the end of the scenario (until " + end + ")");
            }

            return seconds;
        }
    }
}
