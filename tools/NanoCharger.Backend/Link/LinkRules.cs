using System.Linq;
using NanoCharger.Backend.Data;

namespace NanoCharger.Backend.Link
{
    /// <summary>Whose request is taken, by what is stored.</summary>
    /// <param name="signs">Somebody signs here.</param>
    internal sealed class LinkRules(bool signs)
    {
        /// <summary>Takes a request, or says why not.</summary>
        /// <returns>A word of OCPP (statusInfo.reasonCode) and a sentence; null where it is taken: the row and its line of the trail are to be saved.</returns>
        internal (string Code, Phrase Why)? Take(PlatformContext context, string station, string pem, string type, long nowMs)
        {
            if (!signs)
            {
                return ("NoSigner", new Phrase("refused.link-nobody"));
            }

            if (type != LinkDesk.StationType)
            {
                return ("WrongType", new Phrase("refused.link-type", LinkDesk.StationType));
            }

            if (LinkRequest.Read(station, pem, out Phrase? problem) is null)
            {
                return ("BadRequest", problem!);
            }

            // Held before anything is read: two requests at once are one and a refusal.
            KeyRegister.Hold(context, station);
            Station? known = context.Stations.FirstOrDefault(row => row.Name == station);
            long? tenant = context.Placements.Where(row => known != null && row.StationId == known.Id && row.ToMs == null).Select(row => (long?)row.TenantId).FirstOrDefault();
            return known is null || tenant is null ? ("Unknown", new Phrase("refused.link-unknown"))
                : known.LinkRevokedMs is not null ? ("Revoked", new Phrase("refused.link-revoked"))
                : Take(context, known, tenant.Value, pem, nowMs);
        }

        private static (string Code, Phrase Why)? Take(PlatformContext context, Station station, long tenant, string pem, long nowMs)
        {
            IQueryable<LinkCertificateRow> all = context.LinkCertificates.Where(row => row.StationId == station.Id);
            if (all.Any(row => row.AskedMs > nowMs - (long)LinkDesk.Between.TotalMilliseconds))
            {
                return ("TooOften", new Phrase("refused.link-often"));
            }

            context.LinkCertificates.Add(new LinkCertificateRow { StationId = station.Id, Number = (all.Max(row => (long?)row.Number) ?? 0) + 1, TenantId = tenant, AskedMs = nowMs, Request = pem });
            new LinkTrail(context, tenant, station.Name, nowMs).Asked();
            return null;
        }
    }
}
