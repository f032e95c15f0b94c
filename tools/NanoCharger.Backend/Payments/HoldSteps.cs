using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;

namespace NanoCharger.Backend.Payments
{
    /// <summary>Takes a step of a hold, with what the ledger has of it, in one unit of work; of two who take one from the same state one does.</summary>
    internal sealed class HoldSteps(Func<Func<PlatformContext, int>, Task> write, CardTerms terms, BackendOptions options)
    {
        /// <summary>How a dispute stands that nobody has decided yet.</summary>
        internal const string DisputeOpen = "open";

        /// <summary>Takes a step, where its state has it.</summary>
        /// <param name="row">The hold, as it was read.</param>
        /// <param name="facts">What is known of it.</param>
        /// <param name="what">What has happened.</param>
        /// <param name="why">Why nothing is taken or all is given back.</param>
        /// <param name="session">The page that was made; null: none was.</param>
        internal async Task<bool> Take(HoldRow row, HoldFacts facts, HoldEvent what, HoldReason? why, string? session = null)
        {
            if (HoldTable.Step(facts.State, what) is not var (to, effect))
            {
                return false;
            }

            bool done = await Change(row, one =>
            {
                (one.State, one.StateMs, one.AskMs, one.Failures, one.Problem) = (to.ToString(), Now(), HoldTimes.Next(to, Now()), 0, null);
                (one.Reason, one.Session) = (why?.ToString() ?? one.Reason, session ?? one.Session);
                Learn(one, facts.Asked);
                if (one.Session is null)
                {
                    // Nothing was made that he could be asked about.
                    one.AskMs = null;
                }

                if (what is HoldEvent.Billed or HoldEvent.Unpaid)
                {
                    one.BillNumber = facts.Bill!.Value.Number;
                }

                if (what == HoldEvent.Billed)
                {
                    (one.TakeMinor, one.FeeMinor) = (facts.Takes, one.Account is null ? null : terms.FeeOf(facts.Takes));
                }
            }, effect);
            if (done)
            {
                options.Log(FormattableString.Invariant($"hold {row.Id}: {what}{(why is null ? "" : ", " + why)}"));
            }

            return done;
        }

        /// <summary>Notes that the provider has answered, and that nothing has happened by it.</summary>
        internal Task<bool> Answered(HoldRow row, HoldStatus status)
        {
            return Change(row, one =>
            {
                HoldState state = Enum.Parse<HoldState>(one.State);
                bool waits = state is HoldState.Taking or HoldState.LettingGo or HoldState.GivingBack;
                (one.Failures, one.Problem) = waits ? (one.Failures + 1, one.Problem) : (0, null);
                one.AskMs = waits ? Now() + (long)HoldTimes.Pause(one.Failures).TotalMilliseconds : HoldStates.Over.Contains(one.State) ? HoldTimes.NextOfOver(one.StateMs, Now()) : HoldTimes.Next(state, Now());
                Learn(one, status);
            });
        }

        /// <summary>Notes that he has not answered, or said no: he is asked later.</summary>
        internal Task<bool> Failed(HoldRow row, ProviderException problem)
        {
            options.Log(FormattableString.Invariant($"hold {row.Id}: {problem.Message}"));
            return Change(row, one =>
            {
                (one.Failures, one.Problem) = (one.Failures + 1, problem.Message);
                one.AskMs = Now() + (long)HoldTimes.Pause(one.Failures).TotalMilliseconds;
            });
        }

        /// <summary>What the provider says is kept, as far as it says something.</summary>
        private void Learn(HoldRow row, HoldStatus? asked)
        {
            if (asked is null)
            {
                return;
            }

            row.Intent = asked.Intent ?? row.Intent;
            (row.TakenMinor, row.RefundedMinor) = (asked.CapturedMinor, asked.RefundedMinor);
            row.ProviderFeeMinor = asked.ProviderFeeMinor ?? row.ProviderFeeMinor;
            if (asked.HeldMinor > 0)
            {
                (row.HeldMs, row.HeldMinor, row.CaptureBeforeMs) = (row.HeldMs ?? Now(), asked.HeldMinor, asked.CaptureBeforeMs ?? row.CaptureBeforeMs);
            }

            if (asked.Dispute is { } dispute)
            {
                (row.Dispute, row.DisputeMinor, row.DisputeState, row.DisputeByMs) = (dispute.Id, dispute.AmountMinor, dispute.IsOpen ? DisputeOpen : dispute.IsLost ? "lost" : "won", dispute.IsOpen ? dispute.AnswerByMs : null);
            }
        }

        /// <returns>False where somebody else has moved it meanwhile.</returns>
        private async Task<bool> Change(HoldRow row, Action<HoldRow> change, HoldEffect effect = HoldEffect.None)
        {
            bool done = false;
            try
            {
                await write(context =>
                {
                    HoldRow one = context.Holds.Single(found => found.Id == row.Id);
                    done = one.State == row.State;
                    if (!done)
                    {
                        return 0;
                    }

                    // Who has called for a look meanwhile gets one.
                    long? called = one.AskMs == row.AskMs ? null : one.AskMs;
                    change(one);
                    one.AskMs = called ?? one.AskMs;
                    int rows = context.SaveChanges();
                    Post(context, one, effect);
                    return rows;
                });
            }
            catch (DbUpdateConcurrencyException)
            {
                return false;
            }

            return done;
        }

        private void Post(PlatformContext context, HoldRow row, HoldEffect effect)
        {
            HoldBooks books = new(context, Now());
            switch (effect)
            {
                case HoldEffect.PostTaken:
                    books.PostTaken(row);
                    break;
                case HoldEffect.PostWaived:
                    books.PostWaived(row);
                    break;
                case HoldEffect.PostUnwaived:
                    books.PostUnwaived(row);
                    break;
                case HoldEffect.PostLost:
                    books.PostLost(row);
                    break;
                case HoldEffect.PostRefunded:
                    books.PostRefunded(row);
                    break;
            }
        }

        private long Now()
        {
            return options.TimeProvider.GetUtcNow().ToUnixTimeMilliseconds();
        }
    }
}
