using System;
using System.Collections.Generic;
using System.Linq;
using NanoCharger.Backend.Ocpp;
using NanoCharger.Backend.Verification;
using NanoCharger.Verify;

namespace NanoCharger.Backend.Ingest
{
    /// <summary>What cards have to do with a transaction: who pays for it, whether it may go on, and what of it a manager should see.</summary>
    internal sealed class CardDesk(StationState station, IngestStore store, DeskRules rules)
    {
        internal const string BlockedCard = "blocked-card";
        internal const string TwiceAtOnce = "twice-at-once";

        private const string SelectRunning = """
            SELECT s.name, t.id FROM transactions t JOIN stations s ON s.id = t.station_id
            WHERE t.tenant_id = @tenant AND t.customer = @customer AND t.account IS NOT NULL AND NOT t.ended AND t.station_id <> @station AND t.started_ms <= @began ORDER BY t.started_ms DESC LIMIT 1
            """;

        /// <summary>When a transaction began: by its signature, or what is told where nothing is signed, if that clock counts; else when it came.</summary>
        internal static long Began(TransactionEvent? came, SignedDocument? document, long arrivedMs)
        {
            Instant began = document?.Readings[0].Instant ?? new Instant(came!.Utc, came.ClockStatus, false);
            return began.Counts ? Math.Min(TransactionRows.ToMs(began.Utc), arrivedMs) : arrivedMs;
        }

        /// <summary>Who pays: the account of the card at the begin. What opens a transaction says it, and its first document that has the begin says it for good; later changes of the card are not this transaction's.</summary>
        internal long? AccountOf(TransactionEvent came, TransactionState target, long arrivedMs)
        {
            List<KeptEvent> begins = target.Events.Where(kept => kept.Event.Document?.Readings[0].Cause == 'B').ToList();
            if (begins is [{ } only] && only.Sequence == came.Sequence && came.Signed is not null)
            {
                SignedDocument document = only.Event.Document!;
                return rules.Cards.AccountAt(target.Tenant, TokenOf(document), Began(null, document, arrivedMs));
            }

            return target.Row is { } row ? row.Account : rules.Cards.AccountAt(target.Tenant, came.Token, Began(came, null, arrivedMs));
        }

        /// <summary>What a station is told of the token behind an event: where it names one that a reader has read, always; and where the card is blocked since, with any event until the end, so that the charge ends.</summary>
        /// <param name="came">The event as it came.</param>
        /// <param name="target">Its transaction.</param>
        /// <param name="priced">The answer tells a price, and so the token with it.</param>
        /// <param name="nowMs">The time.</param>
        internal TokenStanding? Standing(TransactionEvent came, TransactionState target, bool priced, long nowMs)
        {
            bool ended = came.Type == TransactionEvent.Ended;
            if (came is { Card: true, Token: { } token } && (!ended || priced))
            {
                return rules.Cards.Standing(target.Tenant, token, nowMs);
            }

            if (ended)
            {
                return null;
            }

            string? digest = target.Events.Select(kept => kept.Event.Document is { } document ? TokenOf(document) : kept.Event.Token).FirstOrDefault(one => one is not null);
            return digest is not null && rules.Cards.BlockedSince(target.Tenant, digest, nowMs) is not null ? TokenStanding.Blocked : null;
        }

        /// <summary>What is found at a begin, once: the card was blocked already, or it charges elsewhere. Both are billed to its account, and told.</summary>
        /// <param name="document">What came.</param>
        /// <param name="open">Its transaction before that; null where it opens one.</param>
        /// <param name="tenant">Whose.</param>
        /// <param name="arrivedMs">When it came.</param>
        internal IEnumerable<Finding> Findings(SignedDocument document, TransactionState? open, long tenant, long arrivedMs)
        {
            bool told = open?.Events.Any(kept => kept.Event.Document?.Readings[0].Cause == 'B') == true;
            if (told || document.Readings[0].Cause != 'B' || TokenOf(document) is not { } digest)
            {
                yield break;
            }

            long began = Began(null, document, arrivedMs);
            if (rules.Cards.BlockedSince(tenant, digest, began) is { } since)
            {
                yield return new Finding(BlockedCard, $"its card was blocked at {Data.Moves.Text(since)}, and the station let it begin at {Data.Moves.Text(began)} all the same", Consequence.Bill);
            }

            if (document.IsBegin && rules.Cards.AccountAt(tenant, digest, began) is not null && store.Rows(
                SelectRunning, row => (Station: row.GetString(0), Transaction: row.GetString(1)), ("tenant", tenant), ("customer", rules.Cards.Tokens.Customer(document)), ("station", station.Id), ("began", began)) is [var other])
            {
                yield return new Finding(TwiceAtOnce, $"its card charges at station {other.Station} too, transaction {other.Transaction}", Consequence.Bill);
            }
        }

        private string? TokenOf(SignedDocument document)
        {
            return document.Identified ? rules.Cards.Key(document.Identification) : null;
        }
    }
}
