using System;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Hosting;
using NanoCharger.Backend.People;
using IPNetwork = System.Net.IPNetwork;

namespace NanoCharger.Backend.Web
{
    /// <summary>Puts the pages into the program: what they need, and the way of a request to one.</summary>
    internal static class PageHost
    {
        private const string Application = "nanocharger";
        private const string TokenField = "token";

        /// <summary>Of a session that ends with the browser, so long after the last page.</summary>
        private static readonly TimeSpan SessionLife = TimeSpan.FromHours(12);

        private static readonly TimeSpan HalfWayLife = TimeSpan.FromMinutes(5);

        /// <summary>Adds what pages need. Behind the station's host: what keeps keys in the database asks for it at the start.</summary>
        internal static void Add(IServiceCollection services)
        {
            services.AddSingleton<WebData>();
            services.AddSingleton<PublicAddress>();
            services.AddSingleton<Sessions>();
            services.AddSingleton<Throttle>();
            services.TryAddSingleton(static _ => new Guests.GuestLimits());
            services.AddSingleton<PostedForms>();
            services.AddSingleton<Mailer>();
            services.AddHostedService(static all => all.GetRequiredService<Mailer>());
            services.AddHostedService<ChargeMails>();
            services.AddSingleton<SetUpAddress>();
            services.AddHostedService(static all => all.GetRequiredService<SetUpAddress>());
            AddPeople(services);
            AddCookies(services);
            services.AddAuthorization(Policies.Add);
            services.AddRazorComponents();
        }

        /// <summary>The way of a request, and all pages.</summary>
        internal static void Use(WebApplication application)
        {
            if (application.Services.GetRequiredService<IOptions<BackendSettings>>().Value.Proxies is { Count: > 0 } proxies)
            {
                ForwardedHeadersOptions believed = new() { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
                believed.KnownProxies.Clear();
                believed.KnownIPNetworks.Clear();
                proxies.ForEach(one => believed.KnownIPNetworks.Add(Network(one) ?? throw new InvalidOperationException(one)));
                application.UseForwardedHeaders(believed);
            }

            application.UseMiddleware<ErrorPages>();
            application.UseMiddleware<Guard>();
            application.UseRouting();
            application.UseAuthentication();
            application.UseAuthorization();
            application.MapGet("/assets/{file}", Asset.Serve).RequireAuthorization(Policies.Anybody);
            SignInPages.Map(application);
            LinkPages.Map(application);
            AccountPages.Map(application);
            FirstDayPages.Map(application);
            Today.TodayPages.Map(application);
            Places.PlacePages.Map(application);
            Stations.StationPages.Map(application);
            Charges.ChargesPages.Map(application);
            Charges.ChargePages.Map(application);
            Money.MoneyPages.Map(application);
            Prices.PricesPages.Map(application);
            Residents.ResidentPages.Map(application);
            Own.TonightPages.Map(application);
            Own.MinePages.Map(application);
            Own.OwnPages.Map(application);
            ChangesPages.Map(application);
            Guests.GuestPages.Map(application);
            Guests.CheckoutPages.Map(application);
            Guests.DeskForms.Map(application);
            Guests.CardPages.Map(application);
            application.MapFallback("{**path}", static () => Results.NotFound()).RequireAuthorization(Policies.Anybody);
        }

        /// <summary>An address or a network as a network; null where it is neither.</summary>
        internal static IPNetwork? Network(string text)
        {
            return IPNetwork.TryParse(text, out IPNetwork network) ? network
                : IPAddress.TryParse(text, out IPAddress? one) ? new IPNetwork(one, one.GetAddressBytes().Length * 8) : null;
        }

        private static void AddPeople(IServiceCollection services)
        {
            services.AddScoped(static all =>
            {
                PlatformContext context = all.GetRequiredService<WebData>().Context(null);
                context.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
                return context;
            });
            services.AddScoped<IUserStore<Person>, PeopleStore>();
            services.AddIdentityCore<Person>(static options =>
            {
                options.User.AllowedUserNameCharacters = "";
                options.Lockout.MaxFailedAccessAttempts = 5;
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
            });
            services.AddScoped<SignInDesk>();
            services.AddScoped<PeopleDesk>();
            services.AddScoped<AccountDesk>();
        }

        private static void AddCookies(IServiceCollection services)
        {
            services.AddDataProtection().SetApplicationName(Application);
            services.AddOptions<KeyManagementOptions>().Configure<WebData>(static (options, data) => options.XmlRepository = new WebKeys(data));
            services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie().AddCookie(SignInPages.HalfWay);
            services.AddOptions<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme).Configure<PublicAddress, WebClock>(static (options, address, clock) =>
            {
                Harden(options.Cookie, address, "session");
                (options.TimeProvider, options.ExpireTimeSpan, options.SlidingExpiration) = (clock.Time, SessionLife, true);
                options.Events.OnValidatePrincipal = Validate;
                options.Events.OnRedirectToLogin = SendToSignIn;
                options.Events.OnRedirectToAccessDenied = static refused =>
                {
                    refused.Response.StatusCode = StatusCodes.Status403Forbidden;
                    return Task.CompletedTask;
                };
            });
            services.AddOptions<CookieAuthenticationOptions>(SignInPages.HalfWay).Configure<PublicAddress, WebClock>(static (options, address, clock) =>
            {
                Harden(options.Cookie, address, "half-way");
                (options.TimeProvider, options.ExpireTimeSpan, options.SlidingExpiration) = (clock.Time, HalfWayLife, false);
            });
            services.AddAntiforgery();
            services.AddOptions<AntiforgeryOptions>().Configure<PublicAddress>(static (options, address) =>
            {
                Harden(options.Cookie, address, "form");
                (options.FormFieldName, options.SuppressXFrameOptionsHeader) = (TokenField, true);
            });
        }

        /// <summary>No script reads it, no other site sends it; and by https it is this host's alone and goes no other way.</summary>
        private static void Harden(CookieBuilder cookie, PublicAddress address, string name)
        {
            cookie.Name = (address.IsSecure ? "__Host-" : "") + Application + "." + name;
            cookie.HttpOnly = true;
            cookie.SameSite = SameSiteMode.Lax;
            cookie.Path = "/";
            cookie.SecurePolicy = address.IsSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        }

        private static async Task Validate(CookieValidatePrincipalContext context)
        {
            Session? session = Session.Of(context.Principal);
            Holder? holder = session is null ? null : await context.HttpContext.RequestServices.GetRequiredService<Sessions>().Look(session);
            if (holder is null)
            {
                context.RejectPrincipal();
                await context.HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
                return;
            }

            Visit.Note(context.HttpContext, holder);
        }

        /// <summary>To the sign-in, and from there on to where he wanted to go; a live part has no use for that page.</summary>
        private static Task SendToSignIn(RedirectContext<CookieAuthenticationOptions> refused)
        {
            bool page = refused.HttpContext.GetEndpoint()?.Metadata.OfType<PageMark>().FirstOrDefault() == PageMark.Page;
            bool live = refused.HttpContext.GetEndpoint()?.Metadata.OfType<PageMark>().FirstOrDefault() == PageMark.Live;
            if (live)
            {
                refused.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            }

            string to = page ? refused.Request.Path + refused.Request.QueryString : "/";
            refused.Response.StatusCode = StatusCodes.Status303SeeOther;
            refused.Response.Headers.Location = "/sign-in" + (to == "/" ? "" : "?to=" + Uri.EscapeDataString(to));
            return Task.CompletedTask;
        }
    }
}
