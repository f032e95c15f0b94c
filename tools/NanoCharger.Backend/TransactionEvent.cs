using System;
using System.Text.Json;
using NanoCharger.Verify;

namespace NanoCharger.Backend
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

        /// <summary>The key by which the document was verified; null without one.</summary>
        internal StationKey? Key { get; init; }

        /// <summary>The verified document, exactly; null without one.</summary>
        internal string? DocumentText { get; init; }

        /// <summary>What the verified document says; null without one.</summary>
        internal SignedDocument? Said { get; init; }

        /// <summary>Who charges, in the clear; null where this event does not tell it.</summary>
        internal string? Token { get; init; }

        /// <summary>The payload as it came.</summary>
        internal required string Body { get; init; }

        /// <summary>Reads and checks a payload.</summary>
        /// <exception cref="OcppViolation">A field is missing or wrong.</exception>
        internal static TransactionEvent Read(string station, JsonElement payload)
        {
            string type = Fields.OneOf(payload, "eventType", Started, Updated, Ended);
            JsonElement info = Fields.Object(payload, "transactionInfo");
            Fields.Text(payload, "triggerReason", LongestId);
            string? reason = Fields.OptionalText(info, "stoppedReason", LongestId);
            RegisterReadings registers = RegisterReadings.Read(payload);
            return new TransactionEvent
            {
                Station = station,
                TransactionId = Fields.Text(info, "transactionId", LongestId),
                Sequence = Fields.Integer(payload, "seqNo", 0, int.MaxValue),
                Type = type,
                Utc = Fields.Time(payload, "timestamp"),
                ClockStatus = Clock(payload),
                Token = Fields.OptionalObject(payload, "idToken") is { } token ? Fields.OptionalText(token, "idToken", LongestId) : null,
                StoppedReason = type == Ended ? reason ?? ReasonWhenOmitted : null,
                BeginRegister = registers.Begin ?? (type == Started ? registers.First : null),
                EndRegister = registers.End ?? (type == Ended ? registers.Last : null),
                Signed = registers.Signed,
                Body = payload.GetRawText(),
            };
        }

        private static char Clock(JsonElement payload)
        {
            bool never = Fields.OptionalObject(payload, "customData") is { } own
                && Fields.OptionalText(own, "vendorId", LongestVendor) == OwnVendor && Fields.OptionalText(own, "clock", 1) == "U";
            return never ? NeverSet : Known;
        }

        /// <summary>True when the other tells the same of billing: a repeat may differ in what is not billed, such as <c>offline</c>.</summary>
        internal bool BillsLike(TransactionEvent other)
        {
            return Type == other.Type && Utc == other.Utc && StoppedReason == other.StoppedReason
                && BeginRegister == other.BeginRegister && EndRegister == other.EndRegister
                && DocumentText == other.DocumentText;
        }
    }
}
