using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Guests;
using NanoCharger.Backend.People;

namespace NanoCharger.Backend.Web.Guests
{
    /// <summary>What the house says of guests: how it takes them, and at the desk yes or no to each.</summary>
    internal static class DeskForms
    {
        internal static void Map(IEndpointRouteBuilder routes)
        {
            routes.MapForm("/today/guests/confirm", Policies.Money, static visit => Say(visit, yes: true));
            routes.MapForm("/today/guests/refuse", Policies.Money, static visit => Say(visit, yes: false));
            routes.MapForm("/prices/guests/{house}", Policies.Money, Set);
        }

        private static async Task<IResult> Say(Visit visit, bool yes)
        {
            CheckoutRow? row;
            using (PlatformContext context = visit.Open())
            {
                row = long.TryParse(visit.Form.Line("checkout"), NumberStyles.None, CultureInfo.InvariantCulture, out long number)
                    ? await context.Checkouts.AsNoTracking().FirstOrDefaultAsync(one => one.Id == number) : null;
            }

            if (row is null)
            {
                return Visit.Refuse(StatusCodes.Status404NotFound);
            }

            Actor actor = visit.Actor with { Tenant = row.TenantId };
            CheckoutDesk desk = visit.Get<WebData>().Backend.Checkouts;
            try
            {
                bool done = await Task.Run(() => yes ? desk.Confirm(row, context => Note(context, actor, ChangeKind.GuestConfirmed, row)) : desk.Refuse(row, context => Note(context, actor, ChangeKind.GuestRefused, row)));

                // The guest himself, time, or another manager was first.
                return visit.Go("/today", !done ? "done.guest-gone" : yes ? "done.guest-confirmed" : "done.guest-refused");
            }
            catch (InvalidDataException)
            {
                return visit.Go("/today", "done.guest-busy");
            }
        }

        private static void Note(PlatformContext context, Actor actor, string kind, CheckoutRow row)
        {
            string bay = context.Bays.Where(one => one.Id == row.BayId).Select(one => one.Name).First();
            Trail.Add(context, actor, kind, new Phrase("trail.bay", bay).Stored(), after: new Phrase("trail.guest", row.Id, row.Code ?? "").Stored());
        }

        private static async Task<IResult> Set(Visit visit)
        {
            House? house;
            using (PlatformContext context = visit.Open())
            {
                long number = visit.Number("house");
                house = await context.Houses.AsNoTracking().FirstOrDefaultAsync(one => one.Id == number);
            }

            if (house is null || !Enum.TryParse(visit.Form.Line("guests"), out GuestWay way) || !Enum.IsDefined(way) || (way == GuestWay.Card && visit.Get<WebData>().Backend.Cards is null))
            {
                return Visit.Refuse(StatusCodes.Status404NotFound);
            }

            Actor actor = visit.Actor with { Tenant = house.TenantId };
            await visit.Get<WebData>().Write(context =>
            {
                House row = context.Houses.First(one => one.Id == house.Id);
                Trail.Add(context, actor, ChangeKind.GuestsSet, new Phrase("trail.house-named", row.Name).Stored(), new Phrase(Words(row.Guests)).Stored(), new Phrase(Words(way)).Stored());
                row.Guests = way;
                return context.SaveChanges();
            });
            return visit.Go("/prices", "done.guests-set");
        }

        /// <summary>The key of how a house takes guests.</summary>
        internal static string Words(GuestWay way)
        {
            return way switch
            {
                GuestWay.Free => "trail.guests-free",
                GuestWay.Desk => "trail.guests-desk",
                GuestWay.Card => "trail.guests-card",
                _ => "trail.guests-none",
            };
        }
    }
}
