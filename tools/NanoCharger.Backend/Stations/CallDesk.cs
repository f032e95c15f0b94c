using System;
using System.Collections.Generic;
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
        private const long RestMs = 10_000;

        /// <summary>Longer than any station of ours is silent: a heartbeat comes every five minutes.</summary>
        private static readonly TimeSpan Near = TimeSpan.FromMinutes(15);

        /// <summary>So often whoever serves has it look: so soon a call is seen that another program has stored.</summary>
        internal static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(5);

        private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(CallBook.AgainMs);

        private readonly Func<PlatformContext> _read;
        private readonly BackendOptions _options;

        private readonly CallSender _sender;
        private readonly ITimer _timer;
        private readonly SemaphoreSlim _one = new(1);
        private volatile bool _looked;
        private long _restMs;

        /// <param name="read">A context to read by.</param>
        /// <param name="write">Does a unit of work.</param>
        /// <param name="send">Sends a frame to a station, by the broker by which it was heard, and does not wait.</param>
        /// <param name="options">The clock, who was heard, and the log.</param>
        internal CallDesk(Func<PlatformContext> read, Func<Func<PlatformContext, int>, Task> write, Action<string, byte[]> send, BackendOptions options)
        {
            _read = read;
            _options = options;
            _sender = new CallSender(read, write, send, options);
            Signs = new SignDesk(read, Store, options);
            _timer = options.TimeProvider.CreateTimer(_ => Remind(), null, Again, Again);
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
            if (Now() < Interlocked.Read(ref _restMs))
            {
                return;
            }

            Try(station, () =>
            {
                if (action == "BootNotification")
                {
                    Started(station);
                    Signs.Check(station);
                    _sender.Wake(station);
                }

                if (_sender.IsDue(station))
                {
                    _sender.SendNext(station);
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
            if (call.EndedMs is not null || _sender.Write(context => CallBook.Answer(context, call, (answer, error), Now())) == 0)
            {
                _options.Log($"{station}: another answer to {call.Action} {call.Id}, which has ended");
                return;
            }

            _sender.Wake(station);
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

            _sender.Write(context => CallBook.NoteLog(context, station, request, status));
        }

        /// <summary>Looks at all calls that are open: ends those whose time is over, and sends what is due to who is near.</summary>
        internal void Look()
        {
            List<OpenCall> open;
            using (PlatformContext context = _read())
            {
                open = CallBook.Open(context);
            }

            _sender.Learn(open);
            foreach (OpenCall call in open)
            {
                Try(call.Station, () =>
                {
                    if (IsNear(call.Station) && (CallBook.DueMs(call) <= Now() || CallBook.OverBy(call, Now()) is not null))
                    {
                        _sender.SendNext(call.Station);
                    }
                    else
                    {
                        _sender.EndIfOver(call);
                    }
                });
            }
        }

        /// <summary>Looks; one look at a time, and what it misses the next one sees.</summary>
        internal void Tick()
        {
            if (_one.Wait(0))
            {
                try
                {
                    // Whether it succeeds or not: a database that is away is not asked again and again.
                    _looked = true;
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

        /// <inheritdoc/>
        public void Dispose()
        {
            _timer.Dispose();
            Signs.Dispose();
            _one.Wait();
            _one.Release();
        }

        /// <summary>What it knows to be open is looked at without anybody's help, and once what was open before it began.</summary>
        private void Remind()
        {
            if (!_looked || _sender.HasOpen)
            {
                Tick();
            }
        }

        /// <summary>Stores a call, unless a last look within its unit of work says no; what that look writes goes with it.</summary>
        /// <inheritdoc cref="Store(string, CallWish)"/>
        internal void Store(string station, CallWish wish, Func<PlatformContext, bool> still)
        {
            if (_sender.Write(context => still(context) ? CallBook.Store(context, station, wish, Now()) : 0) > 0)
            {
                _options.Log($"{station}: {wish.Action} is to be sent ({wish.CausedBy})");
                Stored(station);
            }
        }

        /// <summary>Somebody has stored a call to a station in a unit of work of his own.</summary>
        internal void Stored(string station)
        {
            _sender.Wake(station);
            if (IsNear(station))
            {
                Try(station, () => _sender.SendNext(station));
            }
        }

        /// <summary>It has begun a session, as it does when it starts: what it was to start anew by is over, whether it had heard it or not. Twice would be worse than not at all.</summary>
        private void Started(string station)
        {
            if (_sender.Next(station) is { Action: CallBook.Reset, SentMs: not null } reset && _sender.Write(context => CallBook.End(context, reset, Now(), error: null, note: "the station has started")) > 0)
            {
                _options.Log($"{station}: {reset.Action} {reset.Number} was not answered, and the station has started since");
            }
        }

        private bool IsNear(string station)
        {
            return _options.Presence.Of(station) is { } heard && heard.Ms >= Now() - (long)Near.TotalMilliseconds;
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
                // A database that is away keeps no other answers waiting each time that somebody starts.
                Interlocked.Exchange(ref _restMs, Now() + RestMs);
                _options.Log($"{station}: not called yet: {problem.Message}");
            }
        }

        private long Now()
        {
            return _options.TimeProvider.GetUtcNow().ToUnixTimeMilliseconds();
        }
    }
}
