using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;

namespace NanoCharger.Backend.Stations
{
    /// <summary>What can be wanted of a station, as the calls that its firmware knows.</summary>
    internal static class StationWishes
    {
        internal const string GetLog = "GetLog";
        internal const string SetVariables = "SetVariables";

        internal const string RequestStart = "RequestStartTransaction";
        internal const string RequestStop = "RequestStopTransaction";
        internal const string Availability = "ChangeAvailability";
        internal const string SetLimit = "SetChargingProfile";
        internal const string ClearLimit = "ClearChargingProfile";
        internal const string DataTransfer = "DataTransfer";

        /// <summary>The most characters of an idToken.</summary>
        internal const int LongestToken = 36;

        /// <summary>The least that a vehicle can be offered (IEC 61851-1), and the most of any station.</summary>
        internal const int LeastAmps = 6;

        internal const int MostAmps = 80;

        /// <summary>The one limit that pages set; another one takes its place.</summary>
        private const int LimitId = 1;

        private const string LimitPurpose = "ChargingStationMaxProfile";
        private const string Vendor = "nanoCharger";
        private const int LongestValue = 64;
        private const int LongestMessage = 50;
        private const int LongestData = 1024;

        /// <summary>What somebody waits for who stands at the station: later it would surprise.</summary>
        private static readonly TimeSpan Soon = TimeSpan.FromMinutes(5);

        /// <summary>So long the lamp is worth asking.</summary>
        internal static readonly TimeSpan BlinkLife = TimeSpan.FromSeconds(20);

        private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
        private static readonly TimeSpan Day = TimeSpan.FromDays(1);

        /// <summary>It starts anew.</summary>
        /// <param name="when">Immediate or OnIdle.</param>
        /// <param name="by">Who wants it.</param>
        /// <exception cref="InvalidDataException">When is neither.</exception>
        internal static CallWish Reset(string when, string by)
        {
            return when is "Immediate" or "OnIdle" ? new CallWish(CallBook.Reset, _ => Json(writer => writer.WriteString("type", when)), by, Hour)
                : throw new InvalidDataException($"--when: {when} is neither Immediate nor OnIdle");
        }

        /// <summary>It sends what its log has of transactions again.</summary>
        /// <param name="from">The first record; null: the oldest that is there.</param>
        /// <param name="by">Who wants it.</param>
        /// <exception cref="InvalidDataException">There is no such record.</exception>
        internal static CallWish Log(long? from, string by)
        {
            return from is < 0 or > int.MaxValue ? throw new InvalidDataException($"--from: records have numbers from 0 to {int.MaxValue}") : new CallWish(GetLog, number => Json(writer =>
            {
                writer.WriteStartObject("customData");
                writer.WriteString("vendorId", Vendor);
                if (from is { } first)
                {
                    writer.WriteNumber("oldestRecord", first);
                }

                writer.WriteEndObject();
                writer.WriteStartObject("log");
                writer.WriteString("remoteLocation", "mqtt");
                writer.WriteEndObject();
                writer.WriteString("logType", "DiagnosticsLog");
                writer.WriteNumber("requestId", number);
            }), by, Day);
        }

        /// <summary>It takes a setting.</summary>
        /// <exception cref="InvalidDataException">It is no name of one, or no setting can have the value.</exception>
        internal static CallWish Set(string setting, string value, string by)
        {
            (string component, string variable) = VariableNames.Of(setting);
            foreach (char letter in value)
            {
                if (letter is < ' ' or > '~')
                {
                    throw new InvalidDataException("a setting's value is of printable ASCII characters");
                }
            }

            return value.Length > LongestValue ? throw new InvalidDataException($"a setting's value has {LongestValue} characters at most") : new CallWish(SetVariables, _ => Json(writer =>
            {
                writer.WriteStartArray("setVariableData");
                writer.WriteStartObject();
                writer.WriteString("attributeValue", value);
                writer.WriteStartObject("component");
                writer.WriteString("name", component);
                writer.WriteEndObject();
                writer.WriteStartObject("variable");
                writer.WriteString("name", variable);
                writer.WriteEndObject();
                writer.WriteEndObject();
                writer.WriteEndArray();
            }), by, Day);
        }

        /// <summary>Somebody may charge there, without a card.</summary>
        /// <param name="token">Whose charge it is.</param>
        /// <param name="within">After so many seconds without a vehicle it may no more.</param>
        /// <param name="by">Who wants it.</param>
        /// <param name="tariff">The line about the price that he was told: it stands in what is signed. Null: none yet.</param>
        /// <param name="mostWattHours">So much it may take; null: as much as it likes.</param>
        /// <param name="mostSeconds">So long it may last; null: as long as it likes.</param>
        /// <exception cref="InvalidDataException">It is no token.</exception>
        internal static CallWish Start(string token, int within, string by, string? tariff = null, int? mostWattHours = null, int? mostSeconds = null)
        {
            return token.Length is 0 or > LongestToken || !token.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or ':' or '*' or '+' or '=' or '|' or '@')
                ? throw new InvalidDataException($"a token has 1 to {LongestToken} letters, digits and - _ . : * + = | @")
                : new CallWish(RequestStart, number => Json(writer =>
                {
                    writer.WriteStartObject("idToken");
                    writer.WriteString("idToken", token);
                    writer.WriteString("type", "Central");
                    writer.WriteEndObject();
                    writer.WriteNumber("remoteStartId", number);
                    writer.WriteStartObject("customData");
                    writer.WriteString("vendorId", Vendor);
                    if (tariff is not null)
                    {
                        writer.WriteString("tariff", tariff);
                    }

                    writer.WriteNumber("startWithin", within);
                    if (mostWattHours is { } most)
                    {
                        writer.WriteNumber("mostWattHours", most);
                    }

                    if (mostSeconds is { } seconds)
                    {
                        writer.WriteNumber("mostSeconds", seconds);
                    }

                    writer.WriteEndObject();
                }), by, Soon);
        }

        /// <summary>A start that has begun nothing is taken back: what is answered says whether anything will begin on it.</summary>
        /// <param name="start">The number of the call that started.</param>
        /// <param name="by">Who wants it.</param>
        internal static CallWish TakeBack(long start, string by)
        {
            return Data("WithdrawStart", FormattableString.Invariant($"{{\"remoteStartId\":{start}}}"), by);
        }

        /// <summary>The lamp blinks a pattern, for who stands before it: later it would tell nobody anything.</summary>
        /// <param name="pattern">L long, S short.</param>
        /// <param name="by">Who wants it.</param>
        internal static CallWish Blink(string pattern, string by)
        {
            return Data("Blink", $"{{\"pattern\":\"{pattern}\"}}", by) with { Life = BlinkLife };
        }

        /// <summary>A transaction ends.</summary>
        internal static CallWish Stop(string transaction, string by)
        {
            return new CallWish(RequestStop, _ => Json(writer => writer.WriteString("transactionId", transaction)), by, Hour);
        }

        /// <summary>It goes out of service, when its transaction has ended, or comes back.</summary>
        internal static CallWish Available(bool available, string by)
        {
            return new CallWish(Availability, _ => Json(writer => writer.WriteString("operationalStatus", available ? "Operative" : "Inoperative")), by, Day);
        }

        /// <summary>It offers so much at most, over restarts too.</summary>
        /// <exception cref="InvalidDataException">No vehicle can be offered that.</exception>
        internal static CallWish Limit(int amps, string by)
        {
            return amps is < LeastAmps or > MostAmps ? throw new InvalidDataException($"a limit has {LeastAmps} to {MostAmps} A") : new CallWish(SetLimit, _ => Json(writer =>
            {
                writer.WriteNumber("evseId", 0);
                writer.WriteStartObject("chargingProfile");
                writer.WriteNumber("id", LimitId);
                writer.WriteNumber("stackLevel", 0);
                writer.WriteString("chargingProfilePurpose", LimitPurpose);
                writer.WriteString("chargingProfileKind", "Absolute");
                writer.WriteStartArray("chargingSchedule");
                writer.WriteStartObject();
                writer.WriteNumber("id", LimitId);
                writer.WriteString("chargingRateUnit", "A");
                writer.WriteStartArray("chargingSchedulePeriod");
                writer.WriteStartObject();
                writer.WriteNumber("startPeriod", 0);
                writer.WriteNumber("limit", amps);
                writer.WriteEndObject();
                writer.WriteEndArray();
                writer.WriteEndObject();
                writer.WriteEndArray();
                writer.WriteEndObject();
            }), by, Day);
        }

        /// <summary>It offers what it can again.</summary>
        internal static CallWish NoLimit(string by)
        {
            return new CallWish(ClearLimit, _ => Json(writer => writer.WriteNumber("chargingProfileId", LimitId)), by, Day);
        }

        /// <summary>A message that OCPP has no call for.</summary>
        /// <param name="message">Its name.</param>
        /// <param name="data">JSON; null where it has none.</param>
        /// <param name="by">Who wants it.</param>
        /// <exception cref="InvalidDataException">The name is empty or too long, or the data is no JSON.</exception>
        internal static CallWish Data(string message, string? data, string by)
        {
            if (message.Length is 0 or > LongestMessage || data?.Length > LongestData)
            {
                throw new InvalidDataException($"a message has a name of 1 to {LongestMessage} characters, and data of {LongestData} at most");
            }

            try
            {
                using JsonDocument? read = data is null ? null : JsonDocument.Parse(data, new JsonDocumentOptions { AllowDuplicateProperties = false });
                string? compact = read is null ? null : JsonSerializer.Serialize(read.RootElement);
                return new CallWish(DataTransfer, _ => Json(writer =>
                {
                    writer.WriteString("vendorId", Vendor);
                    writer.WriteString("messageId", message);
                    if (compact is not null)
                    {
                        writer.WritePropertyName("data");
                        writer.WriteRawValue(compact);
                    }
                }), by, Hour);
            }
            catch (JsonException)
            {
                throw new InvalidDataException($"the data is no JSON: {data}");
            }
        }

        /// <summary>The value that a call sets a variable to; null where it sets another one, or none.</summary>
        internal static string? ValueOf(string payload, string setting)
        {
            using JsonDocument read = JsonDocument.Parse(payload);
            JsonElement item = read.RootElement.GetProperty("setVariableData")[0];
            return item.GetProperty("variable").GetProperty("name").GetString() == VariableNames.Of(setting).Variable ? item.GetProperty("attributeValue").GetString() : null;
        }

        /// <summary>What a station says to a variable that was to be set: OCPP's word; what it is where there is none.</summary>
        internal static string StatusOf(string? answer)
        {
            try
            {
                using JsonDocument read = JsonDocument.Parse(answer ?? "{}");
                return read.RootElement.GetProperty("setVariableResult")[0].GetProperty("attributeStatus").GetString() ?? "no status";
            }
            catch (Exception problem) when (problem is JsonException or InvalidOperationException or System.Collections.Generic.KeyNotFoundException or IndexOutOfRangeException)
            {
                return "no status";
            }
        }

        private static string Json(Action<Utf8JsonWriter> write)
        {
            using MemoryStream stream = new();
            using (Utf8JsonWriter writer = new(stream))
            {
                writer.WriteStartObject();
                write(writer);
                writer.WriteEndObject();
            }

            return Encoding.UTF8.GetString(stream.ToArray());
        }
    }
}
