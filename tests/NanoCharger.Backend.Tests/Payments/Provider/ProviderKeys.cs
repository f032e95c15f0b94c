using System;
using System.Collections.Generic;

namespace NanoCharger.Testing.Payments
{
    /// <summary>What was answered under which idempotency key, for a day. Whoever calls has the lock.</summary>
    internal sealed class ProviderKeys
    {
        /// <summary>The real one forgets them after at least that.</summary>
        private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

        private readonly Dictionary<string, Entry> _entries = [];

        /// <summary>Begins a request.</summary>
        /// <param name="key">Its key.</param>
        /// <param name="asked">Path and parameters.</param>
        /// <param name="now">Now.</param>
        /// <returns>What was answered already; null where it is new.</returns>
        internal ProviderAnswer? Begin(string key, string asked, DateTimeOffset now)
        {
            if (!_entries.TryGetValue(key, out Entry? entry) || entry.At + Kept <= now)
            {
                _entries[key] = new Entry(asked, now);
                return null;
            }

            if (entry.Asked != asked)
            {
                throw new ProviderRefusal(400, "idempotency_error", null, "Keys for idempotent requests can only be used with the same parameters they were first used with.");
            }

            return entry.Answer ?? throw new ProviderRefusal(409, "idempotency_error", "idempotency_key_in_use", "There is currently another in-progress request using this Idempotent Key.");
        }

        /// <summary>Keeps an answer.</summary>
        internal void End(string key, ProviderAnswer answer)
        {
            _entries[key].Answer = answer;
        }

        /// <summary>Nothing was begun: the key is free.</summary>
        internal void Forget(string key)
        {
            _entries.Remove(key);
        }

        private sealed class Entry(string asked, DateTimeOffset at)
        {
            internal string Asked { get; } = asked;

            internal DateTimeOffset At { get; } = at;

            internal ProviderAnswer? Answer { get; set; }
        }
    }
}
