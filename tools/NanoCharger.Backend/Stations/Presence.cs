using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;

namespace NanoCharger.Backend.Stations
{
    /// <summary>When each station was heard, by this worker and, as <see cref="PresenceKeeper"/> reads them, by the others and before a restart.</summary>
    internal sealed class Presence(TimeProvider clock)
    {
        /// <summary>More than a company has; beyond them all are forgotten.</summary>
        internal const int Most = 4096;

        /// <summary>OCPP's word for an empty outlet.</summary>
        private const string Available = "Available";

        /// <summary>So far the clocks of two workers may be apart.</summary>
        internal const long AheadMs = 60_000;

        /// <summary>So long a silence is a loss of contact.</summary>
        private const long GapMs = 10 * 60_000;

        private readonly ConcurrentDictionary<string, Heard> _all = new(StringComparer.Ordinal);
        private readonly long _startMs = clock.GetUtcNow().ToUnixTimeMilliseconds();

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
        internal void HearOutlet(string station, string status)
        {
            Change(station, (heard, now) => heard with
            {
                Ms = now,
                EmptyMs = status != Available ? 0 : heard.EmptyMs > 0 ? heard.EmptyMs : now,
                Outlet = status,
                OutletMs = now,
                OutletSinceMs = status == heard.Outlet ? heard.OutletSinceMs : now,
            });
        }

        /// <summary>What was heard elsewhere, or before a restart: the latest of both counts. Nobody is in contact since before a gap of either.</summary>
        internal void Merge(string station, Heard other)
        {
            // What was heard by a clock that was ahead is forgotten.
            long now = clock.GetUtcNow().ToUnixTimeMilliseconds();
            if (other.Ms <= now + AheadMs)
            {
                _all.AddOrUpdate(station, static (_, one) => Merged(new Heard(0), one.other, one._startMs), static (_, heard, one) => Merged(heard, one.other, one._startMs), (other, _startMs));
            }
        }

        private static Heard Merged(Heard one, Heard other, long startMs)
        {
            (Heard first, Heard last) = one.Ms <= other.Ms ? (one, other) : (other, one);
            Heard outlet = one.OutletMs >= other.OutletMs ? one : other;
            return last with
            {
                SinceMs = last.SinceMs - first.Ms > GapMs ? last.SinceMs : Math.Min(first.SinceMs > 0 ? first.SinceMs : last.SinceMs, last.SinceMs),
                EventMs = Math.Max(one.EventMs, other.EventMs),

                // What was said before this program ran may have changed while nobody listened.
                EmptyMs = outlet.Outlet == Available && outlet.OutletMs >= startMs ? Math.Max(outlet.OutletSinceMs, startMs) : 0,
                Outlet = outlet.Outlet,
                OutletMs = outlet.OutletMs,
                OutletSinceMs = outlet.OutletSinceMs,
                Board = last.Board ?? first.Board,
            };
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

        /// <summary>All that is known.</summary>
        internal IReadOnlyDictionary<string, Heard> All => _all;

        /// <summary>What goes on from what is known: not from before a gap, and nothing from a clock that has been set back since.</summary>
        private static Heard Sound(Heard heard, long now)
        {
            return heard.Ms > now + AheadMs ? new Heard(now, Board: heard.Board) { SinceMs = now } : now - heard.Ms > GapMs ? heard with { SinceMs = now } : heard;
        }

        private void Change(string station, Func<Heard, long, Heard> change)
        {
            if (_all.Count >= Most && !_all.ContainsKey(station))
            {
                _all.Clear();
            }

            long now = clock.GetUtcNow().ToUnixTimeMilliseconds();
            _all.AddOrUpdate(station, static (_, one) => one.change(new Heard(one.now) { SinceMs = one.now }, one.now), static (_, heard, one) => one.change(Sound(heard, one.now), one.now), (change, now));
        }
    }

    /// <summary>When a station was heard last; Unix milliseconds by the backend's clock.</summary>
    /// <param name="Ms">Anything.</param>
    /// <param name="EventMs">An event of a transaction; 0: none.</param>
    /// <param name="EmptyMs">Since when its outlet is empty; 0: it is not, or has not said so.</param>
    /// <param name="Board">The number of its board; null: it has not said so.</param>
    internal sealed record Heard(long Ms, long EventMs = 0, long EmptyMs = 0, string? Board = null)
    {
        /// <summary>Since when it is in contact without a gap.</summary>
        public long SinceMs { get; init; }

        /// <summary>The state of its outlet, as OCPP names it; null: it has not said.</summary>
        public string? Outlet { get; init; }

        /// <summary>When it said that last.</summary>
        public long OutletMs { get; init; }

        /// <summary>Since when it is in that state.</summary>
        public long OutletSinceMs { get; init; }
    }
}
