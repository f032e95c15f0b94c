using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Ocpp;

namespace NanoCharger.Backend.Stations
{
    /// <summary>Sends what is due, and knows which stations have something open; the rows alone decide.</summary>
    internal sealed class CallSender
    {
        private readonly Func<PlatformContext> _read;
        private readonly Func<Func<PlatformContext, int>, Task> _write;
        private readonly Action<string, byte[]> _send;
        private readonly BackendOptions _options;

        /// <summary>Stations with a call that is open, and when that is to be looked at.</summary>
        private readonly ConcurrentDictionary<string, long> _due = new(StringComparer.Ordinal);

        /// <inheritdoc cref="CallDesk(Func{PlatformContext}, Func{Func{PlatformContext, int}, Task}, Action{string, byte[]}, BackendOptions)"/>
        internal CallSender(Func<PlatformContext> read, Func<Func<PlatformContext, int>, Task> write, Action<string, byte[]> send, BackendOptions options)
        {
            _read = read;
            _write = write;
            _send = send;
            _options = options;
        }

        /// <summary>Whether any station is known to have something open.</summary>
        internal bool HasOpen => !_due.IsEmpty;

        /// <summary>A station may have something that is due.</summary>
        internal void Wake(string station)
        {
            _due[station] = 0;
        }

        /// <summary>Whether a station has something that is to be looked at now.</summary>
        internal bool IsDue(string station)
        {
            return _due.TryGetValue(station, out long due) && due <= Now();
        }

        /// <summary>These are all that are open.</summary>
        internal void Learn(IReadOnlyList<OpenCall> open)
        {
            foreach (string gone in _due.Keys.Except(open.Select(call => call.Station)).ToList())
            {
                _due.TryRemove(gone, out _);
            }

            foreach (OpenCall call in open)
            {
                _due[call.Station] = CallBook.DueMs(call) ?? long.MaxValue;
            }
        }

        /// <summary>Sends a station's oldest call if it is due, and ends before it what is over.</summary>
        internal void SendNext(string station)
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

        /// <summary>Ends a call without an answer where its time is over.</summary>
        internal bool EndIfOver(OpenCall call)
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

        /// <summary>A station's oldest call that has not ended; null where there is none.</summary>
        internal OpenCall? Next(string station)
        {
            using PlatformContext context = _read();
            return CallBook.Open(context, station).FirstOrDefault();
        }

        /// <summary>Does a unit of work, and waits for it.</summary>
        internal int Write(Func<PlatformContext, int> work)
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
