using System.Collections.Generic;
using System.IO;
using System.Linq;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Ocpp;
using NanoCharger.Backend.Rating;
using NanoCharger.Backend.Verification;
using NanoCharger.Verify;

namespace NanoCharger.Backend.Ingest
{
    /// <summary>Works a transaction out anew when an event has come: by the tariff that its customer was told, and not before a manager has looked where a finding asks for that.</summary>
    internal sealed class TransactionDesk(StationState station, StationChanges changes, IngestStore store, DeskRules rules)
    {
        /// <summary>The transaction as its events tell it now.</summary>
        /// <param name="came">The event that came.</param>
        /// <param name="target">Its transaction, the event among the others.</param>
        /// <param name="findings">What was found at its document.</param>
        internal BilledTransaction Reckon(TransactionEvent came, TransactionState target, IReadOnlyList<Finding> findings)
        {
            BilledTransaction opened = target.Row ?? new BilledTransaction { Station = station.Name, Id = came.TransactionId, Tariff = rules.Tariff };
            string? hold = opened.Held ?? findings.FirstOrDefault(finding => finding.Consequence == Consequence.Hold)?.Text;
            BilledTransaction reckoned = Reckoning.Of(opened with { Series = target.Series, Held = hold }, target.Told, station.Signs);
            reckoned = AsTold(reckoned, target);
            if (reckoned.Tariff.PricesTime)
            {
                reckoned = reckoned with { TimeProblem = reckoned.TimeProblem ?? rules.Market.TimeProblem };
            }

            return reckoned with { Rated = Reckoning.Rate(reckoned, target.Told.Select(@event => @event.Document).OfType<SignedDocument>().OrderBy(document => document.Pagination).ToList()) };
        }

        /// <summary>By the receipt's tariff text, where it has one: no other price than the one that the customer was told.</summary>
        private BilledTransaction AsTold(BilledTransaction transaction, TransactionState target)
        {
            SignedDocument? receipt = target.Events.Select(kept => kept.Event.Document).FirstOrDefault(document => document?.Pagination == transaction.Receipt);
            if (transaction.Receipt is null || receipt?.TariffText is not { } line || line == TariffText.Of(transaction.Tariff))
            {
                return transaction;
            }

            string? told = changes.Told.TryGetValue((receipt.Identification, line), out ToldRow? fresh) ? fresh.Tariff : store.Told(station, receipt.Identification, line);
            return told is not null && TariffOf(told) is { } tariff
                ? transaction with { Tariff = tariff }
                : transaction with { Withheld = $"the signed receipt names the price \"{line}\", which nobody was told here" };
        }

        /// <summary>A row that is odd tells nothing.</summary>
        private static TariffVersion? TariffOf(string told)
        {
            try
            {
                return TransactionRows.TariffOf(told);
            }
            catch (InvalidDataException)
            {
                return null;
            }
        }
    }
}
