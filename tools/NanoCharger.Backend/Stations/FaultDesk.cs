using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;

namespace NanoCharger.Backend.Stations
{
    /// <summary>Stores when a station was faulty, before it is answered: what it has told is told no second time.</summary>
    internal sealed class FaultDesk(BackendOptions options)
    {
        /// <summary>OCPP's word for an outlet that is out of use by a fault.</summary>
        internal const string Faulted = "Faulted";

        /// <summary>The longest name of a fault.</summary>
        internal const int LongestName = 64;

        private const string Well = "";

        /// <summary>What is stored of each, as far as this program has stored it.</summary>
        private readonly Bounded<string> _stored = new();

        /// <summary>What has to be stored of a StatusNotification before it is answered; null: nothing.</summary>
        /// <param name="station">The station.</param>
        /// <param name="status">Its outlet's state.</param>
        /// <param name="what">The fault by its name; empty: it has not said which.</param>
        internal StationWork? Take(string station, string status, string what)
        {
            string state = status == Faulted ? "!" + what : Well;

            // Another worker may have stored something else since.
            if (!options.Shared && _stored.Find(station) == state)
            {
                return null;
            }

            long now = options.TimeProvider.GetUtcNow().ToUnixTimeMilliseconds();
            return new StationWork(context => Put(context, station, status == Faulted ? what : null, now), () => _stored.Keep(station, state));
        }

        /// <summary>Ends what stations no longer say: what a worker has not known when it heard that all is well.</summary>
        /// <param name="context">The unit of work.</param>
        /// <param name="wellMs">When each station said that it is well.</param>
        internal static void Clear(PlatformContext context, IReadOnlyDictionary<long, long> wellMs)
        {
            foreach (FaultRow open in wellMs.Count == 0 ? [] : context.Faults.Where(row => row.ToMs == null && wellMs.Keys.Contains(row.StationId)).ToList())
            {
                if (open.FromMs < wellMs[open.StationId])
                {
                    open.ToMs = wellMs[open.StationId];
                }
            }
        }

        /// <summary>A station has this fault from now on, or none; a name of which nothing was stored yet is no station.</summary>
        private static int Put(PlatformContext context, string station, string? what, long nowMs)
        {
            long id = context.Stations.Where(row => row.Name == station).Select(row => row.Id).FirstOrDefault();
            FaultRow? last = context.Faults.Where(row => row.StationId == id).OrderByDescending(row => row.FromMs).FirstOrDefault();
            FaultRow? open = last is { ToMs: null } ? last : null;
            if (id == 0 || open?.What == what)
            {
                return 0;
            }

            if (open is not null)
            {
                open.ToMs = nowMs;
                context.SaveChanges();
            }

            long? tenant = context.Placements.Where(row => row.StationId == id && row.ToMs == null).Select(row => (long?)row.TenantId).FirstOrDefault();
            if (what is not null && tenant is not null)
            {
                context.Faults.Add(new FaultRow { StationId = id, FromMs = Math.Max(nowMs, (last?.FromMs + 1) ?? 0), TenantId = tenant.Value, What = what });
            }

            return context.SaveChanges() + 1;
        }
    }

    /// <summary>What has to be stored before a call is answered that no transaction depends on.</summary>
    /// <param name="Do">The unit of work.</param>
    /// <param name="Done">Is told once it is committed.</param>
    internal sealed record StationWork(Func<PlatformContext, int> Do, Action Done)
    {
        /// <summary>Stores it; where that fails the call gets no answer, and its station sends it again.</summary>
        internal async Task Store(Func<Func<PlatformContext, int>, Task> write)
        {
            await write(Do);
            Done();
        }
    }
}
