using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Billing.Ledger;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Payments;

namespace NanoCharger.Backend.Audit
{
    /// <summary>Proves guests' card money: what was taken is what the bill says and not above what was held, each entry of it has its hold, and when a hold is over its guest owes nothing and is owed nothing.</summary>
    internal sealed class CardAuditor(PlatformContext context, Action<long, string, string> find)
    {
        internal const string NotTaken = "card-not-taken";
        internal const string NotSettled = "card-not-settled";
        internal const string Stuck = "card-hold-stuck";

        /// <summary>The entries that are of cards, and of what is waived.</summary>
        private static readonly string[] OfBills = [HoldBooks.TakenKind, HoldBooks.WaivedKind, HoldBooks.RefundedKind, HoldBooks.UnwaivedKind];

        private readonly List<HoldRow> _holds = context.Holds.AsNoTracking().OrderBy(row => row.Id).ToList();

        /// <summary>Whether an entry of the ledger is of cards: this looks at it, and no bill stands for it.</summary>
        internal static bool Knows(string kind)
        {
            return OfBills.Contains(kind) || kind is HoldBooks.ForeignKind or HoldBooks.LostKind;
        }

        /// <summary>Looks at all holds, by the entries of the ledger.</summary>
        /// <param name="entries">By tenant, kind and key.</param>
        /// <param name="nowMs">The time.</param>
        internal void Run(IReadOnlyDictionary<(long, string, string), LedgerEntry> entries, long nowMs)
        {
            ILookup<long, BillRow> bills = context.Bills.AsNoTracking().Where(row => row.Credits == 0).ToLookup(row => row.ChargeId);
            Dictionary<(long, string), long> owed = Owed(entries);
            foreach (HoldRow hold in _holds)
            {
                LookAtTaken(hold, entries);
                if (hold.ChargeId is { } charge && HoldStates.Over.Contains(hold.State))
                {
                    foreach (BillRow bill in bills[charge])
                    {
                        LookAtOwed(hold, bill, owed);
                    }
                }

                if (hold.State == nameof(HoldState.Held) && HoldReader.EndsMs(hold) is { } ends && nowMs > ends + (long)HoldTimes.StopAhead.TotalMilliseconds)
                {
                    find(0, Stuck, Line($"hold {hold.Id} has ended at the bank, and stands as held"));
                }
            }

            HashSet<(long, string)> known = [.. _holds.Where(hold => hold.ChargeId is not null).SelectMany(hold => bills[hold.ChargeId!.Value]).Select(bill => (bill.TenantId, HoldBooks.Number(bill.Number)))];
            HashSet<(long, string)> foreign = [.. _holds.Select(hold => (hold.TenantId, HoldBooks.Number(hold.Id)))];
            foreach ((long tenant, string kind, string key) in entries.Keys.Where(one => Knows(one.Item2) && !(OfBills.Contains(one.Item2) ? known : foreign).Contains((one.Item1, one.Item3))))
            {
                find(0, BooksAuditor.LedgerChanged, Line($"the ledger of tenant {tenant} has a {kind} {key} that no hold is for"));
            }
        }

        private void LookAtTaken(HoldRow hold, IReadOnlyDictionary<(long, string, string), LedgerEntry> entries)
        {
            if (hold.State != nameof(HoldState.Captured))
            {
                return;
            }

            long inLedger = hold.BillNumber is { } bill && entries.TryGetValue((hold.TenantId, HoldBooks.TakenKind, HoldBooks.Number(bill)), out LedgerEntry? entry)
                ? entry.Legs.Where(leg => leg.Debit == HoldBooks.Provider && leg.Credit.StartsWith(BillDesk.Receivable, StringComparison.Ordinal)).Sum(leg => leg.AmountMinor) : -1;
            if (inLedger != hold.TakenMinor || hold.TakenMinor != hold.TakeMinor || hold.TakenMinor > hold.HeldMinor)
            {
                find(0, NotTaken, Line($"of hold {hold.Id} {hold.TakenMinor} were taken, {hold.TakeMinor} were asked for, {hold.HeldMinor} held, and {inLedger} are in the ledger"));
            }
        }

        private void LookAtOwed(HoldRow hold, BillRow bill, Dictionary<(long, string), long> owed)
        {
            string account = BooksAuditor.Read(bill.Text) is { Account: { } number } ? BillDesk.Receivable + HoldBooks.Number(number) : "";
            if (owed.GetValueOrDefault((bill.TenantId, account)) is not 0 and long left)
            {
                find(0, NotSettled, Line($"hold {hold.Id} is over ({hold.State}), and {left} {bill.Currency} of bill {bill.Number} are open"));
            }
        }

        /// <summary>What stands on each account of those who pay.</summary>
        private static Dictionary<(long, string), long> Owed(IReadOnlyDictionary<(long, string, string), LedgerEntry> entries)
        {
            Dictionary<(long, string), long> owed = [];
            foreach (LedgerEntry entry in entries.Values)
            {
                foreach (Leg leg in entry.Legs)
                {
                    Add(entry.Tenant, leg.Debit, leg.AmountMinor);
                    Add(entry.Tenant, leg.Credit, -leg.AmountMinor);
                }
            }

            return owed;

            void Add(long tenant, string account, long minor)
            {
                if (account.StartsWith(BillDesk.Receivable, StringComparison.Ordinal))
                {
                    owed[(tenant, account)] = owed.GetValueOrDefault((tenant, account)) + minor;
                }
            }
        }

        private static string Line(FormattableString text)
        {
            return FormattableString.Invariant(text);
        }
    }
}
