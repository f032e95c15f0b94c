using System;
using System.Collections.Concurrent;
using System.Globalization;
using System.Linq;
using System.Security.Claims;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;

namespace NanoCharger.Backend.People
{
    /// <summary>Who is signed in, and as what.</summary>
    /// <param name="Person">His number.</param>
    /// <param name="Membership">Which of what he is.</param>
    /// <param name="Role">What that is.</param>
    /// <param name="Tenant">Where; null for an operator who sees to all.</param>
    /// <param name="Stamp">His security stamp when he signed in.</param>
    internal sealed record Session(long Person, long Membership, Role Role, long? Tenant, string Stamp)
    {
        private const string PersonClaim = "person";
        private const string MembershipClaim = "membership";
        private const string TenantClaim = "tenant";
        private const string StampClaim = "stamp";

        /// <summary>As the cookie keeps it.</summary>
        internal ClaimsPrincipal ToPrincipal()
        {
            ClaimsIdentity identity = new(CookieAuthenticationDefaults.AuthenticationScheme);
            identity.AddClaim(new Claim(PersonClaim, Person.ToString(CultureInfo.InvariantCulture)));
            identity.AddClaim(new Claim(MembershipClaim, Membership.ToString(CultureInfo.InvariantCulture)));
            identity.AddClaim(new Claim(ClaimTypes.Role, Role.ToString()));
            identity.AddClaim(new Claim(StampClaim, Stamp));
            if (Tenant is { } tenant)
            {
                identity.AddClaim(new Claim(TenantClaim, tenant.ToString(CultureInfo.InvariantCulture)));
            }

            return new ClaimsPrincipal(identity);
        }

        /// <summary>What a cookie keeps; null where it keeps none.</summary>
        internal static Session? Of(ClaimsPrincipal? principal)
        {
            return principal is not null && Number(principal, PersonClaim) is { } person && Number(principal, MembershipClaim) is { } membership
                && Enum.TryParse(principal.FindFirstValue(ClaimTypes.Role), out Role role) && principal.FindFirstValue(StampClaim) is { } stamp
                ? new Session(person, membership, role, Number(principal, TenantClaim), stamp) : null;
        }

        private static long? Number(ClaimsPrincipal? principal, string claim)
        {
            return long.TryParse(principal?.FindFirst(claim)?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;
        }
    }

    /// <summary>Who holds a session, as pages name him.</summary>
    /// <param name="Name">His name.</param>
    /// <param name="Language">His language's code; null: whichever his browser asks for.</param>
    /// <param name="Tenant">The name of the tenant; null for an operator who has chosen none.</param>
    /// <param name="Roles">How many things he is: who is several may change between them.</param>
    /// <param name="Tenants">Among how many tenants he may choose: an operator among all, everybody else not.</param>
    internal sealed record Holder(string Name, string? Language, string? Tenant, int Roles, int Tenants)
    {
        /// <summary>He may change to something else.</summary>
        internal bool MayChange => Roles > 1 || Tenants > 1;

        /// <summary>There are several tenants, and he has said of none that he means it.</summary>
        internal bool MustChoose => Tenants > 1 && Tenant is null;
    }

    /// <summary>Whether a session still holds: its person has the same security stamp, and is what he was. What is known is believed for a quarter of a minute, here and at other workers.</summary>
    internal sealed class Sessions(WebData data, WebClock clock)
    {
        /// <summary>How long what was read is believed.</summary>
        internal const long BelievedMs = 15_000;

        private const int MostKnown = 4_096;

        private readonly ConcurrentDictionary<Session, (Holder? Holder, long AtMs)> _known = new();
        private readonly ConcurrentDictionary<long, int> _left = new();

        /// <summary>Who holds it; null where it holds no more.</summary>
        internal async Task<Holder?> Look(Session session)
        {
            long now = clock.NowMs;
            if (_known.TryGetValue(session, out (Holder? Holder, long AtMs) known) && now - known.AtMs is >= 0 and < BelievedMs)
            {
                return known.Holder;
            }

            using PlatformContext context = data.Context(null);
            Holder? holder = await context.Memberships
                .Where(row => row.Id == session.Membership && row.PersonId == session.Person && row.Role == session.Role
                    && (row.TenantId == session.Tenant || (row.Role == Role.Operator && context.Tenants.Any(tenant => tenant.Id == session.Tenant)))
                    && row.BlockedMs == null && row.Person!.SecurityStamp == session.Stamp)
                .Select(row => new Holder(
                    row.Person!.Name,
                    row.Person.Language,
                    context.Tenants.Where(tenant => tenant.Id == session.Tenant).Select(tenant => tenant.Name).FirstOrDefault(),
                    row.Person.Memberships.Count(one => one.BlockedMs == null),
                    row.Role == Role.Operator ? context.Tenants.Count() : 1))
                .FirstOrDefaultAsync();
            if (_known.Count >= MostKnown)
            {
                _known.Clear();
            }

            _known[session] = (holder, now);
            return holder;
        }

        /// <summary>How often a person has signed out here: what was open then asks anew whether it may go on, as whoever is still signed in elsewhere may.</summary>
        internal int Left(long person)
        {
            return _left.TryGetValue(person, out int times) ? times : 0;
        }

        /// <summary>A person has signed out, somewhere.</summary>
        internal void Leave(long person)
        {
            _left.AddOrUpdate(person, 1, static (_, times) => times + 1);
        }

        /// <summary>Forgets what is known of a person: his stamp, or what he is, was just changed.</summary>
        internal void Forget(long person)
        {
            foreach (Session session in _known.Keys.Where(one => one.Person == person))
            {
                _known.TryRemove(session, out _);
            }
        }
    }
}
