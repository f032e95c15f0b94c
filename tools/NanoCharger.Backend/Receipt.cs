using System;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using NanoCharger.Backend.Rating;
using NanoCharger.Verify;

namespace NanoCharger.Backend
{
    /// <summary>The receipt of one transaction, as data; it is written out as text, as JSON, and as the file of the public verifiers.</summary>
    /// <param name="Transaction">What was charged, with what it costs.</param>
    public sealed record Receipt(BilledTransaction Transaction)
    {
        private static readonly JsonSerializerOptions Format = new()
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            WriteIndented = true,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        };

        /// <summary>Who sells; empty where nobody said it.</summary>
        public string Operator { get; init; } = "";

        /// <summary>Where; empty where nobody said it.</summary>
        public string Site { get; init; } = "";

        /// <summary>The signed receipt, exactly as it came; null where there is none.</summary>
        public string? Document { get; init; }

        /// <summary>The key that the signed receipt was verified by; null where there is none.</summary>
        public StationKey? Key { get; init; }

        /// <summary>Name of its files, without the ending: the transaction's id, whatever stands in it, as a part of a name.</summary>
        public string FileName => FileNameOf(Transaction.Id, Transaction.Series);

        /// <summary>Name of a receipt's files, without the ending.</summary>
        /// <param name="transaction">The transaction's id.</param>
        /// <param name="series">The number of the key by which it is signed: a replaced board uses the ids of the one before again. No id brings a plus into a name.</param>
        public static string FileNameOf(string transaction, int series = 1)
        {
            return "receipt-" + Printable.FileName(transaction) + (series > 1 ? FormattableString.Invariant($"+key{series}") : "");
        }

        /// <summary>The receipt as JSON: who sold where, the transaction with its tariff, the invoice, and what to check it by.</summary>
        public string ToJson()
        {
            return Printable.Lines(JsonSerializer.Serialize(
                new
                {
                    Operator,
                    Site,
                    Transaction,
                    UnitPrices = TariffText.Of(Transaction.Tariff),
                    Document,
                    PublicKey = Key?.Hex,
                    CheckWith = Document is null ? [] : TransparencyFile.Readers,
                },
                Format));
        }

        /// <summary>The receipt for people: plain text, lines ended by a line feed.</summary>
        public string ToText()
        {
            return new ReceiptText(this).Write();
        }

        /// <summary>The file that the public transparency software opens; null where there is no signed receipt, or no key to check it by.</summary>
        public string? ToXml()
        {
            return Document is null || Key is null ? null : TransparencyFile.Write(Document, Key);
        }
    }
}
