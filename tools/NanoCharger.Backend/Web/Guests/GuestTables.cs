using System.Linq;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Guests;
using NanoCharger.Backend.People;

namespace NanoCharger.Backend.Web.Guests
{
    /// <summary>The one way of somebody without a session to the tables: the label, or the secret in his address, says whose they are, and he sees them as that tenant's alone.</summary>
    internal static class GuestTables
    {
        /// <summary>The tables of who has a station now; null where it hangs nowhere.</summary>
        internal static async Task<PlatformContext?> OfStation(Visit visit, string station)
        {
            WebData data = visit.Get<WebData>();
            using PlatformContext all = data.Context(null);
            long? tenant = await all.Placements.Where(placed => placed.ToMs == null && all.Stations.Any(one => one.Id == placed.StationId && one.Name == station)).Select(placed => (long?)placed.TenantId).FirstOrDefaultAsync();
            return tenant is null ? null : data.Context(tenant);
        }

        /// <summary>The tables of whose the checkout is that a secret opens, with it; null where it opens none, or none any more.</summary>
        internal static async Task<OwnCheckout?> OfSecret(Visit visit, string secret)
        {
            WebData data = visit.Get<WebData>();
            string digest = Secrets.Digest(secret);
            using PlatformContext all = data.Context(null);
            CheckoutRow? row = await all.Checkouts.AsNoTracking().FirstOrDefaultAsync(one => one.Secret == digest);
            return row is null || CheckoutTimes.IsForgotten(row, StationClock.Now(visit)) ? null : new OwnCheckout(data.Context(row.TenantId), row);
        }
    }

    /// <summary>A guest's own checkout, and the tables that it lies in.</summary>
    internal sealed record OwnCheckout(PlatformContext Context, CheckoutRow Row) : System.IDisposable
    {
        public void Dispose()
        {
            Context.Dispose();
        }
    }
}
