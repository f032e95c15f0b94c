using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Ingest;
using NanoCharger.Backend.Payments;

namespace NanoCharger.Backend.Tests.Payments
{
    /// <summary>The program dies before a step is stored, or right behind it, and does nothing more from there on: what it says then is not heard, and what it writes is not stored.</summary>
    internal sealed class CardDeaths(CardRun run)
    {
        internal const string Before = "dies before";
        internal const string Behind = "dies behind";

        private const int StepsPercent = 8;
        private const int OthersPercent = 3;
        private const int FirstPercent = 60;
        private const int ByHandPercent = 8;

        /// <summary>Where a frame of the charger is, as the program dies under it.</summary>
        private static readonly IngestStep[] Frames = [IngestStep.Judged, IngestStep.Loaded, IngestStep.Written, IngestStep.Committed, IngestStep.Answered];

        private (IngestStep Step, bool Done)? _armed;

        /// <summary>Nobody serves until another program starts.</summary>
        internal bool IsDead { get; private set; }

        /// <summary>How a step of a hold is called; those with the same ends differ by their reason.</summary>
        internal static string NameOf(HoldState? from, HoldState to, string? reason)
        {
            return $"{from?.ToString() ?? "-"} to {to}" + ((from, to) == (HoldState.Held, HoldState.LettingGo) ? $" ({reason})" : "");
        }

        /// <summary>The dead one is forgotten.</summary>
        /// <returns>Whether there was one.</returns>
        internal bool Bury()
        {
            bool was = IsDead;
            IsDead = false;
            return was;
        }

        /// <summary>How all desks write.</summary>
        internal async Task Write(Func<Func<PlatformContext, int>, Task> write, Func<PlatformContext, int> work)
        {
            if (IsDead)
            {
                throw new DeathException();
            }

            string? step = null;
            bool? death = null;
            await write(context =>
            {
                Standing before = Standing.Of(context);
                int rows = work(context);
                if (rows > 0)
                {
                    step = Standing.Of(context).Since(before);
                    death = Fate(step);
                }

                return death == true ? throw Die($"{Before} {step ?? "a note"}") : rows;
            });
            if (step is not null)
            {
                run.Note(step);
                ByHand(step);
            }

            if (death == false)
            {
                throw Die($"{Behind} {step ?? "a note"}");
            }
        }

        /// <summary>A frame of the charger is taken: sometimes the program dies under it.</summary>
        internal void Arm()
        {
            _armed = !run.IsCalm && run.Chance.Next(100) < StepsPercent ? (Frames[run.Chance.Next(Frames.Length)], run.Chance.Next(2) == 0) : null;
        }

        /// <summary>How the ingest passes its steps.</summary>
        internal void Pass(IngestStep step, bool done)
        {
            if (_armed == (step, done))
            {
                _armed = null;
                throw Die($"dies at a frame: {step} {(done ? "behind" : "before")}");
            }
        }

        /// <returns>True: before; false: behind; null: it lives.</returns>
        private bool? Fate(string? step)
        {
            bool[] missing = step is null ? [] : ((bool[])[true, false]).Where(side => !run.Seen.ContainsKey($"{(side ? Before : Behind)} {step}")).ToArray();
            int percent = missing.Length > 0 ? FirstPercent : run.IsCalm ? 0 : step is null ? OthersPercent : StepsPercent;
            return run.Chance.Next(100) >= percent ? null : missing.Length > 0 ? missing[run.Chance.Next(missing.Length)] : run.Chance.Next(2) == 0;
        }

        private DeathException Die(string where)
        {
            run.Note(where);

            // Else only the database was away for a moment: the same program goes on.
            IsDead = run.Chance.Next(4) != 0;
            return new DeathException();
        }

        /// <summary>Somebody does on the provider's own pages what we are about to ask of him.</summary>
        private void ByHand(string step)
        {
            if (run.IsCalm || run.Chance.Next(100) >= ByHandPercent || !(step.StartsWith("Held to ", StringComparison.Ordinal) || step.EndsWith(" to LettingGo", StringComparison.Ordinal)) || run.Hold.Session is not { } session)
            {
                return;
            }

            CardGuest.ByHand(run, session, isCancelled: run.Chance.Next(2) == 0);
        }

        /// <summary>Where the newest hold and the newest checkout stand.</summary>
        private sealed record Standing(long HoldId, HoldState? Hold, string? Reason, long CheckoutId, string? Checkout)
        {
            internal static Standing Of(PlatformContext context)
            {
                var hold = context.Holds.OrderByDescending(row => row.Id).Select(row => new { row.Id, row.State, row.Reason }).FirstOrDefault();
                var checkout = context.Checkouts.OrderByDescending(row => row.Id).Select(row => new { row.Id, row.State }).FirstOrDefault();
                return new Standing(hold?.Id ?? 0, hold is null ? null : Enum.Parse<HoldState>(hold.State), hold?.Reason, checkout?.Id ?? 0, checkout?.State);
            }

            /// <summary>The step that was taken; null: none. Of the two kinds a hold's goes first.</summary>
            internal string? Since(Standing before)
            {
                return HoldId != before.HoldId ? NameOf(null, Hold!.Value, null)
                    : Hold is { } state && state != before.Hold ? NameOf(before.Hold, state, Reason)
                    : CheckoutId != before.CheckoutId ? "checkout - to Checkout"
                    : Checkout != before.Checkout ? $"checkout {before.Checkout} to {Checkout}" : null;
            }
        }

        internal sealed class DeathException() : Exception("the program died");
    }
}
