using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.EntityFrameworkCore;
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
        /// <param name="transaction">The transaction's id; of several series that have it the one that is held, else the newest.</param>
        /// <param name="word">The word.</param>
        /// <returns>A line that says what came of it.</returns>
        /// <exception cref="InvalidDataException">There is nothing to decide, or the other word stands.</exception>
        internal static string Decide(PlatformContext context, string station, string transaction, Word word)
        {
            // The first write: whoever stores something of the station waits, and reads it anew.
            context.Stations.Where(row => row.Name == station).ExecuteUpdate(set => set.SetProperty(row => row.Revision, row => row.Revision + 1));
            TransactionRow row = context.Transactions.Where(row => row.Id == transaction && context.Stations.Any(one => one.Id == row.StationId && one.Name == station))
                .OrderBy(row => row.Held == null).ThenByDescending(row => row.KeyNumber).FirstOrDefault() ?? throw new InvalidDataException($"station {station} has no transaction {transaction}");
            List<DecisionRow> words = context.Decisions.AsNoTracking().Where(one => one.StationId == row.StationId && one.KeyNumber == row.KeyNumber && one.TransactionId == row.Id)
                .OrderBy(one => one.Number).ToList();
            DecisionRow? last = words.LastOrDefault();
            if (last is { Released: false } || (last is not null && row.Held is null))
            {
                string stands = $"{station} {transaction}: was {(last.Released ? "released" : "refused")} by {last.Decider}, {Moves.Text(last.AtMs)}: {last.Reason}";
                return last.Released == word.Released ? stands : throw new InvalidDataException(stands);
            }

            if (row.Held is null)
            {
                throw new InvalidDataException($"{station} {transaction} is not held");
            }

            context.Decisions.Add(Row(row, words.Count + 1, word));
            BilledTransaction after = After(TransactionRows.ToTransaction(row, station), word);
            after = after with { Rated = Reckoning.Rate(after, TransactionDocuments.Of(context, row.StationId, row.KeyNumber, row.Id)) };
            context.Entry(row).CurrentValues.SetValues(TransactionRows.ToRow(after, row.StationId, row.TenantId));
            context.SaveChanges();
            return !word.Released ? $"{station} {transaction}: refused, never priced"
                : after.Cost is { } cost ? FormattableString.Invariant($"{station} {transaction}: released, {cost:0.00} {after.Currency}; 'export' writes its receipt")
                : $"{station} {transaction}: released, priced as soon as all of it is here";
        }

        private static DecisionRow Row(TransactionRow on, int number, Word word)
        {
            return new DecisionRow
            {
                StationId = on.StationId,
                KeyNumber = on.KeyNumber,
                TransactionId = on.Id,
                Number = number,
                TenantId = on.TenantId,
                Released = word.Released,
                Held = on.Held!,
                Reason = word.Reason,
                Decider = word.Decider,
                AtMs = word.AtMs,
            };
        }

        /// <summary>The transaction with the word on it: what was withheld for another reason stays withheld.</summary>
        private static BilledTransaction After(BilledTransaction before, Word word)
        {
            string? held = word.Released ? null : $"refused by {word.Decider}: {word.Reason}";
            return before with { Held = held, Withheld = before.Withheld == before.Held ? held : before.Withheld };
        }
    }
}
