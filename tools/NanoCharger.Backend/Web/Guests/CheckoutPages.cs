using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Guests;
using NanoCharger.Backend.People;
using NanoCharger.Backend.Web.Receipts;
using NodaTime;

namespace NanoCharger.Backend.Web.Guests
{
    /// <summary>A guest's own address, through all states: whoever has it is he. One that is wrong and one that has ended are answered alike.</summary>
    internal static class CheckoutPages
    {
        internal static void Map(IEndpointRouteBuilder routes)
        {
            routes.MapPage("/r/{secret}", Policies.Anybody, Show);
            routes.MapLive<CheckoutNow>("/r/{secret}/live", Policies.Anybody, Now);
            ReceiptRoutes.Map(routes, "/r/{secret}", Policies.Anybody, Charge, Unknown, Clock);
            MapForm(routes, "pay", Pay, LetsPay, ToCard);
            routes.MapForm("/r/{secret}/payment", Policies.Anybody, ToPayment, once: true);
            MapForm(routes, "withdraw", static (desk, visit, own) => Task.FromResult(desk.Withdraw(own.Row)));
            MapForm(routes, "stop", static (desk, visit, own) => Task.FromResult(desk.Stop(own.Row)));
            MapForm(routes, "blink", static (desk, visit, own) => Task.FromResult(desk.Blink(own.Row)), LetsBlink);
        }

        /// <summary>Whose checkout is over asks nothing of the lamp, and takes nothing of what whoever pays now may ask.</summary>
        private static bool LetsBlink(Visit visit, OwnCheckout own)
        {
            return own.Row.State is not (nameof(CheckoutState.Checkout) or nameof(CheckoutState.Waiting)) || visit.Get<GuestLimits>().LetsBlink(visit.From, own.Row.StationId);
        }

        /// <summary>Each way to the provider's page asks him, and he has a limit for all houses.</summary>
        private static bool LetsPay(Visit visit, OwnCheckout own)
        {
            return own.Row.Way != GuestWay.Card || visit.Get<GuestLimits>().LetsPay(visit.From, own.Row.StationId);
        }

        private static string PathOf(Visit visit)
        {
            return "/r/" + visit.Route("secret");
        }

        private static void MapForm(IEndpointRouteBuilder routes, string name, Func<CheckoutDesk, Visit, OwnCheckout, Task<bool>> form, Func<Visit, OwnCheckout, bool>? lets = null, Func<Visit, OwnCheckout, Task<IResult>>? then = null)
        {
            routes.MapForm("/r/{secret}/" + name, Policies.Anybody, visit => Do(visit, form, lets, then), once: true);
        }

        private static async Task<IResult> Show(Visit visit)
        {
            using OwnCheckout? own = await GuestTables.OfSecret(visit, visit.Route("secret"));
            if (own is null)
            {
                return Unknown(visit);
            }

            if (own.Row.Way == GuestWay.Card)
            {
                CardPages.Allow(visit, own.Row);
                await CardPages.Nudge(visit, own.Row);
            }

            CheckoutLook look = new(visit, own);
            Frame frame = visit.Frame(await look.BayName());
            return visit.Show<CheckoutView>(new CheckoutModel(frame, await look.Where(), await look.Now(PathOf(visit), frame.Token)) { Receipt = await look.Receipt(PathOf(visit)) });
        }

        /// <summary>His charge, once it is settled; and not what somebody else has charged.</summary>
        private static async Task<(PlatformContext Context, long Charge)?> Charge(Visit visit)
        {
            OwnCheckout? own = await GuestTables.OfSecret(visit, visit.Route("secret"));
            if (own?.Row is { State: nameof(CheckoutState.Billed), ChargeId: { } charge })
            {
                return (own.Context, charge);
            }

            own?.Dispose();
            return null;
        }

        /// <summary>That of the house where he charged, as on his page.</summary>
        private static async Task<DateTimeZone> Clock(PlatformContext context, long charge)
        {
            return Zones.Of(await context.Houses.Where(house => context.Checkouts.Any(row => row.ChargeId == charge && context.Bays.Any(bay => bay.Id == row.BayId && bay.HouseId == house.Id))).Select(house => house.Zone).FirstOrDefaultAsync());
        }

        private static async Task<object?> Now(Visit visit)
        {
            using OwnCheckout? own = await GuestTables.OfSecret(visit, visit.Route("secret"));
            if (own is null)
            {
                if (!visit.Http.Response.HasStarted)
                {
                    visit.Http.Response.StatusCode = StatusOfUnknown(visit);
                }

                return null;
            }

            CheckoutNowModel now = await new CheckoutLook(visit, own).Now(PathOf(visit), visit.Get<IAntiforgery>().GetTokens(visit.Http).RequestToken!);

            // What is over is a page that does not live: it is asked for anew, once.
            return now.IsOpen ? now : null;
        }

        /// <summary>Whoever guesses addresses is soon asked to wait.</summary>
        private static IResult Unknown(Visit visit)
        {
            return Visit.Refuse(StatusOfUnknown(visit));
        }

        private static int StatusOfUnknown(Visit visit)
        {
            return visit.MayTry() ? StatusCodes.Status404NotFound : StatusCodes.Status429TooManyRequests;
        }

        /// <summary>A button of the page; what its state has no step for does nothing, and the page says how it stands.</summary>
        private static async Task<IResult> Do(Visit visit, Func<CheckoutDesk, Visit, OwnCheckout, Task<bool>> form, Func<Visit, OwnCheckout, bool>? lets, Func<Visit, OwnCheckout, Task<IResult>>? then)
        {
            using OwnCheckout? own = await GuestTables.OfSecret(visit, visit.Route("secret"));
            if (own is null)
            {
                return Unknown(visit);
            }

            if (lets?.Invoke(visit, own) == false)
            {
                return Visit.Refuse(StatusCodes.Status429TooManyRequests);
            }

            try
            {
                CheckoutDesk desk = visit.Get<WebData>().Backend.Checkouts;
                await Task.Run(() => form(desk, visit, own));
            }
            catch (InvalidDataException)
            {
                // Too many calls wait for the charger.
                return visit.Go(PathOf(visit), "done.guest-busy");
            }

            return then is null ? visit.Go(PathOf(visit)) : await then(visit, own);
        }

        /// <summary>To the provider's page, once more: he has come back without having paid, or it could not be made at first.</summary>
        private static async Task<IResult> ToPayment(Visit visit)
        {
            using OwnCheckout? own = await GuestTables.OfSecret(visit, visit.Route("secret"));
            return own is null ? Unknown(visit)
                : !LetsPay(visit, own) ? Visit.Refuse(StatusCodes.Status429TooManyRequests)
                : await ToCard(visit, own);
        }

        /// <summary>Whoever is to pay by card is sent to where he does; not where he could not charge by now.</summary>
        private static async Task<IResult> ToCard(Visit visit, OwnCheckout own)
        {
            return await new CheckoutLook(visit, own).Against() is null ? await CardPages.Go(visit, own.Row, PathOf(visit)) : visit.Go(PathOf(visit));
        }

        /// <summary>Nobody is asked to pay where he could not charge: the page says why.</summary>
        private static async Task<bool> Pay(CheckoutDesk desk, Visit visit, OwnCheckout own)
        {
            return await new CheckoutLook(visit, own).Against() is null && desk.Pay(own.Row);
        }
    }
}
