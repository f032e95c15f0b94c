using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.People;
using NanoCharger.Backend.Web.Views;

namespace NanoCharger.Backend.Web
{
    /// <summary>One's own account: name, language, password, authenticator, recovery codes, and the end of all sessions.</summary>
    internal static class AccountPages
    {
        private const string Issuer = "nanoCharger";
        private const string Purpose = "NanoCharger.Authenticator";
        private const int LongestName = 64;

        private static readonly TimeSpan KeyLife = TimeSpan.FromMinutes(15);

        internal static void Map(IEndpointRouteBuilder routes)
        {
            routes.MapPage("/account", Policies.SignedIn, Ask);
            routes.MapForm("/account", Policies.SignedIn, Describe);
            routes.MapForm("/account/password", Policies.SignedIn, ChangePassword);
            routes.MapPage("/account/authenticator", Policies.SignedIn, AskAuthenticator);
            routes.MapForm("/account/authenticator", Policies.SignedIn, AddAuthenticator);
            routes.MapForm("/account/authenticator/remove", Policies.SignedIn, RemoveAuthenticator);
            routes.MapForm("/account/codes", Policies.SignedIn, NewCodes);
            routes.MapForm("/account/sign-out-everywhere", Policies.SignedIn, LeaveEverywhere);
        }

        private static async Task<IResult> Ask(Visit visit)
        {
            return visit.Show<AccountView>(await Model(visit));
        }

        private static async Task<IResult> Describe(Visit visit)
        {
            string name = visit.Form.Line("name", LongestName);
            if (name.Length == 0)
            {
                return visit.ShowAgain<AccountView>(await Model(visit) with { About = visit.Form.Entries("name", "language").Wrong("name", visit.Text["field.missing"]) });
            }

            string language = visit.Form.Line("language");
            await visit.Get<AccountDesk>().Describe(visit.Signed, name, Languages.All.ContainsKey(language) ? language : null);
            return visit.Go("/account", "done.account");
        }

        private static async Task<IResult> ChangePassword(Visit visit)
        {
            AccountModel page = await Model(visit);
            if (!visit.MayTry(page.Mail))
            {
                return Visit.Refuse(StatusCodes.Status429TooManyRequests);
            }

            string password = visit.Form.Secret("new-password");
            (string Field, string Problem)? wrong = Passwords.Problem(password, page.Mail) is { } weak ? ("new-password", weak)
                : !await visit.Get<SignInDesk>().IsHis(visit.Signed.Person, visit.Form.Secret("password")) ? ("password", "account.password-wrong") : null;
            if (wrong is { } problem)
            {
                return visit.ShowAgain<AccountView>(page with { Passwords = Entries.Empty.Wrong(problem.Field, visit.Text[problem.Problem]) });
            }

            visit.Forgive(page.Mail);
            await visit.Renew(await visit.Get<AccountDesk>().ChangePassword(visit.Signed, password));
            return visit.Go("/account", "done.password");
        }

        private static async Task<IResult> AskAuthenticator(Visit visit)
        {
            return visit.Show<AuthenticatorView>(await AuthenticatorModel(visit, Totp.NewKey(), Entries.Empty));
        }

        /// <summary>Who adds one shows first that it gives the codes of this key, and that the account is his: else a phone left lying would lock him out.</summary>
        private static async Task<IResult> AddAuthenticator(Visit visit)
        {
            AccountModel page = await Model(visit);
            if (!visit.MayTry(page.Mail))
            {
                return Visit.Refuse(StatusCodes.Status429TooManyRequests);
            }

            if (Open(visit, visit.Form.Line("key", 1_024)) is not { } key)
            {
                return visit.Go("/account/authenticator");
            }

            long? step = Totp.StepOf(key, visit.Form.Line("code"), 0, visit.Get<WebClock>().NowMs);
            (string Field, string Problem)? wrong = step is null ? ("code", "code.wrong")
                : !await visit.Get<SignInDesk>().IsHis(visit.Signed.Person, visit.Form.Secret("password")) ? ("password", "account.password-wrong") : null;
            if (wrong is { } problem)
            {
                return visit.ShowAgain<AuthenticatorView>(await AuthenticatorModel(visit, key, Entries.Empty.Wrong(problem.Field, visit.Text[problem.Problem])));
            }

            visit.Forgive(page.Mail);
            (Session session, IReadOnlyList<string> codes) = await visit.Get<AccountDesk>().SecondFactorOn(visit.Signed, key, step!.Value);
            return await ShowCodes(visit, session, codes);
        }

        private static async Task<IResult> RemoveAuthenticator(Visit visit)
        {
            if (await WrongPassword(visit) is { } refused)
            {
                return refused;
            }

            await visit.Renew(await visit.Get<AccountDesk>().SecondFactorOff(visit.Signed));
            return visit.Go("/account", "done.authenticator-off");
        }

        private static async Task<IResult> NewCodes(Visit visit)
        {
            if (await WrongPassword(visit) is { } refused)
            {
                return refused;
            }

            (Session session, IReadOnlyList<string> codes) = await visit.Get<AccountDesk>().NewCodes(visit.Signed);
            return await ShowCodes(visit, session, codes);
        }

        private static async Task<IResult> LeaveEverywhere(Visit visit)
        {
            await visit.Get<AccountDesk>().SignOutEverywhere(visit.Signed);
            await visit.Http.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
            return visit.Go("/sign-in", "done.signed-out-everywhere");
        }

        private static async Task<IResult?> WrongPassword(Visit visit)
        {
            AccountModel page = await Model(visit);
            if (!visit.MayTry(page.Mail))
            {
                return Visit.Refuse(StatusCodes.Status429TooManyRequests);
            }

            if (!page.HasSecondFactor)
            {
                return visit.Go("/account");
            }

            if (await visit.Get<SignInDesk>().IsHis(visit.Signed.Person, visit.Form.Secret("factor-password")))
            {
                visit.Forgive(page.Mail);
                return null;
            }

            return visit.ShowAgain<AccountView>(page with { Factor = Entries.Empty.Wrong("factor-password", visit.Text["account.password-wrong"]) });
        }

        /// <summary>No redirect: the codes are here and nowhere else.</summary>
        private static async Task<IResult> ShowCodes(Visit visit, Session session, IReadOnlyList<string> codes)
        {
            await visit.Renew(session);
            return visit.Show<CodesView>(new CodesModel(visit.Frame(visit.Text["codes.title"]), codes));
        }

        /// <summary>The page as it is.</summary>
        internal static async Task<AccountModel> Model(Visit visit)
        {
            using PlatformContext context = visit.Get<WebData>().Context(null);
            var his = await context.People.Where(row => row.Id == visit.Signed.Person).Select(row => new { row.Email, row.TotpKey, row.RecoveryCodes, row.Name, row.Language }).FirstAsync();
            Frame frame = visit.Frame(visit.Text["account.title"]);
            return new AccountModel(
                frame,
                his.Email!,
                his.TotpKey is not null,
                his.RecoveryCodes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length,
                [.. Languages.All.Values.OrderBy(one => one.Code, StringComparer.Ordinal).Select(one => (one.Code, one["language.name"]))])
            {
                Own = visit.Signed.Role == Role.Resident ? await Own.OwnPages.Model(visit, frame) : null,
                About = new Entries(new Dictionary<string, string> { ["name"] = his.Name, ["language"] = his.Language ?? visit.Text.Code }),
            };
        }

        private static async Task<AuthenticatorModel> AuthenticatorModel(Visit visit, string key, Entries entries)
        {
            AccountModel account = await Model(visit);
            string spaced = string.Join(' ', key.Chunk(4).Select(part => new string(part)));
            return new AuthenticatorModel(visit.Frame(visit.Text["authenticator.title"]), QrPicture.Of(Totp.Address(key, account.Mail, Issuer)), spaced, Seal(visit, key), entries);
        }

        /// <summary>The key goes to the page and back, for nobody else to choose one, and for a quarter of an hour.</summary>
        private static string Seal(Visit visit, string key)
        {
            return Protector(visit).Protect(key, KeyLife);
        }

        private static string? Open(Visit visit, string sealedKey)
        {
            try
            {
                return Protector(visit).Unprotect(sealedKey);
            }
            catch (CryptographicException)
            {
                return null;
            }
        }

        private static ITimeLimitedDataProtector Protector(Visit visit)
        {
            return visit.Get<IDataProtectionProvider>().CreateProtector(Purpose, Trail.Number(visit.Signed.Person)).ToTimeLimitedDataProtector();
        }
    }
}
