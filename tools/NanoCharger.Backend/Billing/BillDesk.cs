using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Billing.Ledger;
using NanoCharger.Backend.Data;

namespace NanoCharger.Backend.Billing
{
    /// <summary>Issues bills and credit notes, each with its entry in the ledger. What is issued stays: a wrong bill is taken back and another is issued.</summary>
    internal sealed class BillDesk(PlatformContext context, long nowMs)
    {
        internal const string BillKind = "bill";
        internal const string CreditKind = "credit-note";
        private const string Revenue = "revenue";
        internal const string Receivable = "receivable/";

        /// <summary>Issues a bill; its number and time are put in.</summary>
        internal void Issue(ChargeRow charge, Bill bill)
        {
            Put(charge, bill with { Number = NextNumber(charge.TenantId), IssuedMs = nowMs }, IssueOf(charge));
        }

        /// <summary>Takes the bill of a charge back, for a reason.</summary>
        /// <exception cref="InvalidOperationException">There is none that stands.</exception>
        internal void Credit(ChargeRow charge, string reason)
        {
            int issue = IssueOf(charge);
            BillRow stands = context.Bills.AsNoTracking().FirstOrDefault(row => row.ChargeId == charge.Id && row.Issue == issue && row.Credits == 0)
                ?? throw new InvalidOperationException($"Charge {charge.Id} has no bill that stands.");
            Bill taken = Bill.FromJson(stands.Text);
            long payer = taken.Account ?? PayerOf(charge.TenantId, taken);
            Put(charge, taken with { Number = NextNumber(charge.TenantId), Customer = Bill.NameOf(payer), Account = payer, Credits = taken.Number, Reason = reason, IssuedMs = nowMs }, issue);
        }

        /// <summary>How many bills of it were taken back.</summary>
        private int IssueOf(ChargeRow charge)
        {
            return context.Bills.Count(row => row.ChargeId == charge.Id && row.Credits != 0);
        }

        private long NextNumber(long tenant)
        {
            return LastNumber(tenant) + 1;
        }

        /// <summary>The last number that was given out, here or by what is lost.</summary>
        internal long LastNumber(long tenant)
        {
            return Math.Max(context.Bills.Where(row => row.TenantId == tenant).Max(row => (long?)row.Number) ?? 0, context.BillGaps.Where(row => row.TenantId == tenant).Max(row => (long?)row.ToNumber) ?? 0);
        }

        /// <summary>Gives so many numbers out to nobody: what is lost may have given them out.</summary>
        /// <returns>The first and the last of them.</returns>
        internal (long From, long To) Skip(long tenant, long count, string reason)
        {
            if (context is PostgresPlatform && context.Database.CurrentTransaction is not null)
            {
                // As billing does: of two that give numbers out one waits.
                context.Database.ExecuteSql($"SELECT 1 FROM tenants WHERE id = {tenant} FOR NO KEY UPDATE");
            }

            long last = LastNumber(tenant);
            context.BillGaps.Add(new BillGapRow { TenantId = tenant, FromNumber = last + 1, ToNumber = last + count, Reason = reason, AtMs = nowMs });
            context.SaveChanges();
            return (last + 1, last + count);
        }

        private void Put(ChargeRow charge, Bill bill, int issue)
        {
            string text = bill.ToJson();
            bool credit = bill.Credits is not null;
            context.Bills.Add(new BillRow
            {
                TenantId = charge.TenantId,
                Number = bill.Number,
                ChargeId = charge.Id,
                Credits = bill.Credits ?? 0,
                Issue = issue,
                Text = text,
                Hash = SHA256.HashData(Encoding.UTF8.GetBytes(text)),
                GrossMinor = credit ? -bill.Rated.GrossMinor : bill.Rated.GrossMinor,
                Currency = bill.Tariff.Currency,
                IssuedMs = bill.IssuedMs,
            });
            context.SaveChanges();
            IEnumerable<Leg> legs = Legs(bill, string.Create(CultureInfo.InvariantCulture, $"{Receivable}{bill.Account}"));
            new LedgerDesk(context).Post(
                charge.TenantId, credit ? CreditKind : BillKind, bill.Number.ToString(CultureInfo.InvariantCulture), bill.Tariff.Currency, nowMs * 1000, (credit ? legs.Select(leg => leg.Reversed) : legs).ToList());
        }

        /// <summary>Net to the revenue, tax to the account of its rate.</summary>
        internal static IEnumerable<Leg> Legs(Bill bill, string receivable)
        {
            if (bill.Rated.NetMinor > 0)
            {
                yield return new Leg(receivable, Revenue, bill.Rated.NetMinor);
            }

            if (bill.Rated.TaxMinor > 0)
            {
                yield return new Leg(receivable, string.Create(CultureInfo.InvariantCulture, $"tax/{bill.Tariff.TaxPercent:0.####}"), bill.Rated.TaxMinor);
            }
        }

        /// <summary>The account that a bill of an earlier version was written to: its text does not say it, the ledger does.</summary>
        private long PayerOf(long tenant, Bill bill)
        {
            string number = bill.Number.ToString(CultureInfo.InvariantCulture);
            string code = (from entry in context.Entries
                           join leg in context.Legs on new { entry.TenantId, entry.Sequence } equals new { leg.TenantId, leg.Sequence }
                           join account in context.Accounts on leg.DebitId equals account.Id
                           where entry.TenantId == tenant && entry.Kind == BillKind && entry.Key == number
                           select account.Code).First();
            return long.Parse(code[Receivable.Length..], NumberStyles.None, CultureInfo.InvariantCulture);
        }

        /// <summary>The account of who pays, by how documents name him; made where he has none. The ledger knows a number and no person.</summary>
        internal long PayerOf(long tenant, string customer)
        {
            PayerRow? payer = context.Payers.FirstOrDefault(row => row.TenantId == tenant && row.Customer == customer);
            if (payer is null)
            {
                payer = context.Payers.Add(new PayerRow { TenantId = tenant, Customer = customer }).Entity;
                context.SaveChanges();
            }

            return payer.Id;
        }
    }
}
