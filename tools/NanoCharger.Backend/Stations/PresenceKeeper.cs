using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;

namespace NanoCharger.Backend.Stations
{
    /// <summary>Keeps in the database when stations were heard, and reads what other workers have heard, or this program before it was started anew.</summary>
    internal sealed class PresenceKeeper : IDisposable
    {
        /// <summary>So many rows a unit of work: nobody waits long for it.</summary>
        private const int MostRows = 20;

        /// <summary>Where nothing else has changed, it is written this seldom.</summary>
        private const long SeldomMs = 60_000;

        private static readonly TimeSpan Period = TimeSpan.FromSeconds(20);

        private readonly Func<PlatformContext> _read;
        private readonly Func<Func<PlatformContext, int>, Task> _write;
        private readonly BackendOptions _options;
        private readonly Func<bool> _listens;
        private readonly Dictionary<string, Heard> _written = new(StringComparer.Ordinal);
        private readonly SemaphoreSlim _one = new(1);
        private readonly ITimer _timer;
        private long _listensSinceMs;
        private long _toldMs;

        /// <param name="read">A context to read by.</param>
        /// <param name="write">Does a unit of work.</param>
        /// <param name="options">The clock, what was heard, and the log.</param>
        /// <param name="listens">Whether what stations say comes here now; null: always.</param>
        internal PresenceKeeper(Func<PlatformContext> read, Func<Func<PlatformContext, int>, Task> write, BackendOptions options, Func<bool>? listens = null)
        {
            _read = read;
            _write = write;
            _options = options;
            _listens = listens ?? (static () => true);
            _timer = options.TimeProvider.CreateTimer(_ => _ = Task.Run(Keep), null, Period, Period);
        }

        /// <summary>Reads what the others know, and writes what is new; one at a time.</summary>
        internal async Task Keep()
        {
            if (!await _one.WaitAsync(0))
            {
                return;
            }

            try
            {
                Learn();
                await Listen();
                foreach (KeyValuePair<string, Heard>[] news in _options.Presence.All.Where(one => IsNews(one.Key, one.Value)).Chunk(MostRows))
                {
                    await _write(context => Put(context, news));
                    foreach ((string station, Heard heard) in news)
                    {
                        _written[station] = heard;
                    }
                }

                if (_written.Count > Presence.Most)
                {
                    _written.Clear();
                }
            }
            catch (Exception problem)
            {
                _options.Log($"when stations were heard is not kept yet: {problem.Message}");
            }
            finally
            {
                _one.Release();
            }
        }

        /// <summary>The way to the stations broke: what is not heard until it is there again says nothing.</summary>
        internal void Lost()
        {
            Interlocked.Exchange(ref _listensSinceMs, 0);
        }

        /// <summary>Reads what is kept.</summary>
        internal void Learn()
        {
            using PlatformContext context = _read();
            foreach (var row in context.Presences.AsNoTracking().Select(one => new { one.Station!.Name, Kept = one }).ToList())
            {
                _options.Presence.Merge(row.Name, Of(row.Kept));
            }
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _timer.Dispose();
            _one.Wait();
            _one.Release();
        }

        /// <summary>Puts down that somebody listens: the time up to now, while that is so and once more when it has ended.</summary>
        private async Task Listen()
        {
            long now = _options.TimeProvider.GetUtcNow().ToUnixTimeMilliseconds();
            bool listened = Interlocked.Read(ref _listensSinceMs) > 0;
            bool listens = _listens();
            if (listens != listened)
            {
                Interlocked.Exchange(ref _listensSinceMs, listens ? now : 0);
            }

            if (listens || listened)
            {
                if (listens != listened || now - _toldMs >= SeldomMs || now < _toldMs)
                {
                    await _write(context => OutageDesk.Listen(context, now));
                    _toldMs = now;
                }
            }
        }

        private bool IsNews(string station, Heard heard)
        {
            return !_written.TryGetValue(station, out Heard? before) || heard.Ms - before.Ms >= SeldomMs || before with { Ms = heard.Ms, OutletMs = heard.OutletMs, EmptyMs = heard.EmptyMs } != heard;
        }

        /// <summary>A name of which nothing was stored yet is no station.</summary>
        private int Put(PlatformContext context, KeyValuePair<string, Heard>[] news)
        {
            List<string> names = news.Select(one => one.Key).ToList();
            Dictionary<string, long> ids = context.Stations.Where(row => names.Contains(row.Name)).ToDictionary(row => row.Name, row => row.Id);
            Dictionary<long, PresenceRow> rows = context.Presences.Where(row => ids.Values.Contains(row.StationId)).ToDictionary(row => row.StationId);
            foreach ((string name, Heard heard) in news.Where(one => ids.ContainsKey(one.Key)))
            {
                if (rows.TryGetValue(ids[name], out PresenceRow? row))
                {
                    Set(row, heard);
                }
                else
                {
                    context.Presences.Add(Set(new PresenceRow { StationId = ids[name], HeardMs = 0, SinceMs = 0, EventMs = 0, OutletMs = 0, OutletSinceMs = 0 }, heard));
                }
            }

            Dictionary<long, Outage> seen = news.Where(one => one.Value.Outage is not null && ids.ContainsKey(one.Key) && one.Value.Outage != _written.GetValueOrDefault(one.Key)?.Outage)
                .ToDictionary(one => ids[one.Key], one => one.Value.Outage!);
            OutageDesk.Put(context, seen, Interlocked.Read(ref _listensSinceMs));
            FaultDesk.Clear(context, news.Where(one => one.Value.Outlet is { } outlet && outlet != FaultDesk.Faulted && ids.ContainsKey(one.Key)).ToDictionary(one => ids[one.Key], one => one.Value.OutletMs));
            return context.SaveChanges();
        }

        /// <summary>What another worker has written meanwhile, and is later, stays.</summary>
        private static PresenceRow Set(PresenceRow row, Heard heard)
        {
            if (row.HeardMs > heard.Ms + Presence.AheadMs)
            {
                // It was written by a clock that was ahead.
                (row.HeardMs, row.EventMs, row.OutletMs, row.BootMs) = (0, 0, 0, 0);
            }

            if (heard.Ms >= row.HeardMs)
            {
                (row.HeardMs, row.SinceMs, row.Board) = (heard.Ms, heard.SinceMs, heard.Board ?? row.Board);
            }

            row.EventMs = Math.Max(row.EventMs, heard.EventMs);
            if (heard.OutletMs > row.OutletMs)
            {
                (row.Outlet, row.OutletMs, row.OutletSinceMs, row.Closings) = (heard.Outlet, heard.OutletMs, heard.OutletSinceMs, heard.Closings ?? row.Closings);
            }

            if (heard.BootMs > row.BootMs)
            {
                (row.Boot, row.BootMs) = (heard.Boot, heard.BootMs);
            }

            return row;
        }

        private static Heard Of(PresenceRow row)
        {
            return new Heard(row.HeardMs, row.EventMs, 0, row.Board) { SinceMs = row.SinceMs, Outlet = row.Outlet, OutletMs = row.OutletMs, OutletSinceMs = row.OutletSinceMs, Boot = row.Boot, BootMs = row.BootMs, Closings = row.Closings };
        }
    }
}
