using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.People;

namespace NanoCharger.Backend.Payments
{
    /// <summary>Managers' accounts with the provider: made once, and asked each hour whether they may take money. Until they may, no guest is sent to pay there.</summary>
    internal sealed class PayeeDesk(Func<PlatformContext> read, Func<Func<PlatformContext, int>, Task> write, CardTerms terms, ProviderHealth health, BackendOptions options)
    {
        private static readonly TimeSpan Between = TimeSpan.FromHours(1);

        /// <summary>The address at which a manager tells the provider who he is; his account is made first where he has none.</summary>
        /// <param name="actor">Who wants it, and for which tenant.</param>
        /// <param name="back">Where he comes back to.</param>
        /// <param name="cancel">Ends it.</param>
        /// <exception cref="ProviderException">The provider has no answer, or says no.</exception>
        internal async Task<string> Onboard(Actor actor, string back, CancellationToken cancel)
        {
            long tenant = actor.Tenant!.Value;
            PayeeRow payee = await Wanted(tenant, actor);
            try
            {
                // Its key was stored first: asked again, it is the same account.
                string account = payee.Account ?? await Made(tenant, await health.Ask(stop => terms.Provider.MakeAccount(payee.Key, payee.Country, stop), cancel), actor);
                return await health.Ask(stop => terms.Provider.Onboarding(account, back, stop), cancel);
            }
            catch (ProviderException problem)
            {
                options.Log($"account of tenant {tenant}: {problem.Message}");
                throw;
            }
        }

        /// <summary>Somebody comes back from there: the provider is asked soon.</summary>
        internal Task Nudge(long tenant)
        {
            return Change(tenant, static (_, row) => row.AskedMs = null);
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
                    await Change(row.TenantId, (context, one) => Answered(context, one, may));
                }
                catch (ProviderException problem)
                {
                    options.Log($"account of tenant {row.TenantId}: {problem.Message}");
                    await Change(row.TenantId, (context, one) => Answered(context, one, one.MayCharge && !problem.IsRefusal));
                }
            }
        }

        /// <summary>His account, as far as there is one, and that he wants it.</summary>
        private async Task<PayeeRow> Wanted(long tenant, Actor actor)
        {
            await write(context =>
            {
                if (!context.Payees.Any(row => row.TenantId == tenant))
                {
                    context.Payees.Add(new PayeeRow { TenantId = tenant, Key = Guid.NewGuid().ToString("N"), Country = terms.Country });
                }

                Trail.Add(context, actor, ChangeKind.PayeeAsked);
                return context.SaveChanges();
            });
            return await Of(tenant);
        }

        /// <summary>It is made; where two were made at the same moment, by one key, it is one.</summary>
        private async Task<string> Made(long tenant, string account, Actor actor)
        {
            await Change(tenant, (context, row) =>
            {
                if (row.Account is null)
                {
                    row.Account = account;
                    Trail.Add(context, actor, ChangeKind.PayeeMade, after: account);
                }
            });
            return (await Of(tenant)).Account!;
        }

        /// <summary>Whether it may take money, and where that is otherwise than before, that it is.</summary>
        private void Answered(PlatformContext context, PayeeRow row, bool may)
        {
            if (row.MayCharge != may)
            {
                Trail.Add(context, new Actor(null, row.TenantId, Now()), ChangeKind.PayeeAnswered, before: Words(row.MayCharge), after: Words(may));
            }

            (row.MayCharge, row.AskedMs) = (may, Now());
        }

        private static string Words(bool may)
        {
            return new Phrase(may ? "trail.payee-may" : "trail.payee-may-not").Stored();
        }

        private async Task<PayeeRow> Of(long tenant)
        {
            using PlatformContext reading = read();
            return await reading.Payees.AsNoTracking().FirstAsync(row => row.TenantId == tenant);
        }

        private Task Change(long tenant, Action<PlatformContext, PayeeRow> change)
        {
            return write(context =>
            {
                if (context.Payees.FirstOrDefault(row => row.TenantId == tenant) is { } row)
                {
                    change(context, row);
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
