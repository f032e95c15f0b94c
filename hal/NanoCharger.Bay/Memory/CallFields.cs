using System.Text.Json;
using System.Text.Json.Nodes;

namespace NanoCharger.Bay.Memory
{
    /// <summary>What the bay reads of a call's payload, and of the answer to it.</summary>
    internal static class CallFields
    {
        /// <summary>A text field at the top; empty where there is none.</summary>
        public static string Word(string payload, string name)
        {
            return Text(JsonNode.Parse(payload)?[name]);
        }

        /// <summary>The token that a RequestStartTransaction names; empty where it names none.</summary>
        public static string Token(string payload)
        {
            return Text((JsonNode.Parse(payload)?["idToken"] as JsonObject)?["idToken"]);
        }

        /// <summary>A field as text; empty for anything else.</summary>
        public static string Text(JsonNode? node)
        {
            return node is JsonValue value && value.TryGetValue(out string? text) ? text : "";
        }

        /// <summary>The status in a result's frame; empty where it has none.</summary>
        public static string Status(byte[] frame)
        {
            return Text((JsonSerializer.Deserialize<JsonArray>(frame)?[2] as JsonObject)?["status"]);
        }
    }
}
