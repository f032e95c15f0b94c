using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Data;

namespace NanoCharger.Backend.Payments
{
    /// <summary>Reads what is known of holds here.</summary>
    internal sealed class HoldReader(PlatformContext context, ICardProvider provider, long nowMs)
    {
        private static readonly string[] Paid = [nameof(HoldState.Captured), nameof(HoldState.Waived), nameof(HoldState.Lost)];
        private static readonly string[] Empty = [nameof(HoldState.Released), nameof(HoldState.Refunded)];

        /// <summary>Those that something may happen to by itself, or that somebody has called for.</summary>
        internal List<HoldRow> Open()
        {
            return context.Holds.AsNoTracking().Where(row => HoldStates.Moving.Contains(row.State) || row.AskMs <= nowMs
                || (Paid.Contains(row.State) && context.Bills.Any(bill => bill.TenantId == row.TenantId && bill.Credits == row.BillNumber))
                || (Empty.Contains(row.State) && row.ChargeId != null && context.Bills.Any(bill => bill.ChargeId == row.ChargeId && bill.Credits == 0 && !context.Bills.Any(credit => credit.TenantId == bill.TenantId && credit.Credits == bill.Number))))
                .OrderBy(row => row.Id).ToList();
        }

        /// <summary>What is known of one.</summary>
        internal HoldFacts Of(HoldRow row)
        {
            BillRow? stands = Standing(row);
            return new HoldFacts(Enum.Parse<HoldState>(row.State), nowMs)
            {
                IsUnused = row.Unused is not null,
                HeldMinor = row.HeldMinor,
                CaptureBeforeMs = EndsMs(row) ?? long.MaxValue,
                IsSettled = row.ChargeId is { } charge && context.Charges.Any(one => one.Id == charge && one.SettledMs != null),
                Bill = stands is null ? null : (stands.Number, stands.GrossMinor),
                IsCredited = row.BillNumber is { } number && context.Bills.Any(bill => bill.TenantId == row.TenantId && bill.Credits == number),
                SinceMs = row.StateMs,
                TakeMinor = row.TakeMinor,
                LeastMinor = provider.LeastMinor(row.Currency) ?? 0,
            };
        }

        /// <summary>Whether a hold ends so soon that what its charge costs has to be taken, complete or not.</summary>
        internal static bool IsNearEnd(HoldRow row, long nowMs)
        {
            return row.State == nameof(HoldState.Held) && StopMs(row) <= nowMs;
        }

        /// <summary>The charge that waits behind a loss of power for what may go on with it; null: none.</summary>
        internal long? Waiting(HoldRow row)
        {
            return context.Checkouts.AsNoTracking().FirstOrDefault(one => one.Id == row.CheckoutId) is { TransactionId: { } transaction } checkout
                ? context.Transactions.Where(one => one.StationId == checkout.StationId && one.Id == transaction && one.ChargeId != null)
                    .Join(context.Charges.Where(charge => charge.State == nameof(ChargeState.Open)), one => one.ChargeId, charge => charge.Id, (_, charge) => (long?)charge.Id).FirstOrDefault() : null;
        }

        /// <summary>Until when a hold may be taken; null where nothing is held.</summary>
        internal static long? EndsMs(HoldRow row)
        {
            return row.HeldMs is { } held ? row.CaptureBeforeMs ?? held + (long)HoldTimes.Usual.TotalMilliseconds : null;
        }

        /// <summary>From when a charge is ended for the sake of its hold: what it costs has to be taken in time. Null where nothing is held.</summary>
        internal static long? StopMs(HoldRow row)
        {
            return EndsMs(row) - (long)HoldTimes.StopAhead.TotalMilliseconds;
        }

        /// <summary>The bill of its charge that stands; null where there is none, or it was taken back.</summary>
        private BillRow? Standing(HoldRow row)
        {
            return row.ChargeId is not { } charge ? null
                : context.Bills.AsNoTracking().Where(bill => bill.ChargeId == charge && bill.Credits == 0 && !context.Bills.Any(credit => credit.TenantId == bill.TenantId && credit.Credits == bill.Number))
                    .OrderByDescending(bill => bill.Number).FirstOrDefault();
        }
    }
}
