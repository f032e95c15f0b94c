using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;

namespace NanoCharger.Backend.People
{
    /// <summary>What pages, receipts and exports say in the place of what is erased, or waits for that.</summary>
    internal static class Veil
    {
        /// <summary>The words for an account, in English; null where all of it may be seen.</summary>
        internal static string? Of(PlatformContext context, long account)
        {
            return Over(context, account)?.ToString();
        }

        /// <summary>The same, for a page.</summary>
        internal static Phrase? Over(PlatformContext context, long account)
        {
            return context.Erasures.Where(row => row.Account == account && row.Kind == nameof(ErasureKind.Person)).Max(row => (long?)row.AtMs) is { } gone ? new Phrase("trail.veil-erased", new Moment(gone))
                : context.Residents.IgnoreQueryFilters([ResidentsModel.ShownFilter]).Where(row => row.Account == account).Select(row => row.EraseAskedMs).FirstOrDefault() is { } asked
                    ? new Phrase("trail.veil-blocked", new Moment(asked)) : null;
        }

        /// <summary>The words for each account that has some.</summary>
        internal static Dictionary<long, string> All(PlatformContext context)
        {
            List<long> accounts =
            [
                .. context.Erasures.Where(row => row.Kind == nameof(ErasureKind.Person)).Select(row => row.Account).Distinct(),
                .. context.Residents.IgnoreQueryFilters([ResidentsModel.ShownFilter]).Where(row => row.EraseAskedMs != null).Select(row => row.Account),
            ];
            return accounts.Distinct().ToDictionary(account => account, account => Of(context, account)!);
        }
    }
}
