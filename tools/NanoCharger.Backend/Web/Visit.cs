using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.People;

namespace NanoCharger.Backend.Web
{
    /// <summary>One request for a page, or of a form: who asks, in which language, and what he is answered.</summary>
    internal sealed class Visit
    {
        private const string NoticeCookie = "nanocharger.notice";
        private const int SeeOther = StatusCodes.Status303SeeOther;

        private static readonly TimeSpan Kept = TimeSpan.FromDays(30);
        private static readonly object HolderKey = new();

        private IFormCollection? _fields;

        internal Visit(HttpContext http)
        {
            Http = http;
            Holder = http.Items[HolderKey] as Holder;
            Session = Holder is null ? null : Session.Of(http.User);
            Text = Languages.Of(Holder?.Language, http.Request.Headers);
        }

        /// <summary>The request, and its answer.</summary>
        internal HttpContext Http { get; }

        /// <summary>Who is signed in; null: nobody.</summary>
        internal Session? Session { get; }

        /// <summary>The same, as pages name him.</summary>
        internal Holder? Holder { get; }

        /// <summary>Who is signed in, on a page that only shows itself to such.</summary>
        internal Session Signed => Session ?? throw new InvalidOperationException("nobody is signed in, and the page's policy lets nobody else in");

        /// <summary>His language.</summary>
        internal Language Text { get; }

        /// <summary>The form; only where it is one that was posted.</summary>
        internal Form Form => new(_fields ?? throw new InvalidOperationException("no form was posted"));

        /// <summary>Where he comes from.</summary>
        internal IPAddress? From => Http.Connection.RemoteIpAddress;

        /// <summary>Who does what he does, for the trail.</summary>
        internal Actor Actor => new(Session?.Person, Session?.Tenant, Get<WebClock>().NowMs);

        /// <summary>Notes who holds the session of this request.</summary>
        internal static void Note(HttpContext http, Holder holder)
        {
            http.Items[HolderKey] = holder;
        }

        /// <summary>A service of the program.</summary>
        internal T Get<T>()
            where T : notnull
        {
            return Http.RequestServices.GetRequiredService<T>();
        }

        /// <summary>A part of the address.</summary>
        internal string Route(string name)
        {
            return Http.Request.RouteValues[name] as string ?? "";
        }

        /// <summary>A number in the address; 0, which nothing has, where it is none: a route lets signs and blanks before one through.</summary>
        internal long Number(string name)
        {
            return long.TryParse(Route(name), NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : 0;
        }

        /// <summary>A parameter behind the question mark; empty where it is missing.</summary>
        internal string Query(string name)
        {
            return Http.Request.Query[name].ToString().Replace("\0", "", StringComparison.Ordinal);
        }

        /// <summary>The tables, as he may see them.</summary>
        internal PlatformContext Open()
        {
            return Get<WebData>().Context(Signed.Tenant);
        }

        /// <summary>Whether one more try to guess something is let through.</summary>
        internal bool MayTry(string? account = null)
        {
            return Get<Throttle>().Lets(From, account);
        }

        /// <summary>What was tried was right: it does not count at the account.</summary>
        internal void Forgive(string account)
        {
            Get<Throttle>().Forgive(account);
        }

        /// <summary>What stands around a page.</summary>
        /// <param name="title">Its title, already in his language.</param>
        internal Frame Frame(string title)
        {
            AntiforgeryTokenSet tokens = Get<IAntiforgery>().GetAndStoreTokens(Http);
            Visitor? who = Holder is null ? null : new Visitor(Holder.Name, Text[Navigation.Name(Session!.Role)], Holder.Tenant, Holder.MayChange);
            return new Frame(Text, title, tokens.RequestToken!, Navigation.For(Session?.Role, Text, Http.Request.Path), who, TakeNotice());
        }

        /// <summary>Answers with a page.</summary>
        internal IResult Show<TView>(object model, int status = StatusCodes.Status200OK)
            where TView : IComponent
        {
            Http.Response.Headers.CacheControl = "no-store";
            return new RazorComponentResult<TView>(new Dictionary<string, object?> { ["Model"] = model }) { StatusCode = status, PreventStreamingRendering = true };
        }

        /// <summary>Answers with the form again, and what was wrong with it.</summary>
        internal IResult ShowAgain<TView>(object model)
            where TView : IComponent
        {
            return Show<TView>(model, StatusCodes.Status422UnprocessableEntity);
        }

        /// <summary>Sends him on, as behind each form that has done something.</summary>
        /// <param name="path">Where to, on this site.</param>
        /// <param name="notice">The key of what was done; null: nothing is to be told.</param>
        internal IResult Go(string path, string? notice = null)
        {
            if (notice is not null)
            {
                Http.Response.Cookies.Append(NoticeCookie, notice, Cookie());
            }

            Http.Response.StatusCode = SeeOther;
            Http.Response.Headers.Location = path;
            return Results.Empty;
        }

        /// <summary>Answers with an error page.</summary>
        internal static IResult Refuse(int status)
        {
            return Results.StatusCode(status);
        }

        /// <summary>Begins a session.</summary>
        /// <param name="session">Whose.</param>
        /// <param name="keep">It outlives the browser; else it ends with it.</param>
        internal Task SignIn(Session session, bool keep)
        {
            AuthenticationProperties properties = new() { IsPersistent = keep };
            if (keep)
            {
                properties.ExpiresUtc = Get<WebClock>().Time.GetUtcNow() + Kept;
            }

            return Http.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, session.ToPrincipal(), properties);
        }

        /// <summary>Goes on with a session whose person has just changed what it stands on.</summary>
        internal async Task Renew(Session session)
        {
            AuthenticateResult now = await Http.AuthenticateAsync(CookieAuthenticationDefaults.AuthenticationScheme);
            await SignIn(session, now.Properties?.IsPersistent ?? false);
        }

        /// <summary>A path of this site to go on to; the front page where it is none, another site's, or cannot stand in a header.</summary>
        internal static string Local(string path)
        {
            return path.Length > 1 && path[0] == '/' && path[1] is not ('/' or '\\') && !path.AsSpan().ContainsAnyExceptInRange('!', '~') ? path : "/";
        }

        /// <summary>Reads the form; the request was looked at already.</summary>
        internal async Task ReadForm()
        {
            _fields = await Http.Request.ReadFormAsync();
        }

        private string? TakeNotice()
        {
            if (Http.Request.Cookies[NoticeCookie] is not { } notice)
            {
                return null;
            }

            Http.Response.Cookies.Delete(NoticeCookie, Cookie());
            return Text.Has(notice) ? Text[notice] : null;
        }

        private CookieOptions Cookie()
        {
            return new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = Get<PublicAddress>().IsSecure, Path = "/" };
        }
    }
}
