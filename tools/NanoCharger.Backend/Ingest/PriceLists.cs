using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Rating;

namespace NanoCharger.Backend.Ingest
{
    /// <summary>The price lists of all tenants as the writer knows them; others may change them, so they are read anew after a while, and when a version is named that is not known.</summary>
    /// <param name="first">The price where a tenant has said none.</param>
    /// <param name="tokens">How tables write tokens.</param>
    /// <param name="log">Takes a line.</param>
    internal sealed class PriceLists(TariffVersion first, TokenDigest tokens, Action<string> log)
    {
        /// <summary>So long what was read is believed.</summary>
        internal const long FreshMs = 10_000;

        private const string SelectTariffs = "SELECT tenant_id, id, text, hash FROM tariffs";
        private const string SelectMarkets = "SELECT tenant_id, market FROM houses WHERE market IS NOT NULL";
        private const string SelectOffers = "SELECT o.tenant_id, o.audience, o.from_ms, o.tariff_id, c.digest, c.from_ms, c.to_ms FROM offers AS o LEFT JOIN cards AS c ON c.tenant_id = o.tenant_id AND o.audience = 'card:#' || c.id";

        private Dictionary<long, PriceList> _lists = [];
        private ILookup<long, string> _markets = Enumerable.Empty<string>().ToLookup(_ => 0L);
        private long? _readMs;

        /// <summary>They may have changed.</summary>
        internal void Forget()
        {
            _readMs = null;
        }

        /// <summary>Reads them where they are not fresh.</summary>
        internal void Refresh(IngestStore store, long nowMs)
        {
            if (_readMs is not { } read || nowMs < read || nowMs >= read + FreshMs)
            {
                Read(store, nowMs);
            }
        }

        /// <summary>Why time has no price in the houses of a tenant; null where it may have one. Where the house was not described the settings say it; of several houses the strictest law counts for all.</summary>
        internal string? TimeProblem(long tenant, Market settings)
        {
            return Market.TimeProblemOf(_markets[tenant], settings);
        }

        /// <summary>The version in force; <see cref="TariffVersion.Unpriced"/> where it is not what was put down.</summary>
        internal TariffVersion At(long tenant, Customer who, long ms)
        {
            return _lists.GetValueOrDefault(tenant)?.At(who, ms) ?? first;
        }

        /// <summary>The version that a signed tariff text names; null where the tenant never had one that reads so.</summary>
        internal TariffVersion? Named(IngestStore store, long tenant, string line, long nowMs)
        {
            if (_lists.GetValueOrDefault(tenant)?.Named(line) is { } known)
            {
                return known;
            }

            if (_readMs != nowMs)
            {
                Read(store, nowMs);
            }

            return _lists.GetValueOrDefault(tenant)?.Named(line);
        }

        private void Read(IngestStore store, long nowMs)
        {
            Dictionary<(long Tenant, string Id), TariffVersion> versions = [];
            HashSet<(long Tenant, string Id)> edited = [];
            foreach ((long tenant, string id, string text, byte[] hash) in store.Rows(SelectTariffs, row => (row.GetInt64(0), row.GetString(1), row.GetString(2), (byte[])row[3])))
            {
                if (TariffRegister.Read(id, text, hash) is { } version)
                {
                    versions[(tenant, id)] = version;
                }
                else if (edited.Add((tenant, id)))
                {
                    log($"tariff {id} is not used: it is not what was put down");
                }
            }

            // Whose price was edited is told none: the one before it, or nothing, would be another price than he was promised.
            ILookup<long, Offer> offers = store.Rows(SelectOffers, row => (Tenant: row.GetInt64(0), For: Audience.Parse(row.GetString(1))?.Keyed(tokens.Of), FromMs: row.GetInt64(2), Tariff: row.GetString(3), Card: CardOf(row)))
                .Select(row => (row.Tenant, Offer: row.For is { } audience ? CardOffers.Of(new Offer(versions.GetValueOrDefault((row.Tenant, row.Tariff), TariffVersion.Unpriced), audience, row.FromMs), row.Card) : null))
                .Where(row => row.Offer is not null).ToLookup(row => row.Tenant, row => row.Offer!);
            _lists = versions.Keys.Concat(edited).Select(key => key.Tenant).Distinct()
                .ToDictionary(tenant => tenant, tenant => new PriceList(versions.Where(one => one.Key.Tenant == tenant).Select(one => one.Value), offers[tenant]));
            _markets = store.Rows(SelectMarkets, row => (Tenant: row.GetInt64(0), Market: row.GetString(1))).ToLookup(row => row.Tenant, row => row.Market);
            _readMs = nowMs;
        }

        private static PricedCard? CardOf(DbDataReader row)
        {
            const int Digest = 4;
            return row.IsDBNull(Digest) ? null : new PricedCard(row.GetString(Digest), row.GetInt64(Digest + 1), row.IsDBNull(Digest + 2) ? null : row.GetInt64(Digest + 2));
        }
    }
}
