using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.People;
using NanoCharger.Verify;

namespace NanoCharger.Backend.Web.Receipts
{
    /// <summary>What a charge stands on: its transactions, all their signed documents, and the key of their charger; no document where its payer is erased, or to be erased.</summary>
    internal sealed record Evidence(ChargeRow Charge, IReadOnlyList<TransactionRow> Parts, IReadOnlyList<EvidenceDocument> Documents, StationKey? Key, Phrase? Erased)
    {
        private const int ShownDigits = 16;

        /// <summary>The first digits of the key's SHA-256, by which people compare it.</summary>
        internal string? Digits => Key is null ? null : Convert.ToHexStringLower(SHA256.HashData(Convert.FromHexString(Key.Hex)))[..ShownDigits];

        /// <summary>Reads that of a charge; null where there is none that whoever asks may see.</summary>
        internal static async Task<Evidence?> Of(PlatformContext context, long charge)
        {
            if (await context.Charges.AsNoTracking().FirstOrDefaultAsync(row => row.Id == charge) is not { } found)
            {
                return null;
            }

            List<TransactionRow> parts = await context.Transactions.AsNoTracking().Where(row => row.ChargeId == charge).OrderBy(row => row.Receipt).ToListAsync();
            Phrase? erased = parts.Select(row => row.Account).Append(found.Account).OfType<long>().Distinct().Select(account => Veil.Over(context, account)).FirstOrDefault(veil => veil is not null);
            if (erased is not null)
            {
                return new Evidence(found, parts, [], null, erased);
            }

            List<DocumentRow> rows = await context.Documents.AsNoTracking().Where(row => context.Transactions.Any(part => part.ChargeId == charge && part.StationId == row.StationId && part.KeyNumber == row.KeyNumber && part.Id == row.TransactionId))
                .OrderBy(row => row.Number).ToListAsync();
            string? hex = await context.Keys.Where(row => row.StationId == found.StationId && row.Number == found.KeyNumber).Select(row => row.PublicKey).FirstOrDefaultAsync();
            StationKey? key = hex is null ? null : StationKey.Read(hex, out _);
            return new Evidence(found, parts, key is null ? [] : rows.ConvertAll(row => EvidenceDocument.Of(row, key)), key, null);
        }
    }

    /// <summary>A signed document of a charge, and what was found of it just now.</summary>
    /// <param name="Row">As it is stored.</param>
    /// <param name="Verdict">What was found.</param>
    internal sealed record EvidenceDocument(DocumentRow Row, Verdict Verdict)
    {
        /// <summary>As the charger counts it.</summary>
        internal string Number => string.Create(CultureInfo.InvariantCulture, $"T{Row.Number}");

        /// <summary>What it says; null where that cannot be read any more.</summary>
        internal SignedDocument? Said => Verdict.Document;

        /// <summary>It says what was charged.</summary>
        internal bool IsReceipt => Said is { IsReceipt: true };

        /// <summary>The name of its file, without the ending: that of a receipt as <c>--out</c> writes it.</summary>
        internal string Name
        {
            get
            {
                string receipt = Receipt.FileNameOf(Row.TransactionId, Row.KeyNumber);
                string transaction = receipt[receipt.IndexOf('-', StringComparison.Ordinal)..];
                return IsReceipt ? receipt : Said is { IsBegin: true } ? "begin" + transaction : "reading" + transaction + "-" + Number;
            }
        }

        internal static EvidenceDocument Of(DocumentRow row, StationKey key)
        {
            return new EvidenceDocument(row, OcmfVerifier.Verify(Encoding.UTF8.GetBytes(row.Text), key));
        }
    }
}
