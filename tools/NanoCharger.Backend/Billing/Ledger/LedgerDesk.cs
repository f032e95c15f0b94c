using System.Collections.Generic;
using System.Linq;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;

namespace NanoCharger.Backend.Billing.Ledger
{
    /// <summary>Writes a tenant's ledger, an entry behind the last one. Who comes second at the same moment is refused by the database, and tries again.</summary>
    internal sealed class LedgerDesk(PlatformContext context)
    {
        /// <summary>Writes an entry.</summary>
        /// <param name="tenant">Whose ledger.</param>
        /// <param name="kind">What it is.</param>
        /// <param name="key">What it is for: a kind has each key once.</param>
        /// <param name="currency">ISO 4217 code.</param>
        /// <param name="utcMicros">When.</param>
        /// <param name="legs">The movements.</param>
        internal void Post(long tenant, string kind, string key, string currency, long utcMicros, IReadOnlyList<Leg> legs)
        {
            var last = context.Entries.AsNoTracking().Where(row => row.TenantId == tenant).OrderByDescending(row => row.Sequence).Select(row => new { row.Sequence, row.Hash }).FirstOrDefault();
            LedgerEntry entry = new()
            {
                Tenant = tenant,
                Sequence = (last?.Sequence ?? 0) + 1,
                Kind = kind,
                Key = key,
                Currency = currency,
                UtcMicros = utcMicros,
                Legs = legs,
                PreviousHash = last?.Hash ?? EntryHash.None,
            };
            context.Entries.Add(new EntryRow
            {
                TenantId = tenant,
                Sequence = entry.Sequence,
                Kind = kind,
                Key = key,
                LegCount = legs.Count,
                Currency = currency,
                UtcMicros = utcMicros,
                PreviousHash = entry.PreviousHash,
                Hash = EntryHash.Of(entry),
            });
            context.SaveChanges();
            for (int number = 0; number < legs.Count; number++)
            {
                context.Legs.Add(new LegRow
                {
                    TenantId = tenant,
                    Sequence = entry.Sequence,
                    LegNumber = number + 1,
                    LegCount = legs.Count,
                    DebitId = Account(tenant, legs[number].Debit, currency),
                    CreditId = Account(tenant, legs[number].Credit, currency),
                    AmountMinor = legs[number].AmountMinor,
                });
            }

            context.SaveChanges();
        }

        private long Account(long tenant, string code, string currency)
        {
            AccountRow? account = context.Accounts.FirstOrDefault(row => row.TenantId == tenant && row.Code == code && row.Currency == currency);
            if (account is null)
            {
                account = context.Accounts.Add(new AccountRow { TenantId = tenant, Code = code, Currency = currency }).Entity;
                context.SaveChanges();
            }

            return account.Id;
        }
    }
}
