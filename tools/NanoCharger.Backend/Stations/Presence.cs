using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;

namespace NanoCharger.Backend.Stations
{
    /// <summary>When each station was heard. A restart forgets it: nothing is concluded before a station is heard again.</summary>
    internal sealed class Presence(TimeProvider clock)
    {
        /// <summary>More than a company has; beyond them all are forgotten.</summary>
        private const int Most = 4096;

        /// <summary>So long a silence is a loss of contact.</summary>
        private const long GapMs = 10 * 60_000;

        private readonly ConcurrentDictionary<string, Heard> _all = new(StringComparer.Ordinal);

        /// <summary>What is known of one; null where it was not heard.</summary>
        internal Heard? Of(string station)
        {
            return _all.GetValueOrDefault(station);
        }

        /// <summary>It said something.</summary>
        internal void Hear(string station)
        {
            Change(station, static (heard, now) => heard with { Ms = now });
        }

        /// <summary>It told of a transaction.</summary>
        internal void HearEvent(string station)
        {
            Change(station, static (heard, now) => heard with { Ms = now, EventMs = now });
        }

        /// <summary>It told of its outlet.</summary>
        internal void HearOutlet(string station, bool empty)
        {
            Change(station, (heard, now) => heard with { Ms = now, EmptyMs = !empty ? 0 : heard.EmptyMs > 0 ? heard.EmptyMs : now });
        }

        /// <summary>It told which board it is.</summary>
        internal void HearBoard(string station, string serial)
        {
            Change(station, (heard, now) => heard with { Ms = now, Board = serial });
        }

        /// <summary>Those that were heard since a moment.</summary>
        internal IReadOnlyList<string> Since(long ms)
        {
            return _all.Where(one => one.Value.Ms >= ms).Select(one => one.Key).ToList();
        }

        private void Change(string station, Func<Heard, long, Heard> change)
        {
            if (_all.Count >= Most && !_all.ContainsKey(station))
            {
                _all.Clear();
            }

            long now = clock.GetUtcNow().ToUnixTimeMilliseconds();
            _all.AddOrUpdate(station, static (_, one) => one.change(new Heard(one.now) { SinceMs = one.now }, one.now), static (_, heard, one) => one.change(one.now - heard.Ms > GapMs ? heard with { SinceMs = one.now } : heard, one.now), (change, now));
        }
    }

    /// <summary>When a station was heard last, since this program runs; Unix milliseconds by the backend's clock.</summary>
    /// <param name="Ms">Anything.</param>
    /// <param name="EventMs">An event of a transaction; 0: none.</param>
    /// <param name="EmptyMs">Since when its outlet is empty; 0: it is not, or has not said so.</param>
    /// <param name="Board">The number of its board; null: it has not said so.</param>
    internal sealed record Heard(long Ms, long EventMs = 0, long EmptyMs = 0, string? Board = null)
    {
        /// <summary>Since when it is in contact without a gap.</summary>
        public long SinceMs { get; init; }
    }
}
