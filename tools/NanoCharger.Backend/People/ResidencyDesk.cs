using System.IO;
using System.Linq;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;

namespace NanoCharger.Backend.People
{
    /// <summary>What residents' and cards' desks have in common: the account, who acts, and the trail.</summary>
    /// <param name="context">Where it is written; one unit of work. A tenant's finds no other's accounts.</param>
    /// <param name="trail">Takes what is done.</param>
    /// <param name="by">Who does it, and when.</param>
    internal abstract class ResidencyDesk(PlatformContext context, ITrail trail, By by)
    {
        private const int LongestReason = 500;

        /// <summary>Whose sign-in was ended: his sessions are to be forgotten; null where nobody's was.</summary>
        internal long? Ended { get; private set; }

        /// <summary>Rows that were changed so far.</summary>
        internal int Rows { get; private set; }

        protected PlatformContext Context => context;

        protected By By => by;

        /// <summary>The resident of an account, who is not to be erased; his tenant's books are this unit's until it ends, so that of several workers one at a time changes them.</summary>
        /// <exception cref="InvalidDataException">There is none.</exception>
        protected ResidentRow Resident(long account)
        {
            long tenant = context.Residents.Where(row => row.Account == account).Select(row => row.TenantId).FirstOrDefault();
            Hold(tenant);
            return context.Residents.FirstOrDefault(row => row.Account == account) ?? throw Refusal.Because("refused.no-resident", account);
        }

        /// <summary>Holds a tenant's books, as billing does.</summary>
        protected void Hold(long tenant)
        {
            if (context is PostgresPlatform && context.Database.CurrentTransaction is not null)
            {
                context.Database.ExecuteSql($"SELECT 1 FROM tenants WHERE id = {tenant} FOR NO KEY UPDATE");
            }
        }

        protected void Save()
        {
            Rows += context.SaveChanges();
        }

        protected void Tell(long tenant, string what, Phrase of, Phrase? to = null)
        {
            trail.Add(context, new Change(by, tenant, what, of, to));
        }

        /// <summary>Why something is done, as its row keeps it.</summary>
        protected static string Reason(string text)
        {
            string reason = text.Trim();
            return reason.Length is >= 1 and <= LongestReason ? reason : throw Refusal.Because("refused.reason", LongestReason);
        }

        /// <summary>Ends the sign-in of an account: its invitations, what its person is by it, and the person where he is nothing else. By that his sessions end.</summary>
        protected void EndSignIn(ResidentRow resident)
        {
            Rows += context.Links.Where(row => row.Account == resident.Account).ExecuteDelete();
            if (resident.PersonId is not { } person)
            {
                return;
            }

            resident.PersonId = null;
            Save();
            EndSignIn(person, resident.TenantId);
        }

        /// <summary>Ends what somebody is by his accounts with a tenant, where he has none there any more; and himself where he is nothing else.</summary>
        protected void EndSignIn(long person, long tenant)
        {
            Ended = person;
            if (!context.Residents.Any(row => row.TenantId == tenant && row.PersonId == person))
            {
                Rows += context.Memberships.Where(row => row.PersonId == person && row.TenantId == tenant && row.Role == Role.Resident).ExecuteDelete();
            }

            if (!context.Memberships.Any(row => row.PersonId == person))
            {
                Rows += context.Links.Where(row => row.PersonId == person).ExecuteDelete() + context.People.Where(row => row.Id == person).ExecuteDelete();
            }
        }

        /// <summary>An account, as the trail names it.</summary>
        protected static Phrase Account(long account)
        {
            return new Phrase("trail.account", account);
        }

        /// <summary>A time, as the trail has it.</summary>
        protected static Phrase At(long ms)
        {
            return new Phrase("trail.at", new Moment(ms));
        }

        protected static void Refuse(bool wrong, string key, params object[] values)
        {
            if (wrong)
            {
                throw Refusal.Because(key, values);
            }
        }
    }
}
