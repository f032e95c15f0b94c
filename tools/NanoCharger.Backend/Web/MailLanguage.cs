using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;

namespace NanoCharger.Backend.Web
{
    /// <summary>The language of a mail: his to whom it goes where that is known, else that of the house's country; never simply that of who has it sent.</summary>
    internal static class MailLanguage
    {
        private static readonly Dictionary<string, string> OfMarket = new(StringComparer.Ordinal) { ["AT"] = "de", ["CH"] = "de", ["DE"] = "de", ["LI"] = "de", ["LU"] = "de" };

        /// <summary>Reads it.</summary>
        /// <param name="context">All tables: who is written to may be of another tenant.</param>
        /// <param name="mail">To whom.</param>
        /// <param name="tenant">Whose houses count; null: those with which he is, else the first.</param>
        /// <param name="account">A resident's, where it goes to one.</param>
        internal static async Task<Language> Of(PlatformContext context, string mail, long? tenant, long? account = null)
        {
            string name = mail.Trim().ToUpperInvariant();
            var known = await context.People.AsNoTracking().Where(row => row.NormalizedUserName == name)
                .Select(row => new { row.Language, Tenant = row.Memberships.Where(one => one.BlockedMs == null).OrderBy(one => one.Id).Select(one => one.TenantId).FirstOrDefault() }).FirstOrDefaultAsync();
            string? own = known?.Language ?? (account is null ? null : await context.Residents.Where(row => row.Account == account).Select(row => row.Language).FirstOrDefaultAsync());
            if (own is not null && Languages.All.TryGetValue(own, out Language? his))
            {
                return his;
            }

            long? of = tenant ?? known?.Tenant;
            string? market = await context.Houses.Where(row => of == null || row.TenantId == of).OrderBy(row => row.Id).Select(row => row.Market).FirstOrDefaultAsync();
            return Languages.All[OfMarket.GetValueOrDefault(market ?? "", Languages.Usual)];
        }
    }
}
