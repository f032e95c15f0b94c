using System;
using System.Globalization;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NanoCharger.Backend.Data;
using NodaTime;

namespace NanoCharger.Backend.Web.Receipts
{
    /// <summary>The files of a receipt, at each place where there is one: documents, key, and all of it as one file.</summary>
    internal static class ReceiptRoutes
    {
        /// <summary>Registers them.</summary>
        /// <param name="routes">Where.</param>
        /// <param name="prefix">The receipt's own address.</param>
        /// <param name="policy">Who may ask.</param>
        /// <param name="find">The charge that a request means, and the tables as it may see them, which are closed here; null where he may see none.</param>
        /// <param name="none">What he is answered then; null: that it is not there.</param>
        /// <param name="clock">The clock by which the receipt tells times; null: that of the first house.</param>
        internal static void Map(IEndpointRouteBuilder routes, string prefix, string policy, Func<Visit, Task<(PlatformContext Context, long Charge)?>> find, Func<Visit, IResult>? none = null, Func<PlatformContext, long, Task<DateTimeZone>>? clock = null)
        {
            routes.MapPage(prefix + "/files/{file}", policy, async visit => await find(visit) is { } found ? await Give(visit, found.Context, found.Charge, clock ?? (static (context, _) => Houses.Clock(context))) : none?.Invoke(visit) ?? Visit.Refuse(StatusCodes.Status404NotFound));
        }

        private static async Task<IResult> Give(Visit visit, PlatformContext context, long charge, Func<PlatformContext, long, Task<DateTimeZone>> clock)
        {
            using PlatformContext tables = context;
            visit.Http.Response.Headers.CacheControl = "no-store";
            string name = visit.Route("file");
            if (await Evidence.Of(tables, charge) is not { } evidence)
            {
                return Visit.Refuse(StatusCodes.Status404NotFound);
            }

            if (evidence.Erased is not null)
            {
                return Visit.Refuse(StatusCodes.Status410Gone);
            }

            if (name == ReceiptFile.Pack)
            {
                byte[] pack = await new EvidencePack(visit, tables, await clock(tables, charge)).Of(evidence);
                return Results.File(pack, "application/zip", string.Create(CultureInfo.InvariantCulture, $"evidence-{charge}.zip"));
            }

            return ReceiptFile.Of(evidence, name) is { } file ? Results.File(file.Bytes, file.Kind, file.Name) : Visit.Refuse(StatusCodes.Status404NotFound);
        }
    }
}
