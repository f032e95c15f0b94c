using System;
using System.Globalization;
using System.Text.Json;

namespace NanoCharger.Backend.Ocpp
{
    /// <summary>Reads the fields of a payload and says by name what is wrong with one.</summary>
    internal static class Fields
    {
        private const string WithFraction = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK";

        /// <exception cref="OcppViolation">The field is missing or is no object.</exception>
        internal static JsonElement Object(JsonElement parent, string name)
        {
            return OptionalObject(parent, name) ?? throw Missing(name);
        }

        /// <exception cref="OcppViolation">The field is there and is no object.</exception>
        internal static JsonElement? OptionalObject(JsonElement parent, string name)
        {
            return Find(parent, name, JsonValueKind.Object, "an object");
        }

        /// <exception cref="OcppViolation">The field is there and is no array of objects.</exception>
        internal static JsonElement[] OptionalObjects(JsonElement parent, string name)
        {
            if (Find(parent, name, JsonValueKind.Array, "an array") is not { } array)
            {
                return [];
            }

            JsonElement[] items = [.. array.EnumerateArray()];
            foreach (JsonElement item in items)
            {
                if (item.ValueKind != JsonValueKind.Object)
                {
                    throw WrongType(name, "an array of objects");
                }
            }

            return items;
        }

        /// <exception cref="OcppViolation">The field is missing, no string, empty or too long.</exception>
        internal static string Text(JsonElement parent, string name, int longest)
        {
            string text = OptionalText(parent, name, longest) ?? throw Missing(name);
            return text.Length > 0 ? text : throw OutOfRange(name, "must not be empty");
        }

        /// <summary>A text without the character 0, which PostgreSQL stores in none: a record with one would be sent again for ever.</summary>
        /// <exception cref="OcppViolation">The field is there and is no string, too long, or holds the character 0.</exception>
        internal static string? OptionalText(JsonElement parent, string name, int longest)
        {
            if (Find(parent, name, JsonValueKind.String, "a string") is not { } value)
            {
                return null;
            }

            string text;
            try
            {
                text = value.GetString()!;
            }
            catch (InvalidOperationException)
            {
                // The JSON reader's way to say that the string's escapes are half a character.
                throw OutOfRange(name, "holds half a surrogate pair");
            }

            return text.Length > longest ? throw OutOfRange(name, $"has more than {longest} characters")
                : text.Contains('\0', StringComparison.Ordinal) ? throw OutOfRange(name, "holds the character 0")
                : text;
        }

        /// <exception cref="OcppViolation">The field is missing, or not one of the values.</exception>
        internal static string OneOf(JsonElement parent, string name, params ReadOnlySpan<string> values)
        {
            string text = Text(parent, name, int.MaxValue);
            return values.Contains(text) ? text : throw OutOfRange(name, "is none of " + string.Join(", ", values!));
        }

        /// <exception cref="OcppViolation">The field is missing, or no integer within the range.</exception>
        internal static int Integer(JsonElement parent, string name, int lowest, int highest)
        {
            return OptionalInteger(parent, name, lowest, highest) ?? throw Missing(name);
        }

        /// <exception cref="OcppViolation">The field is there and is no integer within the range.</exception>
        internal static int? OptionalInteger(JsonElement parent, string name, int lowest, int highest)
        {
            if (Find(parent, name, JsonValueKind.Number, "an integer") is not { } value)
            {
                return null;
            }

            if (!value.TryGetInt32(out int number))
            {
                throw WrongType(name, "an integer of 32 bits");
            }

            return number >= lowest && number <= highest ? number : throw OutOfRange(name, $"must be {lowest}..{highest}");
        }

        /// <exception cref="OcppViolation">The field is missing, or no number that a decimal holds.</exception>
        internal static decimal Number(JsonElement parent, string name)
        {
            JsonElement value = Find(parent, name, JsonValueKind.Number, "a number") ?? throw Missing(name);
            return value.TryGetDecimal(out decimal number) ? number : throw OutOfRange(name, "is too large a number");
        }

        /// <summary>A date and time with its offset from UTC (RFC 3339); returned in UTC.</summary>
        /// <exception cref="OcppViolation">The field is missing, or no date and time with offset.</exception>
        internal static DateTime Time(JsonElement parent, string name)
        {
            string text = Text(parent, name, 40);
            bool read = DateTime.TryParseExact(
                text, WithFraction, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out DateTime time);
            return read && time.Kind == DateTimeKind.Utc ? time : throw OutOfRange(name, "is not a date and time with its offset from UTC");
        }

        internal static OcppViolation OutOfRange(string name, string rule)
        {
            return new OcppViolation(OcppError.PropertyConstraintViolation, name + " " + rule);
        }

        private static JsonElement? Find(JsonElement parent, string name, JsonValueKind kind, string expected)
        {
            if (!parent.TryGetProperty(name, out JsonElement value))
            {
                return null;
            }

            return value.ValueKind == kind ? value : throw WrongType(name, expected);
        }

        private static OcppViolation Missing(string name)
        {
            return new OcppViolation(OcppError.OccurrenceConstraintViolation, name + " is missing");
        }

        private static OcppViolation WrongType(string name, string expected)
        {
            return new OcppViolation(OcppError.TypeConstraintViolation, $"{name} is not {expected}");
        }
    }
}
