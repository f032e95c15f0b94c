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
using NodaTime;

namespace NanoCharger.Backend.Web
{
    /// <summary>The trail: who changed what, when.</summary>
    internal static class ChangesPages
    {
        private const int LinesOfPage = 50;

        internal static void Map(IEndpointRouteBuilder routes)
        {
            routes.MapPage("/changes", Policies.Access, Show);
        }

        private static async Task<IResult> Show(Visit visit)
        {
            long before = long.TryParse(visit.Query("before"), NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : long.MaxValue;
            using PlatformContext context = visit.Open();
            DateTimeZone clock = await Houses.Clock(context);

            // A manager sees the names of his own people; whoever else did something is told by his number.
            var rows = await (from row in context.Changes
                              where row.Id < before
                              orderby row.Id descending
                              select new { Row = row, Name = context.People.Where(one => one.Id == row.PersonId).Select(one => one.Name).FirstOrDefault() }).AsNoTracking().Take(LinesOfPage + 1).ToListAsync();
            List<ChangeLine> lines = [.. rows.Take(LinesOfPage).Select(one => Line(visit.Text, one.Row, one.Name, clock))];
            string? earlier = rows.Count > LinesOfPage ? string.Create(CultureInfo.InvariantCulture, $"/changes?before={rows[LinesOfPage - 1].Row.Id}") : null;
            return visit.Show<ChangesView>(new ChangesModel(visit.Frame(visit.Text["changes.title"]), lines, earlier));
        }

        private static ChangeLine Line(Language text, ChangeRow row, string? name, DateTimeZone zone)
        {
            string who = name ?? (row.PersonId is { } person ? text.Say("changes.person", person) : text["changes.nobody"]);

            // A version of this program that is newer may have written what this one has no words for.
            StoredWords words = new(text, zone);
            return new ChangeLine(text.Moment(row.AtMs, zone), who, text.Has(row.Kind) ? text[row.Kind] : row.Kind, words.Of(row.Subject), row.Kind == ChangeKind.AccessEnded ? Role(text, row.Before) ?? row.Before : words.Of(row.Before), After(text, row, words));
        }

        private static string? Role(Language text, string? stored)
        {
            return Enum.TryParse(stored, out Role role) ? text[Navigation.Name(role)] : null;
        }

        /// <summary>What somebody has become, or a station was asked for; everything else as it was written.</summary>
        private static string? After(Language text, ChangeRow row, StoredWords words)
        {
            return row.Kind is ChangeKind.PersonInvited or ChangeKind.InvitationTaken && Role(text, row.After) is { } role ? role
                : row is { Kind: ChangeKind.StationCalled, After: { } call } ? Stations.CallWords.Wanted(text, call)
                : words.Of(row.After);
        }
    }
}
