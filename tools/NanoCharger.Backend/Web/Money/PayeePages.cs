using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Payments;
using NanoCharger.Backend.People;

namespace NanoCharger.Backend.Web.Money
{
    /// <summary>A manager's account with the card provider: where each has his own, he tells the provider there who he is, and guests pay when it may take money.</summary>
    internal static class PayeePages
    {
        /// <summary>How it stands; null where nobody takes cards, or managers need none.</summary>
        internal static async Task<MoneyPayee?> Of(Visit visit, PlatformContext context)
        {
            if (visit.Get<WebData>().Backend is not { Cards: { ByAccounts: true } cards, Holds: { } holds } || visit.Session?.Tenant is not { } tenant)
            {
                return null;
            }

            Guard.LetsLeaveTo(visit.Http, cards.Provider.AccountOrigins);
            PayeeRow? payee = await context.Payees.AsNoTracking().FirstOrDefaultAsync(row => row.TenantId == tenant);
            if (payee is { Account: not null, MayCharge: false })
            {
                // Whoever looks may have come back from there.
                await holds.Payees.Nudge(tenant);
            }

            return payee is null or { Account: null } ? new MoneyPayee(visit.Text["payee.none"], visit.Text["payee.connect"])
                : payee.MayCharge ? new MoneyPayee(visit.Text["payee.ready"], null)
                : new MoneyPayee(visit.Text["payee.waits"], visit.Text["payee.go-on"]);
        }

        /// <summary>To the provider.</summary>
        internal static async Task<IResult> Connect(Visit visit)
        {
            if (visit.Get<WebData>().Backend is not { Cards.ByAccounts: true, Holds: { } holds } || visit.Signed.Tenant is null)
            {
                return Visit.Refuse(StatusCodes.Status404NotFound);
            }

            try
            {
                return visit.Go(await holds.Payees.Onboard(visit.Actor, visit.Get<PublicAddress>().Of("/money"), CancellationToken.None));
            }
            catch (ProviderException)
            {
                return visit.Go("/money", "done.payee-not");
            }
        }
    }
}
