using System;
using System.Threading;
using System.Threading.Tasks;
using NanoCharger.Mqtt;

namespace NanoCharger.Backend
{
    /// <summary>Keeps a backend connected until it is told to stop.</summary>
    internal sealed class Supervisor
    {
        private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
        private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

        private readonly PaymentBackend _backend;
        private readonly Action<string> _log;
        private readonly SemaphoreSlim _lost = new(0);

        internal Supervisor(PaymentBackend backend, Action<string> log)
        {
            _backend = backend;
            _log = log;
            backend.ConnectionLost += () => _lost.Release();
        }

        /// <summary>Starts the backend, again after each loss with doubling pauses; returns after a cancellation, with the backend stopped.</summary>
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
                        _backend.Start();
                        pause = FirstPause;
                        await WaitForLoss(cancel);
                    }
                    catch (BrokerException problem) when (problem.Failure != BrokerFailure.Refused)
                    {
                        _log(problem.Message + $" Trying again in {pause.TotalSeconds:0} s.");
                    }

                    await Task.Delay(pause, cancel);
                    pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
                }
            }
            catch (OperationCanceledException)
            {
                _backend.Stop();
            }
        }

        private async Task WaitForLoss(CancellationToken cancel)
        {
            // A loss during a failed start is still counted when the next one succeeds: only the state decides.
            do
            {
                await _lost.WaitAsync(cancel);
            }
            while (_backend.IsConnected);
        }
    }
}
