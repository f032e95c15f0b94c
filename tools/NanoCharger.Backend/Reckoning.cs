using System;
using System.Collections.Generic;
using System.Linq;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Ocpp;
using NanoCharger.Backend.Rating;
using NanoCharger.Verify;

namespace NanoCharger.Backend
{
    /// <summary>Works a transaction out from its events: a function of their set, whatever order they came in.</summary>
    internal static class Reckoning
    {
        private const string LooseReceipt = "the signed receipt does not go with the begin document of this transaction";

        /// <summary>
        /// The first Started and the last Ended count, should a faulty station send several. What a receipt says goes before what came in the clear;
        /// a station that signs owes one. A receipt that does not go with the transaction's begin document is none, whichever of them came first.
        /// </summary>
        /// <param name="opened">Station, id and tariff.</param>
        /// <param name="events">All that are stored of it, by their numbers.</param>
        /// <param name="signs">A key of the station is known.</param>
        /// <param name="tokens">How tables write tokens.</param>
        internal static BilledTransaction Of(BilledTransaction opened, IReadOnlyList<StoredEvent> events, bool signs, TokenDigest tokens)
        {
            StoredEvent? started = events.FirstOrDefault(@event => @event.Type == TransactionEvent.Started);
            StoredEvent? ended = events.LastOrDefault(@event => @event.Type == TransactionEvent.Ended);
            SignedDocument? begin = events.Select(@event => @event.Document).FirstOrDefault(document => document is { IsBegin: true });
            List<SignedDocument> receipts = events.Select(@event => @event.Document).OfType<SignedDocument>().Where(document => document.IsReceipt).ToList();
            SignedDocument? receipt = receipts.LastOrDefault(document => begin is null || DocumentBond.Problem(begin, document) is null);
            Instant? from = receipt?.Readings[0].Instant ?? started?.When;
            Instant? to = receipt?.Readings[1].Instant ?? ended?.When;
            return opened with
            {
                Begun = from is not null,
                Ended = to is not null,
                Complete = started is not null && ended is not null,
                StartedUtc = from is { DateKnown: true } ? from.Utc : null,
                EndedUtc = to is { DateKnown: true } ? to.Utc : null,
                StartCameUtc = started?.CameUtc,
                EndCameUtc = ended?.CameUtc,
                StoppedReason = ended?.StoppedReason,
                BeginRegister = receipt?.Readings[0].RegisterMilliwattHours ?? events.FirstOrDefault(@event => @event.BeginRegister is not null)?.BeginRegister,
                EndRegister = receipt?.Readings[1].RegisterMilliwattHours ?? events.LastOrDefault(@event => @event.EndRegister is not null)?.EndRegister,
                EventCount = events.Count,
                Receipt = receipt?.Pagination,
                BeginDocument = begin?.Pagination,
                Meter = (receipt ?? begin)?.Meter,
                Customer = ((receipt ?? begin) is { } document ? tokens.Customer(document) : null) ?? InTheClear(events),
                ReceiptOwed = receipt is null && signs,
                EnergyProblem = receipt is null ? null : BillingRule.EnergyProblem(receipt.Readings[0], receipt.Readings[1]),
                TimeProblem = from is null || to is null ? null : BillingRule.TimeProblem(from, to),
                Withheld = receipt is null && receipts.Count > 0 ? LooseReceipt : receipt is null ? null : opened.Held,
            };
        }

        /// <summary>What it costs by itself; null while it cannot be said.</summary>
        /// <param name="of">The transaction.</param>
        /// <param name="documents">All verified documents of it, by their numbers.</param>
        internal static RatedCharge? Rate(BilledTransaction of, IReadOnlyList<SignedDocument> documents)
        {
            return of.ReceiptOwed || of.Withheld is not null || !of.Begun || !of.Ended || of.EnergyMilliwattHours is not { } energy ? null
                : of.EnergyProblem is { } why ? new RatedCharge([], 0, 0, why) { MilliwattHours = energy }
                : Rater.Rate(of.Tariff, [Part(of, documents)], of.TimeProblem is null);
        }

        /// <summary>Its signed readings, from the receipt's begin over what was signed between to the receipt's end; where nothing is signed, what was said in the clear.</summary>
        private static RatedPart Part(BilledTransaction of, IReadOnlyList<SignedDocument> documents)
        {
            if (documents.FirstOrDefault(document => document.Pagination == of.Receipt) is not { } receipt)
            {
                bool counts = of.TimeProblem is null;
                return new RatedPart([Clear(of.StartedUtc, of.BeginRegister!.Value, 'B', counts), Clear(of.EndedUtc, of.EndRegister!.Value, 'L', counts)]);
            }

            return SignedPart.Of(receipt, documents);
        }

        private static RatedReading Clear(DateTime? utc, long register, char cause, bool counts)
        {
            return new RatedReading(utc is { } time ? TransactionRows.ToMs(time) : 0, register, cause, counts && utc is not null);
        }

        private static string? InTheClear(IReadOnlyList<StoredEvent> events)
        {
            return events.FirstOrDefault(@event => @event.Token is not null) is { } named ? "token " + named.Token : null;
        }
    }
}
