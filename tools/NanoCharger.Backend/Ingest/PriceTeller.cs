using NanoCharger.Backend.Data;
using NanoCharger.Backend.Ocpp;
using NanoCharger.Backend.Rating;
using NanoCharger.Verify;

namespace NanoCharger.Backend.Ingest
{
    /// <summary>Says whether a token may charge, and for what price; keeps which version was told to whom, and how often one was refused.</summary>
    internal sealed class PriceTeller(StationState station, StationChanges changes, IngestStore store, DeskRules rules)
    {
        /// <summary>Answers a call of Authorize.</summary>
        internal void Answer(Call call, Customer who)
        {
            long tenant = station.TenantAt(changes.NowMs);
            TokenStanding standing = rules.Cards.Standing(tenant, who.Token!, changes.NowMs);
            Customer keyed = rules.Cards.Key(who);
            string? price = standing == TokenStanding.Accepted ? Tell(keyed.Token!, rules.Prices.At(tenant, keyed, changes.NowMs), tenant) : null;
            if (standing != TokenStanding.Accepted)
            {
                changes.RefuseCard(tenant);
            }

            call.News.Add($"token {keyed.Token} {standing}");
            call.Reply = OcppFrame.WriteResult(call.Id, Answers.Of(writer => Answers.WriteToken(writer, standing, price)));
        }

        /// <summary>The line that a document has, where it is one of ours: it is told again, and no other.</summary>
        internal string? Known(SignedDocument? document, long tenant)
        {
            return document?.TariffText is { } line && (store.Told(station, tenant, rules.Cards.Key(document.Identification)!, line) is not null || rules.Prices.Named(store, tenant, line, changes.NowMs) is not null) ? line : null;
        }

        /// <summary>Tells somebody a price.</summary>
        /// <param name="token">The digest of his token.</param>
        /// <param name="version">The price.</param>
        /// <param name="tenant">Whose.</param>
        /// <returns>The line; null where there is no price to tell.</returns>
        internal string? Tell(string token, TariffVersion version, long tenant)
        {
            if (version.IsUnpriced)
            {
                return null;
            }

            string line = TariffText.Of(version);
            changes.Told[(token, line)] = new ToldRow { StationId = station.Id, Token = token, Line = line, TenantId = tenant, Tariff = TransactionRows.Text(version) };
            return line;
        }
    }
}
