using System;
using System.Threading.Tasks;
using NanoCharger.Backend.Audit;
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
    }
}
