using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NanoCharger.Backend.Data;

namespace NanoCharger.Backend.Billing
{
    /// <summary>Has the charge desk work whenever a receipt was rated, at the start, and every minute; each step is one unit of the one writer.</summary>
    /// <remarks>A step that fails is told and tried again later, and stops no other: all that it needs is in the database.</remarks>
    internal sealed class Biller : IDisposable
    {
        /// <summary>So many steps of a turn that fail for the database are no fault of theirs: the rest waits for the next turn.</summary>
        private const int MostFailures = 3;

        private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

        private readonly Func<PlatformContext> _read;
        private readonly Func<Func<PlatformContext, int>, Task> _write;
        private readonly BillingRules _rules;
        private readonly TimeProvider _clock;
        private readonly Action<string> _log;
        private readonly SemaphoreSlim _one = new(1);
        private readonly ITimer _timer;
        private volatile bool _ended;
        private int _waiting;

        /// <param name="read">A context to read by.</param>
        /// <param name="write">Does a unit of work.</param>
        /// <param name="rules">What the house says.</param>
        /// <param name="clock">The time.</param>
        /// <param name="log">Takes a line.</param>
        internal Biller(Func<PlatformContext> read, Func<Func<PlatformContext, int>, Task> write, BillingRules rules, TimeProvider clock, Action<string> log)
        {
            _read = read;
            _write = write;
            _rules = rules;
            _clock = clock;
            _log = log;
            _timer = clock.CreateTimer(_ => Start(), null, Period, Period);
        }

        /// <summary>A charge is billed, waived or found free. Raised in their order on a thread of its own.</summary>
        internal event Action<long>? Settled;

        /// <summary>Does all there is to do; one at a time.</summary>
        internal async Task Run()
        {
            await _one.WaitAsync();
            Volatile.Write(ref _waiting, 0);
            try
            {
                HashSet<ChargeStep> stuck = [];
                int failures = 0;
                while (!_ended && failures < MostFailures && Due(stuck) is { Count: > 0 } due)
                {
                    foreach (ChargeStep step in due.TakeWhile(_ => !_ended && failures < MostFailures))
                    {
                        int? moved = await Do(step);
                        failures += moved is null ? 1 : 0;
                        if (moved is not > 0)
                        {
                            stuck.Add(step);
                        }
                    }
                }
            }
            catch (Exception problem)
            {
                _log($"not billed yet: {problem.Message}");
            }
            finally
            {
                _one.Release();
            }
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _ended = true;
            _timer.Dispose();
            _one.Wait();
            _one.Release();
        }

        /// <summary>Begins, and does not wait; while one waits to begin there is no need of another.</summary>
        internal void Start()
        {
            if (Interlocked.Exchange(ref _waiting, 1) == 0)
            {
                _ = Task.Run(Run);
            }
        }

        private List<ChargeStep> Due(HashSet<ChargeStep> stuck)
        {
            using PlatformContext context = _read();
            return new ChargeDesk(context, _rules, Now()).Due(stuck.Count).Where(step => !stuck.Contains(step)).ToList();
        }

        /// <returns>How many charges were moved on; null where the database failed.</returns>
        private async Task<int?> Do(ChargeStep step)
        {
            try
            {
                long? settled = null;
                int moved = 0;
                await _write(context =>
                {
                    ChargeDesk desk = new(context, _rules, Now());
                    moved = desk.Do(step);
                    settled = desk.Settled;
                    return moved;
                });
                Tell(settled);
                return moved;
            }
            catch (Exception problem)
            {
                _log($"{(step.Receipt is { } receipt ? $"receipt T{receipt}" : $"charge {step.Charge}")} not billed yet: {problem.Message}");
                return PlatformDatabase.IsItsOwn(problem) ? null : 0;
            }
        }

        /// <summary>It is billed, whatever becomes of the receipt: export writes it again.</summary>
        private void Tell(long? settled)
        {
            try
            {
                if (settled is { } charge)
                {
                    Settled?.Invoke(charge);
                }
            }
            catch (Exception problem)
            {
                _log($"the receipt of charge {settled} could not be handed on: {problem.Message}");
            }
        }

        private long Now()
        {
            return _clock.GetUtcNow().ToUnixTimeMilliseconds();
        }
    }
}
