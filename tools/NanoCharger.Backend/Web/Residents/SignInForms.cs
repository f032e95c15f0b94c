using System.IO;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.People;
using NodaTime;

namespace NanoCharger.Backend.Web.Residents
{
    /// <summary>The sign-in of a resident's account: who is invited to it, and its end.</summary>
    internal static class SignInForms
    {
        internal static void Map(IEndpointRouteBuilder routes)
        {
            routes.MapForm("/people/{account:long}/invite", Policies.Money, Invite);
            routes.MapForm("/people/{account:long}/sign-in-end", Policies.Money, End);
        }

        private static async Task<IResult> Invite(Visit visit)
        {
            using PlatformContext context = visit.Open();
            if (await ResidentPages.Named(visit, context) is not { } resident)
            {
                return Visit.Refuse(StatusCodes.Status404NotFound);
            }

            string mail = visit.Form.Line("mail");
            if (!Mails.IsOne(mail))
            {
                return await ResidentPages.Show(visit, visit.Form.Entries("mail").Wrong("mail", visit.Text["mail.none"]));
            }

            string token = await visit.Get<PeopleDesk>().Invite(visit.Actor with { Tenant = resident.TenantId }, mail, Role.Resident, resident.TenantId, resident.Account);
            string link = visit.Get<PublicAddress>().Of("/invite/" + token);
            bool posted = LinkPages.Post(visit, mail, Role.Resident, link, await LinkPages.Tongue(visit, mail, resident.TenantId, resident.Account));
            ResidentModel model = await new ResidentLook(visit, context, await Houses.Clock(context)).Of(resident, Entries.Empty);

            // No redirect: the link is here and nowhere else.
            return visit.Show<ResidentView>(model with { SignIn = model.SignIn with { Link = link, IsHereAlone = visit.Get<PublicAddress>().IsHereAlone, To = visit.Text.Say(posted ? "invite.posted" : "invite.made", mail) } });
        }

        private static async Task<IResult> End(Visit visit)
        {
            using PlatformContext context = visit.Open();
            if (await ResidentPages.Named(visit, context) is not { } resident)
            {
                return Visit.Refuse(StatusCodes.Status404NotFound);
            }

            By by = new("page", StationClock.Now(visit));
            Actor actor = visit.Actor;
            try
            {
                long? ended = await visit.Get<WebData>().Write(write =>
                {
                    ResidentDesk desk = new(write, new PageTrail(actor), by);
                    desk.Untie(resident.Account);
                    return desk.Ended;
                });
                visit.Get<Sessions>().Forget(ended ?? 0);
            }
            catch (InvalidDataException problem)
            {
                return await ResidentPages.Show(visit, Entries.Empty.Wrong(null, ResidentPages.Why(visit, problem, await Houses.Clock(context))));
            }

            return visit.Go(ResidentPages.Path(resident.Account), "people.done");
        }
    }
}
