using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.People;
using NodaTime;

namespace NanoCharger.Backend.Web.Residents
{
    /// <summary>Reads all that a resident's page shows.</summary>
    internal sealed class ResidentLook(Visit visit, PlatformContext context, DateTimeZone zone)
    {
        private const int MostBills = 24;

        private readonly Language _text = visit.Text;
        private readonly long _now = StationClock.Now(visit);

        /// <summary>The page of one.</summary>
        internal async Task<ResidentModel> Of(ResidentRow resident, Entries entries)
        {
            long account = resident.Account;
            List<CardRow> cards = await context.Cards.AsNoTracking().Where(row => row.Account == account).OrderByDescending(row => row.FromMs).ThenByDescending(row => row.Id).ToListAsync();
            var tenancies = await context.Tenancies.Where(row => row.Account == account).Join(context.Bays, row => row.BayId, bay => bay.Id, (row, bay) => new { row.FromMs, row.ToMs, bay.Name }).ToListAsync();
            bool lives = tenancies.Exists(row => row.ToMs is null || row.ToMs > _now);
            return new ResidentModel(visit.Frame(resident.Name), account)
            {
                Facts = Facts(resident),
                About = new Entries(new Dictionary<string, string>
                {
                    ["name"] = resident.Name, ["mail"] = resident.Mail ?? "", ["address"] = resident.Address ?? "", ["iban"] = resident.Iban ?? "", ["language"] = resident.Language ?? "",
                }),
                Languages = [.. Web.Languages.All.Values.OrderBy(one => one.Code, System.StringComparer.Ordinal).Select(one => (one.Code, one["language.name"]))],
                Blocked = resident.BlockedWhy,
                IsBlocked = resident.BlockedMs is not null,
                Bays = [.. tenancies.Where(row => row.ToMs is null || row.ToMs > _now).Select(row => row.FromMs > _now ? $"{row.Name} ({_text.Say("people.from", _text.Moment(row.FromMs, zone))})"
                    : row.ToMs is { } to ? $"{row.Name} ({_text.Say("people.until", _text.Moment(to, zone))})" : row.Name)],
                MovedOut = !lives && tenancies.Max(row => row.ToMs) is { } out_ ? _text.Say("people.moved-out", _text.Moment(out_, zone)) : null,
                Free = (await context.Bays.Where(bay => bay.TenantId == resident.TenantId && !context.Tenancies.Any(row => row.BayId == bay.Id && (row.ToMs == null || row.ToMs > _now))).OrderBy(bay => bay.Id).Select(bay => new { bay.Id, bay.Name }).ToListAsync()).ConvertAll(bay => (bay.Id, bay.Name)),
                Cards = cards.ConvertAll(Card),
                Payers = (await context.Residents.Where(row => row.TenantId == resident.TenantId && row.Account != account).OrderBy(row => row.Name).Select(row => new { row.Account, row.Name }).ToListAsync()).ConvertAll(row => (row.Account, row.Name)),
                Bills = Bills(FinalBill.Of(context, account)),
                SignIn = await SignIn(resident),
                Entries = entries,
            };
        }

        private List<(string What, string Value)> Facts(ResidentRow resident)
        {
            (string What, string? Value)[] all =
            [
                (_text["field.mail"], resident.Mail), (_text["people.address"], resident.Address), (_text["people.iban"], resident.Iban), (_text["people.account"], resident.Account.ToString(CultureInfo.InvariantCulture)),
            ];
            return [.. all.Where(one => one.Value is { Length: > 0 }).Select(one => (one.What, one.Value!))];
        }

        private ResidentCard Card(CardRow card)
        {
            bool over = card.ToMs <= _now;
            string state = over ? _text.Say("people.card-ended", _text.Moment(card.ToMs!.Value, zone))
                : card.BlockedMs is { } since ? _text.Say("people.card-blocked", _text.Moment(since, zone), card.BlockedWhy ?? "")
                : card.FromMs > _now ? _text.Say("people.from", _text.Moment(card.FromMs, zone))
                : card.ToMs is { } to ? _text.Say("people.card-charges-until", _text.Moment(to, zone)) : _text["people.card-charges"];
            return new ResidentCard(card.Id, card.Label, state, over, card.BlockedMs is not null);
        }

        private ResidentBills Bills(FinalBill bill)
        {
            string sum = bill.Currency is { } currency ? _text.Say(bill.Bills.Count == 1 ? "people.billed-one" : "people.billed", bill.Bills.Count, _text.Money(bill.GrossMinor, currency)) : _text["people.not-billed"];
            string? open = bill.Unsettled == 0 ? null : _text.Say(bill.Unsettled == 1 ? "people.open-one" : "people.open", bill.Unsettled);
            return new ResidentBills(sum, open, [.. bill.Bills.Reverse().Take(MostBills).Select(one => new ResidentBill(
                one.Charge, _text.Say(one.GrossMinor < 0 ? "people.credit-note" : "people.bill", one.Number), _text.Moment(one.IssuedMs, zone), _text.Money(one.GrossMinor, bill.Currency!)))]);
        }

        private async Task<ResidentSignIn> SignIn(ResidentRow resident)
        {
            long now = visit.Get<WebClock>().NowMs;
            string? mail = resident.PersonId is { } person ? await context.Memberships.Where(row => row.PersonId == person && row.TenantId == resident.TenantId && row.Role == Role.Resident && row.BlockedMs == null).Select(row => row.Person!.Email).FirstOrDefaultAsync() : null;
            var link = await context.Links.Where(row => row.Account == resident.Account && row.ExpiresMs > now).OrderByDescending(row => row.ExpiresMs).Select(row => new { row.Mail, row.ExpiresMs }).FirstOrDefaultAsync();
            return new ResidentSignIn(mail, link is null ? null : _text.Say("people.invited", link.Mail!, _text.Moment(link.ExpiresMs, zone)));
        }
    }
}
