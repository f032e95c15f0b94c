using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Guests.Ways;
using NanoCharger.Backend.Rating;
using NanoCharger.Backend.Stations;
using NanoCharger.Verify;

namespace NanoCharger.Backend.Guests
{
    /// <summary>Reads what is known of checkouts.</summary>
    internal sealed class CheckoutReader(PlatformContext context, long nowMs)
    {
        /// <summary>Those that something may still happen to by itself.</summary>
        internal List<CheckoutRow> Open()
        {
            long late = nowMs - (long)CheckoutTimes.Late.TotalMilliseconds;
            return context.Checkouts.AsNoTracking().Where(row => (row.State != nameof(CheckoutState.Over) && row.State != nameof(CheckoutState.Billed)) || (row.State == nameof(CheckoutState.Over) && row.Token != null && (row.StateMs > late || row.StateMs > nowMs)))
                .OrderBy(row => row.Id).ToList();
        }

        /// <summary>What is known of one.</summary>
        /// <param name="row">The checkout.</param>
        /// <param name="live">The meter's newest values; null: none.</param>
        /// <param name="heard">When its charger was heard; null: not yet.</param>
        /// <param name="market">The settings' market.</param>
        internal CheckoutFacts Of(CheckoutRow row, LiveReading? live, Heard? heard, Market market)
        {
            CheckoutState state = Enum.Parse<CheckoutState>(row.State);
            List<TransactionRow> own = Transactions(row);
            PaymentStanding paid = GuestPayments.Of(row.Way).Of(context, row);
            return new CheckoutFacts(state, row.UntilMs, nowMs)
            {
                IsThere = context.Placements.Any(placed => placed.StationId == row.StationId && placed.BayId == row.BayId && placed.ToMs == null),
                IsTaken = own.Count == 0 && context.Transactions.Any(one => one.StationId == row.StationId && one.Begun && !one.Ended && one.StartCameMs >= row.MadeMs),
                Heard = (heard?.Ms ?? 0, heard?.EventMs ?? 0),
                Start = Outcome(row, row.StartCall),
                TakeBack = Outcome(row, row.TakeBackCall),
                TakenBackFor = row.Reason is { } reason && state == CheckoutState.Starting ? Enum.Parse<CheckoutReason>(reason) : null,
                Own = own.Count == 0 ? null : Own(own[^1]),
                IsSpent = state == CheckoutState.Charging && own is [.., { Ended: false }] && (paid.StopMs <= nowMs ? !IsStopping(row, own[^1].Id) : IsSpent(row, own, live, market)),
                IsHeld = paid.IsHeld,
                IsUnpaid = paid.IsUnpaid,
            };
        }

        /// <summary>The transactions of a checkout, the oldest first: those that carry its token, and no others that its charger has.</summary>
        internal List<TransactionRow> Transactions(CheckoutRow row)
        {
            if (row.Token is not { } token)
            {
                return [];
            }

            // A begin may never come, and a clock may be set back: it is the token that makes it his.
            long early = row.MadeMs - (long)CheckoutTimes.Late.TotalMilliseconds;
            string named = " " + token;
            return context.Transactions.AsNoTracking().Where(one => one.StationId == row.StationId && one.TenantId == row.TenantId && (one.StartCameMs == null || one.StartCameMs >= early) && one.Begun && one.Customer!.EndsWith(named))
                .OrderBy(one => one.StartCameMs).ThenBy(one => one.Id).ToList();
        }

        /// <summary>What it has cost so far; null where nothing is known yet.</summary>
        internal RatedCharge? Cost(CheckoutRow row, List<TransactionRow> own, LiveRegister? live, Market market)
        {
            return Told(row) is { } told ? Costs(told, row, own, [live], market)[0] : null;
        }

        /// <summary>What it would cost at each of these ends; the documents are read once.</summary>
        private List<RatedCharge?> Costs(TariffVersion told, CheckoutRow row, List<TransactionRow> own, IEnumerable<LiveRegister?> ends, Market market)
        {
            bool timeMayCost = !told.PricesTime || BillingRules.TimeProblem(context, row.TenantId, market) is null;
            List<List<SignedDocument>> parts = own.ConvertAll(one => TransactionDocuments.Of(context, one.StationId, one.KeyNumber, one.Id));
            return ends.Select(end => CostSoFar.Of(told, parts, end, timeMayCost)).ToList();
        }

        /// <summary>The prices that he was told; null where they are not what was put down.</summary>
        internal TariffVersion? Told(CheckoutRow row)
        {
            return context.Tariffs.AsNoTracking().FirstOrDefault(one => one.TenantId == row.TenantId && one.Id == row.TariffId) is { } tariff ? TariffRegister.Read(tariff) : null;
        }

        /// <summary>The prices that he was told, where nothing goes on without them.</summary>
        internal TariffVersion Prices(CheckoutRow row)
        {
            return Told(row) ?? throw new InvalidDataException($"checkout {row.Id}: its prices are not what was put down");
        }

        /// <summary>Energy is counted by the charger; what time costs, it does not know. Nor does time wait for live values that are lost on their way, or fall behind what is signed. It is asked to end before a minute begins that would cost more than the cap.</summary>
        private bool IsSpent(CheckoutRow row, List<TransactionRow> own, LiveReading? live, Market market)
        {
            if (row.CapMinor is not { } cap || Told(row) is not { PricesTime: true } told || IsStopping(row, own[^1].Id))
            {
                return false;
            }

            LiveRegister shown = live?.Register ?? new LiveRegister(nowMs, null);
            LiveRegister ahead = shown with { UtcMs = shown.UtcMs + (long)CheckoutTimes.Ahead.TotalMilliseconds };
            return Costs(told, row, own, new LiveRegister?[] { ahead, ahead with { MilliwattHours = null } }.Distinct(), market).Exists(cost => cost?.GrossMinor > cap);
        }

        /// <summary>Whether the charger is asked already to end a transaction, and has not said no; that it has said yes is believed for a while.</summary>
        internal bool IsStopping(CheckoutRow row, string transaction)
        {
            string named = $"\"{transaction}\"";
            return context.Calls.AsNoTracking().Where(call => call.StationId == row.StationId && call.Action == StationWishes.RequestStop && call.StoredMs >= row.MadeMs && call.Payload.Contains(named)).AsEnumerable()
                .Any(call => call.EndedMs is null || (CallOutcome.Of(call).IsAccepted && nowMs < call.EndedMs + (long)CheckoutTimes.Ends.TotalMilliseconds));
        }

        /// <summary>Behind which another has begun there it goes on no more, though its end may never come: its board may be another by now.</summary>
        private OwnTransaction Own(TransactionRow row)
        {
            bool ended = row.Ended || context.Transactions.Any(later => later.StationId == row.StationId && later.Begun && later.StartCameMs > row.StartCameMs);
            bool settled = row.ChargeId is { } charge && context.Charges.Any(one => one.Id == charge && one.SettledMs != null);
            return new OwnTransaction(row.Id, ended, row.Ended ? row.EndedMs ?? row.EndCameMs : null, row.ChargeId, settled);
        }

        private CallOutcome? Outcome(CheckoutRow row, long? number)
        {
            return number is { } call && context.Calls.AsNoTracking().FirstOrDefault(one => one.StationId == row.StationId && one.Number == call) is { } found ? CallOutcome.Of(found) : null;
        }
    }
}
