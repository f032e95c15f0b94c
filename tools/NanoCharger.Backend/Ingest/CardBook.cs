using System;
using System.Collections.Generic;
using System.Linq;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Rating;

namespace NanoCharger.Backend.Ingest
{
    /// <summary>The cards of all tenants as the writer knows them: who may charge, and who pays. Others may change them, so they are read anew after a while, and at once where this program has written.</summary>
    /// <param name="tokens">How tables write tokens.</param>
    /// <param name="accepts">Says whether the house's settings let a token charge.</param>
    internal sealed class CardBook(TokenDigest tokens, Func<string, bool> accepts)
    {
        private const string SelectCards = """
            SELECT c.tenant_id, c.digest, c.account, c.from_ms, c.to_ms, c.blocked_ms, r.blocked_ms FROM cards c
            JOIN residents r ON r.tenant_id = c.tenant_id AND r.account = c.account ORDER BY c.from_ms
            """;

        private ILookup<(long, string), Card> _cards = Enumerable.Empty<Card>().ToLookup(card => (card.Tenant, card.Digest));
        private long? _readMs;

        /// <summary>They may have changed.</summary>
        internal void Forget()
        {
            _readMs = null;
        }

        /// <summary>Reads them where they are not fresh.</summary>
        internal void Refresh(IngestStore store, long nowMs)
        {
            if (_readMs is { } read && nowMs >= read && nowMs < read + PriceLists.FreshMs)
            {
                return;
            }

            _cards = store.Rows(SelectCards, row => new Card(row.GetInt64(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3), StoredRows.Long(row, 4), Earlier(StoredRows.Long(row, 5), StoredRows.Long(row, 6))))
                .ToLookup(card => (card.Tenant, card.Digest));
            _readMs = nowMs;
        }

        /// <summary>A token as tables write it; null where there is none.</summary>
        internal string? Key(string? token)
        {
            return token is null ? null : tokens.Of(token);
        }

        /// <inheritdoc cref="TokenDigest"/>
        internal TokenDigest Tokens => tokens;

        /// <summary>Who charges, as prices know him.</summary>
        internal Customer Key(Customer who)
        {
            return who with { Token = Key(who.Token) };
        }

        /// <summary>Whether a token may charge now: a block goes before all that lets it; and what no card says, the settings say.</summary>
        internal TokenStanding Standing(long tenant, string token, long nowMs)
        {
            string digest = tokens.Of(token);
            return BlockedSince(tenant, digest, nowMs) is not null ? TokenStanding.Blocked
                : At(tenant, digest, nowMs) is not null || accepts(token) ? TokenStanding.Accepted
                : TokenStanding.Unknown;
        }

        /// <summary>The account that pays for what a token began at a moment; null where it was no resident's card then.</summary>
        internal long? AccountAt(long tenant, string? digest, long ms)
        {
            return digest is null ? null : At(tenant, digest, ms)?.Account;
        }

        /// <summary>Since when a token is blocked, with its card or its account, if it was at that moment. A card that has ended blocked, as one that was lost, stays so.</summary>
        internal long? BlockedSince(long tenant, string digest, long ms)
        {
            Card? card = At(tenant, digest, ms) ?? _cards[(tenant, digest)].LastOrDefault(one => one.FromMs <= ms);
            return card?.BlockedMs <= ms ? card!.BlockedMs : null;
        }

        private Card? At(long tenant, string digest, long ms)
        {
            return _cards[(tenant, digest)].LastOrDefault(card => card.FromMs <= ms && (card.ToMs is null || ms < card.ToMs));
        }

        private static long? Earlier(long? card, long? account)
        {
            return card is null || account < card ? account : card;
        }

        /// <summary>A card and its payer for a time.</summary>
        private sealed record Card(long Tenant, string Digest, long Account, long FromMs, long? ToMs, long? BlockedMs);
    }
}
