using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NanoCharger.Backend.Billing;
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
            BilledTransaction opened = target.Row ?? new BilledTransaction { Station = station.Name, Id = came.TransactionId, Tariff = InForce(came, target.Events.Select(kept => kept.Event.Document).FirstOrDefault(document => document is not null), target.Tenant, arrivedMs) };
            string? hold = opened.Held ?? findings.FirstOrDefault(finding => finding.Consequence == Consequence.Hold)?.Text;
            opened = opened with { Account = new CardDesk(station, store, rules).AccountOf(came, target, arrivedMs) };
            BilledTransaction reckoned = Reckoning.Of(opened with { Series = target.Series, Held = hold }, target.Told, station.Signs, rules.Cards.Tokens);
            if (opened is { PricedEarlier: true, Rated: { } before })
            {
                return reckoned with { Rated = before, Tariff = opened.Tariff };
            }

            reckoned = AsTold(reckoned, target);
            reckoned = reckoned.Tariff.IsUnpriced ? reckoned with { Withheld = reckoned.Withheld ?? LatePrices.Edited } : reckoned;
            if (reckoned.Tariff.PricesTime)
            {
                reckoned = reckoned with { TimeProblem = reckoned.TimeProblem ?? rules.Prices.TimeProblem(target.Tenant, rules.Market) };
            }

            return reckoned with { Rated = Reckoning.Rate(reckoned, target.Told.Select(@event => @event.Document).OfType<SignedDocument>().OrderBy(document => document.Pagination).ToList()) };
        }

        /// <summary>Whether it is a charge by itself: what is one with another is told in their bill, and not as if each had its own start fee.</summary>
        internal bool IsWhole(TransactionState target, BilledTransaction transaction)
        {
            List<SignedDocument> documents = target.Events.Select(kept => kept.Event.Document).OfType<SignedDocument>().ToList();
            if (transaction.Cost is null || documents.Find(one => one.Pagination == transaction.Receipt) is not { } receipt || documents.Find(one => one.IsBegin) is not { } begin)
            {
                return true;
            }

            SignedDocument? before = station.LastReceipt.GetValueOrDefault(target.Series);
            before = before?.Pagination >= begin.Pagination ? new DocumentNeighbours(station, changes, store).Neighbours(target.Series, begin.Pagination).Before : before;
            return receipt.Readings[^1].Cause != PartBond.PowerLost && (before is not { IsReceipt: true } || PartBond.Problem(before, begin) is not null);
        }

        /// <summary>By the receipt's tariff text, where it has one: no other price than the one that the customer was told.</summary>
        private BilledTransaction AsTold(BilledTransaction transaction, TransactionState target)
        {
            SignedDocument? receipt = transaction.Receipt is null ? null : target.Events.Select(kept => kept.Event.Document).FirstOrDefault(document => document?.Pagination == transaction.Receipt);
            if (receipt is null)
            {
                // What a begin document was told counts from then on: the station signs at its boundaries.
                return target.Events.Select(kept => kept.Event.Document).FirstOrDefault(document => document is { IsBegin: true, TariffText: not null }) is { } begin && Told(begin, target.Tenant) is { } begun
                    ? transaction with { Tariff = begun } : transaction;
            }

            if (receipt.TariffText is not { } line)
            {
                // Without its begin document it was opened by something of a later time; a price that was edited may have been restored.
                return (transaction.BeginDocument is null && target.Row?.Rated is null) || transaction.Tariff.IsUnpriced ? transaction with { Tariff = InForce(null, receipt, target.Tenant, changes.NowMs) } : transaction;
            }

            return Told(receipt, target.Tenant) is { } version ? transaction with { Tariff = version }
                : line == TariffText.Of(transaction.Tariff) ? transaction
                : transaction with { Withheld = $"{LatePrices.Unknown}\"{line}\", which nobody was told here" };
        }

        /// <summary>The version that a document's line names: the one that was told here, else the tenant's; null where nobody knows it.</summary>
        private TariffVersion? Told(SignedDocument document, long tenant)
        {
            string line = document.TariffText!;
            string token = rules.Cards.Key(document.Identification)!;
            string? told = changes.Told.TryGetValue((token, line), out ToldRow? fresh) && fresh.TenantId == tenant ? fresh.Tariff : store.Told(station, tenant, token, line);
            return (told is null ? null : TariffOf(told)) ?? rules.Prices.Named(store, tenant, line, changes.NowMs);
        }

        /// <summary>What was in force for the one who charges at the begin that is signed, or told where nothing is, if its clock counts; else at the arrival.</summary>
        internal TariffVersion InForce(TransactionEvent? came, SignedDocument? document, long tenant, long arrivedMs)
        {
            Customer who = document is null ? new Customer(came!.Token, came.StartedFromAfar)
                : new Customer(rules.Cards.Key(document.Identification), document.IdentificationType == Customer.Central);
            return rules.Prices.At(tenant, who, CardDesk.Began(came, document, arrivedMs));
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
