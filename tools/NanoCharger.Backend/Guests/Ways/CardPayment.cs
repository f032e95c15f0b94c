using System;
using System.IO;
using System.Linq;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Payments;

namespace NanoCharger.Backend.Guests.Ways
{
    /// <summary>By card: his bank is to hold all that he wants to spend (<see cref="HoldTable"/>).</summary>
    internal sealed class CardPayment : IGuestPayment
    {
        /// <inheritdoc/>
        public CheckoutEvent Yes => CheckoutEvent.Pay;

        /// <summary>A hold is wanted.</summary>
        public void Ask(PlatformContext context, CheckoutRow row, BackendOptions options)
        {
            long now = options.TimeProvider.GetUtcNow().ToUnixTimeMilliseconds();
            context.Holds.Add(new HoldRow
            {
                TenantId = row.TenantId,
                CheckoutId = row.Id,
                Key = Guid.NewGuid().ToString("N"),
                AmountMinor = row.CapMinor ?? throw new InvalidDataException($"checkout {row.Id} has no cap that could be held"),
                Currency = new CheckoutReader(context, now).Prices(row).Currency,
                Account = options.Cards?.ByAccounts == true ? context.Payees.AsNoTracking().First(one => one.TenantId == row.TenantId).Account : null,
                PageEndsMs = now + (long)HoldTimes.Page.TotalMilliseconds,
                State = nameof(HoldState.Wanted),
                StateMs = now,
            });
        }

        /// <inheritdoc/>
        public PaymentStanding Of(PlatformContext context, CheckoutRow row)
        {
            if (context.Holds.AsNoTracking().FirstOrDefault(one => one.CheckoutId == row.Id) is not { } hold)
            {
                return default;
            }

            // What runs without money behind it is ended at once.
            bool isGone = HoldStates.Gone.Contains(hold.State);
            return new PaymentStanding(hold.State == nameof(HoldState.Held), isGone && hold.State != nameof(HoldState.LettingGo), isGone ? hold.StateMs : HoldReader.StopMs(hold));
        }

        /// <inheritdoc/>
        public void Tell(PlatformContext context, CheckoutRow row)
        {
            if (context.Holds.FirstOrDefault(one => one.CheckoutId == row.Id) is { } hold)
            {
                hold.Unused = row.State == nameof(CheckoutState.Over) ? row.Reason ?? row.State : null;
                hold.ChargeId = row.ChargeId;
            }
        }
    }
}
