using System;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace NanoCharger.Verify
{
    /// <summary>OCMF of another maker or version: nothing that this verifier could judge, and nothing that is therefore false.</summary>
    internal static class ForeignDocument
    {
        private const string Product = "nanoCharger";
        private const string Version = "1.2";
        private const int MostShown = 60;

        /// <summary>How every document of ours begins: nothing more has to be read to know it.</summary>
        private static ReadOnlySpan<byte> Own => "{\"FV\":\"1.2\",\"GI\":\"nanoCharger\","u8;

        /// <summary>What it is, as one line; null where it is ours, or nothing that can be read.</summary>
        /// <param name="payload">What stands between the first two bars. Ours is ASCII; theirs is UTF-8, or what some take for it.</param>
        internal static string? Describe(ReadOnlySpan<byte> payload)
        {
            if (payload.StartsWith(Own))
            {
                return null;
            }

            try
            {
                using JsonDocument read = JsonDocument.Parse((Utf8.IsValid(payload) ? Encoding.UTF8 : Encoding.Latin1).GetString(payload));
                if (read.RootElement.ValueKind != JsonValueKind.Object)
                {
                    return null;
                }

                string version = Text(read.RootElement, "FV");
                string maker = Text(read.RootElement, "GI");
                return version == Version && maker == Product ? null
                    : $"this is OCMF {Shown(version)} of {Shown(maker)}, and only OCMF {Version} of {Product} is judged here; open it with {TransparencyFile.Readers[0]}";
            }
            catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
            {
                // The reader says by the second that the escapes of a string are half a character.
                return null;
            }
        }

        // A name of theirs may have any length, and letters that no line can hold.
        private static string Shown(string name)
        {
            string shown = Printable.Line(name);
            return shown.Length <= MostShown ? shown : shown[..MostShown] + "...";
        }

        private static string Text(JsonElement payload, string name)
        {
            const string none = "(none named)";
            return payload.TryGetProperty(name, out JsonElement field) && field.ValueKind == JsonValueKind.String ? field.GetString() ?? none : none;
        }
    }
}
