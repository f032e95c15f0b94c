using System;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Payments;

namespace NanoCharger.Backend.Web.Guests
{
    /// <summary>What a guest's bank holds, and what became of it, in a sentence.</summary>
    internal sealed class HoldWords(Language text, PlatformContext context, CheckoutRow row)
    {
        /// <summary>The sentence, null where his bank was never asked; and whether it will soon be another.</summary>
        /// <param name="at">How a time is said.</param>
        internal async Task<(string? Sentence, bool Moves)> Now(Func<long, Task<string>> at)
        {
            if (row.Way != GuestWay.Card || await context.Holds.AsNoTracking().FirstOrDefaultAsync(one => one.CheckoutId == row.Id) is not { } hold)
            {
                return (null, false);
            }

            return (Of(hold, await at(hold.StateMs)), HoldStates.Moving.Contains(hold.State));
        }

        private string? Of(HoldRow hold, string time)
        {
            return Enum.Parse<HoldState>(hold.State) switch
            {
                HoldState.Held => text.Say("hold.held", Money(hold, hold.HeldMinor)),
                HoldState.Taking => text.Say("hold.taking", Money(hold, hold.TakeMinor)),
                HoldState.Captured => text.Say("hold.captured", Money(hold, hold.TakenMinor), time, Money(hold, hold.HeldMinor - hold.TakenMinor)),
                HoldState.LettingGo => text[hold.HeldMs is null ? "hold.ending" : "hold.letting-go"],
                HoldState.GivingBack => text.Say("hold.giving-back", Money(hold, hold.TakenMinor)),
                HoldState.Refunded => text.Say("hold.refunded", Money(hold, hold.TakenMinor), time),
                HoldState.Lost => text.Say("hold.lost", Money(hold, hold.TakenMinor)),
                HoldState.Waived when hold.HeldMs is not null => text.Say("hold.waived", Money(hold, hold.HeldMinor)),
                HoldState.Released or HoldState.Waived => hold.HeldMs is null ? text["hold.nothing"] : text.Say("hold.released", Money(hold, hold.HeldMinor), time),
                _ => null,
            };
        }

        private string Money(HoldRow hold, long minor)
        {
            return text.Money(minor, hold.Currency);
        }
    }
}
