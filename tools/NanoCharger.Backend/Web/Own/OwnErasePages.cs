using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.People;
using NanoCharger.Backend.Web.Residents;
using NodaTime;

namespace NanoCharger.Backend.Web.Own
{
    /// <summary>A resident deletes himself: what becomes of what is told before, his password is asked for, he moves out, and it is done as <c>erase</c> does it.</summary>
    internal static class OwnErasePages
    {
        internal static void Map(IEndpointRouteBuilder routes)
        {
            routes.MapPage("/account/erase", Policies.Resident, static visit => Ask(visit, Entries.Empty));
            routes.MapForm("/account/erase", Policies.Resident, Erase);
        }

        private static async Task<IResult> Ask(Visit visit, Entries entries)
        {
            using PlatformContext context = visit.Open();
            long now = StationClock.Now(visit);
            DateTimeZone zone = await Houses.Clock(context);
            List<long> accounts = (await Owner.Accounts(visit, context)).ConvertAll(row => row.Account);
            Erasing erasing = ErasePages.Of(visit, context);
            long due = accounts.Count == 0 ? now : accounts.Max(account => erasing.Due(account, now));
            OwnEraseModel model = new(visit.Frame(visit.Text["mine.erase"]), await Mail(visit), entries)
            {
                Accounts = string.Join(", ", accounts),
                NotYet = accounts.Exists(account => erasing.NotSettled(account) is not null),
                On = due <= now ? null : visit.Text.Date(Zones.Day(due, zone)),
                Years = Retention.In(context, visit.Signed.Tenant!.Value, visit.Get<WebData>().Market).Years,
                LivesHere = await context.Tenancies.AnyAsync(row => accounts.Contains(row.Account) && (row.ToMs == null || row.ToMs > now)) || await context.Cards.AnyAsync(row => accounts.Contains(row.Account) && (row.ToMs == null || row.ToMs > now)),
            };
            return entries.Problem is null ? visit.Show<OwnEraseView>(model) : visit.ShowAgain<OwnEraseView>(model);
        }

        private static async Task<IResult> Erase(Visit visit)
        {
            if (!visit.MayTry(await Mail(visit)))
            {
                return Visit.Refuse(StatusCodes.Status429TooManyRequests);
            }

            if (!visit.Form.Has("sure"))
            {
                return await Ask(visit, Entries.Empty.Wrong("sure", visit.Text["erase.not-sure"]));
            }

            if (!await visit.Get<SignInDesk>().IsHis(visit.Signed.Person, visit.Form.Secret("password")))
            {
                return await Ask(visit, Entries.Empty.Wrong("password", visit.Text["account.password-wrong"]));
            }

            using PlatformContext context = visit.Open();
            List<long> accounts = (await Owner.Accounts(visit, context)).ConvertAll(row => row.Account);
            long now = StationClock.Now(visit);
            try
            {
                List<(long Account, bool AtOnce)> asked = await visit.Get<WebData>().Write(write => Leave(visit, write, accounts, now));
                visit.Get<Sessions>().Forget(visit.Signed.Person);
                foreach ((long account, bool atOnce) in asked)
                {
                    await visit.Get<WebData>().Erase(account, atOnce);
                }

                await visit.Http.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
                return visit.Go("/sign-in", asked.TrueForAll(one => one.AtOnce) ? "mine.erased" : "mine.erased-hidden");
            }
            catch (InvalidDataException problem)
            {
                return await Ask(visit, Entries.Empty.Wrong(null, visit.Text.Say("people.refused", visit.Text.Why(problem, await Houses.Clock(context)))));
            }
        }

        /// <summary>Leaves all his accounts; who has none is nothing here but who signs in.</summary>
        /// <returns>Each, and whether all of it goes now.</returns>
        private static List<(long Account, bool AtOnce)> Leave(Visit visit, PlatformContext write, List<long> accounts, long now)
        {
            if (accounts.Count == 0)
            {
                long person = visit.Signed.Person;
                ErasePages.Of(visit, write).Forget(person, visit.Signed.Tenant!.Value);
                Trail.Add(write, visit.Actor, ChangeKind.AccessEnded, Trail.Number(person), before: nameof(Role.Resident));
            }

            return accounts.ConvertAll(account => (account, Leave(visit, write, account, now) <= now));
        }

        /// <summary>Moves out, and asks to be erased: both or neither.</summary>
        /// <returns>When the last of it goes.</returns>
        private static long Leave(Visit visit, PlatformContext write, long account, long now)
        {
            Erasing erasing = ErasePages.Of(visit, write);
            if (erasing.Against(account) is not null)
            {
                new ResidentDesk(write, new PageTrail(visit.Actor), new By("page", now)).MoveOut(account, now);
            }

            return erasing.Ask(account);
        }

        private static async Task<string> Mail(Visit visit)
        {
            using PlatformContext all = visit.Get<WebData>().Context(null);
            return await all.People.Where(row => row.Id == visit.Signed.Person).Select(row => row.Email).FirstAsync() ?? "";
        }
    }
}
