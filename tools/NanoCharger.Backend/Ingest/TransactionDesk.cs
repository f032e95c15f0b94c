using System;
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
        /// <param name="arrivedMs">When it came.</param>
        internal BilledTransaction Reckon(TransactionEvent came, TransactionState target, IReadOnlyList<Finding> findings, long arrivedMs)
        {
            BilledTransaction opened = target.Row ?? new BilledTransaction { Station = station.Name, Id = came.TransactionId, Tariff = InForce(came, target, arrivedMs) };
            string? hold = opened.Held ?? findings.FirstOrDefault(finding => finding.Consequence == Consequence.Hold)?.Text;
            BilledTransaction reckoned = Reckoning.Of(opened with { Series = target.Series, Held = hold }, target.Told, station.Signs);
            reckoned = AsTold(reckoned, target, arrivedMs);
            if (reckoned.Tariff.PricesTime)
            {
                reckoned = reckoned with { TimeProblem = reckoned.TimeProblem ?? rules.Market.TimeProblem };
            }

            return reckoned with { Rated = Reckoning.Rate(reckoned, target.Told.Select(@event => @event.Document).OfType<SignedDocument>().OrderBy(document => document.Pagination).ToList()) };
        }

        /// <summary>By the receipt's tariff text, where it has one: no other price than the one that the customer was told. Without one by what was in force at its begin.</summary>
        private BilledTransaction AsTold(BilledTransaction transaction, TransactionState target, long arrivedMs)
        {
            SignedDocument? receipt = transaction.Receipt is null ? null : target.Events.Select(kept => kept.Event.Document).FirstOrDefault(document => document?.Pagination == transaction.Receipt);
            if (receipt is null)
            {
                return transaction;
            }

            if (receipt.TariffText is not { } line)
            {
                Customer who = new(receipt.Identification, receipt.IdentificationType == Customer.Central);
                return receipt.Readings[0].Instant is { DateKnown: true, TimeError: false, Status: 'S' } begin
                    ? transaction with { Tariff = rules.Prices.At(target.Tenant, who, Math.Min(TransactionRows.ToMs(begin.Utc), arrivedMs)) } : transaction;
            }

            string? told = changes.Told.TryGetValue((receipt.Identification, line), out ToldRow? fresh) ? fresh.Tariff : store.Told(station, receipt.Identification, line);
            return (told is null ? null : TariffOf(told)) is { } version || (version = rules.Prices.Named(store, target.Tenant, line, changes.NowMs)) is not null
                ? transaction with { Tariff = version }
                : line == TariffText.Of(transaction.Tariff) ? transaction
                : transaction with { Withheld = $"the signed receipt names the price \"{line}\", which nobody was told here" };
        }

        /// <summary>What was in force at the begin that is told, where its clock counts, else at the arrival.</summary>
        private TariffVersion InForce(TransactionEvent came, TransactionState target, long arrivedMs)
        {
            long began = came.ClockStatus == 'S' ? Math.Min(TransactionRows.ToMs(came.Utc), arrivedMs) : arrivedMs;
            return rules.Prices.At(target.Tenant, new Customer(came.Token, came.StartedFromAfar), began);
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
