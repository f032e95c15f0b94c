using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using NanoCharger.Backend.Data;

namespace NanoCharger.Backend
{
    /// <summary>Something that is said to a person: a key of the language files and the values of its places. Commands and logs say it in English, pages in the language of whoever reads.</summary>
    /// <param name="Key">The key.</param>
    /// <param name="Values">Texts, whole numbers, a <see cref="Moment"/>, or a phrase within this one.</param>
    internal sealed record Phrase(string Key, params object[] Values)
    {
        private const string AtProperty = "at";

        /// <summary>In English, with times in UTC.</summary>
        public override string ToString()
        {
            return string.Format(CultureInfo.InvariantCulture, LanguageFile.English[Key], Values);
        }

        /// <summary>As a table keeps it, so that each who reads it later has it in his language.</summary>
        internal string Stored()
        {
            using MemoryStream text = new();
            using (Utf8JsonWriter writer = new(text, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            {
                Write(writer, this);
            }

            return System.Text.Encoding.UTF8.GetString(text.ToArray());
        }

        /// <summary>A phrase that is stored; null where it is a text of another kind.</summary>
        internal static Phrase? Read(string stored)
        {
            if (!stored.StartsWith("[\"", StringComparison.Ordinal))
            {
                return null;
            }

            try
            {
                using JsonDocument document = JsonDocument.Parse(stored);
                return Value(document.RootElement) as Phrase;
            }
            catch (Exception problem) when (problem is JsonException or InvalidOperationException or FormatException or KeyNotFoundException or IndexOutOfRangeException)
            {
                return null;
            }
        }

        private static void Write(Utf8JsonWriter writer, object value)
        {
            switch (value)
            {
                case Phrase phrase:
                    writer.WriteStartArray();
                    writer.WriteStringValue(phrase.Key);
                    Array.ForEach(phrase.Values, one => Write(writer, one));
                    writer.WriteEndArray();
                    break;
                case Moment moment:
                    writer.WriteStartObject();
                    writer.WriteNumber(AtProperty, moment.Ms);
                    writer.WriteEndObject();
                    break;
                case long or int:
                    writer.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                    break;
                default:
                    writer.WriteStringValue((string)value);
                    break;
            }
        }

        private static object Value(JsonElement element)
        {
            return element.ValueKind switch
            {
                JsonValueKind.Array => new Phrase(element[0].GetString()!, [.. element.EnumerateArray().Skip(1).Select(Value)]),
                JsonValueKind.Object => new Moment(element.GetProperty(AtProperty).GetInt64()),
                JsonValueKind.Number => element.GetInt64(),
                _ => element.GetString()!,
            };
        }
    }

    /// <summary>A time within a phrase: commands say it in UTC, pages by the house's clock.</summary>
    /// <param name="Ms">Unix milliseconds.</param>
    internal readonly record struct Moment(long Ms)
    {
        /// <inheritdoc/>
        public override string ToString()
        {
            return Moves.Text(Ms);
        }
    }
}
