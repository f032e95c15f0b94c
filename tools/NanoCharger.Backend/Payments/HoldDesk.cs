using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Data;

namespace NanoCharger.Backend.Payments
{
    /// <summary>Moves guests' money on, by <see cref="HoldTable"/> alone: each step is stored, then its effect is asked of the provider, again and again until he has told how it stands.</summary>
    /// <remarks>It keeps nothing of a hold in memory: whoever comes after a restart, or another worker, goes on from the row. Two who ask the same at once ask it under one key.</remarks>
    internal sealed class HoldDesk : IDisposable
    {
        /// <summary>How often it looks.</summary>
        internal static readonly TimeSpan Between = TimeSpan.FromSeconds(5);

        private readonly Func<PlatformContext> _read;
        private readonly Func<Func<PlatformContext, int>, Task> _write;
        private readonly CardTerms _terms;
        private readonly HoldSteps _steps;
        private readonly BackendOptions _options;
        private readonly SemaphoreSlim _one = new(1);
        private readonly CancellationTokenSource _end = new();

        /// <param name="read">A context to read by.</param>
        /// <param name="write">Does a unit of work.</param>
        /// <param name="terms">Who takes cards, and on what terms.</param>
        /// <param name="options">The clock and the log.</param>
        internal HoldDesk(Func<PlatformContext> read, Func<Func<PlatformContext, int>, Task> write, CardTerms terms, BackendOptions options)
        {
            (_read, _write, _terms, _options) = (read, write, terms, options);
            _steps = new HoldSteps(write, terms, options);
            Health = new ProviderHealth(terms.Provider, options);
            Payees = new PayeeDesk(read, write, terms, Health, options);
        }

        /// <summary>Whether the provider answers.</summary>
        internal ProviderHealth Health { get; }

        /// <summary>Managers' accounts with him.</summary>
        internal PayeeDesk Payees { get; }

        /// <summary>The provider's page for a checkout: made now where there is none yet. For the guest who stands before it: nobody else is shown it.</summary>
        /// <param name="checkout">The checkout.</param>
        /// <param name="back">The guest's own address.</param>
        /// <param name="what">What it is for, as the page says it.</param>
        /// <param name="language">The page's language.</param>
        /// <returns>Its address; null where there is none just now.</returns>
        internal async Task<string?> PageOf(long checkout, string back, string what, string language)
        {
            HoldRow? row;
            using (PlatformContext context = _read())
            {
                row = await context.Holds.AsNoTracking().FirstOrDefaultAsync(one => one.CheckoutId == checkout);
            }

            try
            {
                return row switch
                {
                    { State: nameof(HoldState.Wanted), Unused: null } => await Open(row, new HoldOrder(KeyOf(row), row.AmountMinor, row.Currency, what, back, row.PageEndsMs) { Account = row.Account, OnBehalf = _terms.OnBehalf, Language = language }),
                    { State: nameof(HoldState.Open), Unused: null, Session: { } session } => await Health.Ask(cancel => _terms.Provider.AddressOf(session, cancel), _end.Token),
                    _ => null,
                };
            }
            catch (ProviderException problem)
            {
                await _steps.Failed(row!, problem);
                return null;
            }
        }

        /// <summary>Somebody has come who may have paid, or the provider has called: it is looked at soon.</summary>
        internal static int Nudge(PlatformContext context, Func<IQueryable<HoldRow>, IQueryable<HoldRow>> which, long nowMs)
        {
            List<HoldRow> rows = [.. which(context.Holds.Where(row => row.Session != null))];
            rows.ForEach(row => row.AskMs = nowMs);
            return context.SaveChanges();
        }

        /// <summary>Looks at all that are open, and moves on what something has happened to; one look at a time.</summary>
        internal async Task Look()
        {
            await _one.WaitAsync(_end.Token);
            try
            {
                foreach (HoldRow row in Due())
                {
                    await Move(row);
                }

                await Payees.Look(_end.Token);
                await Health.Look(_end.Token);
            }
            finally
            {
                _one.Release();
            }
        }

        /// <summary>Looks; what it misses the next one sees.</summary>
        internal void Tick()
        {
            try
            {
                Look().GetAwaiter().GetResult();
            }
            catch (Exception problem) when (!_end.IsCancellationRequested)
            {
                _options.Log($"holds: {problem.Message}");
            }
            catch (OperationCanceledException)
            {
                // It ends.
            }
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _end.Cancel();
            _one.Wait();
            _one.Release();
        }

        private List<HoldRow> Due()
        {
            using PlatformContext context = _read();
            return new HoldReader(context, _terms.Provider, Now()).Open();
        }

        /// <summary>One hold, as far as it goes now: what the books say, and what the provider says where it is time to ask him.</summary>
        private async Task Move(HoldRow row)
        {
            try
            {
                await LetGoOfPart(row);
                HoldFacts facts = Known(row);
                if (facts.Happened is var (what, why))
                {
                    await _steps.Take(row, facts, what, why);
                }
                else if (row.Session is not null && HoldTimes.IsDue(row.AskMs, Now()) && !Health.IsResting)
                {
                    HoldStatus status = await Health.Ask(cancel => Ask(row, facts.State, cancel), _end.Token);
                    HoldFacts told = Known(row) with { Asked = status };
                    bool moved = told.Happened is var (event_, reason) && HoldTable.Step(told.State, event_) is not null && await _steps.Take(row, told, event_, reason);
                    if (!moved)
                    {
                        await _steps.Answered(row, status);
                    }
                }
            }
            catch (ProviderException problem)
            {
                await _steps.Failed(row, problem);
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                // It stops no other, and is tried again at the next look.
                _options.Log($"hold {row.Id}: {problem.InnerException?.Message ?? problem.Message}");
            }
        }

        /// <summary>What its state asks of the provider; he tells how it stands, whatever he has been asked before.</summary>
        private Task<HoldStatus> Ask(HoldRow row, HoldState state, CancellationToken cancel)
        {
            ICardProvider provider = _terms.Provider;
            return state switch
            {
                HoldState.Taking when row.Failures > 0 && HoldReader.EndsMs(row) - (long)HoldTimes.GiveUpAhead.TotalMilliseconds <= Now() => provider.Look(row.Session!, cancel),
                HoldState.Taking => provider.Capture(row.Session!, new CaptureOrder(KeyOf(row) + ":capture", row.TakeMinor, row.FeeMinor), cancel),
                HoldState.LettingGo => provider.Release(row.Session!, KeyOf(row) + ":release", cancel),
                HoldState.GivingBack => provider.Refund(row.Session!, KeyOf(row) + ":refund", cancel),
                _ => provider.Look(row.Session!, cancel),
            };
        }

        /// <summary>The key of what is asked now: twice the same, for an answer that was lost on its way; then another, for the order may read otherwise by now (a guest's language, our address), which no provider takes under an old key. Nothing of it can be done twice: what is taken, let go or given back whole is so once, and of two pages one is shown.</summary>
        private static string KeyOf(HoldRow row)
        {
            return FormattableString.Invariant($"{row.Key}-{row.Failures / 2}");
        }

        /// <summary>A charge that was cut by a loss of power waits for its other part, but not longer than its hold does.</summary>
        private async Task LetGoOfPart(HoldRow row)
        {
            if (!HoldReader.IsNearEnd(row, Now()))
            {
                return;
            }

            long? waits;
            using (PlatformContext context = _read())
            {
                waits = new HoldReader(context, _terms.Provider, Now()).Waiting(row);
            }

            if (waits is { } charge)
            {
                await _write(context => new ChargeDesk(context, BillingRules.Of(_options), Now()).LetGo(charge) ? context.SaveChanges() + 1 : 0);
            }
        }

        private HoldFacts Known(HoldRow row)
        {
            using PlatformContext context = _read();
            HoldRow now = context.Holds.AsNoTracking().First(one => one.Id == row.Id);
            return new HoldReader(context, _terms.Provider, Now()).Of(now.State == row.State ? now : row);
        }

        private async Task<string?> Open(HoldRow row, HoldOrder order)
        {
            HostedPage page = await Health.Ask(cancel => _terms.Provider.Open(order, cancel), _end.Token);
            return await _steps.Take(row, new HoldFacts(HoldState.Wanted, Now()), HoldEvent.Opened, null, page.Session) ? page.Address : null;
        }

        private long Now()
        {
            return _options.TimeProvider.GetUtcNow().ToUnixTimeMilliseconds();
        }
    }
}
