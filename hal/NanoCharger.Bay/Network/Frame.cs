using System;
using System.Text.Json;

namespace NanoCharger.Bay.Network
{
    /// <summary>The head of an OCPP-J frame: what the bay must know of a message that it does not otherwise read.</summary>
    /// <param name="Type">2 call, 3 result, 4 error; 0: no OCPP-J frame.</param>
    /// <param name="Id">Its message id.</param>
    /// <param name="Action">The action of a call; else empty.</param>
    internal readonly record struct Frame(int Type, string Id, string Action)
    {
        /// <summary>The action whose subject is told too.</summary>
        public const string SecurityEvent = "SecurityEventNotification";

        private const int Call = 2;

        public bool IsCall
        {
            get { return Type == Call; }
        }

        /// <summary>Result or error: it answers the call with the same id.</summary>
        public bool IsAnswer
        {
            get { return Type is 3 or 4; }
        }

        public static Frame Read(byte[] payload)
        {
            try
            {
                Utf8JsonReader reader = new Utf8JsonReader(payload);
                if (!Next(ref reader, JsonTokenType.StartArray) || !Next(ref reader, JsonTokenType.Number) || !reader.TryGetInt32(out int type)
                    || type is < 2 or > 4 || !Next(ref reader, JsonTokenType.String))
                {
                    return default;
                }

                string id = reader.GetString() ?? "";
                string action = type == Call && Next(ref reader, JsonTokenType.String) ? reader.GetString() ?? "" : "";
                return new Frame(type, id, action);
            }
            catch (Exception failure) when (failure is JsonException or InvalidOperationException)
            {
                return default;
            }
        }

        /// <summary>What a security event is of; empty where it does not say.</summary>
        public static string TypeOf(byte[] payload)
        {
            using JsonDocument call = JsonDocument.Parse(payload);
            return call.RootElement.GetArrayLength() > 3 && call.RootElement[3].TryGetProperty("type", out JsonElement type) ? type.ToString() : "";
        }

        /// <summary>The payload of a call; an empty object where it has none.</summary>
        public static string PayloadOf(byte[] call)
        {
            using JsonDocument frame = JsonDocument.Parse(call);
            return frame.RootElement.GetArrayLength() > 3 ? frame.RootElement[3].GetRawText() : "{}";
        }

        private static bool Next(ref Utf8JsonReader reader, JsonTokenType wanted)
        {
            return reader.Read() && reader.TokenType == wanted;
        }
    }
}
