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
using NanoCharger.Backend.Web.Views;
using NodaTime;

namespace NanoCharger.Backend.Web.Own
{
    /// <summary>A resident's part of his account: his cards, the mails that he wants, his data, and his end.</summary>
    internal static class OwnPages
    {
        internal static void Map(IEndpointRouteBuilder routes)
        {
            routes.MapForm("/account/card-lost", Policies.Resident, Lose);
            routes.MapForm("/account/mails", Policies.Resident, Choose);
            routes.MapPage("/account/data", Policies.Resident, Give);
            OwnErasePages.Map(routes);
        }

        /// <summary>As it is now.</summary>
        internal static async Task<OwnModel> Model(Visit visit, Frame frame)
        {
            using PlatformContext context = visit.Open();
            long now = StationClock.Now(visit);
            DateTimeZone zone = await Houses.Clock(context);
            List<ResidentRow> residents = await Owner.Accounts(visit, context);
            List<long> accounts = residents.ConvertAll(row => row.Account);
            List<CardRow> cards = await context.Cards.AsNoTracking().Where(row => accounts.Contains(row.Account) && (row.ToMs == null || row.ToMs > now)).OrderBy(row => row.Id).ToListAsync();
            return new OwnModel(frame, cards.ConvertAll(card => new OwnCard(card.Id, card.Label, State(visit.Text, card, zone, now), card.BlockedMs is not null)))
            {
                MailsLeave = visit.Get<Mailer>().CanPost,
                MailsCharged = residents.Exists(row => row.MailsCharged),
                MailsFailed = residents.Exists(row => row.MailsFailed),
            };
        }

        private static string State(Language text, CardRow card, DateTimeZone zone, long now)
        {
            return card.BlockedMs is { } since ? text.Say("people.card-blocked", text.Moment(since, zone), card.BlockedWhy ?? "")
                : card.FromMs > now ? text.Say("people.from", text.Moment(card.FromMs, zone))
                : card.ToMs is { } to ? text.Say("people.card-charges-until", text.Moment(to, zone)) : text["people.card-charges"];
        }

        /// <summary>A card that is lost charges no more, at once; what is none of his is not there.</summary>
        private static async Task<IResult> Lose(Visit visit)
        {
            long card = long.TryParse(visit.Form.Line("card"), NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : 0;
            long person = visit.Signed.Person;
            using PlatformContext context = visit.Open();
            if (!await context.Cards.AnyAsync(row => row.Id == card && context.Residents.Any(one => one.Account == row.Account && one.PersonId == person)))
            {
                return Visit.Refuse(StatusCodes.Status404NotFound);
            }

            By by = new("page", StationClock.Now(visit));
            Actor actor = visit.Actor;
            TokenDigest tokens = visit.Get<WebData>().Backend.Database.Tokens;
            try
            {
                await visit.Get<WebData>().Write(write =>
                {
                    CardRegister cards = new(write, tokens, new PageTrail(actor), by);
                    cards.Block(card, visit.Text["mine.lost-reason"]);
                    return cards.Rows + 1;
                });
            }
            catch (InvalidDataException problem)
            {
                AccountModel page = await AccountPages.Model(visit);
                string why = visit.Text.Say("people.refused", visit.Text.Why(problem, await Houses.Clock(context)));
                return visit.ShowAgain<AccountView>(page with { Own = page.Own! with { Problem = why } });
            }

            return visit.Go("/account", "done.card-lost");
        }

        private static async Task<IResult> Choose(Visit visit)
        {
            long person = visit.Signed.Person;
            long? tenant = visit.Signed.Tenant;
            (bool charged, bool failed) = (visit.Form.Has("charged"), visit.Form.Has("failed"));
            await visit.Get<WebData>().Write(context => 1 + context.Residents.Where(row => row.PersonId == person && row.TenantId == tenant)
                .ExecuteUpdate(set => set.SetProperty(row => row.MailsCharged, charged).SetProperty(row => row.MailsFailed, failed)));
            return visit.Go("/account", "done.mails");
        }

        private static async Task<IResult> Give(Visit visit)
        {
            using PlatformContext context = visit.Open();
            using PlatformContext all = visit.Get<WebData>().Context(null);
            byte[] file = await new OwnData(context, visit.Get<WebData>().Backend.Database.Tokens).Of(await Owner.Accounts(visit, context), await all.People.AsNoTracking().FirstAsync(row => row.Id == visit.Signed.Person));
            visit.Http.Response.Headers.CacheControl = "no-store";
            return Results.File(file, "application/json", "my-data.json");
        }
    }
}
