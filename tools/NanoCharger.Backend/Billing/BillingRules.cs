using System;
using System.Linq;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Stations;

namespace NanoCharger.Backend.Billing
{
    /// <summary>What billing is told by the house.</summary>
    internal sealed record BillingRules
    {
        /// <summary>How long a station must have sent no event before anything is concluded from its silence: what it has to tell may be on its way.</summary>
        private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(2);

        /// <summary>Who sells, as bills name it.</summary>
        internal required string Seller { get; init; }

        /// <summary>Where, as bills name it.</summary>
        internal required string Site { get; init; }

        /// <summary>What may have a price.</summary>
        internal required Market Market { get; init; }

        /// <summary>How long a receipt waits for the begin document that it must go with: what contradicts it may be on its way.</summary>
        internal TimeSpan ForBegin { get; init; } = TimeSpan.FromMinutes(10);

        /// <summary>How long after a power cut a charge may go on under the same authorisation (the stations' setting auth.resume).</summary>
        internal TimeSpan Resume { get; init; } = TimeSpan.FromMinutes(30);

        /// <summary>When a station was heard; null where it was not since the start.</summary>
        internal required Func<string, Heard?> HeardOf { get; init; }

        /// <summary>Those of a running backend.</summary>
        internal static BillingRules Of(BackendOptions options)
        {
            return new BillingRules { Seller = options.Operator, Site = options.Site, Market = options.Market, HeardOf = options.Presence.Of, Resume = options.Resume };
        }

        /// <summary>Why time has no price in the houses of a tenant; null where it may have one.</summary>
        internal string? TimeProblem(PlatformContext context, long tenant)
        {
            return TimeProblem(context, tenant, Market);
        }

        /// <summary>The same, where the settings' market is all that is known of them.</summary>
        internal static string? TimeProblem(PlatformContext context, long tenant, Market market)
        {
            return Market.TimeProblemOf(context.Houses.Where(row => row.TenantId == tenant && row.Market != null).Select(row => row.Market!).ToList(), market);
        }

        /// <summary>Whether a charge that ended by a power cut can go on no more: its station is in contact, has nothing more to tell, and its outlet is empty or the time to go on is over.</summary>
        /// <param name="station">The station.</param>
        /// <param name="lastCameMs">When the charge's last receipt came.</param>
        /// <param name="nowMs">The time.</param>
        internal bool IsOver(string station, long lastCameMs, long nowMs)
        {
            // A time that has not come yet was told by a clock that was ahead: it says nothing.
            lastCameMs = lastCameMs > nowMs ? 0 : lastCameMs;
            return HeardOf(station) is { } heard && nowMs >= Math.Max(Math.Max(heard.EventMs, heard.SinceMs), lastCameMs) + (long)Quiet.TotalMilliseconds
                && ((heard.EmptyMs > lastCameMs && nowMs >= heard.EmptyMs + (long)Quiet.TotalMilliseconds) || heard.Ms >= lastCameMs + (long)(Resume + Quiet).TotalMilliseconds);
        }
    }
}
