using System;
using System.Text.Json;
using NanoCharger.Verify;

namespace NanoCharger.Backend.Ocpp
{
    /// <summary>What billing needs of a TransactionEventRequest (OCPP 2.0.1, part 2, 1.60).</summary>
    internal sealed record TransactionEvent
    {
        internal const string Started = "Started";
        internal const string Updated = "Updated";
        internal const string Ended = "Ended";

        private const int LongestId = 36;
        private const char Known = 'S';
        private const char NeverSet = 'U';
        private const int LongestVendor = 255;
        private const string OwnVendor = "nanoCharger";
        private const string ReasonWhenOmitted = "Local";

        private static readonly string[] CardTypes = ["ISO14443", "ISO15693", "eMAID", "KeyCode", "MacAddress"];

        internal required string Station { get; init; }

        internal required string TransactionId { get; init; }

        internal required int Sequence { get; init; }

        internal required string Type { get; init; }

        internal required DateTime Utc { get; init; }

        /// <summary>The station's word that its clock had never been set (customData of ours), as OCMF's letter; S where it says nothing.</summary>
        internal char ClockStatus { get; init; } = Known;

        /// <summary>Why it ended; null unless it is the end.</summary>
        internal string? StoppedReason { get; init; }

        /// <summary>The register at the transaction's start, mWh, where this event tells it.</summary>
        internal long? BeginRegister { get; init; }

        /// <summary>The register at the transaction's end, mWh, where this event tells it.</summary>
        internal long? EndRegister { get; init; }

        /// <summary>The signed document as it came; null without one.</summary>
        internal SignedValue? Signed { get; init; }

        /// <summary>Who charges, in the clear; null where this event does not tell it.</summary>
        internal string? Token { get; init; }

        /// <summary>Whether the token is one that a reader has read, so that the backend's word on it counts: what it granted itself, and what the console or nobody granted, is none.</summary>
        internal bool Card { get; init; }

        /// <summary>It was started from afar, so nobody has been told the price by an answer to Authorize.</summary>
        internal bool StartedFromAfar { get; init; }

        /// <summary>Reads and checks a payload.</summary>
        /// <exception cref="OcppViolation">A field is missing or wrong.</exception>
        internal static TransactionEvent Read(string station, JsonElement payload)
        {
            string type = Fields.OneOf(payload, "eventType", Started, Updated, Ended);
            JsonElement info = Fields.Object(payload, "transactionInfo");
            Fields.Text(payload, "triggerReason", LongestId);
            string? reason = Fields.OptionalText(info, "stoppedReason", LongestId);
            JsonElement? token = Fields.OptionalObject(payload, "idToken");
            RegisterReadings registers = RegisterReadings.Read(payload);
            return new TransactionEvent
            {
                Station = station,
                TransactionId = Fields.Text(info, "transactionId", LongestId),
                Sequence = Fields.Integer(payload, "seqNo", 0, int.MaxValue),
                Type = type,
                Utc = Milliseconds(Fields.Time(payload, "timestamp")),
                ClockStatus = Clock(payload),
                Token = token is null ? null : Fields.OptionalText(token.Value, "idToken", LongestId),
                Card = token is not null && Array.IndexOf(CardTypes, Fields.OptionalText(token.Value, "type", LongestId)) >= 0,
                StartedFromAfar = info.TryGetProperty("remoteStartId", out _),
                StoppedReason = type == Ended ? reason ?? ReasonWhenOmitted : null,
                BeginRegister = registers.Begin ?? (type == Started ? registers.First : null),
                EndRegister = registers.End ?? (type == Ended ? registers.Last : null),
                Signed = registers.Signed,
            };
        }

        private static char Clock(JsonElement payload)
        {
            bool never = Fields.OptionalObject(payload, "customData") is { } own
                && Fields.OptionalText(own, "vendorId", LongestVendor) == OwnVendor && Fields.OptionalText(own, "clock", 1) == "U";
            return never ? NeverSet : Known;
        }

        /// <summary>What is kept of a time: milliseconds, so that what was read back is what was stored.</summary>
        private static DateTime Milliseconds(DateTime time)
        {
            return new DateTime(time.Ticks - (time.Ticks % TimeSpan.TicksPerMillisecond), DateTimeKind.Utc);
        }
    }
}
