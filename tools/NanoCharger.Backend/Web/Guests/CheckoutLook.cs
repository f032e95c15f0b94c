using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Guests;
using NanoCharger.Backend.People;
using NanoCharger.Backend.Rating;
using NanoCharger.Backend.Stations;
using NanoCharger.Backend.Web.Receipts;
using NanoCharger.Backend.Web.Today;
using NodaTime;

namespace NanoCharger.Backend.Web.Guests
{
    /// <summary>Reads what a guest's own page shows.</summary>
    internal sealed class CheckoutLook(Visit visit, OwnCheckout own)
    {
        /// <summary>So long a pattern is shown: while the lamp may blink it, and some.</summary>
        private static readonly TimeSpan Shown = StationWishes.BlinkLife + StationWishes.BlinkLife;

        private readonly Language _text = visit.Text;
        private readonly CheckoutRow _row = own.Row;
        private readonly long _nowMs = StationClock.Now(visit);
        private readonly CheckoutReader _reader = new(own.Context, StationClock.Now(visit));
        private string? _station;
        private House? _house;

        private CheckoutState State => Enum.Parse<CheckoutState>(_row.State);

        internal Task<string> BayName()
        {
            return own.Context.Bays.Where(bay => bay.Id == _row.BayId).Select(bay => bay.Name).FirstAsync();
        }

        internal async Task<string> Where()
        {
            return GuestPages.Where(await Home());
        }

        /// <summary>Why he cannot charge now; null where he can.</summary>
        internal async Task<string?> Against()
        {
            GuestLook look = new(visit, own.Context);
            if (await look.Bay(await Station(), _row.Id) is not { } bay)
            {
                return _text["guest.never-heard"];
            }

            // Whoever is on his way to pay finds out himself whether the provider answers again.
            bay = State == CheckoutState.Paying ? bay with { Facts = bay.Facts with { CanPay = true } } : bay;
            return bay.Facts.Standing == GuestStanding.Welcome && bay.Facts.Way == _row.Way ? null
                : bay.Facts.Standing == GuestStanding.Welcome ? _text["guest.residents-only"]
                : look.Now(bay, "").Sentence;
        }

        /// <summary>His receipt; null before his charge is settled.</summary>
        internal async Task<ReceiptModel?> Receipt(string path)
        {
            return State == CheckoutState.Billed && _row.ChargeId is { } charge ? await new ReceiptLook(own.Context, _text, await Zone()).Of(charge, path) : null;
        }

        /// <summary>How it stands.</summary>
        internal async Task<CheckoutNowModel> Now(string path, string token)
        {
            TariffVersion? told = _reader.Told(_row);
            GuestLook prices = new(visit, own.Context);
            (string? hold, bool moves) = await new HoldWords(_text, own.Context, _row).Now(ms => At(ms));
            CheckoutNowModel now = new(_text, token, path, State, await Sentence())
            {
                Prices = told is null ? [] : prices.Prices(_row.Way, told),
                Cap = _row.CapMinor is { } cap && told is not null ? prices.Cap(cap, told) : null,
                AtDesk = _row.Way == GuestWay.Desk,
                ByCard = _row.Way == GuestWay.Card,
                Hold = hold,
                HoldMoves = moves,
                Code = State == CheckoutState.Waiting ? _row.Code : null,
            };
            return State switch
            {
                CheckoutState.Checkout => now with { Against = await Against(), Blink = await Blink() },
                CheckoutState.Waiting => now with { Blink = await Blink() },
                CheckoutState.Paying => now with { Against = await Against() },
                CheckoutState.Starting => now with { IsStopping = _row.TakeBackCall is not null },
                CheckoutState.Charging => await Charging(now),
                CheckoutState.Ended => now with { Figures = Figures(live: null), Why = Stopped() },
                CheckoutState.Billed => now with { Prices = [], Cap = null, Why = Stopped(), Until = await Until() },
                _ => now with { Until = await Until(), Again = GuestLook.PathOf(await Station()) },
            };
        }

        private async Task<CheckoutNowModel> Charging(CheckoutNowModel now)
        {
            string station = await Station();
            BayNow? bay = (await new BayLook(own.Context, visit.Get<WebData>().Backend, _nowMs).All(station)).FirstOrDefault();
            BayTile? tile = bay is null ? null : Tiles.Of(_text, bay);
            List<(string, string)> figures = [.. Figures(visit.Get<WebData>().Backend.LiveOf(station))];
            if (tile?.Power is { } power)
            {
                figures.Insert(0, (_text["checkout.power"], power));
            }

            string? slow = tile is null ? null : tile.State is BayState.Paused or BayState.Full or BayState.Silent ? tile.Word : tile.Why;
            return now with { Figures = figures, Why = slow, IsStopping = _row.TransactionId is { } id && _reader.IsStopping(_row, id) };
        }

        /// <summary>What he has had, and what that costs so far: rated as the bill will be.</summary>
        private IReadOnlyList<(string Name, string Value)> Figures(LiveReading? live)
        {
            List<TransactionRow> transactions = _reader.Transactions(_row);
            RatedCharge? cost = _reader.Cost(_row, transactions, live?.Register, visit.Get<WebData>().Market);
            List<(string, string)> figures = [];
            if (cost is not null)
            {
                figures.Add((_text["checkout.energy"], _text.Energy(cost.MilliwattHours)));
            }

            if (cost is not null && _row.Way != GuestWay.Free && _reader.Told(_row) is { } told)
            {
                figures.Add((_text["checkout.cost"], _text.Money(cost.GrossMinor, told.Currency)));
            }

            return figures;
        }

        /// <summary>Why it ended, by the charger's word; null where it has said none.</summary>
        private string? Stopped()
        {
            return _reader.Transactions(_row) is not [.., { StoppedReason: { } reason }] ? null : _text.Say("checkout.stopped", reason switch
            {
                "EnergyLimitReached" or "TimeLimitReached" => _text["checkout.stopped-cap"],
                "Remote" => _text["checkout.stopped-here"],
                "EVDisconnected" => _text["checkout.stopped-unplugged"],
                "PowerLoss" => _text["checkout.stopped-power"],
                "EmergencyStop" or "GroundFault" or "OvercurrentFault" or "Other" => _text["checkout.stopped-fault"],
                _ => _text["checkout.stopped-other"],
            });
        }

        private async Task<string> Sentence()
        {
            return State switch
            {
                CheckoutState.Checkout => _text.Say("checkout.yours", await At(_row.UntilMs ?? _nowMs)),
                CheckoutState.Waiting => _text.Say("checkout.waiting", await At(_row.UntilMs ?? _nowMs)),
                CheckoutState.Paying => _text.Say("checkout.paying", await At(_row.UntilMs ?? _nowMs)),
                CheckoutState.Starting => _text[_row.TakeBackCall is not null ? "checkout.taking-back" : "checkout.starting"],
                CheckoutState.Charging => _text["checkout.charging"],
                CheckoutState.Ended => _text["checkout.ended"],
                CheckoutState.Billed => await Billed(),
                _ => Over(),
            };
        }

        private async Task<string> Billed()
        {
            string? state = await own.Context.Charges.Where(charge => charge.Id == _row.ChargeId).Select(charge => charge.State).FirstOrDefaultAsync();
            return _text[state switch
            {
                nameof(ChargeState.Billed) => _row.Way == GuestWay.Desk ? "checkout.billed-desk" : "checkout.billed",
                nameof(ChargeState.Credited) => "checkout.credited",
                _ => _row.Way == GuestWay.Free ? "checkout.free" : "checkout.waived",
            }];
        }

        private string Over()
        {
            return _text[_row.Reason switch
            {
                nameof(CheckoutReason.Lapsed) => "checkout.over-lapsed",
                nameof(CheckoutReason.Withdrawn) => "checkout.over-withdrawn",
                nameof(CheckoutReason.Refused) => "checkout.over-refused",
                nameof(CheckoutReason.Taken) => "checkout.over-taken",
                nameof(CheckoutReason.Moved) => "checkout.over-moved",
                nameof(CheckoutReason.StationRefused) => "checkout.over-station",
                nameof(CheckoutReason.Unpaid) => "checkout.over-unpaid",
                nameof(CheckoutReason.NoAnswer) => "checkout.over-silent",
                _ => "checkout.over-no-vehicle",
            }];
        }

        private async Task<BlinkShown?> Blink()
        {
            if (_row is not { Pattern: { } pattern, BlinkMs: { } asked } || _nowMs - asked >= (long)Shown.TotalMilliseconds)
            {
                return null;
            }

            CallRow? call = await own.Context.Calls.AsNoTracking().FirstOrDefaultAsync(one => one.StationId == _row.StationId && one.Number == _row.BlinkCall);
            CallOutcome? said = call is null ? null : CallOutcome.Of(call);
            string words = string.Join("; ", BlinkPattern.GroupsOf(pattern).Select(group => string.Join(", ", group.Select(one => _text[one == BlinkPattern.Long ? "checkout.long" : "checkout.short"]))));
            return new BlinkShown(BlinkPattern.GroupsOf(pattern), words, _text[said is null or { IsOpen: true } ? "checkout.blink-asked" : said.IsAccepted ? "checkout.blink-now" : "checkout.blink-not"]);
        }

        private async Task<string?> Until()
        {
            return CheckoutTimes.ForgottenMs(_row) is { } until ? _text.Date(Zones.Day(until, await Zone())) : null;
        }

        private async Task<string> At(long ms)
        {
            return Tiles.At(_text, ms, _nowMs, await Zone());
        }

        private async Task<DateTimeZone> Zone()
        {
            return Zones.Of((await Home()).Zone);
        }

        private async Task<House> Home()
        {
            return _house ??= await own.Context.Houses.AsNoTracking().FirstAsync(house => own.Context.Bays.Any(bay => bay.Id == _row.BayId && bay.HouseId == house.Id));
        }

        private async Task<string> Station()
        {
            return _station ??= await own.Context.Stations.Where(one => one.Id == _row.StationId).Select(one => one.Name).FirstAsync();
        }
    }
}
