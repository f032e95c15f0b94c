using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Web.Charges;
using NanoCharger.Backend.Web.Receipts;
using NodaTime;

namespace NanoCharger.Backend.Web.Own
{
    /// <summary>A resident's charges: a month with its sums, and each with its receipt.</summary>
    internal static class MinePages
    {
        internal static void Map(IEndpointRouteBuilder routes)
        {
            routes.MapPage("/mine", Policies.Resident, List);
            routes.MapPage("/mine/{number:long}", Policies.Resident, Show);
            ReceiptRoutes.Map(routes, "/mine/{number:long}", Policies.Resident, Owner.Charge);
        }

        private static async Task<IResult> List(Visit visit)
        {
            using PlatformContext context = visit.Open();
            DateTimeZone zone = await Houses.Clock(context);
            long now = StationClock.Now(visit);
            Month month = Month.Read(visit.Query("month"), now, zone);
            List<long> accounts = (await Owner.Accounts(visit, context)).ConvertAll(row => row.Account);
            List<ChargeRead> charges = await ChargeRead.Settled(context, month.FromMs, month.ToMs, withOpen: month.Has(now), accounts);
            ChargeTexts texts = new(visit.Text, zone);
            return visit.Show<MineView>(new MineModel(visit.Frame(visit.Text["mine.title"]), month.Pager(visit.Text, now), new ChargesSums(visit.Text, texts).Of(charges), [.. charges.Select(texts.Line)]));
        }

        private static async Task<IResult> Show(Visit visit)
        {
            if (await Owner.Charge(visit) is not { } found)
            {
                return Visit.Refuse(StatusCodes.Status404NotFound);
            }

            using PlatformContext context = found.Context;
            string path = string.Create(CultureInfo.InvariantCulture, $"/mine/{found.Charge}");
            return await new ReceiptLook(context, visit.Text, await Houses.Clock(context)).Of(found.Charge, path) is { } receipt
                ? visit.Show<MineChargeView>(new MineChargeModel(visit.Frame(visit.Text.Say("charge.title", found.Charge)), receipt))
                : Visit.Refuse(StatusCodes.Status404NotFound);
        }
    }

    /// <summary>A resident's charges of a month.</summary>
    /// <param name="Frame">What stands around.</param>
    /// <param name="Month">Which month.</param>
    /// <param name="Sums">What stands on top.</param>
    /// <param name="Lines">The charges.</param>
    public sealed record MineModel(Frame Frame, MonthPager Month, IReadOnlyList<ChargesSum> Sums, IReadOnlyList<ChargeLine> Lines);

    /// <summary>One of them.</summary>
    /// <param name="Frame">What stands around.</param>
    /// <param name="Receipt">Its receipt.</param>
    public sealed record MineChargeModel(Frame Frame, ReceiptModel Receipt);
}
