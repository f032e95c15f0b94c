using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Rating;
using NanoCharger.Verify;

namespace NanoCharger.Backend
{
    /// <summary>The receipt of one charge, as data; it is written out as text, as JSON, and as the file of the public verifiers.</summary>
    /// <param name="Transaction">What was charged, with what it costs; the first part, where the charge went on after a power cut.</param>
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

        /// <summary>The further parts of the charge, each with its own document.</summary>
        public IReadOnlyList<Receipt> Further { get; init; } = [];

        /// <summary>The bill that stands for the charge, as it was issued; null where there is none.</summary>
        public Bill? Bill { get; init; }

        /// <summary>Why the charge costs nothing, as it was settled; null where it has a bill, or is not settled.</summary>
        public RatedCharge? Settled { get; init; }

        /// <summary>The charge ended by a power cut and may still go on: what it costs is said when it is over.</summary>
        public bool MayGoOn { get; init; }

        /// <summary>Name and address of who pays, in lines; null where nobody is known, or where they are shown nobody.</summary>
        public string? Addressee { get; init; }

        /// <summary>Why there is no name and no document to see: erased, or to be erased, by law; null where nothing is.</summary>
        public string? Erased { get; init; }

        /// <summary>Who pays, by the number of his account; where none is known, who charged; null where nothing says it.</summary>
        public string? Payer => Bill is { Account: { } billed } ? Billing.Bill.NameOf(billed) : Transaction.Account is { } account ? Billing.Bill.NameOf(account) : Granter;

        /// <summary>What let him charge, without the digest of his token, which tells him nothing.</summary>
        private string? Granter => Transaction.Customer is { } customer ? customer.Split(" ~")[0] : null;

        /// <summary>All parts in their order.</summary>
        internal IReadOnlyList<Receipt> Parts => [this, .. Further];

        /// <summary>What the charge costs; null while that cannot be said.</summary>
        public RatedCharge? Rated => Bill?.Rated ?? Settled ?? (MayGoOn || Further.Count > 0 ? null : Transaction.Rated);

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
                    Payer,
                    Addressee,
                    Erased,
                    Transaction = Transaction with { Customer = Granter },
                    Parts = Parts.Skip(1).Select(part => new { Transaction = part.Transaction with { Customer = part.Granter }, part.Document, PublicKey = part.Key?.Hex }),
                    Bill,
                    MayGoOn,
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
