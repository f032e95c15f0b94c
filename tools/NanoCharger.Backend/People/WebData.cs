using System;
using System.Threading.Tasks;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Hosting;

namespace NanoCharger.Backend.People
{
    /// <summary>What pages read by, and how they write: a context of the tenant who asks, and the program's one writer.</summary>
    internal sealed class WebData(StationHost host)
    {
        /// <summary>The backend that serves.</summary>
        internal PaymentBackend Backend => host.Backend;

        /// <summary>The market of the settings.</summary>
        internal Market Market => host.Market;

        /// <summary>Does what is to be done at once for an account that is to be erased.</summary>
        internal Task Erase(long account, bool atOnce)
        {
            return host.Erase(account, atOnce);
        }

        /// <summary>A context for reading.</summary>
        /// <param name="tenant">Who asks; null: whoever runs the platform.</param>
        internal PlatformContext Context(long? tenant)
        {
            return host.Backend.Database.Context(tenant);
        }

        /// <summary>Does a unit of work, all of it or nothing.</summary>
        internal Task Write(Func<PlatformContext, int> work)
        {
            return host.Backend.Engine.Write(work);
        }

        /// <summary>Does a unit of work that has an outcome.</summary>
        internal async Task<T> Write<T>(Func<PlatformContext, T> work)
        {
            T? outcome = default;
            await host.Backend.Engine.Write(context =>
            {
                outcome = work(context);
                return context.SaveChanges();
            });
            return outcome!;
        }
    }
}
