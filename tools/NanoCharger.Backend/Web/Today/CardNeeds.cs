using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Payments;
using NanoCharger.Backend.Web.Receipts;

namespace NanoCharger.Backend.Web.Today
{
    /// <summary>What somebody has to do about guests' cards: the provider gives no answer, will not do what he is asked, or a guest's bank asks for money back.</summary>
    /// <param name="context">The tables.</param>
    /// <param name="text">The language.</param>
    /// <param name="at">How a time is said.</param>
    /// <param name="nowMs">Now.</param>
    internal sealed class CardNeeds(PlatformContext context, Language text, Func<long, string> at, long nowMs)
    {
        /// <summary>So often in a row without an answer it is no hiccup.</summary>
        private const int ManyFailures = 4;

        private const int MostOfAKind = 20;

        /// <summary>All of it: a statement.</summary>
        /// <param name="health">Whoever takes cards; null: nobody any more.</param>
        internal async Task<List<Need>> All(ProviderHealth? health)
        {
            List<Need> needs = [];
            if (health is null)
            {
                int open = await context.Holds.CountAsync(row => HoldStates.Moving.Contains(row.State));
                return open == 0 ? [] : [new Need(text["today.cards"], text.Say("today.need-cards-off", open), new Help(text["today.look"], "/money"))];
            }

            if (health.DownSinceMs is { } since)
            {
                needs.Add(new Need(text["today.cards"], text.Say("today.need-cards-down", at(since)), new Help(text["today.look"], "/money")));
            }

            // A second refund comes back within a month, or not at all.
            long lately = nowMs - NeedsLook.MonthMs;
            List<HoldRow> rows = await context.Holds.AsNoTracking().Where(row => (row.Problem != null && row.Failures >= ManyFailures) || row.DisputeState == HoldSteps.DisputeOpen
                || (row.Reason == nameof(HoldReason.CameBack) && (row.State == nameof(HoldState.GivingBack) || (row.State == nameof(HoldState.Refunded) && row.StateMs >= lately)))).OrderBy(row => row.Id).Take(MostOfAKind).ToListAsync();
            needs.AddRange(rows.Select(Of));
            return needs;
        }

        private Need Of(HoldRow row)
        {
            string? path = row.ChargeId is { } charge ? string.Create(CultureInfo.InvariantCulture, $"/charges/{charge}") : null;
            return row.DisputeState != HoldSteps.DisputeOpen ? new Need(text["today.cards"], Told(row), path is null ? new Help(text["today.look"], "/money") : new Help(text["today.to-charge"], path))
                : path is null ? new Need(text["today.cards"], Disputed(row), new Help(text["today.look"], "/money"))
                : new Need(text["today.cards"], Disputed(row), new Help(text["today.evidence"], path + "/files/" + ReceiptFile.Pack), path);
        }

        private string Told(HoldRow row)
        {
            return row is { Problem: { } problem, Failures: >= ManyFailures } ? text.Say("today.need-hold", problem) : text.Say("today.need-came-back", text.Money(row.TakenMinor, row.Currency));
        }

        /// <summary>Until when the bank takes evidence; where it takes none any more, or has not said until when, that it is deciding.</summary>
        private string Disputed(HoldRow row)
        {
            string sum = text.Money(row.DisputeMinor, row.Currency);
            return row.DisputeByMs is { } by ? text.Say("today.need-dispute", sum, at(by)) : text.Say("today.need-dispute-decides", sum);
        }
    }
}
