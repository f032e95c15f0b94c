using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Billing.Ledger;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Rating;
using NanoCharger.Verify;

namespace NanoCharger.Backend.Audit
{
    /// <summary>Proves the money by the documents: every bill by its receipts and its prices, every entry of the ledger by its bill and by the chain, all energy by what became of it.</summary>
    internal sealed class BooksAuditor(PlatformContext context, TokenDigest tokens, Action<long, string, string> find, long nowMs)
    {
        internal const string BillChanged = "bill-changed";
        internal const string BillWithoutReceipt = "bill-without-receipt";
        internal const string NotTold = "price-not-told";
        internal const string LedgerChanged = "ledger-changed";
        internal const string LedgerGone = "ledger-gone";

        private readonly Dictionary<long, ChargeRow> _charges = context.Charges.AsNoTracking().ToDictionary(row => row.Id);

        internal void Run()
        {
            List<BillRow> bills = context.Bills.AsNoTracking().OrderBy(row => row.TenantId).ThenBy(row => row.Number).ToList();
            LookAtBills(bills);
            new ChargeAuditor(context, find).Run(bills, _charges);
            LookAtLedger(bills);
        }

        private void LookAtBills(List<BillRow> bills)
        {
            Dictionary<long, long> expected = [];
            ILookup<(long, long), long> gaps = context.BillGaps.AsNoTracking().Where(gap => gap.ToNumber >= gap.FromNumber).ToLookup(gap => (gap.TenantId, gap.FromNumber), gap => gap.ToNumber);
            foreach (BillRow row in bills)
            {
                long station = _charges.GetValueOrDefault(row.ChargeId)?.StationId ?? 0;
                long next = expected.GetValueOrDefault(row.TenantId) + 1;
                while (gaps.Contains((row.TenantId, next)))
                {
                    next = gaps[(row.TenantId, next)].Max() + 1;
                }

                if (row.Number != next)
                {
                    find(station, ChargeAuditor.BillGone, Line($"bills {next} to {row.Number - 1} are not here"));
                }

                expected[row.TenantId] = row.Number;
                LookAtBill(row, station);
            }
        }

        private void LookAtBill(BillRow row, long station)
        {
            if (!row.Hash.AsSpan().SequenceEqual(SHA256.HashData(Encoding.UTF8.GetBytes(row.Text))) || Read(row.Text) is not { } bill)
            {
                find(station, BillChanged, Line($"bill {row.Number} is not what was issued"));
                return;
            }

            if (bill.Number != row.Number || (bill.Credits ?? 0) != row.Credits || bill.Tariff.Currency != row.Currency || (row.Credits == 0 ? bill.Rated.GrossMinor : -bill.Rated.GrossMinor) != row.GrossMinor)
            {
                find(station, BillChanged, Line($"bill {row.Number} says another thing than its row"));
            }

            List<(RatedPart? Part, BilledPart Billed)> parts = bill.Parts.Select(part => (PartOf(row.ChargeId, part), part)).ToList();
            foreach ((RatedPart? part, BilledPart billed) in parts)
            {
                if (part is null)
                {
                    find(station, BillWithoutReceipt, Line($"bill {row.Number} is for T{billed.Receipt}, which is not here, or no receipt"));
                }
            }

            foreach (BilledPart part in bill.Parts)
            {
                LookAtPrice(row, bill, part.Receipt);
            }

            List<RatedPart> sound = parts.Where(part => part.Billed.NotCharged is null).Select(part => part.Part).OfType<RatedPart>().ToList();
            if (parts.All(part => part.Part is not null) && (sound.Count == 0 || !SameMoney(Rater.Rate(bill.Tariff, sound, bill.Rated.Lines.Any(line => line.Minutes is not null)), bill.Rated)))
            {
                find(station, BillChanged, Line($"bill {row.Number} is not what its receipts cost by its prices"));
            }
        }

        /// <summary>What the receipt says of the price reads as the bill's version does, or was told of it at the station.</summary>
        private void LookAtPrice(BillRow row, Bill bill, long receipt)
        {
            if (_charges.GetValueOrDefault(row.ChargeId) is { } charge && Beside(charge, receipt) is { TariffText: { } line } document && TariffText.Of(bill.Tariff) != line)
            {
                (string version, string token) = (bill.Tariff.ToJson(), tokens.Of(document.Identification));
                if (!context.Told.AsNoTracking().Where(told => told.StationId == charge.StationId && told.Token == token && told.Line == line).Select(told => told.Tariff).AsEnumerable()
                    .Any(told => told == version || (FormatFourTariff.Wrote(told) && FormatFourTariff.Read(told).Text == version)))
                {
                    find(charge.StationId, NotTold, Line($"bill {row.Number} is by {bill.Tariff.Id}, and T{receipt} was told \"{line}\""));
                }
            }
        }

        /// <summary>The chain, and each entry beside its bill.</summary>
        private void LookAtLedger(List<BillRow> bills)
        {
            Dictionary<long, string> accounts = context.Accounts.AsNoTracking().ToDictionary(row => row.Id, row => row.Code);
            ILookup<(long, long), LegRow> legs = context.Legs.AsNoTracking().OrderBy(row => row.LegNumber).ToLookup(row => (row.TenantId, row.Sequence));
            Dictionary<(long, string, string), LedgerEntry> entries = [];
            Dictionary<long, (long Sequence, byte[] Hash)> last = [];
            foreach (EntryRow row in context.Entries.AsNoTracking().OrderBy(row => row.TenantId).ThenBy(row => row.Sequence))
            {
                (long sequence, byte[] hash) = last.GetValueOrDefault(row.TenantId, (0, EntryHash.None));
                if (row.Sequence != sequence + 1)
                {
                    find(0, LedgerGone, Line($"entries {sequence + 1} to {row.Sequence - 1} of the ledger are not here"));
                }

                LedgerEntry? entry = Entry(row, legs[(row.TenantId, row.Sequence)].ToList(), accounts);
                if (entry is null || !EntryHash.Of(entry).AsSpan().SequenceEqual(row.Hash) || (row.Sequence == sequence + 1 && !row.PreviousHash.AsSpan().SequenceEqual(hash)))
                {
                    find(0, LedgerChanged, Line($"entry {row.Sequence} of the ledger ({row.Kind} {row.Key}) is not what was written"));
                }

                last[row.TenantId] = (row.Sequence, row.Hash);
                if (entry is not null)
                {
                    entries[(row.TenantId, row.Kind, row.Key)] = entry;
                }
            }

            HashSet<(long, string, string)> issued = [.. bills.Select(row => (row.TenantId, row.Credits == 0 ? BillDesk.BillKind : BillDesk.CreditKind, row.Number.ToString(CultureInfo.InvariantCulture)))];
            foreach ((long tenant, string kind, string key) in entries.Keys.Where(key => !issued.Contains(key) && !CardAuditor.Knows(key.Item2)))
            {
                find(0, LedgerChanged, Line($"the ledger of tenant {tenant} has a {kind} {key} that was never issued"));
            }

            new CardAuditor(context, find).Run(entries, nowMs);
            foreach (BillRow row in bills)
            {
                LookAtEntry(row, entries.GetValueOrDefault((row.TenantId, row.Credits == 0 ? BillDesk.BillKind : BillDesk.CreditKind, row.Number.ToString(CultureInfo.InvariantCulture))));
            }
        }

        private void LookAtEntry(BillRow row, LedgerEntry? entry)
        {
            long station = _charges.GetValueOrDefault(row.ChargeId)?.StationId ?? 0;
            if (entry is null)
            {
                find(station, LedgerGone, Line($"bill {row.Number} is not in the ledger"));
            }
            else if (entry.Legs.Sum(leg => leg.AmountMinor) != Math.Abs(row.GrossMinor) || entry.Currency != row.Currency)
            {
                find(station, LedgerChanged, Line($"bill {row.Number} is of {Math.Abs(row.GrossMinor)} {row.Currency}, and {entry.Legs.Sum(leg => leg.AmountMinor)} {entry.Currency} are in the ledger for it"));
            }
        }

        private static LedgerEntry? Entry(EntryRow row, List<LegRow> legs, Dictionary<long, string> accounts)
        {
            return legs.Count != row.LegCount || legs.Exists(leg => leg.AmountMinor <= 0 || leg.DebitId == leg.CreditId || !accounts.ContainsKey(leg.DebitId) || !accounts.ContainsKey(leg.CreditId)) ? null
                : new LedgerEntry
                {
                    Tenant = row.TenantId,
                    Sequence = row.Sequence,
                    Kind = row.Kind,
                    Key = row.Key,
                    Currency = row.Currency,
                    UtcMicros = row.UtcMicros,
                    PreviousHash = row.PreviousHash,
                    Legs = legs.ConvertAll(leg => new Leg(accounts[leg.DebitId], accounts[leg.CreditId], leg.AmountMinor)),
                };
        }

        /// <summary>What was billed, by the documents that were here then.</summary>
        private RatedPart? PartOf(long charge, BilledPart part)
        {
            if (!_charges.TryGetValue(charge, out ChargeRow? of)
                || context.Documents.AsNoTracking().FirstOrDefault(row => row.StationId == of.StationId && row.KeyNumber == of.KeyNumber && row.Number == part.Receipt) is not { } stored)
            {
                return null;
            }

            try
            {
                List<SignedDocument> documents = TransactionDocuments.Of(context, of.StationId, of.KeyNumber, stored.TransactionId).FindAll(one => part.Documents?.Contains(one.Pagination) != false);
                return documents.Find(document => document.Pagination == part.Receipt) is { IsReceipt: true } signed ? SignedPart.Of(signed, documents) : null;
            }
            catch (Exception problem) when (problem is FormatException or ArgumentException or System.IO.InvalidDataException)
            {
                // It is told as a document that does not hold.
                return null;
            }
        }

        /// <summary>One that cannot be read is told as such.</summary>
        private SignedDocument? Beside(ChargeRow charge, long number)
        {
            try
            {
                return TransactionDocuments.One(context, charge.StationId, charge.KeyNumber, number);
            }
            catch (Exception problem) when (problem is FormatException or ArgumentException or System.IO.InvalidDataException)
            {
                return null;
            }
        }

        private static bool SameMoney(RatedCharge one, RatedCharge other)
        {
            return one.NetMinor == other.NetMinor && one.TaxMinor == other.TaxMinor && one.MilliwattHours == other.MilliwattHours && one.Lines.SequenceEqual(other.Lines);
        }

        internal static Bill? Read(string text)
        {
            try
            {
                return Bill.FromJson(text);
            }
            catch (JsonException)
            {
                return null;
            }
        }

        private static string Line(FormattableString text)
        {
            return FormattableString.Invariant(text);
        }
    }
}
