using System;
using System.Collections.Generic;
using System.Linq;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Guests;
using NanoCharger.Backend.Payments;
using NanoCharger.Testing.Payments;

namespace NanoCharger.Backend.Tests.Payments
{
    /// <summary>Whether all was right with a guest: what was moved, at whose expense, for which receipt.</summary>
    internal sealed class CardJudge(CardRun run)
    {
        private const string Currency = "EUR";
        private const string Share = "card-share";

        /// <summary>So often an answer may be lost for good, and another page be made.</summary>
        private const int MostPages = 8;

        private long _platform;
        private long _manager;

        private HoldRow Hold => run.Hold;

        private string? Account => run.Server.Accounts.SingleOrDefault();

        /// <summary>A guest comes.</summary>
        internal void Begin()
        {
            (_platform, _manager) = Has();
        }

        /// <returns>What is wrong; null: nothing.</returns>
        internal string? Of()
        {
            HoldRow hold = Hold;
            Moved moved = hold.Session is { } session ? run.Server.MovedOf(session) : Moved.Nothing;
            return OfEnd(hold, moved) ?? OfReceipts(hold) ?? OfMoney(hold, moved) ?? OfBalances(hold, moved);
        }

        /// <returns>What is wrong with all guests together.</returns>
        internal IEnumerable<string> OfStage()
        {
            // Whoever has no checkout is no guest of these runs: each charge there is was somebody's.
            HashSet<long?> tied = [.. All<HoldRow>().Select(row => row.ChargeId)];
            foreach (ChargeRow charge in All<ChargeRow>().Where(row => !tied.Contains(row.Id)))
            {
                yield return $"charge {charge.Id} is {charge.State}, and no hold is for it";
            }

            HashSet<long> shares = [.. All<AccountRow>().Where(row => row.Code == Share).Select(row => row.Id)];
            long share = All<LegRow>().Sum(leg => (shares.Contains(leg.DebitId) ? leg.AmountMinor : 0) - (shares.Contains(leg.CreditId) ? leg.AmountMinor : 0));
            if (share != Has().Manager)
            {
                yield return $"the ledger has {share} as the manager's share, and he has {Has().Manager}";
            }
        }

        private string? OfEnd(HoldRow hold, Moved moved)
        {
            IEnumerable<string> others = Enumerable.Range(0, MostPages).SelectMany(turn => run.Server.SessionsOf(FormattableString.Invariant($"{hold.Key}-{turn}"))).Where(page => page != hold.Session);
            return !HoldStates.Over.Contains(hold.State) ? $"it stands at {hold.State}, {hold.Problem}, checkout {run.Stage.Row.State} {run.Stage.Row.Reason}"
                : moved.StillHeld != 0 ? $"{moved.StillHeld} are held still"
                : others.Any(page => run.Server.MovedOf(page).Held != 0) ? "another page was paid"
                : run.Stage.Row.ClosedMs is null ? "the bay is taken" : null;
        }

        /// <summary>Each receipt is of the hold, and has come to something; and there is one where the charger has charged, and none where it has not.</summary>
        private string? OfReceipts(HoldRow hold)
        {
            List<TransactionRow> own = Own();
            if (own.Count != (run.Charger.MilliwattHours is null ? 0 : 1))
            {
                return $"the charger has charged {run.Charger.MilliwattHours?.ToString() ?? "nothing"}, and {own.Count} transactions are here";
            }

            if (own is not [var one])
            {
                return hold.ChargeId is null ? null : $"charge {hold.ChargeId} is somebody else's";
            }

            ChargeRow? charge = All<ChargeRow>().Find(row => row.Id == one.ChargeId);
            return one.Receipt is not { } receipt || !All<DocumentRow>().Exists(row => row.StationId == one.StationId && row.KeyNumber == one.KeyNumber && row.Number == receipt && row.TransactionId == one.Id) ? "the receipt is not here"
                : charge is not { SettledMs: not null } ? $"the receipt is not settled: {one.Withheld} {one.Held} {charge?.State}"
                : hold.ChargeId != charge.Id ? $"charge {charge.Id} is {charge.State}, and its hold, in {hold.State}, is for charge {hold.ChargeId?.ToString() ?? "none"}" : null;
        }

        /// <summary>What was taken, and kept, is the bill; where it is not there is a reason.</summary>
        private string? OfMoney(HoldRow hold, Moved moved)
        {
            ChargeRow? charge = All<ChargeRow>().Find(row => row.Id == hold.ChargeId);
            BillRow? bill = Bill(hold);
            long kept = moved.Captured - moved.Refunded - moved.Lost;
            long wanted = hold.State == nameof(HoldState.Captured) ? Math.Min(bill?.GrossMinor ?? 0, hold.HeldMinor) : 0;
            long costs = 20 + ((run.Charger.MilliwattHours ?? 0) / 20_000);
            bool isDue = hold.State is nameof(HoldState.Captured) or nameof(HoldState.Waived) or nameof(HoldState.Lost);
            return kept != wanted ? $"{kept} are kept in {hold.State} for a bill of {bill?.GrossMinor}"
                : isDue != bill is not null ? $"{(bill is null ? "no bill" : $"bill {bill.Number}")} stands in {hold.State}, its charge is {charge?.State}"
                : bill is not null && Math.Abs(bill.GrossMinor - costs) > 1 ? $"{bill.GrossMinor} are billed for what costs {costs}"
                : bill is null != charge?.State is not nameof(ChargeState.Billed) ? $"charge {charge!.Id} is {charge.State}"
                : charge is { State: nameof(ChargeState.Waived), Reason: null } ? "it is waived for nothing"
                : hold.State is not nameof(HoldState.Captured) and not nameof(HoldState.Lost) && hold.Reason is null ? $"it is {hold.State} for nothing"
                : moved.Lost > 0 && (moved.Lost != moved.Captured || moved.Refunded > 0) ? $"{moved.Lost} are lost of {moved.Captured}, and {moved.Refunded} given back"
                : moved.Lost > 0 && hold.State != nameof(HoldState.Lost) && charge?.State != nameof(ChargeState.Credited) && bill?.Issue == 0 ? $"it is lost, and the hold is {hold.State}"
                : null;
        }

        /// <summary>The manager has what is kept, less the fee; the house has the fee, and pays what the provider keeps, and disputes.</summary>
        private string? OfBalances(HoldRow hold, Moved moved)
        {
            bool isKept = moved.Captured > moved.Refunded;
            long fee = Math.Min(moved.Captured, ((moved.Captured * 5) + 50) / 100 + 10);
            long manager = isKept && run.Terms.ByAccounts ? moved.Captured - fee : 0;
            long house = (isKept ? moved.Captured - manager : 0) - (moved.Captured > 0 ? ProviderMoney.FeeOf(moved.Captured) : 0) - moved.Lost - (hold.Dispute is null ? 0 : ProviderMoney.DisputeFee);
            (long platform, long has) = Has();
            return (platform - _platform, has - _manager) != (house, manager) ? $"in {hold.State} the house has {platform - _platform} of it and the manager {has - _manager}, and should have {house} and {manager}"
                : run.Terms.ByAccounts && hold.State == nameof(HoldState.Captured) && hold.FeeMinor != fee ? $"the fee is {hold.FeeMinor}, and should be {fee}" : null;
        }

        private (long Platform, long Manager) Has()
        {
            return (run.Server.Balance(null, Currency), Account is { } account ? run.Server.Balance(account, Currency) : 0);
        }

        /// <summary>The bill that stands; null: none.</summary>
        private BillRow? Bill(HoldRow hold)
        {
            List<BillRow> bills = All<BillRow>();
            return bills.Where(row => row.ChargeId == hold.ChargeId && row.Credits == 0).OrderBy(row => row.Number).LastOrDefault(row => !bills.Exists(credit => credit.Credits == row.Number));
        }

        /// <summary>What the charger has told of by the newest checkout's token.</summary>
        private List<TransactionRow> Own()
        {
            return run.Stage.Row.Token is { } token ? All<TransactionRow>().FindAll(row => row.Begun && row.Customer!.EndsWith(" " + token, StringComparison.Ordinal)) : [];
        }

        private List<T> All<T>()
            where T : class
        {
            return run.Stage.Calls.Stage.All<T>();
        }
    }
}
