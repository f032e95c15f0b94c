using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Verification;

namespace NanoCharger.Backend.Audit
{
    /// <summary>The findings for which a transaction waits. A release is for those that had come when it was given, which stand in it; each that comes later waits for another one.</summary>
    internal static class HoldFindings
    {
        /// <summary>Those of a transaction that no release is for, in the order in which they came.</summary>
        internal static IReadOnlyList<string> Open(PlatformContext context, TransactionRow row)
        {
            List<FindingRow> found = context.Findings.AsNoTracking()
                .Where(one => one.StationId == row.StationId && one.KeyNumber == row.KeyNumber && one.TransactionId == row.Id && one.Consequence == (int)Consequence.Hold)
                .OrderBy(one => one.CameMs).ThenBy(one => one.Number).ThenBy(one => one.Code).ToList();
            if (found.Count == 0)
            {
                return [];
            }

            List<string> released = context.Decisions.AsNoTracking()
                .Where(word => word.StationId == row.StationId && word.KeyNumber == row.KeyNumber && word.TransactionId == row.Id && word.Released).Select(word => word.Held).ToList();
            return found.Where(one => !released.Exists(words => Names(words, one))).Select(Line).ToList();
        }

        /// <summary>Whether a release is for a finding; before releases named all of them they were for the one whose text they had.</summary>
        private static bool Names(string released, FindingRow finding)
        {
            return released == finding.Text || released.Contains(Line(finding), StringComparison.Ordinal);
        }

        private static string Line(FindingRow finding)
        {
            return FormattableString.Invariant($"T{finding.Number} {finding.Code}: {finding.Text}");
        }
    }
}
