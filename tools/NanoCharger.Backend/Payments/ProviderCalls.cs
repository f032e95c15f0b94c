using System.Linq;
using NanoCharger.Backend.Data;

namespace NanoCharger.Backend.Payments
{
    /// <summary>What the provider calls us with: a reason to ask him, and no more.</summary>
    internal static class ProviderCalls
    {
        /// <summary>The event's id is stored with what it does, which is a look at the hold that it names: told twice, it does it once.</summary>
        /// <param name="context">The unit of work.</param>
        /// <param name="provider">What the provider is called.</param>
        /// <param name="told">What he has called with.</param>
        /// <param name="nowMs">Now.</param>
        /// <returns>The rows that were changed: 0 where it was told before.</returns>
        internal static int Note(PlatformContext context, string provider, ProviderEvent told, long nowMs)
        {
            if (context.ProviderEvents.Any(row => row.Id == told.Id))
            {
                return 0;
            }

            context.ProviderEvents.Add(new ProviderEventRow { Id = told.Id, Provider = provider, Type = told.Type, CameMs = nowMs });
            HoldDesk.Nudge(context, holds => holds.Where(hold => (told.Session != null && hold.Session == told.Session) || (told.Intent != null && hold.Intent == told.Intent)), nowMs);
            foreach (PayeeRow payee in context.Payees.Where(row => told.Account != null && row.Account == told.Account))
            {
                payee.AskedMs = null;
            }

            return context.SaveChanges() + 1;
        }
    }
}
