using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Claims;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.People;
using NanoCharger.Backend.Web.Views;

namespace NanoCharger.Backend.Web
{
    /// <summary>Signing in, by password and code; out; and as which of what one is.</summary>
    internal static class SignInPages
    {
        /// <summary>The cookie of who has shown his password, and not yet his code.</summary>
        internal const string HalfWay = "half-way";

        private const string StayClaim = "stay";
        private const string ToClaim = "to";

        internal static void Map(IEndpointRouteBuilder routes)
        {
            routes.MapPage("/", Policies.Anybody, Front);
            routes.MapPage("/sign-in", Policies.Anybody, Ask);
            routes.MapForm("/sign-in", Policies.Anybody, Check);
            routes.MapPage("/sign-in/code", Policies.Anybody, AskCode);
            routes.MapForm("/sign-in/code", Policies.Anybody, CheckCode);
            routes.MapPage("/sign-in/as", Policies.SignedIn, AskRole);
            routes.MapForm("/sign-in/as", Policies.SignedIn, TakeRole);
            routes.MapForm("/sign-out", Policies.SignedIn, Leave);
        }

        /// <summary>The front page is whatever its role sees first.</summary>
        private static async Task<IResult> Front(Visit visit)
        {
            if (visit.Session is not { } session)
            {
                return visit.Go("/sign-in");
            }

            if (session.Role != Role.Operator)
            {
                return visit.Go(Navigation.Home(session.Role));
            }

            string step = await FirstDay.Next(visit.Get<WebData>());
            return visit.Go(step != FirstDay.Done ? step : session.Tenant is null ? Navigation.Home(session.Role) : await Places.PlacePages.Unsaid(visit) ?? Navigation.Home(session.Role));
        }

        private static Task<IResult> Ask(Visit visit)
        {
            return Task.FromResult(visit.Session is null
                ? visit.Show<SignInView>(new SignInModel(visit.Frame(visit.Text["sign-in.title"]), new Entries(new Dictionary<string, string> { ["to"] = Visit.Local(visit.Query("to")) })) { IsNew = visit.Get<SetUpAddress>().IsOpen })
                : visit.Go("/"));
        }

        private static async Task<IResult> Check(Visit visit)
        {
            string mail = visit.Form.Line("mail");
            string to = Visit.Local(visit.Form.Line("to"));
            if (!visit.MayTry(mail))
            {
                return Visit.Refuse(StatusCodes.Status429TooManyRequests);
            }

            if (await visit.Get<SignInDesk>().Check(mail, visit.Form.Secret("password")) is not { } person)
            {
                return visit.ShowAgain<SignInView>(new SignInModel(visit.Frame(visit.Text["sign-in.title"]), visit.Form.Entries("mail", "to").Wrong(null, visit.Text["sign-in.wrong"])));
            }

            visit.Forgive(mail);
            bool stay = visit.Form.Has("stay");
            if (person.TotpKey is null)
            {
                return await Begin(visit, person, stay, to);
            }

            ClaimsIdentity half = new(HalfWay);
            half.AddClaims(
            [
                new Claim("person", person.Id.ToString(CultureInfo.InvariantCulture)), new Claim("stamp", person.SecurityStamp!), new Claim(StayClaim, stay ? "yes" : ""), new Claim(ToClaim, to),
            ]);
            await visit.Http.SignInAsync(HalfWay, new ClaimsPrincipal(half));
            return visit.Go("/sign-in/code");
        }

        private static async Task<IResult> AskCode(Visit visit)
        {
            return await Half(visit) is null ? visit.Go("/sign-in") : visit.Show<CodeView>(new SignInModel(visit.Frame(visit.Text["code.title"]), Entries.Empty));
        }

        private static async Task<IResult> CheckCode(Visit visit)
        {
            if (await Half(visit) is not { } half)
            {
                return visit.Go("/sign-in");
            }

            string number = half.FindFirstValue("person")!;
            if (!visit.MayTry("#" + number))
            {
                return Visit.Refuse(StatusCodes.Status429TooManyRequests);
            }

            if (await visit.Get<SignInDesk>().CheckCode(long.Parse(number, CultureInfo.InvariantCulture), half.FindFirstValue("stamp")!, visit.Form.Line("code")) is not { } person)
            {
                return visit.ShowAgain<CodeView>(new SignInModel(visit.Frame(visit.Text["code.title"]), Entries.Empty.Wrong("code", visit.Text["code.wrong"])));
            }

            visit.Forgive("#" + number);
            await visit.Http.SignOutAsync(HalfWay);
            return await Begin(visit, person, half.FindFirstValue(StayClaim) == "yes", half.FindFirstValue(ToClaim)!);
        }

        private static async Task<IResult> Begin(Visit visit, Person person, bool stay, string to)
        {
            List<Membership> his = person.Memberships.Where(one => one.BlockedMs is null).OrderBy(one => one.Role).ThenBy(one => one.Id).ToList();
            await visit.SignIn(new Session(person.Id, his[0].Id, his[0].Role, his[0].TenantId, person.SecurityStamp!), stay);
            WebData data = visit.Get<WebData>();
            await data.Write(context =>
            {
                Trail.Add(context, new Actor(person.Id, his[0].TenantId, visit.Actor.AtMs), ChangeKind.SignedIn);
                return context.SaveChanges();
            });
            return visit.Go(his.Count > 1 ? "/sign-in/as" : to);
        }

        private static async Task<ClaimsPrincipal?> Half(Visit visit)
        {
            return (await visit.Http.AuthenticateAsync(HalfWay)).Principal;
        }

        private static async Task<IResult> AskRole(Visit visit)
        {
            using PlatformContext context = visit.Get<WebData>().Context(null);
            var his = await (from one in context.Memberships
                             where one.PersonId == visit.Signed.Person && one.BlockedMs == null
                             orderby one.Role, one.Id
                             select new { one.Id, one.Role, Tenant = context.Tenants.Where(tenant => tenant.Id == one.TenantId).Select(tenant => tenant.Name).FirstOrDefault() }).ToListAsync();
            List<RoleChoice> choices = his.ConvertAll(one => Choice(visit, one.Id, one.Role, null, one.Tenant));
            if (his.Find(one => one.Role == Role.Operator) is { } all && await context.Tenants.OrderBy(row => row.Name).ThenBy(row => row.Id).ToListAsync() is { Count: > 1 } tenants)
            {
                choices.AddRange(tenants.Select(tenant => Choice(visit, all.Id, Role.Operator, tenant.Id, tenant.Name)));
            }

            return visit.Show<RolesView>(new RolesModel(visit.Frame(visit.Text["roles.title"]), choices, Visit.Local(visit.Query("to"))));
        }

        private static RoleChoice Choice(Visit visit, long membership, Role role, long? tenant, string? name)
        {
            bool now = membership == visit.Signed.Membership && (role != Role.Operator || tenant == visit.Signed.Tenant);
            return new RoleChoice(string.Create(CultureInfo.InvariantCulture, $"{membership}{(tenant is null ? "" : ".")}{tenant}"), visit.Text[Navigation.Name(role)], name ?? visit.Text["roles.everywhere"], now);
        }

        private static async Task<IResult> TakeRole(Visit visit)
        {
            string[] said = visit.Form.Line("choice").Split('.');
            long? Number(int at) => said.Length > at && long.TryParse(said[at], NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;
            if (Number(0) is not { } membership || said.Length > 2 || (said.Length == 2 && Number(1) is null))
            {
                return Visit.Refuse(StatusCodes.Status400BadRequest);
            }

            using PlatformContext context = visit.Get<WebData>().Context(null);
            if (await context.Memberships.FirstOrDefaultAsync(one => one.Id == membership && one.PersonId == visit.Signed.Person && one.BlockedMs == null) is not { } chosen
                || (Number(1) is { } tenant && !(chosen.Role == Role.Operator && await context.Tenants.AnyAsync(row => row.Id == tenant))))
            {
                return Visit.Refuse(StatusCodes.Status403Forbidden);
            }

            await visit.Renew(visit.Signed with { Membership = chosen.Id, Role = chosen.Role, Tenant = chosen.TenantId ?? Number(1) });
            return visit.Go(Visit.Local(visit.Form.Line("to")));
        }

        private static async Task<IResult> Leave(Visit visit)
        {
            visit.Get<Sessions>().Leave(visit.Signed.Person);
            await visit.Http.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
            return visit.Go("/sign-in", "done.signed-out");
        }
    }
}
