using System.IO;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.People;
using NodaTime;

namespace NanoCharger.Backend.Web.Residents
{
    /// <summary>Who asks to be erased: what becomes of what is told before, and it is done as <c>erase</c> does it.</summary>
    internal static class ErasePages
    {
        internal static void Map(IEndpointRouteBuilder routes)
        {
            routes.MapPage("/people/{account:long}/erase", Policies.Money, static visit => Ask(visit, Entries.Empty));
            routes.MapForm("/people/{account:long}/erase", Policies.Money, Erase);
        }

        /// <summary>What erases, for whoever asks.</summary>
        internal static Erasing Of(Visit visit, PlatformContext context)
        {
            return new Erasing(context, visit.Get<WebData>().Market, new PageTrail(visit.Actor), new By("page", StationClock.Now(visit)));
        }

        private static async Task<IResult> Ask(Visit visit, Entries entries)
        {
            using PlatformContext context = visit.Open();
            if (await ResidentPages.Named(visit, context) is not { } resident)
            {
                return Visit.Refuse(StatusCodes.Status404NotFound);
            }

            DateTimeZone zone = await Houses.Clock(context);
            long now = StationClock.Now(visit);
            Erasing erasing = Of(visit, context);
            long due = erasing.Due(resident.Account, now);
            EraseModel model = new(visit.Frame(visit.Text.Say("erase.title", resident.Name)), resident.Account, entries)
            {
                Against = erasing.Against(resident.Account) is { } why ? visit.Text.Say("erase.not-yet", visit.Text.Say(why, zone)) : null,
                On = due <= now ? null : visit.Text.Date(Zones.Day(due, zone)),
                Years = Retention.In(context, resident.TenantId, visit.Get<WebData>().Market).Years,
                SignIn = await SignIn(visit, context, resident),
            };
            return entries.Problem is null ? visit.Show<EraseView>(model) : visit.ShowAgain<EraseView>(model);
        }

        /// <summary>Who is something else besides stays that.</summary>
        private static async Task<string?> SignIn(Visit visit, PlatformContext context, ResidentRow resident)
        {
            if (resident.PersonId is not { } person)
            {
                return null;
            }

            using PlatformContext all = visit.Get<WebData>().Context(null);
            bool more = await all.Memberships.AnyAsync(row => row.PersonId == person && !(row.TenantId == resident.TenantId && row.Role == Role.Resident))
                || await context.Residents.AnyAsync(row => row.PersonId == person && row.Account != resident.Account);
            return visit.Text[more ? "erase.sign-in-stays" : "erase.sign-in"];
        }

        private static async Task<IResult> Erase(Visit visit)
        {
            using PlatformContext context = visit.Open();
            if (await ResidentPages.Named(visit, context) is not { } resident)
            {
                return Visit.Refuse(StatusCodes.Status404NotFound);
            }

            if (!visit.Form.Has("sure"))
            {
                return await Ask(visit, Entries.Empty.Wrong("sure", visit.Text["erase.not-sure"]));
            }

            WebData data = visit.Get<WebData>();
            long now = StationClock.Now(visit);
            try
            {
                (long due, long? ended) = await data.Write(write =>
                {
                    Erasing erasing = Of(visit, write);
                    return (erasing.Ask(resident.Account), erasing.Ended);
                });
                visit.Get<Sessions>().Forget(ended ?? 0);
                await data.Erase(resident.Account, due <= now);
                return visit.Go("/people", due <= now ? "erase.done" : "erase.hidden");
            }
            catch (InvalidDataException problem)
            {
                return await Ask(visit, Entries.Empty.Wrong(null, ResidentPages.Why(visit, problem, await Houses.Clock(context))));
            }
        }
    }
}
