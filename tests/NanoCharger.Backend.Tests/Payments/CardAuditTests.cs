using System;
using System.Linq;
using System.Threading.Tasks;
using NanoCharger.Backend.Audit;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Billing.Ledger;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Payments;
using Xunit;

namespace NanoCharger.Backend.Tests.Payments
{
    /// <summary>What the audit finds of guests' card money when somebody has changed it.</summary>
    public sealed class CardAuditTests
    {
        /// <summary>The audit finds what stands still, what was given back in part, and what no hold pays.</summary>
        [Theory]
        [OnSqlite("state = 'LettingGo'", CardAuditor.Stuck)]
        [OnSqlite("state = 'Taking'", CardAuditor.Stuck)]
        [OnSqlite("state = 'GivingBack'", CardAuditor.Stuck)]
        [OnSqlite("state = 'Open'", CardAuditor.Stuck)]
        [OnSqlite("refunded_minor = 100", CardAuditor.PartBack)]
        [OnSqlite("charge_id = NULL, state = 'Released'", CardAuditor.NotJoined)]
        [OnSqlite("taken_minor = 599", CardAuditor.NotTaken)]
        [OnPostgres("charge_id = NULL, state = 'Released'", CardAuditor.NotJoined)]
        public async Task The_audit_finds_what_is_wrong(string database, string change, string code)
        {
            using CardStage stage = new(database);
            await stage.Charge(10_000_000);
            stage.Bill();
            Assert.Empty(stage.Findings());
            stage.Guest.Calls.Stage.Sql("UPDATE holds SET " + change);
            stage.Guest.Calls.Clock.Advance(TimeSpan.FromDays(9));
            Assert.Contains(stage.Findings(), finding => finding.Code == code);
        }

        [Theory]
        [OnSqlite(HoldBooks.TakenKind, "99")]
        [OnSqlite(HoldBooks.ForeignKind, "99")]
        public async Task An_entry_that_no_hold_is_for_is_found(string database, string kind, string key)
        {
            using CardStage stage = new(database);
            await stage.Charge(10_000_000);
            stage.Bill();
            Post(stage, kind, key, new Leg(HoldBooks.Provider, HoldBooks.Foreign, 1));
            AuditFinding finding = Assert.Single(stage.Findings());
            Assert.Equal(BooksAuditor.LedgerChanged, finding.Code);
            Assert.Contains($"{kind} {key} that no hold is for", finding.Text, StringComparison.Ordinal);
        }

        /// <summary>Behind a hold that is over its guest stands at nought.</summary>
        [Theory]
        [OnSqlite]
        public async Task A_guest_who_is_left_owing_is_found(string database)
        {
            using CardStage stage = new(database);
            await stage.Charge(10_000_000);
            stage.Bill();
            BillRow bill = stage.Guest.Calls.Stage.All<BillRow>().Single();
            Post(stage, HoldBooks.WaivedKind, HoldBooks.Number(bill.Number), new Leg(BillDesk.Receivable + HoldBooks.Number(Bill.FromJson(bill.Text).Account!.Value), HoldBooks.Waived, 1));
            Assert.Contains(stage.Findings(), finding => finding.Code == CardAuditor.NotSettled);
        }

        private static void Post(CardStage stage, string kind, string key, Leg leg)
        {
            stage.Guest.Calls.Stage.Do(context =>
            {
                new LedgerDesk(context).Post(stage.Hold.TenantId, kind, key, "EUR", stage.NowMs * 1000, [leg]);
                return context.SaveChanges() + 1;
            });
        }
    }
}
