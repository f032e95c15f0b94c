using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Guests;
using NanoCharger.Backend.Payments;
using NanoCharger.Backend.Stations;

namespace NanoCharger.Backend.Web.Today
{
    /// <summary>Finds what somebody has to do: a statement each kind, however much there is; what stations and bays tell is known already.</summary>
    internal sealed class NeedsLook(PlatformContext context, Language text, IReadOnlyList<BayNow> bays, long nowMs)
    {
        private const long HourMs = 3_600_000;
        internal const long DayMs = 24 * HourMs;

        /// <summary>What has not come by then comes no more, and nobody looks for it each morning.</summary>
        internal const long MonthMs = 31 * DayMs;

        private const int MostOfAKind = 20;

        private readonly Dictionary<long, BayNow> _bays = bays.Where(bay => bay.Station is not null).ToDictionary(bay => bay.Station!.Id);

        /// <summary>Whoever takes guests' cards; null: nobody.</summary>
        internal ProviderHealth? Cards { get; init; }

        /// <summary>All, the gravest first.</summary>
        /// <param name="money">Of money too.</param>
        internal async Task<IReadOnlyList<Need>> All(bool money)
        {
            List<Need> needs = money ? [.. await Guests(), .. Faults()] : [.. Faults()];
            if (money)
            {
                needs.AddRange(await Prices());
                needs.AddRange(await Held());
                needs.AddRange(await Open());
                needs.AddRange(await Owed());
                needs.AddRange(await new CardNeeds(context, text, ms => At(ms, null), nowMs).All(Cards));
            }

            needs.AddRange(Contact());
            needs.AddRange(await Refused(money));
            needs.AddRange(await Calls());
            return needs;
        }

        /// <summary>Somebody stands at the desk.</summary>
        private async Task<List<Need>> Guests()
        {
            var rows = await (from row in context.Checkouts
                              join bay in context.Bays on row.BayId equals bay.Id
                              join tariff in context.Tariffs on new { row.TenantId, Id = row.TariffId } equals new { tariff.TenantId, tariff.Id }
                              where row.State == nameof(CheckoutState.Waiting)
                              orderby row.StateMs
                              select new { row.Id, row.Code, row.CapMinor, bay.Name, tariff }).Take(MostOfAKind).AsNoTracking().ToListAsync();
            return rows.ConvertAll(row =>
            {
                List<Figure> fields = [new Figure("checkout", row.Id.ToString(CultureInfo.InvariantCulture))];
                string cap = text.Money(row.CapMinor ?? 0, TariffRegister.Read(row.tariff)?.Currency ?? "EUR");
                return new Need(row.Name, text.Say("today.need-guest", cap, row.Code ?? ""), new Help(text["today.guest-yes"], "/today/guests/confirm", fields)) { Else = new Help(text["today.guest-no"], "/today/guests/refuse", fields) };
            });
        }

        private IEnumerable<Need> Faults()
        {
            foreach (BayNow bay in _bays.Values)
            {
                BayStatus status = bay.Status;
                if (status.State == BayState.Faulty)
                {
                    string since = At(status.SinceMs!.Value, bay);
                    string told = bay.Facts.Fault is { Length: > 0 } fault ? text.Say("today.need-fault-of", since, FaultWords.Of(text, fault), FaultWords.Help(text, fault)) : text.Say("today.need-fault", since);
                    yield return new Need(Named(bay), told, Sheet(bay));
                }
                else if (!bay.HasKey)
                {
                    yield return new Need(Named(bay), text["today.need-key"], new Help(text["today.give-key"], Tiles.PathOf(bay.Station!.Name) + "#key"));
                }
            }
        }

        /// <summary>Where several are silent it is one trouble, and most often one cause.</summary>
        private IEnumerable<Need> Contact()
        {
            List<BayNow> silent = [.. _bays.Values.Where(bay => bay.Status.State == BayState.Silent).OrderBy(bay => bay.Status.SinceMs)];
            if (silent.Count == 1)
            {
                yield return new Need(Named(silent[0]), text.Say("today.need-contact", At(silent[0].Status.SinceMs!.Value, silent[0])), Sheet(silent[0]));
            }
            else if (silent.Count > 1)
            {
                yield return new Need(
                    text.Say("today.need-contacts-of", silent.Count),
                    text.Say("today.need-contacts", At(silent[0].Status.SinceMs!.Value, silent[0]), string.Join(", ", silent.Select(bay => bay.Bay.Name))),
                    new Help(text["today.look"], "/today#bays"));
            }
        }

        private async Task<List<Need>> Held()
        {
            var rows = await context.Transactions.AsNoTracking().Where(row => row.Held != null && !context.Decisions.Any(word =>
                    word.StationId == row.StationId && word.KeyNumber == row.KeyNumber && word.TransactionId == row.Id && !word.Released))
                .OrderBy(row => row.EndCameMs).Take(MostOfAKind).Select(row => new { row.StationId, row.KeyNumber, row.Id, Station = context.Stations.Where(one => one.Id == row.StationId).Select(one => one.Name).First() }).ToListAsync();
            return rows.ConvertAll(row => new Need(Named(row.StationId, row.Station), text.Say("today.need-held", row.Id), new Help(
                text["today.decide"],
                string.Create(CultureInfo.InvariantCulture, $"/today/held?station={Uri.EscapeDataString(row.Station)}&key={row.KeyNumber}&transaction={Uri.EscapeDataString(row.Id)}"))));
        }

        private async Task<List<Need>> Open()
        {
            var rows = await context.Charges.AsNoTracking().Where(row => row.State == nameof(ChargeState.Open) && row.LastCameMs < nowMs - DayMs)
                .OrderBy(row => row.Id).Take(MostOfAKind).Select(row => new { row.Id, row.StationId, row.LastCameMs, Station = context.Stations.Where(one => one.Id == row.StationId).Select(one => one.Name).First() }).ToListAsync();
            return rows.ConvertAll(row => new Need(Named(row.StationId, row.Station), text.Say("today.need-open", row.Id, At(row.LastCameMs, _bays.GetValueOrDefault(row.StationId))), new Help(
                text["today.settle"],
                "/today/settle",
                [new Figure("charge", row.Id.ToString(CultureInfo.InvariantCulture))])));
        }

        /// <summary>Transactions whose receipt has not come and comes no more: their board was replaced.</summary>
        internal static IQueryable<TransactionRow> Gone(PlatformContext context)
        {
            return context.Transactions.Where(row => row.ReceiptOwed && row.Ended && row.ChargeId == null && context.Keys.Any(key => key.StationId == row.StationId && key.Number == row.KeyNumber && key.ToMs != null));
        }

        private async Task<List<Need>> Owed()
        {
            var rows = await (from row in context.Transactions
                              join station in context.Stations on row.StationId equals station.Id
                              join signs in context.Keys on new { row.StationId, Number = row.KeyNumber } equals new { signs.StationId, signs.Number } into keys
                              from key in keys.DefaultIfEmpty()
                              where row.ReceiptOwed && row.Ended && row.ChargeId == null && row.EndCameMs < nowMs - HourMs && row.EndCameMs > nowMs - MonthMs
                                  && (key.ToMs == null || !context.Seen.Any(seen => seen.TenantId == row.TenantId && seen.Kind == SeenPages.Receipts && seen.StationId == row.StationId && seen.Mark >= row.EndCameMs))
                              group row.EndCameMs by new { station.Id, station.Name, Gone = key.ToMs != null } into missing
                              orderby missing.Key.Id
                              select new { missing.Key.Id, missing.Key.Name, missing.Key.Gone, Count = missing.Count(), Newest = missing.Max() }).Take(MostOfAKind).AsNoTracking().ToListAsync();
            return rows.ConvertAll(row => row.Gone
                ? new Need(Named(row.Id, row.Name), text.Say(row.Count == 1 ? "today.need-receipt-gone" : "today.need-receipts-gone", row.Count), SeenPages.Button(text, SeenPages.Receipts, row.Id, row.Newest!.Value), Tiles.PathOf(row.Name))
                : new Need(Named(row.Id, row.Name), text.Say(row.Count == 1 ? "today.need-receipt" : "today.need-receipts", row.Count), new Help(text["today.fetch"], Tiles.PathOf(row.Name) + "/log", [])));
        }

        private async Task<List<Need>> Refused(bool money)
        {
            var rows = await (from row in context.Refusals
                              join station in context.Stations on row.StationId equals station.Id
                              where row.SettledMs == null && (row.Waits || row.CameMs > nowMs - DayMs)
                                  && (row.Waits || !context.Seen.Any(seen => seen.TenantId == row.TenantId && seen.Kind == SeenPages.Refusals && seen.StationId == row.StationId && seen.Mark >= row.CameMs))
                              group row.CameMs by new { station.Id, station.Name, row.Waits } into refused
                              orderby refused.Key.Id
                              select new { refused.Key.Id, refused.Key.Name, refused.Key.Waits, Count = refused.Count(), Newest = refused.Max() }).Take(MostOfAKind).AsNoTracking().ToListAsync();
            return rows.ConvertAll(row =>
            {
                string why = text.Say(row.Waits ? (row.Count == 1 ? "today.need-wait" : "today.need-waits") : row.Count == 1 ? "today.need-refusal" : "today.need-refused", row.Count);
                string health = Tiles.PathOf(row.Name) + "#health";

                // What nobody is billed by is a manager's to put aside: a caretaker looks.
                return row.Waits ? new Need(Named(row.Id, row.Name), why, new Help(text["today.give-key"], Tiles.PathOf(row.Name) + "#key"))
                    : money ? new Need(Named(row.Id, row.Name), why, SeenPages.Button(text, SeenPages.Refusals, row.Id, row.Newest), health)
                    : new Need(Named(row.Id, row.Name), why, new Help(text["today.look"], health));
            });
        }

        /// <summary>What failed since yesterday, where nothing of its kind has worked since. That a lamp did not blink for a guest he is told himself.</summary>
        private async Task<List<Need>> Calls()
        {
            var rows = await (from row in context.Calls
                              join station in context.Stations on row.StationId equals station.Id
                              where row.EndedMs > nowMs - DayMs && (row.Error != null || EF.Functions.Like(row.Answer!, "%\"Rejected\"%"))
                                  && !(row.Action == StationWishes.DataTransfer && row.CausedBy.StartsWith("guest, "))
                                  && !context.Calls.Any(later => later.StationId == row.StationId && later.Action == row.Action && later.Number > row.Number)
                              orderby row.EndedMs
                              select new { station.Id, station.Name, row.Action }).Take(MostOfAKind).AsNoTracking().ToListAsync();
            return rows.ConvertAll(row => new Need(Named(row.Id, row.Name), text.Say("today.need-call", Web.Stations.CallWords.Of(text, row.Action)), new Help(text["today.look"], Tiles.PathOf(row.Name) + "#commands")));
        }

        private async Task<List<Need>> Prices()
        {
            List<TariffRow> altered = [.. (await context.Tariffs.AsNoTracking().ToListAsync()).Where(row => TariffRegister.Read(row) is null)];
            List<SeenRow> seen = altered.Count == 0 ? [] : await context.Seen.AsNoTracking().Where(row => row.Kind == SeenPages.Price).ToListAsync();
            List<Need> needs = [.. altered.Where(row => !seen.Exists(one => one.TenantId == row.TenantId && one.Subject == row.Id && one.Mark == SeenPages.MarkOf(row)))
                .Select(row => new Need(text.Say("today.price-of", row.Id), text["today.need-price-changed"], SeenPages.Button(text, row), "/prices"))];
            List<string> unpriced = await context.Tenants.AsNoTracking().Where(tenant => !context.Offers.Any(offer => offer.TenantId == tenant.Id)).OrderBy(tenant => tenant.Id).Select(tenant => tenant.Name).Take(MostOfAKind).ToListAsync();
            needs.AddRange(unpriced.Select(tenant => new Need(tenant, text["today.need-price"], new Help(text["today.set-price"], "/prices"))));
            return needs;
        }

        private Help Sheet(BayNow bay)
        {
            return new Help(text["today.look"], Tiles.PathOf(bay.Station!.Name));
        }

        private string At(long ms, BayNow? bay)
        {
            return Tiles.At(text, ms, nowMs, Zones.Of((bay ?? (bays.Count > 0 ? bays[0] : null))?.House.Zone));
        }

        /// <summary>A station by its bay, as people know it; one that hangs nowhere any more by its name.</summary>
        private string Named(long station, string name)
        {
            return _bays.TryGetValue(station, out BayNow? bay) ? Named(bay) : name;
        }

        private static string Named(BayNow bay)
        {
            return bay.Bay.Name == bay.Station!.Name ? bay.Bay.Name : $"{bay.Bay.Name} · {bay.Station.Name}";
        }
    }
}
