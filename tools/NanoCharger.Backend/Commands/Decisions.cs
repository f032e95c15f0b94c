using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Audit;
using NanoCharger.Backend.Data;

namespace NanoCharger.Backend.Commands
{
    /// <summary>A manager's word.</summary>
    /// <param name="Released">It may be priced; else never.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="Decider">Who.</param>
    /// <param name="AtMs">When.</param>
    internal sealed record Word(bool Released, string Reason, string Decider, long AtMs);

    /// <summary>What a manager's word does to a transaction that was held. Said twice it does nothing the second time; what was refused, or priced, is not taken back.</summary>
    internal static class Decisions
    {
        /// <summary>Gives the word.</summary>
        /// <param name="context">Where it is written; one unit of work.</param>
        /// <param name="station">The station.</param>
        /// <param name="transaction">The transaction's id.</param>
        /// <param name="key">The number of the key whose series it belongs to; null: the one that the word fits.</param>
        /// <param name="word">The word.</param>
        /// <returns>A line that says what came of it.</returns>
        /// <exception cref="InvalidDataException">There is nothing to decide, the other word stands, or it fits several boards' transactions.</exception>
        internal static string Decide(PlatformContext context, string station, string transaction, int? key, Word word)
        {
            // The first write: whoever stores something of the station waits, and reads it anew.
            context.Stations.Where(row => row.Name == station).ExecuteUpdate(set => set.SetProperty(row => row.Revision, row => row.Revision + 1));
            List<(TransactionRow Row, List<DecisionRow> Words)> all = All(context, station, transaction);
            (TransactionRow row, List<DecisionRow> words) = OneOf(all, station, transaction, key, word);
            DecisionRow? last = words.LastOrDefault();
            string named = $"{station} {transaction}" + (all.Count > 1 ? FormattableString.Invariant($" (key {row.KeyNumber})") : "");
            if (last is { Released: false } || (last is not null && row.Held is null))
            {
                string stands = $"{named}: was {(last.Released ? "released" : "refused")} by {last.Decider}, {Moves.Text(last.AtMs)}: {last.Reason}";
                return last.Released == word.Released ? stands : throw new InvalidDataException(stands);
            }

            // What waits for its receipt, or for its price, and will not get it, is refused likewise: somebody has looked.
            bool waits = !word.Released && row is { CostMinor: null, ChargeId: null };
            if (row.Held is null && !waits)
            {
                throw new InvalidDataException($"{named} is not held");
            }

            IReadOnlyList<string> found = HoldFindings.Open(context, row);
            context.Decisions.Add(Row(row, words.Count + 1, string.Join("; ", found.Count > 0 ? found : [row.Held ?? row.Withheld ?? "its receipt has not come"]), word));
            BilledTransaction after = After(TransactionRows.ToTransaction(row, station), word);
            after = after with { Rated = Reckoning.Rate(after, TransactionDocuments.Of(context, row.StationId, row.KeyNumber, row.Id)) };
            long? charge = row.ChargeId;
            context.Entry(row).CurrentValues.SetValues(TransactionRows.ToRow(after, row.StationId, row.TenantId));
            row.ChargeId = charge;
            context.SaveChanges();
            return !word.Released ? $"{named}: refused, never priced"
                : after.Cost is { } cost ? FormattableString.Invariant($"{named}: released, {cost:0.00} {after.Currency}; 'export' writes its receipt")
                : $"{named}: released, priced as soon as all of it is here";
        }

        /// <summary>The transactions of this id, one a series, each with the words on it.</summary>
        private static List<(TransactionRow Row, List<DecisionRow> Words)> All(PlatformContext context, string station, string transaction)
        {
            List<TransactionRow> rows = context.Transactions.Where(row => row.Id == transaction && context.Stations.Any(one => one.Id == row.StationId && one.Name == station)).ToList();
            return rows.ConvertAll(row => (row, context.Decisions.AsNoTracking().Where(one => one.StationId == row.StationId && one.KeyNumber == row.KeyNumber && one.TransactionId == row.Id)
                .OrderBy(one => one.Number).ToList()));
        }

        /// <summary>The one that is meant: by its key, or the only one that waits for a word or has just this one. What was decided otherwise stands in nobody's way.</summary>
        private static (TransactionRow Row, List<DecisionRow> Words) OneOf(List<(TransactionRow Row, List<DecisionRow> Words)> all, string station, string transaction, int? key, Word word)
        {
            List<(TransactionRow Row, List<DecisionRow> Words)> named = all.FindAll(one => key is null || one.Row.KeyNumber == key);
            List<(TransactionRow Row, List<DecisionRow> Words)> fit = named.FindAll(one => one.Words.LastOrDefault() is { } last
                ? last.Released == word.Released || (last.Released && one.Row.Held is not null)
                : one.Row.Held is not null);
            fit = fit.Count > 0 ? fit : named;
            return fit.Count switch
            {
                0 => throw new InvalidDataException($"station {station} has no transaction {transaction}" + (key is { } number ? FormattableString.Invariant($" under key {number}") : "")),
                1 => fit[0],
                _ => throw new InvalidDataException($"{station} {transaction}: there is one under each of the keys {string.Join(", ", fit.Select(one => one.Row.KeyNumber).Order())}: say by --key which is meant"),
            };
        }

        private static DecisionRow Row(TransactionRow on, int number, string held, Word word)
        {
            return new DecisionRow
            {
                StationId = on.StationId,
                KeyNumber = on.KeyNumber,
                TransactionId = on.Id,
                Number = number,
                TenantId = on.TenantId,
                Released = word.Released,
                Held = held,
                Reason = word.Reason,
                Decider = word.Decider,
                AtMs = word.AtMs,
            };
        }

        /// <summary>The transaction with the word on it: what was withheld for another reason stays withheld.</summary>
        private static BilledTransaction After(BilledTransaction before, Word word)
        {
            string? held = word.Released ? null : $"refused by {word.Decider}: {word.Reason}";
            return before with { Held = held, Withheld = before.Withheld == before.Held || !word.Released ? held : before.Withheld };
        }
    }
}
