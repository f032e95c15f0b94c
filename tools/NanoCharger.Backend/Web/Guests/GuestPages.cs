using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Guests;
using NanoCharger.Backend.People;

namespace NanoCharger.Backend.Web.Guests
{
    /// <summary>The page behind the label: the price, the cap, and whether somebody may charge now. Its form takes the bay, and sends the guest to an address of his own.</summary>
    internal static class GuestPages
    {
        internal static void Map(IEndpointRouteBuilder routes)
        {
            routes.MapPage("/c/{station}", Policies.Anybody, static visit => Show(visit, null));
            routes.MapLive<GuestNow>("/c/{station}/live", Policies.Anybody, Now);
            routes.MapForm("/c/{station}", Policies.Anybody, Take, once: true);
        }

        private static async Task<IResult> Show(Visit visit, string? problem)
        {
            using PlatformContext? context = await GuestTables.OfStation(visit, visit.Route("station"));
            if (context is null || await new GuestLook(visit, context).Bay(visit.Route("station")) is not { } bay)
            {
                return Visit.Refuse(StatusCodes.Status404NotFound);
            }

            Frame frame = visit.Frame(bay.Now.Bay.Name);
            GuestModel model = new(frame, Where(bay.Now.House), new GuestLook(visit, context).Now(bay, frame.Token, problem));
            return problem is null ? visit.Show<GuestView>(model) : visit.ShowAgain<GuestView>(model);
        }

        /// <summary>House and address, as somebody finds it.</summary>
        internal static string Where(House house)
        {
            return string.IsNullOrEmpty(house.Address) || house.Address.StartsWith(house.Name, System.StringComparison.Ordinal) ? house.Address ?? house.Name : $"{house.Name}, {house.Address}";
        }

        private static async Task<object?> Now(Visit visit)
        {
            using PlatformContext? context = await GuestTables.OfStation(visit, visit.Route("station"));
            if (context is null)
            {
                return null;
            }

            GuestLook look = new(visit, context);
            return await look.Bay(visit.Route("station")) is { } bay ? look.Now(bay, visit.Get<IAntiforgery>().GetTokens(visit.Http).RequestToken!) : null;
        }

        /// <summary>He has the bay at the price that stood on his page: where that is another by now he is shown that first.</summary>
        private static async Task<IResult> Take(Visit visit)
        {
            using PlatformContext? context = await GuestTables.OfStation(visit, visit.Route("station"));
            if (context is null || await new GuestLook(visit, context).Bay(visit.Route("station")) is not { } bay)
            {
                return Visit.Refuse(StatusCodes.Status404NotFound);
            }

            if (bay.Facts.Standing != GuestStanding.Welcome)
            {
                return await Show(visit, visit.Text["guest.not-now"]);
            }

            if (visit.Form.Line("price") != bay.Price!.Id)
            {
                return await Show(visit, visit.Text["guest.price-changed"]);
            }

            long? cap = null;
            if (GuestLook.HasCap(bay.Now.House.Guests))
            {
                cap = long.TryParse(visit.Form.Line("cap"), NumberStyles.None, CultureInfo.InvariantCulture, out long minor) ? minor : 0;
                if (new GuestLook(visit, context).Choices(bay.Price).All(choice => choice.Minor != cap))
                {
                    return await Show(visit, visit.Text["guest.cap-missing"]);
                }
            }

            if (!visit.Get<GuestLimits>().LetsCheckout(visit.From, bay.Now.Station!.Id))
            {
                return Visit.Refuse(StatusCodes.Status429TooManyRequests);
            }

            string secret = Secrets.LongToken();
            NewCheckout wanted = new(bay.Now.Bay.TenantId, bay.Now.Station.Id, bay.Now.Station.Name, bay.Now.Bay.Id, bay.Now.House.Guests, bay.Price, Secrets.Digest(secret)) { CapMinor = cap };
            return await visit.Get<WebData>().Backend.Checkouts.Make(wanted) ? visit.Go("/r/" + secret) : await Show(visit, visit.Text["guest.not-now"]);
        }
    }
}
