using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.People;
using NanoCharger.Backend.Rating;
using NanoCharger.Backend.Web.Today;

namespace NanoCharger.Backend.Web.Own
{
    /// <summary>Reads a resident's night: what his bays are doing, what his charge has had, and what it costs so far. Of somebody else's charge at his bay it says that there is one, and nothing of it.</summary>
    internal sealed class TonightLook(Visit visit, PlatformContext context)
    {
        private readonly Language _text = visit.Text;
        private readonly long _now = StationClock.Now(visit);
        private readonly PaymentBackend _backend = visit.Get<WebData>().Backend;

        /// <summary>What is now.</summary>
        internal async Task<TonightNowModel> Now()
        {
            List<ResidentRow> residents = await Owner.Accounts(visit, context);
            List<long> accounts = residents.ConvertAll(row => row.Account);
            List<TransactionRow> open = await context.Transactions.AsNoTracking().Where(row => row.Begun && !row.Ended && row.Account != null && accounts.Contains(row.Account.Value)
                && !context.Transactions.Any(later => later.StationId == row.StationId && later.StartCameMs > row.StartCameMs)).ToListAsync();
            HashSet<long> his = [.. await context.Tenancies.Where(row => accounts.Contains(row.Account) && row.FromMs <= _now && (row.ToMs == null || row.ToMs > _now)).Select(row => row.BayId).ToListAsync()];
            List<TonightBay> bays = [];
            foreach (BayNow bay in await new BayLook(context, _backend, _now).All())
            {
                TransactionRow? charge = open.Find(row => row.StationId == bay.Station?.Id);
                if (charge is not null || his.Contains(bay.Bay.Id))
                {
                    bays.Add(await Of(bay, charge, accounts));
                }
            }

            return new TonightNowModel(_text, await Problems(residents, accounts), bays);
        }

        private async Task<TonightBay> Of(BayNow bay, TransactionRow? charge, List<long> accounts)
        {
            BayTile tile = Tiles.Of(_text, bay) with { Path = null };
            if (charge is null && await IsOthers(bay, tile.State, accounts))
            {
                return new TonightBay(new BayTile(bay.Bay.Name, null, BayState.Occupied, _text["tonight.taken"]), _text["tonight.others"], null);
            }

            return new TonightBay(tile, _text[tile.State switch
            {
                BayState.Bare or BayState.New => "tonight.none",
                BayState.Silent => "tonight.silent",
                BayState.Faulty => "tonight.faulty",
                BayState.Unavailable => "tonight.away",
                BayState.Charging => "tonight.charging",
                BayState.Paused => "tonight.paused",
                BayState.Full => "tonight.full",
                BayState.Ended => "tonight.ended",
                BayState.Occupied => "tonight.occupied",
                _ => "tonight.free",
            }], charge is null ? null : Cost(bay, charge));
        }

        /// <summary>Whether what runs there, or has ended there last with the vehicle still in place, is somebody else's.</summary>
        private async Task<bool> IsOthers(BayNow bay, BayState state, List<long> accounts)
        {
            long? station = bay.Station?.Id;
            return state is BayState.Charging or BayState.Paused or BayState.Full
                || (state == BayState.Ended && await context.Transactions.Where(row => row.StationId == station && row.Ended).OrderByDescending(row => row.EndedMs).Select(row => row.Account).FirstOrDefaultAsync() is var last && (last is null || !accounts.Contains(last.Value)));
        }

        private string? Cost(BayNow bay, TransactionRow charge)
        {
            return new RunningCharge(context, _backend.Rules).Of(charge, bay.Facts.Live?.Register) switch
            {
                null => null,
                { Waived: not null } => _text["tonight.least"],
                { } rated => _text.Money(rated.GrossMinor, charge.Currency),
            };
        }

        private async Task<List<string>> Problems(List<ResidentRow> residents, List<long> accounts)
        {
            return residents.Exists(row => row.BlockedMs is not null) ? [_text["tonight.blocked"]]
                : await context.Cards.AnyAsync(row => accounts.Contains(row.Account) && row.FromMs <= _now && (row.ToMs == null || row.ToMs > _now) && row.BlockedMs == null) ? []
                : [_text["tonight.no-card"]];
        }
    }
}
