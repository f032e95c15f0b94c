using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Guests;
using NanoCharger.Backend.Payments;
using NanoCharger.Backend.People;

namespace NanoCharger.Backend.Web.Guests
{
    /// <summary>The way of a guest to the page of whoever takes cards, and what that one calls us with. Nothing that comes back by an address is believed: the provider is asked.</summary>
    internal static class CardPages
    {
        /// <summary>His own events have some KiB.</summary>
        private const int LongestCall = 256 * 1024;

        internal static void Map(IEndpointRouteBuilder routes)
        {
            routes.MapPost("/payments/events", (Delegate)((HttpContext http) => Hear(new Visit(http)))).RequireAuthorization(Policies.Anybody);
        }

        /// <summary>A form of this page may lead to the provider's, while there is one that does.</summary>
        internal static void Allow(Visit visit, CheckoutRow row)
        {
            if (row.State is nameof(CheckoutState.Checkout) or nameof(CheckoutState.Paying) && visit.Get<WebData>().Backend.Cards is { } cards)
            {
                Guard.LetsLeaveTo(visit.Http, cards.Provider.PageOrigins);
            }
        }

        /// <summary>Whoever looks at his page while he may have paid has the provider asked; not each time.</summary>
        internal static async Task Nudge(Visit visit, CheckoutRow row)
        {
            if (row.State == nameof(CheckoutState.Paying))
            {
                long now = StationClock.Now(visit);
                await visit.Get<WebData>().Write(context => HoldDesk.Nudge(context, holds => holds.Where(hold => hold.CheckoutId == row.Id && hold.State == nameof(HoldState.Open) && hold.AskMs > now), now));
            }
        }

        /// <summary>To the provider's page, where there is one for him; else to his own, which says how it stands.</summary>
        internal static async Task<IResult> Go(Visit visit, CheckoutRow row, string path)
        {
            WebData data = visit.Get<WebData>();
            using PlatformContext context = data.Context(null);
            CheckoutRow now = await context.Checkouts.AsNoTracking().FirstAsync(one => one.Id == row.Id);
            if (now.State != nameof(CheckoutState.Paying) || data.Backend.Holds is not { } holds)
            {
                return visit.Go(path);
            }

            string bay = await context.Bays.Where(one => one.Id == row.BayId).Select(one => one.Name).FirstAsync();
            string back = visit.Get<PublicAddress>().Of(path);
            return await holds.PageOf(row.Id, back, visit.Text.Say("checkout.pay-for", bay), visit.Text.Code) is { } page ? visit.Go(page) : visit.Go(path, "done.guest-no-payment");
        }

        /// <summary>What is not signed by him is refused; the rest is noted.</summary>
        private static async Task<IResult> Hear(Visit visit)
        {
            WebData data = visit.Get<WebData>();
            if (data.Backend.Cards is not { } cards)
            {
                return Results.StatusCode(StatusCodes.Status404NotFound);
            }

            if (await Body(visit.Http.Request) is not { } body)
            {
                return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
            }

            long now = StationClock.Now(visit);
            ProviderEvent? told = cards.Provider.Read(body, visit.Http.Request.Headers[cards.Provider.SignatureHeader].ToString(), now);
            if (told is null)
            {
                return Results.StatusCode(StatusCodes.Status400BadRequest);
            }

            await data.Write(context => ProviderCalls.Note(context, cards.Provider.Name, told, now));
            return Results.StatusCode(StatusCodes.Status200OK);
        }

        private static async Task<string?> Body(HttpRequest request)
        {
            using MemoryStream read = new();
            byte[] part = new byte[8192];
            int count;
            while ((count = await request.Body.ReadAsync(part)) > 0)
            {
                read.Write(part, 0, count);
                if (read.Length > LongestCall)
                {
                    return null;
                }
            }

            return Encoding.UTF8.GetString(read.ToArray());
        }
    }
}
