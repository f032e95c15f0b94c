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
        private const string ReasonWhenOmitted = "Local";

        internal required string Station { get; init; }

        internal required string TransactionId { get; init; }

        internal required int Sequence { get; init; }

        internal required string Type { get; init; }

        internal required DateTime Utc { get; init; }

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

        /// <summary>The verified document's number; null without one.</summary>
        internal long? Pagination { get; init; }

        /// <summary>The verified document, exactly; null without one.</summary>
        internal string? DocumentText { get; init; }

        /// <summary>Time of the begin by the verified receipt; null unless the document is one.</summary>
        internal DateTime? ReceiptBegin { get; init; }

        /// <summary>Time of the end by the verified receipt; null unless the document is one.</summary>
        internal DateTime? ReceiptEnd { get; init; }

        /// <summary>The clock counted at both readings of the verified receipt; null unless the document is one.</summary>
        internal bool? TimesCount { get; init; }

        /// <summary>The verified document's first reading, as one text: time, sureness of the clock, register; null without one.</summary>
        internal string? FirstReading { get; init; }

        /// <summary>For whom the verified document is, as one text: IS, IT and ID; null without one.</summary>
        internal string? Identity { get; init; }

        /// <summary>The verified document's identification (ID); null without one.</summary>
        internal string? Token { get; init; }

        /// <summary>The verified document's tariff text (TT); null without one.</summary>
        internal string? TariffText { get; init; }

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
                StoppedReason = type == Ended ? reason ?? ReasonWhenOmitted : null,
                BeginRegister = registers.Begin ?? (type == Started ? registers.First : null),
                EndRegister = registers.End ?? (type == Ended ? registers.Last : null),
                Signed = registers.Signed,
                Body = payload.GetRawText(),
            };
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
