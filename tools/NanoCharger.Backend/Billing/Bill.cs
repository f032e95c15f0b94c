using System;
using System.Collections.Generic;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using NanoCharger.Backend.Rating;

namespace NanoCharger.Backend.Billing
{
    /// <summary>A bill, or the credit note that takes one back, as it was issued: never worked out anew.</summary>
    public sealed record Bill
    {
        private static readonly JsonSerializerOptions Format = new()
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        };

        /// <summary>Its number.</summary>
        public required long Number { get; init; }

        /// <summary>The bill that it takes back; null where it is a bill.</summary>
        public long? Credits { get; init; }

        /// <summary>Why it takes that back; null where it is a bill.</summary>
        public string? Reason { get; init; }

        /// <summary>When it was issued, Unix milliseconds.</summary>
        public required long IssuedMs { get; init; }

        /// <summary>Who sells.</summary>
        public required string Seller { get; init; }

        /// <summary>Where.</summary>
        public required string Site { get; init; }

        /// <summary>The station.</summary>
        public required string Station { get; init; }

        /// <summary>Who pays: "account 17", and no person; in bills of an earlier version as the documents name him.</summary>
        public required string Customer { get; init; }

        /// <summary>The number of that account; null in bills of an earlier version.</summary>
        public long? Account { get; init; }

        /// <summary>The prices that were told.</summary>
        public required TariffVersion Tariff { get; init; }

        /// <summary>The transactions, each with its document.</summary>
        public required IReadOnlyList<BilledPart> Parts { get; init; }

        /// <summary>What it costs.</summary>
        public required RatedCharge Rated { get; init; }

        /// <summary>How bills name who pays.</summary>
        public static string NameOf(long account)
        {
            return FormattableString.Invariant($"account {account}");
        }

        /// <summary>Reads one.</summary>
        /// <exception cref="JsonException">It is none.</exception>
        public static Bill FromJson(string text)
        {
            return JsonSerializer.Deserialize<Bill>(text, Format) ?? throw new JsonException("it is null");
        }

        /// <summary>Always the same text for the same bill.</summary>
        public string ToJson()
        {
            return JsonSerializer.Serialize(this, Format);
        }
    }
}
