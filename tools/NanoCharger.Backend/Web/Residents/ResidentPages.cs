using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.People;
using NodaTime;

namespace NanoCharger.Backend.Web.Residents
{
    /// <summary>People: who lives where, charges by which card, and pays. Each form does one thing, as the commands do.</summary>
    internal static class ResidentPages
    {
        /// <summary>So many bills of somebody stand on his page, the newest; all are among the charges.</summary>
        private const int MostBills = 12;

        internal static void Map(IEndpointRouteBuilder routes)
        {
            routes.MapPage("/people", Policies.Money, static visit => List(visit, Entries.Empty));
            routes.MapForm("/people", Policies.Money, Add);
            routes.MapPage("/people/{account:long}", Policies.Money, static visit => Show(visit, Entries.Empty));
            Form(routes, "move-in", static act => act.Residents.MoveIn(act.Account, act.Bay(), act.By.NowMs));
            Form(routes, "move-out", static act => act.Residents.MoveOut(act.Account, act.By.NowMs), "people.moved-out");
            Form(routes, "block", static act => act.Residents.Block(act.Account, act.Visit.Form.Line("reason")));
            Form(routes, "unblock", static act => act.Residents.Unblock(act.Account));
            Form(routes, "card", static act => act.Cards.Add(act.Account, act.Visit.Form.Line("says"), act.Visit.Form.Line("label")));
            Form(routes, "card-end", static act => act.Cards.End(act.Card()));
            Form(routes, "card-block", static act => act.Cards.Block(act.Card(), act.Visit.Form.Line("reason")));
            Form(routes, "card-unblock", static act => act.Cards.Unblock(act.Card()));
        }

        private static void Form(IEndpointRouteBuilder routes, string name, Action<ResidentAct> act, string done = "people.done")
        {
            routes.MapForm("/people/{account:long}/" + name, Policies.Money, visit => Do(visit, act, done));
        }

        private static async Task<IResult> List(Visit visit, Entries entries)
        {
            using PlatformContext context = visit.Open();
            long now = StationClock.Now(visit);
            var rows = await context.Residents.AsNoTracking().OrderBy(row => row.Name).Select(row => new
            {
                row.Account,
                row.Name,
                row.BlockedMs,
                Bays = context.Tenancies.Where(one => one.Account == row.Account && one.FromMs <= now && (one.ToMs == null || one.ToMs > now)).Join(context.Bays, one => one.BayId, bay => bay.Id, (one, bay) => bay.Name).ToList(),
                Cards = context.Cards.Count(one => one.Account == row.Account && one.FromMs <= now && (one.ToMs == null || one.ToMs > now) && one.BlockedMs == null),
            }).ToListAsync();
            ResidentsModel model = new(visit.Frame(visit.Text["people.title"]), rows.ConvertAll(row => new ResidentLine(
                row.Account, row.Name, string.Join(", ", row.Bays), visit.Text.Say(row.Cards == 1 ? "people.card" : "people.cards", row.Cards), row.BlockedMs is not null)), entries);
            return entries.Problem is null ? visit.Show<ResidentsView>(model) : visit.ShowAgain<ResidentsView>(model);
        }

        private static async Task<IResult> Add(Visit visit)
        {
            Entries entries = visit.Form.Entries("name", "mail", "address");
            using PlatformContext context = visit.Open();
            long tenant = visit.Signed.Tenant ?? await context.Houses.OrderBy(row => row.Id).Select(row => row.TenantId).FirstAsync();
            PersonData data = new(visit.Form.Line("name")) { Mail = visit.Form.Line("mail"), Address = visit.Form.Text("address") };
            By by = new("page", StationClock.Now(visit));
            Actor actor = visit.Actor;
            try
            {
                long account = await visit.Get<WebData>().Write(write => new ResidentDesk(write, new PageTrail(actor), by).Add(tenant, data));
                return visit.Go(string.Create(CultureInfo.InvariantCulture, $"/people/{account}"), ChangeKind.ResidentAdded);
            }
            catch (InvalidDataException problem)
            {
                return await List(visit, entries.Wrong(null, visit.Text.Say("people.refused", problem.Message)));
            }
        }

        private static async Task<IResult> Show(Visit visit, Entries entries)
        {
            using PlatformContext context = visit.Open();
            long account = Number(visit);
            long now = StationClock.Now(visit);
            if (await context.Residents.AsNoTracking().FirstOrDefaultAsync(row => row.Account == account) is not { } resident)
            {
                return Visit.Refuse(StatusCodes.Status404NotFound);
            }

            DateTimeZone zone = await Houses.Clock(context);
            List<CardRow> cards = await context.Cards.AsNoTracking().Where(row => row.Account == account).OrderByDescending(row => row.FromMs).ToListAsync();
            FinalBill billed = FinalBill.Of(context, account);
            ResidentModel model = new(visit.Frame(resident.Name), account)
            {
                Facts = [.. new[] { (visit.Text["field.mail"], resident.Mail), (visit.Text["people.address"], resident.Address), (visit.Text["people.account"], account.ToString(CultureInfo.InvariantCulture)) }.Where(one => one.Item2 is { Length: > 0 }).Select(one => (one.Item1, one.Item2!))],
                Blocked = resident.BlockedWhy,
                IsBlocked = resident.BlockedMs is not null,
                Bays = await context.Tenancies.Where(row => row.Account == account && (row.ToMs == null || row.ToMs > now)).Join(context.Bays, row => row.BayId, bay => bay.Id, (row, bay) => bay.Name).ToListAsync(),
                Free = (await context.Bays.Where(bay => !context.Tenancies.Any(row => row.BayId == bay.Id && (row.ToMs == null || row.ToMs > now))).OrderBy(bay => bay.Id).Select(bay => new { bay.Id, bay.Name }).ToListAsync()).ConvertAll(bay => (bay.Id, bay.Name)),
                Cards = cards.ConvertAll(card => Card(visit.Text, card, now, zone)),
                Billed = Billed(visit.Text, billed),
                Bills = (await context.Bills.AsNoTracking().Where(row => context.Charges.Any(charge => charge.Id == row.ChargeId && charge.Account == account)).OrderByDescending(row => row.Number).Take(MostBills)
                    .Select(row => new { row.Number, row.Credits, row.IssuedMs, row.GrossMinor, row.Currency, row.ChargeId }).ToListAsync())
                    .ConvertAll(row => new ResidentBill(row.ChargeId, row.Credits == 0 ? visit.Text.Say("charge.bill", row.Number) : visit.Text.Say("charge.credit-note", row.Number, row.Credits), visit.Text.Moment(row.IssuedMs, zone), visit.Text.Money(row.GrossMinor, row.Currency))),
                Entries = entries,
            };
            return entries.Problem is null ? visit.Show<ResidentView>(model) : visit.ShowAgain<ResidentView>(model);
        }

        /// <summary>What all his bills come to, and what is still to come.</summary>
        private static string Billed(Language text, FinalBill billed)
        {
            string all = billed.Currency is { } currency ? text.Say(billed.Bills.Count == 1 ? "people.billed-one" : "people.billed", billed.Bills.Count, text.Money(billed.GrossMinor, currency)) : text["people.not-billed"];
            return billed.Unsettled == 0 ? all : all + " " + text.Say(billed.Unsettled == 1 ? "people.billed-open-one" : "people.billed-open", billed.Unsettled);
        }

        private static ResidentCard Card(Language text, CardRow card, long now, DateTimeZone zone)
        {
            bool charges = card.FromMs <= now && (card.ToMs is null || card.ToMs > now);
            string state = !charges ? text.Say("people.card-ended", text.Moment(card.ToMs ?? card.FromMs, zone))
                : card.BlockedMs is { } since ? text.Say("people.card-blocked", text.Moment(since, zone), card.BlockedWhy ?? "") : text["people.card-charges"];
            return new ResidentCard(card.Id, card.Label, state, charges && card.BlockedMs is null, charges && card.BlockedMs is not null);
        }

        /// <summary>One thing, in one unit of work; what cannot be is told, and changes nothing.</summary>
        private static async Task<IResult> Do(Visit visit, Action<ResidentAct> act, string done)
        {
            using PlatformContext context = visit.Open();
            long account = Number(visit);
            if (!await context.Residents.AnyAsync(row => row.Account == account))
            {
                return Visit.Refuse(StatusCodes.Status404NotFound);
            }

            WebData data = visit.Get<WebData>();
            By by = new("page", StationClock.Now(visit));
            Actor actor = visit.Actor;
            try
            {
                await data.Write(write =>
                {
                    ResidentAct doing = new(visit, write, account, by, actor);
                    act(doing);
                    return doing.Residents.Rows + doing.Cards.Rows + 1;
                });
            }
            catch (InvalidDataException problem)
            {
                return await Show(visit, visit.Form.Entries("label", "reason").Wrong(null, visit.Text.Say("people.refused", problem.Message)));
            }

            return visit.Go(string.Create(CultureInfo.InvariantCulture, $"/people/{account}"), done);
        }

        private static long Number(Visit visit)
        {
            return long.Parse(visit.Route("account"), NumberStyles.None, CultureInfo.InvariantCulture);
        }
    }
}
