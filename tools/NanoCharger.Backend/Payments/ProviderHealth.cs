using System;
using System.Threading;
using System.Threading.Tasks;

namespace NanoCharger.Backend.Payments
{
    /// <summary>Whether the provider answers. While he does not, no guest is sent to him, and he is asked once a minute; residents charge on.</summary>
    /// <remarks>A restart forgets it, and finds out by the next question.</remarks>
    internal sealed class ProviderHealth(ICardProvider provider, BackendOptions options)
    {
        private static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);

        private readonly object _lock = new();
        private long? _downMs;
        private long _askMs;

        /// <summary>Since when he gives no answer; null while he does.</summary>
        internal long? DownSinceMs
        {
            get
            {
                lock (_lock)
                {
                    return _downMs;
                }
            }
        }

        /// <summary>He has given none just now, and is left alone.</summary>
        internal bool IsResting
        {
            get
            {
                lock (_lock)
                {
                    return _downMs is not null && Now() < _askMs;
                }
            }
        }

        /// <summary>Asks him something, and notes whether he answers; a no is an answer.</summary>
        /// <exception cref="ProviderException">He gives none, or says no.</exception>
        internal async Task<T> Ask<T>(Func<CancellationToken, Task<T>> question, CancellationToken cancel)
        {
            try
            {
                T answer = await question(cancel);
                Note(answers: true);
                return answer;
            }
            catch (ProviderException problem)
            {
                if (!problem.IsBusy)
                {
                    Note(problem.IsRefusal);
                }

                throw;
            }
        }

        /// <summary>Asks whether he is back, where he was not.</summary>
        internal async Task Look(CancellationToken cancel)
        {
            if (DownSinceMs is null || IsResting)
            {
                return;
            }

            try
            {
                await Ask(async stop =>
                {
                    await provider.Ping(stop);
                    return true;
                }, cancel);
            }
            catch (ProviderException problem)
            {
                options.Log($"{provider.Name}: {problem.Message}");
            }
        }

        private void Note(bool answers)
        {
            lock (_lock)
            {
                _askMs = Now() + (long)Rest.TotalMilliseconds;
                bool wasDown = _downMs is not null;
                _downMs = answers ? null : _downMs ?? Now();
                if (wasDown == answers)
                {
                    options.Log(answers ? $"{provider.Name} answers again" : $"{provider.Name} gives no answer: no guest is sent to him");
                }
            }
        }

        private long Now()
        {
            return options.TimeProvider.GetUtcNow().ToUnixTimeMilliseconds();
        }
    }
}
