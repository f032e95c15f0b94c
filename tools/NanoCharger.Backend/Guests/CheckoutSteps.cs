using System;
using System.Linq;
using System.Security.Cryptography;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Guests.Ways;
using NanoCharger.Backend.Rating;
using NanoCharger.Backend.Stations;

namespace NanoCharger.Backend.Guests
{
    /// <summary>Takes a step of a checkout, with the call to the charger that goes with it, in one unit of work; of two who take one from the same state one does.</summary>
    internal sealed class CheckoutSteps(Func<PlatformContext> read, Func<Func<PlatformContext, int>, Task> write, CallDesk calls, TokenDigest tokens, BackendOptions options)
    {
        private const int TokenLength = 20;
        private const string TokenLetters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

        /// <summary>A step was taken.</summary>
        internal event Action? Taken;

        /// <summary>A step that asks nothing of the charger.</summary>
        internal bool Take(long id, CheckoutEvent what, CheckoutReason? why, Action<PlatformContext, CheckoutRow>? with = null)
        {
            bool done = false;
            return Told(Try(() => write(context =>
            {
                CheckoutRow row = context.Checkouts.Single(one => one.Id == id);
                done = Move(row, what, why);
                if (done)
                {
                    with?.Invoke(context, row);
                    GuestPayments.Of(row.Way).Tell(context, row);
                }

                return context.SaveChanges();
            }).GetAwaiter().GetResult()) && done, id, what);
        }

        /// <summary>A step with its call to the charger.</summary>
        internal bool Call(CheckoutRow row, CheckoutEvent what, Func<PlatformContext, CheckoutRow, CallWish?> make, CheckoutReason? why = null, Action<PlatformContext>? also = null)
        {
            CallWish? wish;
            using (PlatformContext context = read())
            {
                wish = make(context, row);
            }

            bool done = false;
            return wish is not null && Told(Try(() => calls.Store(NameOf(row), wish, context =>
            {
                CheckoutRow one = context.Checkouts.Single(found => found.Id == row.Id);
                done = one.StartCall == row.StartCall && one.TakeBackCall == row.TakeBackCall && Move(one, what, why);
                if (done)
                {
                    also?.Invoke(context);
                    GuestPayments.Of(one.Way).Tell(context, one);
                }

                return done;
            })) && done, row.Id, what);
        }

        internal CallWish Start(PlatformContext context, CheckoutRow row)
        {
            string token = RandomNumberGenerator.GetString(TokenLetters, TokenLength);
            TariffVersion told = new CheckoutReader(context, Now()).Prices(row);
            return StationWishes.Start(token, (int)CheckoutTimes.StartWithin.TotalSeconds, By(row), TariffText.Of(told), row.MostWattHours, MostSeconds(context, row, told)) with
            {
                Numbered = (write, number) =>
                {
                    CheckoutRow one = write.Checkouts.Local.Single(found => found.Id == row.Id);
                    (one.StartCall, one.Token) = (number, tokens.Of(token));
                },
            };
        }

        internal CallWish? TakeBack(PlatformContext context, CheckoutRow row)
        {
            return row.StartCall is not { } start ? null
                : StationWishes.TakeBack(start, By(row)) with { Numbered = (write, number) => write.Checkouts.Local.Single(one => one.Id == row.Id).TakeBackCall = number };
        }

        /// <summary>Null where nothing of his runs, or is asked to end already.</summary>
        internal CallWish? EndOf(PlatformContext context, CheckoutRow row)
        {
            CheckoutReader reader = new(context, Now());
            return reader.Transactions(row) is [.., { Ended: false } running] && !reader.IsStopping(row, running.Id) ? StationWishes.Stop(running.Id, By(row)) : null;
        }

        /// <summary>So long a charge may be that a card pays: its time is paid in the cap, and it ends while the hold lasts, whether anybody can reach the charger then or not.</summary>
        private int? MostSeconds(PlatformContext context, CheckoutRow row, TariffVersion told)
        {
            return GuestPayments.Of(row.Way).Of(context, row).StopMs is { } stop ? (int)Math.Clamp((stop - Now()) / 1000, 1, GuestCap.Seconds(told)) : null;
        }

        /// <summary>Takes a step, where its state has it.</summary>
        private bool Move(CheckoutRow row, CheckoutEvent what, CheckoutReason? why)
        {
            CheckoutState from = Enum.Parse<CheckoutState>(row.State);
            if (CheckoutTable.Step(from, what) is not var (to, _))
            {
                return false;
            }

            long now = Now();
            row.Reason = why?.ToString();
            if (to != from)
            {
                (row.State, row.StateMs, row.UntilMs) = (to.ToString(), now, CheckoutTimes.Until(to, now));
                row.ClosedMs ??= to is CheckoutState.Ended or CheckoutState.Billed or CheckoutState.Over ? now : null;
            }

            return true;
        }

        /// <summary>False where somebody else has taken a step from the same state meanwhile.</summary>
        internal static bool Try(Action step)
        {
            try
            {
                step();
                return true;
            }
            catch (DbUpdateConcurrencyException)
            {
                return false;
            }
        }

        private bool Told(bool done, long id, CheckoutEvent what)
        {
            if (done)
            {
                Taken?.Invoke();
                options.Log(FormattableString.Invariant($"checkout {id}: {what}"));
            }

            return done;
        }

        internal string NameOf(CheckoutRow row)
        {
            using PlatformContext context = read();
            return context.Stations.Where(one => one.Id == row.StationId).Select(one => one.Name).First();
        }

        internal static string By(CheckoutRow row)
        {
            return FormattableString.Invariant($"guest, #{row.Id}");
        }

        private long Now()
        {
            return options.TimeProvider.GetUtcNow().ToUnixTimeMilliseconds();
        }
    }
}
