using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NanoCharger.Backend.Audit;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Commands;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Hosting;
using NanoCharger.Backend.People;
using NodaTime;

namespace NanoCharger.Backend.Web.Today
{
    /// <summary>The words that only a manager can give: on a transaction that is held, and on a charge that waits for what will not come.</summary>
    internal static class DecisionPages
    {
        private const int LongestReason = 500;
        private const string SettledByHand = "settled by hand";

        internal static void Map(IEndpointRouteBuilder routes)
        {
            routes.MapPage("/today/held", Policies.Money, Ask);
            routes.MapForm("/today/held", Policies.Money, Decide);
            routes.MapForm("/today/settle", Policies.Money, Settle);
        }

        private static Task<IResult> Ask(Visit visit)
        {
            return Ask(visit, new Entries(new Dictionary<string, string> { ["station"] = visit.Query("station"), ["key"] = visit.Query("key"), ["transaction"] = visit.Query("transaction") }));
        }

        private static async Task<IResult> Ask(Visit visit, Entries entries)
        {
            using PlatformContext context = visit.Open();
            if (await Find(context, entries) is not { } row)
            {
                return Visit.Refuse(StatusCodes.Status404NotFound);
            }

            Language text = visit.Text;
            string? zone = await (from placed in context.Placements
                                  join bay in context.Bays on placed.BayId equals bay.Id
                                  join house in context.Houses on bay.HouseId equals house.Id
                                  where placed.StationId == row.StationId
                                  orderby placed.FromMs descending
                                  select house.Zone).FirstOrDefaultAsync();
            List<Figure> facts = [new Figure(text["today.held-station"], entries["station"]), new Figure(text["today.held-transaction"], row.Id)];
            if (row.EndedMs is { } ended)
            {
                facts.Add(new Figure(text["today.held-ended"], text.Moment(ended, Zones.Of(zone))));
            }

            if (row.EndMwh - row.BeginMwh is { } energy)
            {
                facts.Add(new Figure(text["today.held-energy"], text.Energy(energy)));
            }

            IReadOnlyList<string> found = HoldFindings.Open(context, row);
            Sentences said = new(text, Zones.Of(zone));
            HeldModel model = new(visit.Frame(text["today.held-title"]), facts, [.. (found.Count > 0 ? found : [row.Held!]).Select(one => said.Of(one) ?? one)], entries);
            return entries.Problem is null ? visit.Show<HeldView>(model) : visit.ShowAgain<HeldView>(model);
        }

        private static async Task<DateTimeZone> Clock(Visit visit)
        {
            using PlatformContext context = visit.Open();
            return await Houses.Clock(context);
        }

        /// <summary>The transaction, where it waits for a word and is his.</summary>
        private static async Task<TransactionRow?> Find(PlatformContext context, Entries entries)
        {
            return !int.TryParse(entries["key"], NumberStyles.None, CultureInfo.InvariantCulture, out int key) ? null
                : await context.Transactions.AsNoTracking().FirstOrDefaultAsync(row => row.KeyNumber == key && row.Id == entries["transaction"] && row.Held != null
                    && context.Stations.Any(one => one.Id == row.StationId && one.Name == entries["station"])
                    && !context.Decisions.Any(word => word.StationId == row.StationId && word.KeyNumber == row.KeyNumber && word.TransactionId == row.Id && !word.Released));
        }

        private static async Task<IResult> Decide(Visit visit)
        {
            Entries typed = visit.Form.Entries("station", "key", "transaction", "reason");
            string reason = visit.Form.Line("reason", LongestReason);
            string said = visit.Form.Line("word");
            if (reason.Length == 0 || said is not ("release" or "refuse"))
            {
                return await Ask(visit, typed.Wrong("reason", visit.Text["field.missing"]));
            }

            using (PlatformContext context = visit.Open())
            {
                if (await Find(context, typed) is null)
                {
                    return Visit.Refuse(StatusCodes.Status404NotFound);
                }
            }

            bool released = said == "release";
            Actor actor = visit.Actor;
            Word word = new(released, reason, Trail.Number(visit.Signed.Person), StationClock.Now(visit));
            try
            {
                await visit.Get<WebData>().Write(context =>
                {
                    int key = int.Parse(typed["key"], CultureInfo.InvariantCulture);
                    Decisions.Decide(context, typed["station"], typed["transaction"], key, word);
                    long tenant = context.Transactions.Where(row => row.Id == typed["transaction"] && row.KeyNumber == key && context.Stations.Any(one => one.Id == row.StationId && one.Name == typed["station"])).Select(row => row.TenantId).First();
                    Trail.Add(context, actor with { Tenant = tenant }, released ? ChangeKind.HeldReleased : ChangeKind.HeldRefused, $"{typed["station"]} {typed["transaction"]}", after: reason);
                    return context.SaveChanges();
                });
            }
            catch (InvalidDataException against)
            {
                return await Ask(visit, typed.Wrong(null, visit.Text.Why(against, await Clock(visit))));
            }

            return visit.Go("/today", released ? "done.held-released" : "done.held-refused");
        }

        private static async Task<IResult> Settle(Visit visit)
        {
            bool isNumber = long.TryParse(visit.Form.Line("charge"), NumberStyles.None, CultureInfo.InvariantCulture, out long number);
            using (PlatformContext context = visit.Open())
            {
                if (!isNumber || !await context.Charges.AnyAsync(row => row.Id == number))
                {
                    return Visit.Refuse(StatusCodes.Status404NotFound);
                }
            }

            BackendOptions options = SettingsCheck.Options(visit.Get<IOptions<BackendSettings>>().Value);
            BillingRules rules = new() { Seller = options.Operator, Site = options.Site, Market = options.Market, HeardOf = static _ => null };
            long now = StationClock.Now(visit);
            Actor actor = visit.Actor;
            bool settled = false;
            await visit.Get<WebData>().Write(context =>
            {
                ChargeRow charge = context.Charges.First(row => row.Id == number);
                if (charge.State != nameof(ChargeState.Open))
                {
                    return 0;
                }

                new ChargeDesk(context, rules, now).Move(number, ChargeEvent.LetGo, SettledByHand);
                Trail.Add(context, actor with { Tenant = charge.TenantId }, ChangeKind.ChargeSettled, Trail.Number(number), nameof(ChargeState.Open), charge.State);
                settled = true;
                return context.SaveChanges();
            });

            // Another, or the biller himself, was there first.
            return visit.Go("/today", settled ? "done.settled" : "done.settled-already");
        }
    }
}
