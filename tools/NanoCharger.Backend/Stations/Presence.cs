using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using NanoCharger.Backend.Data;

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
        internal const long GapMs = 10 * 60_000;

        private readonly ConcurrentDictionary<string, Heard> _all = new(StringComparer.Ordinal);
        private readonly long _startMs = clock.GetUtcNow().ToUnixTimeMilliseconds();

        /// <summary>What is known of one; null where it was not heard.</summary>
        internal Heard? Of(string station)
        {
            return _all.GetValueOrDefault(station);
        }

        /// <summary>It said something.</summary>
        /// <param name="station">The station.</param>
        /// <param name="start">What it said of its start; null: nothing.</param>
        internal void Hear(string station, Start? start = null)
        {
            Change(station, (heard, now) => heard with { Ms = now }, start);
        }

        /// <summary>It told of a transaction.</summary>
        internal void HearEvent(string station)
        {
            Change(station, static (heard, now) => heard with { Ms = now, EventMs = now });
        }

        /// <summary>It told of its outlet.</summary>
        /// <param name="station">The station.</param>
        /// <param name="status">The outlet's state.</param>
        /// <param name="closings">How often its contactor has closed; null: it has not said.</param>
        internal void HearOutlet(string station, string status, long? closings = null)
        {
            Change(station, (heard, now) => heard with
            {
                Ms = now,
                EmptyMs = status != Available ? 0 : heard.EmptyMs > 0 ? heard.EmptyMs : now,
                Outlet = status,
                OutletMs = now,
                OutletSinceMs = status == heard.Outlet ? heard.OutletSinceMs : now,
                Closings = closings ?? heard.Closings,
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
                Boot = one.BootMs >= other.BootMs ? one.Boot : other.Boot,
                BootMs = Math.Max(one.BootMs, other.BootMs),
                Closings = outlet.Closings ?? one.Closings ?? other.Closings,
                Outage = one.Outage ?? other.Outage,
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
        private static Heard Sound(Heard heard, Start? start, long now)
        {
            if (heard.Ms > now + AheadMs)
            {
                return Told(new Heard(now, Board: heard.Board) { SinceMs = now }, start, now);
            }

            bool silent = now - heard.Ms > GapMs;
            bool? anew = start is null ? false : start.IsAnew(heard.Boot);
            OutageCause cause = anew switch
            {
                true => start!.Cause,
                false => OutageCause.Link,
                null => OutageCause.Unknown,
            };
            return Told(heard, start, now) with
            {
                SinceMs = silent ? now : heard.SinceMs,

                // Ours begins each session with a BootNotification: the one before was lost.
                Outage = silent || (start is not null && anew is not null) ? new Outage(heard.Ms, now, cause) : heard.Outage,
            };
        }

        private static Heard Told(Heard heard, Start? start, long now)
        {
            return start?.Number is { } number ? heard with { Boot = number, BootMs = now } : heard;
        }

        private void Change(string station, Func<Heard, long, Heard> change, Start? start = null)
        {
            if (_all.Count >= Most && !_all.ContainsKey(station))
            {
                _all.Clear();
            }

            long now = clock.GetUtcNow().ToUnixTimeMilliseconds();
            _all.AddOrUpdate(
                station,
                static (_, one) => one.change(Told(new Heard(one.now) { SinceMs = one.now }, one.start, one.now), one.now),
                static (_, heard, one) => one.change(Sound(heard, one.start, one.now), one.now),
                (change, start, now));
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

        /// <summary>The number of its start; null: it has not said.</summary>
        public long? Boot { get; init; }

        /// <summary>When it said that last.</summary>
        public long BootMs { get; init; }

        /// <summary>How often its contactor has closed; null: it has not said.</summary>
        public long? Closings { get; init; }

        /// <summary>When it was not heard last, as far as this worker has seen it; null: that was never so.</summary>
        public Outage? Outage { get; init; }
    }

    /// <summary>A time in which a station was not heard, Unix milliseconds.</summary>
    /// <param name="FromMs">It was heard then.</param>
    /// <param name="ToMs">It was heard again then.</param>
    /// <param name="Cause">Why.</param>
    internal sealed record Outage(long FromMs, long ToMs, OutageCause Cause);
}
