using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Payments;

namespace NanoCharger.Backend.Web.Money
{
    /// <summary>What guests' cards have given in a month in one currency, by the ledger: what was taken, and who has what of it.</summary>
    /// <param name="Currency">ISO 4217 code.</param>
    /// <param name="TakenMinor">What was taken for bills.</param>
    /// <param name="BackMinor">What of cards' money was given back.</param>
    /// <param name="LostMinor">What guests' banks have taken back.</param>
    /// <param name="FeesMinor">What the provider keeps.</param>
    /// <param name="ShareMinor">What managers' accounts have had, less what went back from there.</param>
    internal sealed record CardMonth(string Currency, long TakenMinor, long BackMinor, long LostMinor, long FeesMinor, long ShareMinor)
    {
        private const long MicrosOfMs = 1000;

        /// <summary>What whoever runs the platform keeps, before the provider's fees.</summary>
        internal long PlatformMinor => TakenMinor - BackMinor - ShareMinor;

        /// <summary>Reads it: two statements, however many entries there are.</summary>
        internal static async Task<List<CardMonth>> Of(PlatformContext context, Month month)
        {
            (long from, long to) = (month.FromMs * MicrosOfMs, month.ToMs * MicrosOfMs);
            IQueryable<EntryRow> entries = context.Entries.Where(row => row.UtcMicros >= from && row.UtcMicros < to && (row.Kind == HoldBooks.TakenKind || row.Kind == HoldBooks.RefundedKind || row.Kind == HoldBooks.LostKind));
            var legs = entries.Join(context.Legs, entry => new { entry.TenantId, entry.Sequence }, leg => new { leg.TenantId, leg.Sequence }, (entry, leg) => new { entry.Kind, entry.Currency, leg.DebitId, leg.CreditId, leg.AmountMinor });
            string[] codes = [HoldBooks.Provider, HoldBooks.ProviderFees, HoldBooks.Share, HoldBooks.Lost];
            var debits = await legs.Join(context.Accounts.Where(row => codes.Contains(row.Code)), leg => leg.DebitId, account => account.Id, (leg, account) => new { leg.Kind, leg.Currency, account.Code, leg.AmountMinor })
                .GroupBy(row => new { row.Kind, row.Currency, row.Code }).Select(group => new { group.Key, Sum = group.Sum(row => row.AmountMinor) }).ToListAsync();
            var credits = await legs.Join(context.Accounts.Where(row => codes.Contains(row.Code)), leg => leg.CreditId, account => account.Id, (leg, account) => new { leg.Kind, leg.Currency, account.Code, leg.AmountMinor })
                .GroupBy(row => new { row.Kind, row.Currency, row.Code }).Select(group => new { group.Key, Sum = group.Sum(row => row.AmountMinor) }).ToListAsync();
            return [.. debits.Concat(credits).Select(row => row.Key.Currency).Distinct().Order().Select(currency => new CardMonth(
                currency,
                Debit(currency, HoldBooks.TakenKind, HoldBooks.Provider),
                Credit(currency, HoldBooks.RefundedKind, HoldBooks.Provider),
                Debit(currency, HoldBooks.LostKind, HoldBooks.Lost),
                Debit(currency, HoldBooks.TakenKind, HoldBooks.ProviderFees),
                Debit(currency, HoldBooks.TakenKind, HoldBooks.Share) - Credit(currency, HoldBooks.RefundedKind, HoldBooks.Share)))];

            long Debit(string currency, string kind, string code)
            {
                return debits.Where(row => row.Key.Currency == currency && row.Key.Kind == kind && row.Key.Code == code).Sum(row => row.Sum);
            }

            long Credit(string currency, string kind, string code)
            {
                return credits.Where(row => row.Key.Currency == currency && row.Key.Kind == kind && row.Key.Code == code).Sum(row => row.Sum);
            }
        }
    }
}
