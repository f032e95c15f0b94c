using System.Collections.Generic;
using System.Linq;
using NanoCharger.Backend.Billing;

namespace NanoCharger.Backend.Audit
{
    /// <summary>What an audit looked at, and what it found.</summary>
    /// <param name="Database">Which database.</param>
    /// <param name="Documents">Documents that were verified anew.</param>
    /// <param name="Events">Events whose frames were held against their digests.</param>
    /// <param name="Refusals">Refusals, likewise.</param>
    /// <param name="Findings">What was found, by station.</param>
    internal sealed record AuditReport(string Database, long Documents, long Events, long Refusals, IReadOnlyList<AuditFinding> Findings)
    {
        /// <summary>The energy of each use, mWh: together all that went through the meters between their first and last documents.</summary>
        public required IReadOnlyDictionary<EnergyUse, long> Energy { get; init; }

        /// <summary>The ledger's balances.</summary>
        public required IReadOnlyList<MoneySum> Money { get; init; }

        /// <summary>What was erased by law, a line for each account: no finding, and no silence either.</summary>
        public required IReadOnlyList<string> Erased { get; init; }

        /// <summary>Whether all is as it was stored.</summary>
        public bool Sound => Findings.Count == 0;

        /// <summary>What the stations have and this database has not: to be fetched from them by hand.</summary>
        internal IEnumerable<AuditFinding> ToFetch => Findings.Where(found => found.Code is Auditor.Gap or Auditor.DocumentGone);
    }
}
