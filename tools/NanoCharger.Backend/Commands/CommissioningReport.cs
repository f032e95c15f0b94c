using System;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using NanoCharger.Backend.Verification;
using NanoCharger.Verify;

namespace NanoCharger.Backend.Commands
{
    /// <summary>What is written down when a station is commissioned: who it is, its key, and that it was measured and tested. The form is the README's.</summary>
    /// <param name="Serial">The board's serial number.</param>
    /// <param name="Station">The station's id.</param>
    /// <param name="Key">Its public key.</param>
    /// <param name="Rating">What it may deliver there: the settings <c>maxAmps</c> and <c>phases</c>.</param>
    internal sealed record CommissioningReport(string Serial, string Station, StationKey Key, StationRating Rating)
    {
        private const string Form = "nanocharger-commissioning-1";
        private const int LeastAmps = 6;
        private const int MostAmps = 80;
        private const int LongestStation = 20;
        private const int LongestText = 64;
        private const long MsOfADay = 86_400_000;
        private const int LeastLife = 1_000;
        private const int MostLife = 100_000_000;

        private static readonly string[] Names = ["form", "serial", "station", "publicKey", "firmware", "settings", "calibration", "tests", "date"];

        /// <summary>How many closings under load the data sheet of the contactor promises: the one field that may be missing, as who mounted it may not know.</summary>
        private const string LifeName = "contactorLife";

        private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

        /// <summary>How many closings under load its contactor was made for; null where nobody said.</summary>
        internal int? ContactorLife { get; init; }

        /// <summary>Reads one.</summary>
        /// <param name="json">The file.</param>
        /// <param name="nowMs">Now: no report is of tomorrow.</param>
        /// <param name="problem">The field that is wrong, and how; null when a report is returned.</param>
        internal static CommissioningReport? Read(byte[] json, long nowMs, out string? problem)
        {
            try
            {
                using JsonDocument document = JsonDocument.Parse(json, Strict);
                JsonElement root = document.RootElement;
                problem = root.ValueKind != JsonValueKind.Object ? "it is no JSON object" : Problem(root, nowMs);
                if (problem is not null)
                {
                    return null;
                }

                StationKey? key = StationKey.Read(Text(root, "publicKey")!, out string? wrong);
                problem = key is null ? "publicKey: " + wrong : null;
                return key is null ? null : new CommissioningReport(Text(root, "serial")!, Text(root, "station")!, key, RatingOf(root.GetProperty("settings"))) { ContactorLife = Life(root) };
            }
            catch (JsonException wrong)
            {
                problem = "it is no JSON: " + wrong.Message;
                return null;
            }
        }

        /// <summary>Whether a text may be a station's id, as the firmware's setting station.id allows it.</summary>
        internal static bool IsStation(string text)
        {
            return text.Length is >= 1 and <= LongestStation && text.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.');
        }

        private static string? Problem(JsonElement root, long nowMs)
        {
            return root.EnumerateObject().Select(field => field.Name).FirstOrDefault(name => !Names.Contains(name) && name != LifeName) is { } unknown ? $"{unknown}: is no field of a report"
                : Names.FirstOrDefault(name => !root.TryGetProperty(name, out _)) is { } missing ? $"{missing}: is missing"
                : Text(root, "form") != Form ? $"form: must be {Form}"
                : Text(root, "serial") is not { Length: >= 1 and <= LongestText } ? $"serial: must be a text of 1 to {LongestText} characters"
                : Text(root, "station") is not { } station || !IsStation(station) ? $"station: must be 1 to {LongestStation} letters, digits and . _ -"
                : Text(root, "publicKey") is null ? "publicKey: must be a text"
                : Text(root, "firmware") is not { Length: >= 1 and <= LongestText } ? $"firmware: must be a text of 1 to {LongestText} characters"
                : root.TryGetProperty(LifeName, out _) && Life(root) is not (>= LeastLife and <= MostLife) ? $"{LifeName}: must be a number from {LeastLife} to {MostLife}"
                : Settings(root.GetProperty("settings"), station) ?? Calibration(root.GetProperty("calibration")) ?? Tests(root.GetProperty("tests")) ?? Date(root, nowMs);
        }

        private static string? Settings(JsonElement settings, string station)
        {
            return settings.ValueKind != JsonValueKind.Object ? "settings: must be an object"
                : settings.EnumerateObject().Where(one => one.Value.ValueKind != JsonValueKind.String).Select(one => one.Name).FirstOrDefault() is { } odd
                    ? $"settings.{odd}: must be a text, as the console shows it"
                : Number(settings, "maxAmps") is not (>= LeastAmps and <= MostAmps) ? $"settings.maxAmps: must be {LeastAmps} to {MostAmps}"
                : Number(settings, "phases") is not (1 or 3) ? "settings.phases: must be 1 or 3"
                : Text(settings, "station.id") is { } named && named != station ? $"settings.station.id: is {named}, and the report is of {station}"
                : null;
        }

        private static int? Life(JsonElement root)
        {
            return root.TryGetProperty(LifeName, out JsonElement life) && life.ValueKind == JsonValueKind.Number && life.TryGetInt32(out int closings) ? closings : null;
        }

        private static StationRating RatingOf(JsonElement settings)
        {
            return new StationRating(Number(settings, "maxAmps") * 1_000L, Number(settings, "phases"));
        }

        private static int? Number(JsonElement of, string name)
        {
            return int.TryParse(Text(of, name), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
        }

        private static string? Calibration(JsonElement calibration)
        {
            return calibration.ValueKind != JsonValueKind.Object ? "calibration: must be an object"
                : !calibration.TryGetProperty("date", out JsonElement date) || !IsTime(date, out _) ? "calibration.date: must be a time like 2026-11-22T18:00:00Z"
                : !calibration.TryGetProperty("record", out JsonElement record) || record.ValueKind != JsonValueKind.String ? "calibration.record: must be a text, as the console shows it"
                : null;
        }

        private static string? Tests(JsonElement tests)
        {
            if (tests.ValueKind != JsonValueKind.Array || tests.GetArrayLength() == 0)
            {
                return "tests: must be a list of at least one";
            }

            int number = 0;
            foreach (JsonElement test in tests.EnumerateArray())
            {
                if (test.ValueKind != JsonValueKind.Object || Text(test, "name") is not { Length: > 0 } name)
                {
                    return $"tests[{number}].name: must be a text";
                }

                if (!test.TryGetProperty("passed", out JsonElement passed) || passed.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
                {
                    return $"tests[{number}].passed: must be true or false";
                }

                if (passed.ValueKind == JsonValueKind.False)
                {
                    return $"tests[{number}].passed: {name} was not passed, the station is not to sell";
                }

                number++;
            }

            return null;
        }

        private static string? Date(JsonElement root, long nowMs)
        {
            return !IsTime(root.GetProperty("date"), out DateTimeOffset date) ? "date: must be a time like 2026-11-22T18:00:00Z"
                : date.ToUnixTimeMilliseconds() > nowMs + MsOfADay ? "date: is in the future" : null;
        }

        private static bool IsTime(JsonElement value, out DateTimeOffset time)
        {
            time = default;
            return value.ValueKind == JsonValueKind.String
                && DateTimeOffset.TryParseExact(value.GetString(), "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);
        }

        private static string? Text(JsonElement of, string name)
        {
            return of.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
    }
}
