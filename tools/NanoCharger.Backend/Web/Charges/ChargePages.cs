using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.People;
using NanoCharger.Backend.Web.Charts;
using NanoCharger.Backend.Web.Receipts;
using NanoCharger.Backend.Web.Today;
using NodaTime;

namespace NanoCharger.Backend.Web.Charges
{
    /// <summary>One charge: its parts, what it costs and why, its papers, and the step that its state has.</summary>
    internal static class ChargePages
    {
        private const int LongestReason = 500;

        private static readonly (ChargeEvent What, string Path, string Kind, string Done, string Title, string Why)[] Steps =
        [
            (ChargeEvent.Credit, "credit", ChangeKind.BillCredited, "done.credited", "charge.credit", "charge.credit-why"),
            (ChargeEvent.Rebill, "rebill", ChangeKind.ChargeRebilled, "done.rebilled", "charge.rebill", "charge.rebill-why"),
            (ChargeEvent.LetGo, "settle", ChangeKind.ChargeSettled, "done.settled", "charge.settle", "charge.settle-why"),
        ];

        internal static void Map(IEndpointRouteBuilder routes)
        {
            routes.MapPage("/charges/{number:long}", Policies.Money, static visit => Show(visit, Entries.Empty));
            ReceiptRoutes.Map(routes, "/charges/{number:long}", Policies.Money, static visit => Task.FromResult<(PlatformContext, long)?>((visit.Open(), visit.Number("number"))));
            foreach ((ChargeEvent what, string path, string kind, string done, _, _) in Steps)
            {
                routes.MapForm("/charges/{number:long}/" + path, Policies.Money, visit => Do(visit, what, kind, done));
            }
        }

        private static async Task<IResult> Show(Visit visit, Entries entries)
        {
            using PlatformContext context = visit.Open();
            long number = visit.Number("number");
            DateTimeZone zone = await Houses.Clock(context);
            string path = string.Create(CultureInfo.InvariantCulture, $"/charges/{number}");
            if (await ChargeRead.One(context, number) is not { } read || await new ReceiptLook(context, visit.Text, zone).Of(read, path) is not { } check)
            {
                return Visit.Refuse(StatusCodes.Status404NotFound);
            }

            List<TransactionRow> parts = await context.Transactions.AsNoTracking().Where(row => row.ChargeId == number).OrderBy(row => row.Receipt).ToListAsync();
            List<BillRow> papers = await context.Bills.AsNoTracking().Where(row => row.ChargeId == number).OrderBy(row => row.Number).ToListAsync();
            BillTexts texts = new(visit.Text, zone);
            ChargeModel model = new(visit.Frame(visit.Text.Say("charge.title", number)), new ChargeTexts(visit.Text, zone).Line(read))
            {
                Parts = parts.ConvertAll(texts.Part),
                Lines = read.Stands is { } bill ? texts.Lines(bill) : [],
                Card = await new ChargeCard(context, visit.Text, zone).Of(number),
                Told = read.Stands is { } told ? Rating.TariffText.Of(told.Tariff) : null,
                Power = await Power(visit, context, parts, zone),
                Check = check,
                Papers = papers.ConvertAll(texts.Paper),
                Steps = [.. Steps.Where(step => ChargeTable.Step(read.State, step.What) is not null)
                    .Select(step => new ChargeStepForm(string.Create(CultureInfo.InvariantCulture, $"{path}/{step.Path}"), visit.Text[step.Title], visit.Text[step.Why]))],
                Entries = entries,
            };
            return entries.Problem is null ? visit.Show<ChargeView>(model) : visit.ShowAgain<ChargeView>(model);
        }

        /// <summary>Power over time, by all documents of all parts: one statement.</summary>
        private static async Task<StepChart?> Power(Visit visit, PlatformContext context, List<TransactionRow> parts, DateTimeZone zone)
        {
            long number = visit.Number("number");
            var documents = await context.Documents.AsNoTracking().Where(row => context.Transactions.Any(part => part.ChargeId == number && part.StationId == row.StationId && part.KeyNumber == row.KeyNumber && part.Id == row.TransactionId))
                .OrderBy(row => row.Number).Select(row => new { row.KeyNumber, row.TransactionId, row.Text }).ToListAsync();
            long begin = parts.Min(part => part.StartedMs ?? part.StartCameMs) ?? 0;
            return documents.Count == 0 ? null
                : PowerCurve.Of(visit.Text, visit.Text["chart.power-charge"], documents.GroupBy(row => (row.KeyNumber, row.TransactionId)).Select(part => PowerCurve.Signed(part.Select(row => row.Text))), ms => Tiles.At(visit.Text, ms, begin, zone));
        }

        private static async Task<IResult> Do(Visit visit, ChargeEvent what, string kind, string done)
        {
            long number = visit.Number("number");
            string reason = visit.Form.Line("reason", LongestReason);
            using PlatformContext context = visit.Open();
            if (await context.Charges.AsNoTracking().FirstOrDefaultAsync(row => row.Id == number) is not { } charge)
            {
                return Visit.Refuse(StatusCodes.Status404NotFound);
            }

            Entries entries = visit.Form.Entries("reason");
            if (reason.Length == 0)
            {
                return await Show(visit, entries.Wrong("reason", visit.Text["charge.reason-missing"]));
            }

            PaymentBackend backend = visit.Get<WebData>().Backend;
            Actor actor = visit.Actor with { Tenant = charge.TenantId };
            try
            {
                await visit.Get<WebData>().Write(write =>
                {
                    new ChargeDesk(write, backend.Rules, StationClock.Now(visit)).Move(number, what, reason);
                    Trail.Add(write, actor, kind, string.Create(CultureInfo.InvariantCulture, $"{number}"), charge.State, write.Charges.Single(row => row.Id == number).State + ": " + reason);
                    return write.SaveChanges() + 1;
                });
            }
            catch (InvalidOperationException)
            {
                // Somebody else was faster: what it is now stands on the page.
                return await Show(visit, entries.Wrong(null, visit.Text["charge.moved-on"]));
            }

            return visit.Go(string.Create(CultureInfo.InvariantCulture, $"/charges/{number}"), done);
        }
    }
}
