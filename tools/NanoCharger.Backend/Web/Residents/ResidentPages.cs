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
        internal static void Map(IEndpointRouteBuilder routes)
        {
            routes.MapPage("/people", Policies.Money, static visit => List(visit, Entries.Empty));
            routes.MapForm("/people", Policies.Money, Add);
            routes.MapPage("/people/{account:long}", Policies.Money, static visit => Show(visit, Entries.Empty));
            Form(routes, "change", static act => act.Residents.Change(act.Account, Data(act.Form)));
            Form(routes, "move-in", static act => act.Residents.MoveIn(act.Account, act.Bay(), act.AtOrNow()));
            Form(routes, "move-out", static act => act.Residents.MoveOut(act.Account, act.AtOrNow()), "done.moved-out");
            Form(routes, "block", static act => act.Residents.Block(act.Account, act.Form.Line("reason")));
            Form(routes, "unblock", static act => act.Residents.Unblock(act.Account));
            Form(routes, "card", static act => act.Cards.Add(act.Account, act.Form.Line("says"), act.Form.Line("label")));
            Form(routes, "card-label", static act => act.Cards.Rename(act.Card(), act.Form.Line("name")));
            Form(routes, "card-pass", static act => act.Cards.Pass(act.Card(), act.Payer(), act.At()));
            Form(routes, "card-end", static act => act.Cards.End(act.Card(), act.At()));
            Form(routes, "card-block", static act => act.Cards.Block(act.Card(), act.Form.Line("reason")));
            Form(routes, "card-unblock", static act => act.Cards.Unblock(act.Card()));
            SignInForms.Map(routes);
            ErasePages.Map(routes);
        }

        /// <summary>The account that a route names; null where whoever asks has none of that number.</summary>
        internal static async Task<ResidentRow?> Named(Visit visit, PlatformContext context)
        {
            long account = visit.Number("account");
            return await context.Residents.AsNoTracking().FirstOrDefaultAsync(row => row.Account == account);
        }

        /// <summary>Where an account's page is.</summary>
        internal static string Path(long account)
        {
            return string.Create(CultureInfo.InvariantCulture, $"/people/{account}");
        }

        /// <summary>Why something was not done, in the language of who wanted it.</summary>
        internal static string Why(Visit visit, InvalidDataException problem, DateTimeZone zone)
        {
            return visit.Text.Say("people.refused", visit.Text.Why(problem, zone));
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
            DateTimeZone zone = await Houses.Clock(context);
            ResidentsModel model = new(
                visit.Frame(visit.Text["people.title"]),
                rows.ConvertAll(row => new ResidentLine(row.Account, row.Name, string.Join(", ", row.Bays), visit.Text.Say(row.Cards == 1 ? "people.card" : "people.cards", row.Cards), row.BlockedMs is not null)),
                [.. ErasePages.Of(visit, context).Waiting().Select(one => visit.Text.Say("people.leaving-on", one.Account, visit.Text.Date(Zones.Day(one.DueMs, zone))))],
                entries);
            return entries.Problem is null ? visit.Show<ResidentsView>(model) : visit.ShowAgain<ResidentsView>(model);
        }

        private static async Task<IResult> Add(Visit visit)
        {
            Entries entries = visit.Form.Entries("name", "mail", "address");
            using PlatformContext context = visit.Open();
            long tenant = visit.Signed.Tenant ?? await context.Houses.OrderBy(row => row.Id).Select(row => row.TenantId).FirstAsync();
            PersonData data = Data(visit.Form);
            By by = new("page", StationClock.Now(visit));
            Actor actor = visit.Actor;
            try
            {
                long account = await visit.Get<WebData>().Write(write => new ResidentDesk(write, new PageTrail(actor), by).Add(tenant, data));
                return visit.Go(Path(account), "done.resident-added");
            }
            catch (InvalidDataException problem)
            {
                return await List(visit, entries.Wrong(null, Why(visit, problem, await Houses.Clock(context))));
            }
        }

        /// <summary>One resident's page, with what was wrong with the last form.</summary>
        internal static async Task<IResult> Show(Visit visit, Entries entries)
        {
            using PlatformContext context = visit.Open();
            if (await Named(visit, context) is not { } resident)
            {
                return Visit.Refuse(StatusCodes.Status404NotFound);
            }

            ResidentModel model = await new ResidentLook(visit, context, await Houses.Clock(context)).Of(resident, entries);
            return entries.Problem is null ? visit.Show<ResidentView>(model) : visit.ShowAgain<ResidentView>(model);
        }

        /// <summary>One thing, in one unit of work; what cannot be is told, and changes nothing.</summary>
        private static async Task<IResult> Do(Visit visit, Action<ResidentAct> act, string done)
        {
            using PlatformContext context = visit.Open();
            if (await Named(visit, context) is not { } resident)
            {
                return Visit.Refuse(StatusCodes.Status404NotFound);
            }

            DateTimeZone zone = await Houses.Clock(context);
            By by = new("page", StationClock.Now(visit));
            try
            {
                await visit.Get<WebData>().Write(write =>
                {
                    ResidentAct doing = new(visit, write, resident.Account, by, zone);
                    act(doing);
                    return doing.Rows;
                });
            }
            catch (InvalidDataException problem)
            {
                return await Show(visit, visit.Form.Entries("label", "reason").Wrong(null, Why(visit, problem, zone)));
            }

            return visit.Go(Path(resident.Account), done);
        }

        private static PersonData Data(Form form)
        {
            return new PersonData(form.Line("name")) { Mail = form.Line("mail"), Address = form.Text("address"), Iban = form.Line("iban"), Language = form.Line("language") };
        }
    }
}
