using System;
using System.Threading;
using System.Threading.Tasks;
using NanoCharger.Mqtt;

namespace NanoCharger.Backend
{
    /// <summary>Keeps a backend connected to one of its brokers until it is told to stop.</summary>
    internal sealed class Supervisor
    {
        private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
        private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

        private readonly PaymentBackend _backend;
        private readonly BrokerCell _cell;
        private readonly TimeProvider _clock;
        private readonly Action<string> _log;
        private readonly SemaphoreSlim _lost = new(0);

        internal Supervisor(PaymentBackend backend, BrokerCell cell, TimeProvider clock, Action<string> log)
        {
            _backend = backend;
            _cell = cell;
            _clock = clock;
            _log = log;
            cell.Lost += () => _lost.Release();
        }

        /// <summary>Connects, again after each loss with doubling pauses; returns after a cancellation, with what has come answered and the connection ended.</summary>
        /// <exception cref="BrokerException">Trying again is of no use: the broker refuses us.</exception>
        internal async Task Run(CancellationToken cancel)
        {
            TimeSpan pause = FirstPause;
            try
            {
                while (true)
                {
                    try
                    {
                        _backend.Start(_cell);
                        pause = FirstPause;
                        await WaitForLoss(cancel);
                    }
                    catch (Exception problem) when (problem is not BrokerException { Failure: BrokerFailure.Refused } && !(problem is OperationCanceledException && cancel.IsCancellationRequested))
                    {
                        // Whatever it is: a cell without a supervisor would be silent for ever, with nobody to say so.
                        string what = problem is BrokerException ? problem.Message : $"{_cell.Url.Host}:{_cell.Url.Port}: {problem.GetType().Name}: {problem.Message}";
                        _log(what + $" Trying again in {pause.TotalSeconds:0} s.");
                    }

                    await Task.Delay(pause, _clock, cancel);
                    pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
                }
            }
            catch (OperationCanceledException)
            {
                _backend.Stop(_cell);
            }
        }

        private async Task WaitForLoss(CancellationToken cancel)
        {
            // A loss during a failed start is still counted when the next one succeeds: only the state decides.
            do
            {
                await _lost.WaitAsync(cancel);
            }
            while (_cell.IsConnected);
        }
    }
}
