using Microsoft.AspNetCore.Authorization;
using NanoCharger.Backend.Data;

namespace NanoCharger.Backend.Web
{
    /// <summary>Who may ask for a page. A page without one of these is nobody's: the fallback asks for somebody who is signed in.</summary>
    internal static class Policies
    {
        /// <summary>Whoever comes: nobody needs to be signed in.</summary>
        internal const string Anybody = "anybody";

        /// <summary>Whoever is signed in, as whatever.</summary>
        internal const string SignedIn = "signed-in";

        /// <summary>Who runs the platform.</summary>
        internal const string Operator = "operator";

        /// <summary>Who sees money, and changes it: operator, manager.</summary>
        internal const string Money = "money";

        /// <summary>Who lets people in, and sees what was done: operator, manager; an operator for all tenants at once.</summary>
        internal const string Access = "access";

        /// <summary>Who sees to stations: operator, manager, caretaker.</summary>
        internal const string Stations = "stations";

        /// <summary>Who charges.</summary>
        internal const string Resident = "resident";

        /// <summary>Whether what it guards is of one tenant.</summary>
        internal static bool IsOfTenant(string policy)
        {
            return policy is Money or Stations;
        }

        internal static void Add(AuthorizationOptions options)
        {
            options.AddPolicy(Anybody, static policy => policy.RequireAssertion(static _ => true));
            options.AddPolicy(SignedIn, static policy => policy.RequireAuthenticatedUser());
            options.AddPolicy(Operator, static policy => policy.RequireRole(nameof(Role.Operator)));
            options.AddPolicy(Money, static policy => policy.RequireRole(nameof(Role.Operator), nameof(Role.Manager)));
            options.AddPolicy(Access, static policy => policy.RequireRole(nameof(Role.Operator), nameof(Role.Manager)));
            options.AddPolicy(Stations, static policy => policy.RequireRole(nameof(Role.Operator), nameof(Role.Manager), nameof(Role.Caretaker)));
            options.AddPolicy(Resident, static policy => policy.RequireRole(nameof(Role.Resident)));
            options.FallbackPolicy = options.GetPolicy(SignedIn);
        }
    }
}
