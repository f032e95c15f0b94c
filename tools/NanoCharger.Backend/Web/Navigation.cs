using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.AspNetCore.Http;
using NanoCharger.Backend.Data;

namespace NanoCharger.Backend.Web
{
    /// <summary>Where each role may go: one line a page. What is not here is linked from nowhere.</summary>
    internal static class Navigation
    {
        private static readonly (string Path, string Title, Role[] Roles)[] All =
        [
            ("/tonight", "nav.tonight", [Role.Resident]),
            ("/mine", "nav.mine", [Role.Resident]),
            ("/account", "nav.account", [Role.Resident]),
            ("/today", "nav.today", [Role.Operator, Role.Manager, Role.Caretaker]),
            ("/charges", "nav.charges", [Role.Operator, Role.Manager]),
            ("/money", "nav.money", [Role.Operator, Role.Manager]),
            ("/prices", "nav.prices", [Role.Operator, Role.Manager]),
            ("/people", "nav.people", [Role.Operator, Role.Manager]),
            ("/invite", "nav.invite", [Role.Operator, Role.Manager]),
            ("/changes", "nav.changes", [Role.Operator, Role.Manager]),
        ];

        /// <summary>What a role sees first.</summary>
        internal static string Home(Role role)
        {
            return role == Role.Resident ? "/tonight" : "/today";
        }

        /// <summary>The places of a role; none for who is not signed in.</summary>
        internal static IReadOnlyList<Place> For(Role? role, Language text, PathString here)
        {
            return role is null ? [] : [.. All.Where(one => one.Roles.Contains(role.Value)).Select(one => new Place(one.Path, text[one.Title], here.StartsWithSegments(one.Path, StringComparison.Ordinal)))];
        }

        /// <summary>The key of a role's name.</summary>
        internal static string Name(Role role)
        {
            return role switch
            {
                Role.Operator => "role.operator",
                Role.Manager => "role.manager",
                Role.Caretaker => "role.caretaker",
                _ => "role.resident",
            };
        }
    }
}
