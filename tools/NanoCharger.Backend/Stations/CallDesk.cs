using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Ocpp;

namespace NanoCharger.Backend.Stations
{
    /// <summary>Sends the stored calls to their stations, each station's one at a time and in order, and matches the answers.</summary>
    /// <remarks>
    /// It sends only from what a station has said and is not answered yet, and from its timer: where time is virtual the call is known to be under way before it goes on.
    /// Several workers do this side by side: the row decides who sends, and an answer ends its call whichever of them hears it.
    /// </remarks>
    internal sealed class CallDesk : IDisposable
    {
        /// <summary>Longer than any station of ours is silent: a heartbeat comes every five minutes.</summary>
        private static readonly TimeSpan Near = TimeSpan.FromMinutes(15);

        /// <summary>So soon a call is seen that another program has stored.</summary>
        private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(2);

        private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(CallBook.AgainMs);

        private readonly Func<PlatformContext> _read;
        private readonly Func<Func<PlatformContext, int>, Task> _write;
        private readonly Action<string, byte[]> _send;
        private readonly BackendOptions _options;
        private readonly bool _alone;

        /// <summary>Stations with a call that is open, and when that is to be looked at.</summary>
        private readonly ConcurrentDictionary<string, long> _due = new(StringComparer.Ordinal);
        private readonly ITimer _timer;
        private readonly SemaphoreSlim _one = new(1);

        /// <param name="read">A context to read by.</param>
        /// <param name="write">Does a unit of work.</param>
        /// <param name="send">Sends a frame to a station, by the broker by which it was heard, and does not wait.</param>
        /// <param name="options">The clock, who was heard, and the log.</param>
        /// <param name="alone">Nobody else can store a call.</param>
        internal CallDesk(Func<PlatformContext> read, Func<Func<PlatformContext, int>, Task> write, Action<string, byte[]> send, BackendOptions options, bool alone)
        {
            _read = read;
            _write = write;
            _send = send;
            _options = options;
            _alone = alone;
            Signs = new SignDesk(read, Store, options);
            TimeSpan period = alone ? Again : BetweenLooks;
            _timer = options.TimeProvider.CreateTimer(_ => Tick(), null, period, period);
        }

        /// <summary>Keeps the times at which stations sign by the prices.</summary>
        internal SignDesk Signs { get; }

        /// <summary>Stores a call; it is sent when its turn comes.</summary>
        /// <exception cref="System.IO.InvalidDataException">There is no such station, or too many calls wait for it.</exception>
        internal void Store(string station, CallWish wish)
        {
            Store(station, wish, static _ => true);
        }

        /// <summary>A station has said something that is not answered yet.</summary>
        internal void Heard(string station, string action)
        {
            Try(station, () =>
            {
                if (action == "BootNotification")
                {
                    Started(station);
                    Signs.Check(station);
                    _due[station] = 0;
                }

                if (_due.TryGetValue(station, out long due) && due <= Now())
                {
                    SendNext(station);
                }
            });
        }

        /// <summary>A station answers. Whether it was asked, and whether that is still open, the row says.</summary>
        internal void Answered(string station, OcppFrame frame)
        {
            CallRow? call;
            using (PlatformContext context = _read())
            {
                call = CallBook.Find(context, station, frame.Id!);
            }

            if (call is null)
            {
                _options.Log($"{station}: an answer to {frame.Id}, which was never asked");
                return;
            }

            (string? answer, string? error) = (frame.Error is null ? frame.Payload.GetRawText() : null, frame.Error);
            if (call.EndedMs is not null || Write(context => CallBook.Answer(context, call, (answer, error), Now())) == 0)
            {
                _options.Log($"{station}: another answer to {call.Action} {call.Id}, which has ended");
                return;
            }

            _due[station] = 0;
            _options.Log($"{station}: {call.Action} {call.Id} ({call.CausedBy}) answered: {answer ?? error}");
            Signs.Answered(station, call, answer);
        }

        /// <summary>A station says how far it is with its log.</summary>
        internal void Noted(string station, int request, string status)
        {
            using (PlatformContext context = _read())
            {
                if (!CallBook.Asked(context, station, request))
                {
                    return;
                }
            }

            Write(context => CallBook.NoteLog(context, station, request, status));
        }

        /// <summary>Looks at all calls that are open: ends those whose time is over, and sends what is due to who is near.</summary>
        internal void Look()
        {
            List<OpenCall> open;
            using (PlatformContext context = _read())
            {
                open = CallBook.Open(context);
            }

            foreach (string gone in _due.Keys.Except(open.Select(call => call.Station)).ToList())
            {
                _due.TryRemove(gone, out _);
            }

            foreach (OpenCall call in open)
            {
                _due[call.Station] = CallBook.DueMs(call) ?? long.MaxValue;
                Try(call.Station, () =>
                {
                    if (IsNear(call.Station) && (CallBook.DueMs(call) <= Now() || CallBook.OverBy(call, Now()) is not null))
                    {
                        SendNext(call.Station);
                    }
                    else
                    {
                        EndIfOver(call);
                    }
                });
            }
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _timer.Dispose();
            Signs.Dispose();
            _one.Wait();
            _one.Release();
        }

        private void Store(string station, CallWish wish, Func<PlatformContext, bool> still)
        {
            if (Write(context => still(context) ? CallBook.Store(context, station, wish, Now()) : 0) > 0)
            {
                _due[station] = 0;
                _options.Log($"{station}: {wish.Action} is to be sent ({wish.CausedBy})");
                if (IsNear(station))
                {
                    Try(station, () => SendNext(station));
                }
            }
        }

        /// <summary>It has begun a session, as it does when it starts: what it was to start anew by is over, whether it had heard it or not. Twice would be worse than not at all.</summary>
        private void Started(string station)
        {
            if (Next(station) is { Action: CallBook.Reset, SentMs: not null } reset && Write(context => CallBook.End(context, reset, Now(), error: null, note: "the station has started")) > 0)
            {
                _options.Log($"{station}: {reset.Action} {reset.Number} was not answered, and the station has started since");
            }
        }

        private void SendNext(string station)
        {
            while (Next(station) is { } call)
            {
                _due[station] = CallBook.DueMs(call) ?? long.MaxValue;
                if (EndIfOver(call))
                {
                    continue;
                }

                if (CallBook.DueMs(call) <= Now())
                {
                    Send(station, call);
                }

                return;
            }

            _due.TryRemove(station, out _);
        }

        private void Send(string station, OpenCall call)
        {
            byte[]? frame = null;
            long now = Now();
            int sent = Write(context =>
            {
                CallRow row = context.Calls.Single(one => one.StationId == call.StationId && one.Number == call.Number);
                frame = OcppFrame.WriteCall(row.Id, row.Action, row.Payload);
                return CallBook.Send(context, call, now);
            });
            if (sent > 0)
            {
                _due[station] = CallBook.DueMs(call with { SentMs = now }) ?? long.MaxValue;
                _send(station, frame!);
            }
        }

        private bool EndIfOver(OpenCall call)
        {
            if (CallBook.OverBy(call, Now()) is not { } why)
            {
                return false;
            }

            if (Write(context => CallBook.End(context, call, Now(), why, note: null)) > 0)
            {
                _options.Log($"{call.Station}: {call.Action} {call.Number}: {why}");
            }

            return true;
        }

        private OpenCall? Next(string station)
        {
            using PlatformContext context = _read();
            return CallBook.Open(context, station).FirstOrDefault();
        }

        private bool IsNear(string station)
        {
            return _options.Presence.Of(station) is { } heard && heard.Ms >= Now() - (long)Near.TotalMilliseconds;
        }

        /// <summary>One look at a time; what a look misses, the next one sees.</summary>
        private void Tick()
        {
            if ((!_alone || !_due.IsEmpty) && _one.Wait(0))
            {
                try
                {
                    Look();
                }
                catch (Exception problem)
                {
                    _options.Log($"calls to stations: {problem.Message}");
                }
                finally
                {
                    _one.Release();
                }
            }
        }

        /// <summary>A call that cannot be stored or sent stops nothing of what the station says.</summary>
        private void Try(string station, Action work)
        {
            try
            {
                work();
            }
            catch (Exception problem)
            {
                _options.Log($"{station}: not called yet: {problem.Message}");
            }
        }

        /// <summary>Does a unit of work, and waits for it.</summary>
        private int Write(Func<PlatformContext, int> work)
        {
            int rows = 0;
            _write(context => rows = work(context)).GetAwaiter().GetResult();
            return rows;
        }

        private long Now()
        {
            return _options.TimeProvider.GetUtcNow().ToUnixTimeMilliseconds();
        }
    }
}
