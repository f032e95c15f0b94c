using System.Collections.Generic;
using System.Linq;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;

namespace NanoCharger.Backend.Audit
{
    /// <summary>The ledger's balance of one tenant and currency.</summary>
    /// <param name="Tenant">Whose.</param>
    /// <param name="Currency">ISO 4217 code.</param>
    /// <param name="Bills">Bills and credit notes.</param>
    /// <param name="ReceivableMinor">What customers owe: all that was billed less what was taken back, minor units.</param>
    /// <param name="RevenueMinor">Of it without tax.</param>
    /// <param name="TaxMinor">Of it tax.</param>
    internal sealed record MoneySum(string Tenant, string Currency, int Bills, long ReceivableMinor, long RevenueMinor, long TaxMinor)
    {
        /// <summary>Of all tenants.</summary>
        internal static IReadOnlyList<MoneySum> Of(PlatformContext context)
        {
            Dictionary<long, AccountRow> accounts = context.Accounts.AsNoTracking().ToDictionary(row => row.Id);
            Dictionary<long, string> tenants = context.Tenants.AsNoTracking().ToDictionary(row => row.Id, row => row.Name);
            var legs = context.Legs.AsNoTracking().ToList();
            ILookup<(long, string), BillRow> bills = context.Bills.AsNoTracking().AsEnumerable().ToLookup(row => (row.TenantId, row.Currency));
            return accounts.Values.Select(row => (row.TenantId, row.Currency)).Distinct().OrderBy(one => one).Select(one => new MoneySum(
                tenants.GetValueOrDefault(one.TenantId, ""),
                one.Currency,
                bills[one].Count(),
                Balance(one, "receivable/"),
                -Balance(one, "revenue"),
                -Balance(one, "tax/"))).ToList();

            long Balance((long Tenant, string Currency) of, string code)
            {
                HashSet<long> ids = accounts.Values.Where(row => row.TenantId == of.Tenant && row.Currency == of.Currency && row.Code.StartsWith(code, System.StringComparison.Ordinal)).Select(row => row.Id).ToHashSet();
                return legs.Where(leg => ids.Contains(leg.DebitId)).Sum(leg => leg.AmountMinor) - legs.Where(leg => ids.Contains(leg.CreditId)).Sum(leg => leg.AmountMinor);
            }
        }
    }
}
