using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.People;
using NanoCharger.Backend.Web.Views;

namespace NanoCharger.Backend.Web
{
    /// <summary>What people do by links that work once: take an invitation, set a forgotten password anew. And how they come by one.</summary>
    internal static class LinkPages
    {
        private const int LongestName = 64;

        internal static void Map(IEndpointRouteBuilder routes)
        {
            routes.MapPage("/reset", Policies.Anybody, AskForgotten);
            routes.MapForm("/reset", Policies.Anybody, Forgotten);
            routes.MapPage("/reset/{token}", Policies.Anybody, AskPassword);
            routes.MapForm("/reset/{token}", Policies.Anybody, SetPassword);
            routes.MapPage("/invite", Policies.Access, AskInvite);
            routes.MapForm("/invite", Policies.Access, Invite);
            routes.MapForm("/invite/end", Policies.Access, End);
            routes.MapPage("/invite/{token}", Policies.Anybody, AskInvitation);
            routes.MapForm("/invite/{token}", Policies.Anybody, TakeInvitation);
        }

        private static Task<IResult> AskForgotten(Visit visit)
        {
            return Task.FromResult(visit.Show<ForgottenView>(new ForgottenModel(visit.Frame(visit.Text["forgotten.title"]), visit.Get<Mailer>().CanPost, Entries.Empty)));
        }

        /// <summary>Has one answer for every mail: whether there is such an account is looked up behind it.</summary>
        private static Task<IResult> Forgotten(Visit visit)
        {
            string mail = visit.Form.Line("mail");
            if (!visit.MayTry(mail))
            {
                return Task.FromResult(Visit.Refuse(StatusCodes.Status429TooManyRequests));
            }

            PublicAddress address = visit.Get<PublicAddress>();
            visit.Get<Mailer>().Post(async services =>
            {
                PeopleDesk desk = (PeopleDesk)services.GetService(typeof(PeopleDesk))!;
                if (await desk.Known(mail) is not { } person)
                {
                    return null;
                }

                using PlatformContext all = ((WebData)services.GetService(typeof(WebData))!).Context(null);
                Language text = await MailLanguage.Of(all, mail, null);
                return new Letter(person.Email!, text["reset.mail-subject"], text.Say("reset.mail", person.Name, address.Of("/reset/" + await desk.AskReset(person))));
            });
            return Task.FromResult(visit.Go("/sign-in", "done.reset-asked"));
        }

        private static async Task<IResult> AskPassword(Visit visit)
        {
            return !visit.MayTry() ? Visit.Refuse(StatusCodes.Status429TooManyRequests)
                : await visit.Get<PeopleDesk>().Find(visit.Route("token"), LinkKind.Reset) is null ? Visit.Refuse(StatusCodes.Status410Gone)
                : visit.Show<NewPasswordView>(PasswordModel(visit, Entries.Empty));
        }

        private static async Task<IResult> SetPassword(Visit visit)
        {
            if (!visit.MayTry())
            {
                return Visit.Refuse(StatusCodes.Status429TooManyRequests);
            }

            PeopleDesk desk = visit.Get<PeopleDesk>();
            if (await desk.Find(visit.Route("token"), LinkKind.Reset) is not { } link)
            {
                return Visit.Refuse(StatusCodes.Status410Gone);
            }

            string password = visit.Form.Secret("password");
            if (Passwords.Problem(password, "") is { } problem)
            {
                return visit.ShowAgain<NewPasswordView>(PasswordModel(visit, Entries.Empty.Wrong("password", visit.Text[problem])));
            }

            return await desk.Reset(link, password) ? visit.Go("/sign-in", "done.password") : Visit.Refuse(StatusCodes.Status410Gone);
        }

        private static LinkModel PasswordModel(Visit visit, Entries entries)
        {
            return new LinkModel(visit.Frame(visit.Text["reset.title"]), "/reset/" + visit.Route("token"), entries);
        }

        private static async Task<IResult> AskInvite(Visit visit)
        {
            return visit.Show<InviteView>(await InviteModel(visit, Entries.Empty));
        }

        private static async Task<IResult> Invite(Visit visit)
        {
            Entries entries = visit.Form.Entries("mail", "role", "tenant");
            string mail = visit.Form.Line("mail");
            InviteModel page = await InviteModel(visit, entries);
            if (!Mails.IsOne(mail))
            {
                return visit.ShowAgain<InviteView>(page with { Entries = entries.Wrong("mail", visit.Text["mail.none"]) });
            }

            if (page.Roles.All(one => one.Value != entries["role"]) || !Enum.TryParse(entries["role"], out Role role))
            {
                return Visit.Refuse(StatusCodes.Status400BadRequest);
            }

            // A manager invites to where he is, whatever the form says; an operator to whom he chooses.
            long? tenant = role == Role.Operator ? null : visit.Signed.Tenant ?? page.Tenants.FirstOrDefault(one => one.Value == entries["tenant"])?.Id;
            if (tenant is null && role != Role.Operator)
            {
                return Visit.Refuse(StatusCodes.Status400BadRequest);
            }

            string link = visit.Get<PublicAddress>().Of("/invite/" + await visit.Get<PeopleDesk>().Invite(visit.Actor with { Tenant = tenant }, mail, role, tenant));
            // No redirect: the link is here and nowhere else, and must not stand in an address.
            return visit.Show<InviteView>(page with { Link = link, Posted = Post(visit, mail, role, link, await Tongue(visit, mail, tenant)), IsHereAlone = visit.Get<PublicAddress>().IsHereAlone });
        }

        /// <summary>Posts an invitation, where mails are posted, in the language of whom it goes to.</summary>
        internal static bool Post(Visit visit, string mail, Role role, string link, Language text)
        {
            Mailer mailer = visit.Get<Mailer>();
            if (mailer.CanPost)
            {
                Letter letter = new(mail, text["invitation.mail-subject"], text.Say("invitation.mail", visit.Holder!.Name, text[Navigation.Name(role)], link));
                mailer.Post(_ => Task.FromResult<Letter?>(letter));
            }

            return mailer.CanPost;
        }

        /// <summary>The language of a mail.</summary>
        internal static async Task<Language> Tongue(Visit visit, string mail, long? tenant, long? account = null)
        {
            using PlatformContext all = visit.Get<WebData>().Context(null);
            return await MailLanguage.Of(all, mail, tenant, account);
        }

        private static async Task<IResult> End(Visit visit)
        {
            return !long.TryParse(visit.Form.Line("membership"), NumberStyles.None, CultureInfo.InvariantCulture, out long number) || !await visit.Get<PeopleDesk>().EndAccess(visit.Actor, number)
                ? Visit.Refuse(StatusCodes.Status404NotFound) : visit.Go("/invite", "done.access-ended");
        }

        private static async Task<InviteModel> InviteModel(Visit visit, Entries entries)
        {
            bool all = visit.Signed.Role == Role.Operator;
            using PlatformContext context = visit.Open();
            List<TenantOption> tenants = all ? await context.Tenants.OrderBy(row => row.Name).Select(row => new TenantOption(row.Id, row.Name)).ToListAsync() : [];
            List<RoleOption> roles = [Option(visit, Role.Manager, "invite.manager"), Option(visit, Role.Caretaker, "invite.caretaker")];
            if (all)
            {
                roles.Add(Option(visit, Role.Operator, "invite.operator"));
            }

            var who = await context.Memberships.Where(row => row.BlockedMs == null && row.PersonId != visit.Signed.Person).OrderBy(row => row.Role).ThenBy(row => row.Id)
                .Select(row => new { row.Id, row.Role, row.TenantId, row.Person!.Name, row.Person.Email }).ToListAsync();
            return new InviteModel(visit.Frame(visit.Text["invite.title"]), roles, tenants, entries)
            {
                Who = who.ConvertAll(one => new AccessLine(one.Id, one.Name, one.Email!, string.Join(", ", new[] { visit.Text[Navigation.Name(one.Role)], tenants.Find(tenant => tenant.Id == one.TenantId)?.Name }.OfType<string>()))),
            };
        }

        private static RoleOption Option(Visit visit, Role role, string what)
        {
            return new RoleOption(role.ToString(), visit.Text[Navigation.Name(role)], visit.Text[what]);
        }

        private static async Task<IResult> AskInvitation(Visit visit)
        {
            return !visit.MayTry() ? Visit.Refuse(StatusCodes.Status429TooManyRequests)
                : await visit.Get<PeopleDesk>().Find(visit.Route("token"), LinkKind.Invitation) is not { } link ? Visit.Refuse(StatusCodes.Status410Gone)
                : visit.Show<InvitationView>(await InvitationModel(visit, link, Entries.Empty));
        }

        private static async Task<IResult> TakeInvitation(Visit visit)
        {
            PeopleDesk desk = visit.Get<PeopleDesk>();
            if (await desk.Find(visit.Route("token"), LinkKind.Invitation) is not { } link)
            {
                return visit.MayTry() ? Visit.Refuse(StatusCodes.Status410Gone) : Visit.Refuse(StatusCodes.Status429TooManyRequests);
            }

            if (!visit.MayTry(link.Mail))
            {
                return Visit.Refuse(StatusCodes.Status429TooManyRequests);
            }

            InvitationModel page = await InvitationModel(visit, link, visit.Form.Entries("name"));
            string password = visit.Form.Secret("password");
            if (page.Known)
            {
                // Who has an account gets in by it, with its code where it has one: the invitation alone opens nothing.
                if (await visit.Get<SignInDesk>().Check(link.Mail!, password) is null)
                {
                    return visit.ShowAgain<InvitationView>(page with { Entries = Entries.Empty.Wrong("password", visit.Text["sign-in.wrong"]) });
                }

                visit.Forgive(link.Mail!);
                return await desk.Take(link, null) is null ? Visit.Refuse(StatusCodes.Status410Gone) : visit.Go("/sign-in", "done.invitation");
            }

            string name = visit.Form.Line("name", LongestName);
            if (name.Length == 0 || Passwords.Problem(password, link.Mail!) is not null)
            {
                Entries wrong = name.Length == 0 ? page.Entries.Wrong("name", visit.Text["field.missing"]) : page.Entries.Wrong("password", visit.Text[Passwords.Problem(password, link.Mail!)!]);
                return visit.ShowAgain<InvitationView>(page with { Entries = wrong });
            }

            if (await desk.Take(link, new Newcomer(name, link.Mail!, password, visit.Text.Code)) is not { } session)
            {
                return Visit.Refuse(StatusCodes.Status410Gone);
            }

            await visit.SignIn(session, keep: false);
            return visit.Go("/", "done.welcome");
        }

        private static async Task<InvitationModel> InvitationModel(Visit visit, LinkRow link, Entries entries)
        {
            bool known = await visit.Get<PeopleDesk>().Known(link.Mail!) is not null;
            return new InvitationModel(visit.Frame(visit.Text["invitation.title"]), "/invite/" + visit.Route("token"), link.Mail!, visit.Text[Navigation.Name(link.Role!.Value)], known, entries);
        }
    }
}
