using System.Collections.Generic;
using System.Linq;
using NanoCharger.Backend.Ocpp;
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
        internal static BilledTransaction Of(BilledTransaction opened, IReadOnlyList<StoredEvent> events, bool signs)
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
                Customer = (receipt ?? begin)?.Customer ?? InTheClear(events),
                ReceiptOwed = receipt is null && signs,
                EnergyProblem = receipt is null ? null : BillingRule.EnergyProblem(receipt.Readings[0], receipt.Readings[1]),
                TimeProblem = from is null || to is null ? null : BillingRule.TimeProblem(from, to),
                Withheld = receipt is null && receipts.Count > 0 ? LooseReceipt : receipt is null ? null : opened.Held,
            };
        }

        private static string? InTheClear(IReadOnlyList<StoredEvent> events)
        {
            return events.FirstOrDefault(@event => @event.Token is not null) is { } named ? "token " + named.Token : null;
        }
    }
}
