using System.Linq;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.People;

namespace NanoCharger.Backend.Link
{
    /// <summary>What the trail tells of a station's link; whoever calls saves it with the rest.</summary>
    internal sealed class LinkTrail(PlatformContext context, long tenant, string station, long nowMs)
    {
        /// <summary>That of a station which hangs somewhere; null where nobody has it.</summary>
        internal static LinkTrail? Of(PlatformContext context, string station, long nowMs)
        {
            long? tenant = context.Placements.Where(row => row.ToMs == null && context.Stations.Any(of => of.Id == row.StationId && of.Name == station)).Select(row => (long?)row.TenantId).FirstOrDefault();
            return tenant is { } whose ? new LinkTrail(context, whose, station, nowMs) : null;
        }

        internal void Asked()
        {
            Add(ChangeKind.LinkAsked, null);
        }

        internal void Refused(Phrase why)
        {
            Add(ChangeKind.LinkRefused, why.Stored());
        }

        internal void Signed(LinkChain chain)
        {
            Add(ChangeKind.LinkSigned, new Phrase("trail.link-until", chain.Serial, new Moment(chain.NotAfter.ToUnixTimeMilliseconds())).Stored());
        }

        internal void Revoked(string by, int count)
        {
            Add(ChangeKind.LinkRevoked, new Phrase("trail.link-revoked", count, by).Stored());
        }

        internal void Admitted(string by)
        {
            Add(ChangeKind.LinkAdmitted, new Phrase("trail.link-admitted", by).Stored());
        }

        private void Add(string kind, string? after)
        {
            Trail.Add(context, new Actor(null, tenant, nowMs), kind, station, after: after);
        }
    }
}
