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
        internal const string PartBack = "card-part-back";
        internal const string NotJoined = "card-not-joined";

        /// <summary>So long a charge may be settled before its hold knows of it.</summary>
        private static readonly TimeSpan OnItsWay = TimeSpan.FromHours(1);

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

                if (HoldStates.Moving.Contains(hold.State) && nowMs > Math.Max(HoldReader.EndsMs(hold) ?? hold.PageEndsMs, hold.StateMs) + (long)HoldTimes.StopAhead.TotalMilliseconds)
                {
                    find(0, Stuck, Line($"hold {hold.Id} stands as {hold.State}, and ought to be over: {hold.Problem ?? "nobody moves it on"}"));
                }

                if (hold.State == nameof(HoldState.Captured) && hold.RefundedMinor is > 0 and var back && back < hold.TakenMinor)
                {
                    find(0, PartBack, Line($"of hold {hold.Id} {back} of {hold.TakenMinor} were given back in the provider's own pages, and the books do not have it"));
                }
            }

            LookForUnjoined(nowMs);

            HashSet<(long, string)> known = [.. _holds.Where(hold => hold.ChargeId is not null).SelectMany(hold => bills[hold.ChargeId!.Value]).Select(bill => (bill.TenantId, HoldBooks.Number(bill.Number)))];
            HashSet<(long, string)> foreign = [.. _holds.Select(hold => (hold.TenantId, HoldBooks.Number(hold.Id)))];
            foreach ((long tenant, string kind, string key) in entries.Keys.Where(one => Knows(one.Item2) && !(OfBills.Contains(one.Item2) ? known : foreign).Contains((one.Item1, one.Item3))))
            {
                find(0, BooksAuditor.LedgerChanged, Line($"the ledger of tenant {tenant} has a {kind} {key} that no hold is for"));
            }
        }

        /// <summary>What a guest with a card has charged is paid by his hold, or waived by it, and by no other way.</summary>
        private void LookForUnjoined(long nowMs)
        {
            long before = nowMs - (long)OnItsWay.TotalMilliseconds;
            var left = (from hold in context.Holds
                        join checkout in context.Checkouts on hold.CheckoutId equals checkout.Id
                        join part in context.Transactions on checkout.StationId equals part.StationId
                        join charge in context.Charges on part.ChargeId equals charge.Id
                        where checkout.Token != null && part.Customer!.EndsWith(" " + checkout.Token) && charge.SettledMs < before && hold.ChargeId != charge.Id
                        orderby hold.Id
                        select new { Hold = hold.Id, Charge = charge.Id }).AsNoTracking().Distinct().ToList();
            left.ForEach(one => find(0, NotJoined, Line($"charge {one.Charge} was begun by hold {one.Hold}, which does not pay it")));
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
