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
        private const int MostRows = 40;

        /// <summary>Where nothing else has changed, it is written this seldom.</summary>
        private const long SeldomMs = 60_000;

        private static readonly TimeSpan Period = TimeSpan.FromSeconds(20);

        private readonly Func<PlatformContext> _read;
        private readonly Func<Func<PlatformContext, int>, Task> _write;
        private readonly BackendOptions _options;
        private readonly Dictionary<string, Heard> _written = new(StringComparer.Ordinal);
        private readonly SemaphoreSlim _one = new(1);
        private readonly ITimer _timer;

        /// <param name="read">A context to read by.</param>
        /// <param name="write">Does a unit of work.</param>
        /// <param name="options">The clock, what was heard, and the log.</param>
        internal PresenceKeeper(Func<PlatformContext> read, Func<Func<PlatformContext, int>, Task> write, BackendOptions options)
        {
            _read = read;
            _write = write;
            _options = options;
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

        private bool IsNews(string station, Heard heard)
        {
            return !_written.TryGetValue(station, out Heard? before) || heard.Ms - before.Ms >= SeldomMs || before with { Ms = heard.Ms, OutletMs = heard.OutletMs, EmptyMs = heard.EmptyMs } != heard;
        }

        /// <summary>A name of which nothing was stored yet is no station.</summary>
        private static int Put(PlatformContext context, KeyValuePair<string, Heard>[] news)
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

            return context.SaveChanges();
        }

        /// <summary>What another worker has written meanwhile, and is later, stays.</summary>
        private static PresenceRow Set(PresenceRow row, Heard heard)
        {
            if (row.HeardMs > heard.Ms + Presence.AheadMs)
            {
                // It was written by a clock that was ahead.
                (row.HeardMs, row.EventMs, row.OutletMs) = (0, 0, 0);
            }

            if (heard.Ms >= row.HeardMs)
            {
                (row.HeardMs, row.SinceMs, row.Board) = (heard.Ms, heard.SinceMs, heard.Board ?? row.Board);
            }

            row.EventMs = Math.Max(row.EventMs, heard.EventMs);
            if (heard.OutletMs > row.OutletMs)
            {
                (row.Outlet, row.OutletMs, row.OutletSinceMs) = (heard.Outlet, heard.OutletMs, heard.OutletSinceMs);
            }

            return row;
        }

        private static Heard Of(PresenceRow row)
        {
            return new Heard(row.HeardMs, row.EventMs, 0, row.Board) { SinceMs = row.SinceMs, Outlet = row.Outlet, OutletMs = row.OutletMs, OutletSinceMs = row.OutletSinceMs };
        }
    }
}
