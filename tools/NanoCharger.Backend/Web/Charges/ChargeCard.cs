using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Payments;
using NodaTime;

namespace NanoCharger.Backend.Web.Charges
{
    /// <summary>What a guest's card has given for a charge, as its manager reads it.</summary>
    internal sealed class ChargeCard(PlatformContext context, Language text, DateTimeZone zone)
    {
        /// <summary>How the hold of a charge stands; null where no card pays it.</summary>
        internal async Task<ChargeCardModel?> Of(long charge)
        {
            return await context.Holds.AsNoTracking().FirstOrDefaultAsync(row => row.ChargeId == charge) is not { } hold ? null
                : new ChargeCardModel(Standing(hold), Why(hold), hold.State == nameof(HoldState.Captured) ? Sums(hold) : []);
        }

        private string Standing(HoldRow hold)
        {
            string at = text.Moment(hold.StateMs, zone);
            return Enum.Parse<HoldState>(hold.State) switch
            {
                HoldState.Held => text.Say("charge.card-held", Money(hold, hold.HeldMinor)),
                HoldState.Taking => text.Say("charge.card-taking", Money(hold, hold.TakeMinor)),
                HoldState.Captured => text.Say("charge.card-taken", Money(hold, hold.TakenMinor), at, Money(hold, hold.HeldMinor)),
                HoldState.LettingGo => text["charge.card-letting-go"],
                HoldState.GivingBack => text.Say("charge.card-giving-back", Money(hold, hold.TakenMinor)),
                HoldState.Refunded => text.Say("charge.card-refunded", Money(hold, hold.TakenMinor), at),
                HoldState.Lost => text.Say("charge.card-lost", Money(hold, hold.TakenMinor), at),
                HoldState.Released or HoldState.Waived => text[hold.HeldMs is null ? "charge.card-never" : "charge.card-released"],
                _ => text["charge.card-open"],
            };
        }

        /// <summary>Why nothing was taken, or is given back again, where the page does not say it otherwise.</summary>
        private string? Why(HoldRow hold)
        {
            string? key = hold.Reason switch
            {
                nameof(HoldReason.CameBack) when hold.State is nameof(HoldState.GivingBack) or nameof(HoldState.Refunded) => "charge.card-came-back",
                _ when hold.State is not (nameof(HoldState.LettingGo) or nameof(HoldState.Released) or nameof(HoldState.Waived)) => null,
                nameof(HoldReason.TooLittle) => "charge.card-too-little",
                nameof(HoldReason.NoReceipt) => "charge.card-no-receipt",
                nameof(HoldReason.HoldEnded) => "charge.card-hold-ended",
                nameof(HoldReason.NotUsed) => "charge.card-not-used",
                _ => null,
            };
            return key is null ? null : text[key];
        }

        /// <summary>What was taken, and who has what of it.</summary>
        private List<(string What, string Amount)> Sums(HoldRow hold)
        {
            List<(string, string)> sums = [(text["money.card-taken"], Money(hold, hold.TakenMinor))];
            if (hold.RefundedMinor > 0)
            {
                // A part, by hand, in the provider's own pages: the books do not have it, the audit names it.
                sums.Add((text["charge.card-part-back"], Money(hold, hold.RefundedMinor)));
            }

            if (hold.FeeMinor is { } fee)
            {
                sums.Add((text["money.card-platform"], Money(hold, fee)));
                sums.Add((text["money.card-share"], Money(hold, HoldBooks.ShareOf(hold))));
            }

            sums.Add((text[hold.FeeMinor is null ? "money.card-fees" : "money.card-fees-of-platform"], Money(hold, hold.ProviderFeeMinor)));
            return sums;
        }

        private string Money(HoldRow hold, long minor)
        {
            return text.Money(minor, hold.Currency);
        }
    }
}
