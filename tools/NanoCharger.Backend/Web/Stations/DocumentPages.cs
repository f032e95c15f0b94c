using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.People;
using NanoCharger.Backend.Web.Today;
using NanoCharger.Verify;
using NodaTime;

namespace NanoCharger.Backend.Web.Stations
{
    /// <summary>A station's signed documents, and its label with the address of its page.</summary>
    internal static class DocumentPages
    {
        private const int LinesOfPage = 50;

        internal static void Map(IEndpointRouteBuilder routes)
        {
            routes.MapPage("/stations/{station}/documents", Policies.Money, List);
            routes.MapPage("/stations/{station}/documents/{key}/{number}", Policies.Money, Download);
            routes.MapPage("/stations/{station}/label", Policies.Stations, Label);
        }

        /// <summary>A document as a line.</summary>
        internal static DocumentLine Line(Language text, string station, DocumentRow row, DateTimeZone zone)
        {
            SignedDocument document = OcmfVerifier.Read(row.Text);
            SignedReading last = document.Readings[^1];
            return new DocumentLine(
                string.Create(CultureInfo.InvariantCulture, $"T{row.Number}"),
                string.Create(CultureInfo.InvariantCulture, $"{Tiles.PathOf(station)}/documents/{row.KeyNumber}/{row.Number}"),
                Kind(text, document),
                last.Instant.DateKnown ? text.Moment(TransactionRows.ToMs(last.Instant.Utc), zone) : text["sheet.no-time"],
                text.Energy(last.RegisterMilliwattHours, 3),
                row.TransactionId);
        }

        /// <summary>What a document says.</summary>
        internal static string Kind(Language text, SignedDocument document)
        {
            return document.IsReceipt ? text["sheet.document-receipt"] : document.IsBegin ? text["sheet.document-begin"] : text[document.Readings[^1].Cause switch
            {
                'S' => "sheet.document-stopped",
                'T' => "sheet.document-price",
                _ => "sheet.document-between",
            }];
        }

        private static async Task<IResult> List(Visit visit)
        {
            using PlatformContext context = visit.Open();
            if (await StationPages.Find(visit, context) is not { } bay)
            {
                return Visit.Refuse(StatusCodes.Status404NotFound);
            }

            (int key, long number) = Before(visit.Query("before"));
            long id = bay.Station!.Id;
            List<DocumentRow> rows = await context.Documents.AsNoTracking().Where(row => row.StationId == id && (row.KeyNumber < key || (row.KeyNumber == key && row.Number < number)))
                .OrderByDescending(row => row.KeyNumber).ThenByDescending(row => row.Number).Take(LinesOfPage + 1).ToListAsync();
            string back = Tiles.PathOf(bay.Station.Name);
            string? earlier = rows.Count > LinesOfPage ? string.Create(CultureInfo.InvariantCulture, $"{back}/documents?before={rows[LinesOfPage - 1].KeyNumber}.{rows[LinesOfPage - 1].Number}") : null;
            return visit.Show<DocumentsView>(new DocumentsModel(
                visit.Frame(visit.Text.Say("sheet.documents-of", bay.Station.Name)),
                back,
                [.. rows.Take(LinesOfPage).Select(row => Line(visit.Text, bay.Station.Name, row, Zones.Of(bay.House.Zone)))],
                earlier));
        }

        private static async Task<IResult> Download(Visit visit)
        {
            string station = visit.Route("station");
            bool named = int.TryParse(visit.Route("key"), NumberStyles.None, CultureInfo.InvariantCulture, out int key) & long.TryParse(visit.Route("number"), NumberStyles.None, CultureInfo.InvariantCulture, out long number);
            using PlatformContext context = visit.Open();
            var found = !named ? null : await context.Documents.AsNoTracking().Where(row => row.KeyNumber == key && row.Number == number && context.Stations.Any(one => one.Id == row.StationId && one.Name == station))
                .Select(row => new { row.Text, Account = context.Transactions.Where(of => of.StationId == row.StationId && of.KeyNumber == row.KeyNumber && of.Id == row.TransactionId).Select(of => of.Account).FirstOrDefault() }).FirstOrDefaultAsync();
            visit.Http.Response.Headers.CacheControl = "no-store";
            if (found?.Account is { } account && Veil.Over(context, account) is { } veil)
            {
                // It names a card of somebody whom nobody may see any more.
                return Results.Text(visit.Text.Say(veil, await Houses.Clock(context)), "text/plain", Encoding.UTF8, StatusCodes.Status410Gone);
            }

            string? text = found?.Text;
            return text is null ? Visit.Refuse(StatusCodes.Status404NotFound)
                : Results.File(Encoding.UTF8.GetBytes(text), "text/plain; charset=utf-8", string.Create(CultureInfo.InvariantCulture, $"{station}-{key}-{number}.ocmf"));
        }

        private static async Task<IResult> Label(Visit visit)
        {
            using PlatformContext context = visit.Open();
            if (await StationPages.Find(visit, context) is not { } bay)
            {
                return Visit.Refuse(StatusCodes.Status404NotFound);
            }

            string station = bay.Station!.Name;
            string address = visit.Get<PublicAddress>().Of("/c/" + System.Uri.EscapeDataString(station));
            return visit.Show<LabelView>(new LabelModel(visit.Frame(visit.Text.Say("sheet.label-of", station)), Tiles.PathOf(station), bay.Bay.Name, address, QrPicture.Of(address)) { IsHereAlone = visit.Get<PublicAddress>().IsHereAlone });
        }

        /// <summary>Where a page of the list begins: KEY.NUMBER; anything else is the newest.</summary>
        private static (int Key, long Number) Before(string text)
        {
            string[] parts = text.Split('.');
            return parts.Length == 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int key) && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out long number)
                ? (key, number) : (int.MaxValue, long.MaxValue);
        }
    }
}
