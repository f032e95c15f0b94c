using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Guests.Ways;
using NanoCharger.Backend.Stations;

namespace NanoCharger.Backend.Guests
{
    /// <summary>Moves checkouts on, by <see cref="CheckoutTable"/> alone: each step is stored, with the call to the charger that it asks for, in one unit of work.</summary>
    /// <remarks>It keeps nothing of one in memory: whoever comes after a restart, or another worker, goes on from the row.</remarks>
    internal sealed class CheckoutDesk : IDisposable
    {
        /// <summary>How often it looks while it knows of one.</summary>
        internal static readonly TimeSpan Between = TimeSpan.FromSeconds(5);

        private readonly Func<PlatformContext> _read;
        private readonly Func<Func<PlatformContext, int>, Task> _write;
        private readonly CallDesk _calls;
        private readonly CheckoutSteps _steps;
        private readonly Func<string, LiveReading?> _liveOf;
        private readonly BackendOptions _options;
        private readonly SemaphoreSlim _one = new(1);
        private readonly ITimer _timer;
        private volatile bool _hasOpen = true;

        /// <param name="read">A context to read by.</param>
        /// <param name="write">Does a unit of work.</param>
        /// <param name="calls">Calls the chargers.</param>
        /// <param name="tokens">How tables write tokens.</param>
        /// <param name="liveOf">What a meter shows.</param>
        /// <param name="options">The clock, the market and the log.</param>
        internal CheckoutDesk(Func<PlatformContext> read, Func<Func<PlatformContext, int>, Task> write, CallDesk calls, TokenDigest tokens, Func<string, LiveReading?> liveOf, BackendOptions options)
        {
            (_read, _write, _calls, _liveOf, _options) = (read, write, calls, liveOf, options);
            _steps = new CheckoutSteps(read, write, calls, tokens, options);
            _steps.Taken += () => _hasOpen = true;
            _timer = options.TimeProvider.CreateTimer(_ => Remind(), null, Between, Between);
        }

        /// <summary>A guest takes a bay for himself, at a price and with a cap.</summary>
        /// <param name="wanted">What he was told and has chosen.</param>
        /// <returns>False where another was there first: the database lets a bay be one's alone.</returns>
        internal async Task<bool> Make(NewCheckout wanted)
        {
            long now = Now();
            try
            {
                await _write(context =>
                {
                    bool known = context.Tariffs.Any(row => row.TenantId == wanted.Tenant && row.Id == wanted.Tariff.Id);
                    int rows = known ? 0 : TariffRegister.Put(context, wanted.Tenant, wanted.Tariff, now);
                    context.Checkouts.Add(wanted.Row(now));
                    return rows + context.SaveChanges();
                });
            }
            catch (DbUpdateException problem)
            {
                if (!await IsTaken(wanted.Bay))
                {
                    throw;
                }

                _options.Log($"{wanted.StationName}: another guest was first: {problem.InnerException?.Message}");
                return false;
            }

            _hasOpen = true;
            _options.Log($"{wanted.StationName}: a guest has the bay");
            return true;
        }

        /// <summary>He wants to charge: the desk is asked, or the charger where nobody has to be.</summary>
        /// <returns>False where his checkout has no such step any more.</returns>
        internal bool Pay(CheckoutRow row)
        {
            IGuestPayment payment = GuestPayments.Of(row.Way);
            return CheckoutTable.Step(CheckoutState.Checkout, payment.Yes)?.Effect == CheckoutEffect.Start ? _steps.Call(row, payment.Yes, _steps.Start)
                : _steps.Take(row.Id, payment.Yes, null, (context, one) => payment.Ask(context, one, _options));
        }

        /// <summary>The desk says yes.</summary>
        /// <param name="row">The checkout.</param>
        /// <param name="also">What is written with it.</param>
        /// <inheritdoc cref="Pay"/>
        internal bool Confirm(CheckoutRow row, Action<PlatformContext> also)
        {
            return _steps.Call(row, CheckoutEvent.Confirm, _steps.Start, also: also);
        }

        /// <summary>The desk says no.</summary>
        /// <inheritdoc cref="Confirm"/>
        internal bool Refuse(CheckoutRow row, Action<PlatformContext> also)
        {
            return _steps.Take(row.Id, CheckoutEvent.Refuse, CheckoutReason.Refused, (context, _) => also(context));
        }

        /// <summary>He wants no more: what the charger was told is taken back.</summary>
        /// <inheritdoc cref="Pay"/>
        internal bool Withdraw(CheckoutRow row)
        {
            return row.State != nameof(CheckoutState.Starting) ? _steps.Take(row.Id, CheckoutEvent.Withdraw, CheckoutReason.Withdrawn)
                : row.TakeBackCall is null && _steps.Call(row, CheckoutEvent.Withdraw, _steps.TakeBack, CheckoutReason.Withdrawn);
        }

        /// <summary>He wants his charge to end: his own transaction, whatever else runs there.</summary>
        /// <inheritdoc cref="Pay"/>
        internal bool Stop(CheckoutRow row)
        {
            return _steps.Call(row, CheckoutEvent.Stop, _steps.EndOf);
        }

        /// <summary>The lamp is to blink another pattern, which his page shows.</summary>
        /// <inheritdoc cref="Pay"/>
        internal bool Blink(CheckoutRow row)
        {
            string pattern = BlinkPattern.New();
            long now = Now();
            bool asked = false;
            CallWish wish = StationWishes.Blink(pattern, CheckoutSteps.By(row)) with { Numbered = (context, number) => context.Checkouts.Local.Single(one => one.Id == row.Id).BlinkCall = number };
            return CheckoutSteps.Try(() => _calls.Store(_steps.NameOf(row), wish, context =>
            {
                CheckoutRow one = context.Checkouts.Single(found => found.Id == row.Id);
                asked = one.State is nameof(CheckoutState.Checkout) or nameof(CheckoutState.Waiting);
                (one.Pattern, one.BlinkMs) = asked ? (pattern, now) : (one.Pattern, one.BlinkMs);
                return asked;
            })) && asked;
        }

        /// <summary>Looks at all that are open, and moves on what something has happened to.</summary>
        internal void Look()
        {
            List<(CheckoutRow Row, CheckoutFacts Facts)> all = [];
            using (PlatformContext context = _read())
            {
                CheckoutReader reader = new(context, Now());
                List<CheckoutRow> open = reader.Open();
                _hasOpen = open.Count > 0;
                foreach (CheckoutRow row in open)
                {
                    string station = context.Stations.Where(one => one.Id == row.StationId).Select(one => one.Name).First();
                    all.Add((row, reader.Of(row, _liveOf(station), _options.Presence.Of(station), _options.Market)));
                }
            }

            foreach ((CheckoutRow row, CheckoutFacts facts) in all)
            {
                try
                {
                    Happen(row, facts);
                }
                catch (Exception problem)
                {
                    // It stops no other, and is tried again at the next look.
                    _options.Log($"checkout {row.Id}: {problem.Message}");
                }
            }
        }

        /// <summary>Looks; one look at a time, and what it misses the next one sees.</summary>
        internal void Tick()
        {
            if (_one.Wait(0))
            {
                try
                {
                    Look();
                }
                catch (Exception problem)
                {
                    _options.Log($"checkouts: {problem.Message}");
                }
                finally
                {
                    _one.Release();
                }
            }
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _timer.Dispose();
            _one.Wait();
            _one.Release();
        }

        /// <summary>What it knows to be open is looked at without anybody's help, and once what was open before it began.</summary>
        private void Remind()
        {
            if (_hasOpen)
            {
                Tick();
            }
        }

        private void Happen(CheckoutRow row, CheckoutFacts facts)
        {
            if (facts.Happened is not var (what, why))
            {
                return;
            }

            switch (CheckoutTable.Step(facts.State, what)?.Effect)
            {
                case CheckoutEffect.TakeBack:
                    _steps.Call(row, what, _steps.TakeBack, why);
                    break;
                case CheckoutEffect.Stop:
                    _steps.Call(row, what, _steps.EndOf);
                    break;
                case CheckoutEffect.Start:
                    _steps.Call(row, what, _steps.Start);
                    break;
                default:
                    _steps.Take(row.Id, what, why, (_, one) =>
                    {
                        (one.TransactionId, one.EndedMs) = (facts.Own?.Id ?? one.TransactionId, facts.Own?.EndedMs);
                        one.ChargeId = what == CheckoutEvent.Settled ? facts.Own?.Charge : one.ChargeId;
                    });
                    break;
            }
        }

        private async Task<bool> IsTaken(long bay)
        {
            using PlatformContext context = _read();
            return await context.Checkouts.AnyAsync(row => row.BayId == bay && row.ClosedMs == null);
        }

        private long Now()
        {
            return _options.TimeProvider.GetUtcNow().ToUnixTimeMilliseconds();
        }
    }
}
