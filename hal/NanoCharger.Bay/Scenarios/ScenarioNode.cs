using System.Collections.Generic;
using System.Text.Json;

namespace NanoCharger.Bay.Scenarios
{
    /// <summary>A value of the file with the line it begins on. Members keep the order of the file; no key is there twice.</summary>
    internal sealed class ScenarioNode
    {
        public ScenarioNode(JsonValueKind kind, int line, string text)
        {
            Kind = kind;
            Line = line;
            Text = text;
        }

        public JsonValueKind Kind { get; }

        public int Line { get; }

        /// <summary>A string's value, a number's digits as written; an object's whole JSON.</summary>
        public string Text { get; set; }

        public List<KeyValuePair<string, ScenarioNode>> Members { get; } = new();

        public List<ScenarioNode> Items { get; } = new();

        /// <summary>The value in the words of an error message.</summary>
        public string Shown
        {
            get
            {
                return Kind switch
                {
                    JsonValueKind.String => "\"" + Text + "\"",
                    JsonValueKind.Number => Text,
                    JsonValueKind.Object => "an object",
                    JsonValueKind.Array => "a list",
                    JsonValueKind.True => "true",
                    JsonValueKind.False => "false",
                    _ => "null",
                };
            }
        }
    }
}
