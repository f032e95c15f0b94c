using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Payments;
using NanoCharger.Backend.Rating;
using NanoCharger.Backend.Stations;

namespace NanoCharger.Backend.Guests
{
    /// <summary>Takes a step of a checkout, with the call to the charger that goes with it, in one unit of work; of two who take one from the same state one does.</summary>
    internal sealed class CheckoutSteps(Func<PlatformContext> read, Func<Func<PlatformContext, int>, Task> write, CallDesk calls, TokenDigest tokens, BackendOptions options)
    {
        private const int TokenLength = 20;
        private const string TokenLetters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
        private const int Codes = 10_000;

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
                    Tell(context, row);
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
                    Tell(context, one);
                }

                return done;
            })) && done, row.Id, what);
        }

        internal CallWish Start(PlatformContext context, CheckoutRow row)
        {
            string token = RandomNumberGenerator.GetString(TokenLetters, TokenLength);
            TariffVersion told = new CheckoutReader(context, Now()).Told(row) ?? throw new InvalidDataException($"checkout {row.Id}: its prices are not what was put down");
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

        /// <summary>What his bank is to hold: all that he wants to spend.</summary>
        internal HoldRow Wanted(PlatformContext context, CheckoutRow row)
        {
            TariffVersion told = new CheckoutReader(context, Now()).Told(row) ?? throw new InvalidDataException($"checkout {row.Id}: its prices are not what was put down");
            return new HoldRow
            {
                TenantId = row.TenantId,
                CheckoutId = row.Id,
                Key = Guid.NewGuid().ToString("N"),
                AmountMinor = row.CapMinor ?? throw new InvalidDataException($"checkout {row.Id} has no cap that could be held"),
                Currency = told.Currency,
                Account = options.Cards?.ByAccounts == true ? context.Payees.AsNoTracking().First(one => one.TenantId == row.TenantId).Account : null,
                PageEndsMs = Now() + (long)HoldTimes.Page.TotalMilliseconds,
                State = nameof(HoldState.Wanted),
                StateMs = Now(),
            };
        }

        /// <summary>So long a charge may be that a card pays: its time is paid in the cap, and it ends while the hold lasts, whether anybody can reach the charger then or not.</summary>
        private int? MostSeconds(PlatformContext context, CheckoutRow row, TariffVersion told)
        {
            return row.Way != GuestWay.Card || new CheckoutReader(context, Now()).Hold(row) is not { } hold || HoldReader.StopMs(hold) is not { } stop ? null
                : (int)Math.Clamp((stop - Now()) / 1000, 1, GuestCap.Seconds(told));
        }

        /// <summary>What pays for it learns what has become of it, in the same unit of work.</summary>
        private static void Tell(PlatformContext context, CheckoutRow row)
        {
            if (row.Way == GuestWay.Card && context.Holds.FirstOrDefault(one => one.CheckoutId == row.Id) is { } hold)
            {
                hold.Unused = row.State == nameof(CheckoutState.Over) ? row.Reason ?? row.State : null;
                hold.ChargeId = row.ChargeId;
            }
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

        /// <summary>One that no other guest who waits there has.</summary>
        internal static string FreeCode(PlatformContext context, long tenant)
        {
            HashSet<string?> taken = [.. context.Checkouts.Where(row => row.TenantId == tenant && row.State == nameof(CheckoutState.Waiting)).Select(row => row.Code)];
            string code;
            do
            {
                code = FormattableString.Invariant($"{RandomNumberGenerator.GetInt32(Codes):0000}");
            }
            while (taken.Contains(code));
            return code;
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
