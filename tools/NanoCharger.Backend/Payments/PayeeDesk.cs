using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;

namespace NanoCharger.Backend.Payments
{
    /// <summary>Managers' accounts with the provider: made once, and asked each hour whether they may take money. Until they may, no guest is sent to pay there.</summary>
    internal sealed class PayeeDesk(Func<PlatformContext> read, Func<Func<PlatformContext, int>, Task> write, CardTerms terms, ProviderHealth health, BackendOptions options)
    {
        private static readonly TimeSpan Between = TimeSpan.FromHours(1);

        /// <summary>The address at which a manager tells the provider who he is; his account is made first where he has none.</summary>
        /// <param name="tenant">Whose account.</param>
        /// <param name="back">Where he comes back to.</param>
        /// <param name="cancel">Ends it.</param>
        /// <exception cref="ProviderException">The provider has no answer, or says no.</exception>
        internal async Task<string> Onboard(long tenant, string back, CancellationToken cancel)
        {
            PayeeRow payee = await Of(tenant);
            if (payee.Account is null)
            {
                // Its key was stored first: asked again, it is the same account.
                string account = await health.Ask(stop => terms.Provider.MakeAccount(payee.Key, payee.Country, stop), cancel);
                await Change(tenant, row => row.Account ??= account);
                payee = await Of(tenant);
            }

            return await health.Ask(stop => terms.Provider.Onboarding(payee.Account!, back, stop), cancel);
        }

        /// <summary>Somebody comes back from there: the provider is asked soon.</summary>
        internal Task Nudge(long tenant)
        {
            return Change(tenant, static row => row.AskedMs = null);
        }

        /// <summary>Asks for those whose time it is.</summary>
        internal async Task Look(CancellationToken cancel)
        {
            long due = Now() - (long)Between.TotalMilliseconds;
            List<PayeeRow> rows;
            using (PlatformContext context = read())
            {
                rows = await context.Payees.AsNoTracking().Where(row => row.Account != null && (row.AskedMs == null || row.AskedMs <= due)).OrderBy(row => row.TenantId).ToListAsync(cancel);
            }

            foreach (PayeeRow row in rows.TakeWhile(_ => !health.IsResting))
            {
                try
                {
                    bool may = await health.Ask(stop => terms.Provider.MayCharge(row.Account!, stop), cancel);
                    await Change(row.TenantId, one => (one.MayCharge, one.AskedMs) = (may, Now()));
                }
                catch (ProviderException problem)
                {
                    options.Log($"account of tenant {row.TenantId}: {problem.Message}");
                    await Change(row.TenantId, one => (one.MayCharge, one.AskedMs) = (one.MayCharge && !problem.IsRefusal, Now()));
                }
            }
        }

        private async Task<PayeeRow> Of(long tenant)
        {
            await write(context =>
            {
                if (!context.Payees.Any(row => row.TenantId == tenant))
                {
                    context.Payees.Add(new PayeeRow { TenantId = tenant, Key = Guid.NewGuid().ToString("N"), Country = terms.Country });
                }

                return context.SaveChanges();
            });
            using PlatformContext reading = read();
            return await reading.Payees.AsNoTracking().FirstAsync(row => row.TenantId == tenant);
        }

        private Task Change(long tenant, Action<PayeeRow> change)
        {
            return write(context =>
            {
                if (context.Payees.FirstOrDefault(row => row.TenantId == tenant) is { } row)
                {
                    change(row);
                }

                return context.SaveChanges();
            });
        }

        private long Now()
        {
            return options.TimeProvider.GetUtcNow().ToUnixTimeMilliseconds();
        }
    }
}
