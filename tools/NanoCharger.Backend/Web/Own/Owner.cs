using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;

namespace NanoCharger.Backend.Web.Own
{
    /// <summary>What is a resident's own: the accounts that he signs in for, with the tenant of his session, and nothing else. Every page of a resident asks here.</summary>
    internal static class Owner
    {
        /// <summary>His accounts.</summary>
        internal static Task<List<ResidentRow>> Accounts(Visit visit, PlatformContext context)
        {
            long person = visit.Signed.Person;
            return context.Residents.AsNoTracking().Where(row => row.PersonId == person).OrderBy(row => row.Account).ToListAsync();
        }

        /// <summary>The charge that the address names, where it is his, and the tables; null where it is somebody else's, or none.</summary>
        internal static async Task<(PlatformContext Context, long Charge)?> Charge(Visit visit)
        {
            PlatformContext context = visit.Open();
            long number = visit.Number("number");
            long person = visit.Signed.Person;
            if (await context.Charges.AnyAsync(row => row.Id == number && context.Residents.Any(one => one.Account == row.Account && one.PersonId == person)))
            {
                return (context, number);
            }

            context.Dispose();
            return null;
        }
    }
}
