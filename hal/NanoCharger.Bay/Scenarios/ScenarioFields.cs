using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;

namespace NanoCharger.Bay.Scenarios
{
    /// <summary>Reads the members of one object, and refuses in one line what is unknown, missing, of the wrong type or out of range.</summary>
    internal sealed class ScenarioFields
    {
        private readonly string _source;
        private readonly ScenarioNode _node;

        public ScenarioFields(ScenarioNode node, string source, string what, params string[] keys)
        {
            _source = source;
            _node = node;
            if (node.Kind != JsonValueKind.Object)
            {
                throw new ScenarioException(source, node.Line, what + ": an object is wanted, not " + node.Shown);
            }

            foreach (KeyValuePair<string, ScenarioNode> member in node.Members)
            {
                if (!keys.Contains(member.Key))
                {
                    throw new ScenarioException(source, member.Value.Line, "unknown key \"" + member.Key + "\" in " + what);
                }
            }
        }

        public ScenarioNode? Find(string key)
        {
            return _node.Members.FirstOrDefault(member => member.Key == key).Value;
        }

        public ScenarioNode Require(string key)
        {
            return Find(key) ?? throw new ScenarioException(_source, _node.Line, "\"" + key + "\" is missing");
        }

        public double Number(string key, double min, double max, double fallback)
        {
            ScenarioNode? node = Find(key);
            return node is null ? fallback : Number(_source, key, node, min, max);
        }

        public static double Number(string source, string key, ScenarioNode node, double min, double max)
        {
            if (node.Kind != JsonValueKind.Number)
            {
                throw new ScenarioException(source, node.Line, key + ": a number is wanted, not " + node.Shown);
            }

            double value = double.Parse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture);
            if (value >= min && value <= max)
            {
                return value;
            }

            string range = min.ToString(CultureInfo.InvariantCulture) + ".." + max.ToString(CultureInfo.InvariantCulture);
            throw new ScenarioException(source, node.Line, key + ": " + node.Text + " is outside " + range);
        }

        public static double WholeNumber(string source, string key, ScenarioNode node, double min, double max)
        {
            double value = Number(source, key, node, min, max);
            if (value != Math.Floor(value))
            {
                throw new ScenarioException(source, node.Line, key + ": a whole number is wanted, not " + node.Text);
            }

            return value;
        }

        public static double OneOf(string source, string key, ScenarioNode node, params double[] allowed)
        {
            double value = Number(source, key, node, double.MinValue, double.MaxValue);
            if (!allowed.Contains(value))
            {
                string list = string.Join(", ", allowed.Select(one => one.ToString(CultureInfo.InvariantCulture)));
                throw new ScenarioException(source, node.Line, key + ": " + node.Text + " is none of " + list);
            }

            return value;
        }

        public static string Text(string source, string key, ScenarioNode node, int maxLength)
        {
            if (node.Kind != JsonValueKind.String)
            {
                throw new ScenarioException(source, node.Line, key + ": a text is wanted, not " + node.Shown);
            }

            if (node.Text.Length > maxLength)
            {
                throw new ScenarioException(
                    source, node.Line, key + ": longer than " + maxLength.ToString(CultureInfo.InvariantCulture) + " characters");
            }

            return node.Text;
        }

        public static string Word(string source, string key, ScenarioNode node, params string[] allowed)
        {
            if (node.Kind != JsonValueKind.String || !allowed.Contains(node.Text))
            {
                throw new ScenarioException(source, node.Line, key + ": " + node.Shown + " is none of " + string.Join(", ", allowed));
            }

            return node.Text;
        }
    }
}
