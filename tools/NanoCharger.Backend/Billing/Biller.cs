using System;
using System.Threading;
using System.Threading.Tasks;
using NanoCharger.Backend.Data;

namespace NanoCharger.Backend.Billing
{
    /// <summary>Has the charge desk work whenever a receipt was rated, at the start, and every minute while a charge waits; each step is one unit of the one writer.</summary>
    /// <remarks>What fails is told and done again the next time: all that it needs is in the database.</remarks>
    internal sealed class Biller : IDisposable
    {
        private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

        private readonly Func<Func<PlatformContext, int>, Task> _write;
        private readonly BillingRules _rules;
        private readonly TimeProvider _clock;
        private readonly Action<string> _log;
        private readonly SemaphoreSlim _one = new(1);
        private readonly ITimer _timer;

        /// <param name="write">Does a unit of work.</param>
        /// <param name="rules">What the house says.</param>
        /// <param name="clock">The time.</param>
        /// <param name="log">Takes a line.</param>
        internal Biller(Func<Func<PlatformContext, int>, Task> write, BillingRules rules, TimeProvider clock, Action<string> log)
        {
            _write = write;
            _rules = rules;
            _clock = clock;
            _log = log;
            _timer = clock.CreateTimer(_ => Start(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        /// <summary>Does all there is to do; one at a time.</summary>
        internal async Task Run()
        {
            await _one.WaitAsync();
            try
            {
                (int moved, bool waits) = (0, false);
                do
                {
                    await _write(context =>
                    {
                        ChargeDesk desk = new(context, _rules, _clock.GetUtcNow().ToUnixTimeMilliseconds());
                        moved = desk.Work();
                        waits = desk.Waits;
                        return moved;
                    });
                }
                while (moved > 0);
                _timer.Change(waits ? Period : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }
            catch (Exception problem)
            {
                _log($"not billed yet: {problem.Message}");
                _timer.Change(Period, Timeout.InfiniteTimeSpan);
            }
            finally
            {
                _one.Release();
            }
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _timer.Dispose();
            _one.Wait();
        }

        /// <summary>Begins, and does not wait.</summary>
        internal void Start()
        {
            _ = Task.Run(Run);
        }
    }
}
