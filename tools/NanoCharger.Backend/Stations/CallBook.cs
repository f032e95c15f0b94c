using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;

namespace NanoCharger.Backend.Stations
{
    /// <summary>The calls to stations as they are stored. Each step is one unit of work, and says what it expects to find: whoever comes second changes nothing.</summary>
    internal static class CallBook
    {
        /// <summary>The call after which a station starts anew, and knows nothing of what it was called for before.</summary>
        internal const string Reset = "Reset";

        /// <summary>What a call's error says when its time is over.</summary>
        internal const string Expired = "expired";

        /// <summary>What it says when the station's link was revoked before.</summary>
        internal const string Dropped = "revoked";

        /// <summary>The most calls of a station that wait.</summary>
        internal const int MostOpen = 32;

        /// <summary>After so long without an answer it is sent again: as long as a station waits for ours.</summary>
        internal const long AgainMs = 30_000;

        /// <summary>So long a call that is sent once only is waited for.</summary>
        private const long PatienceMs = 300_000;

        /// <summary>Stores a call behind the station's others.</summary>
        /// <returns>The rows that were changed.</returns>
        /// <exception cref="InvalidDataException">There is no such station, or too many calls wait for it.</exception>
        internal static int Store(PlatformContext context, string station, CallWish wish, long nowMs)
        {
            if (KeyRegister.Hold(context, station) == 0)
            {
                throw new InvalidDataException($"there is no station {station}");
            }

            long id = context.Stations.Where(row => row.Name == station).Select(row => row.Id).First();
            if (context.Calls.Count(row => row.StationId == id && row.EndedMs == null) >= MostOpen)
            {
                throw new InvalidDataException($"{MostOpen} calls wait for station {station} already");
            }

            long number = (context.Calls.Where(row => row.StationId == id).Max(row => (long?)row.Number) ?? 0) + 1;
            context.Calls.Add(new CallRow
            {
                StationId = id,
                Number = number,
                TenantId = context.Placements.Where(row => row.StationId == id).OrderBy(row => row.FromMs).Last().TenantId,

                // The moment stands in it, so that a database that was put back does not give an id twice.
                Id = FormattableString.Invariant($"{nowMs}-{number}"),
                Action = wish.Action,
                Payload = wish.Payload(number),
                CausedBy = wish.CausedBy,
                Board = wish.Board,
                StoredMs = nowMs,
                ExpiresMs = nowMs + (long)wish.Life.TotalMilliseconds,
            });
            wish.Numbered?.Invoke(context, number);
            return 1 + context.SaveChanges();
        }

        /// <summary>Of each station the oldest call that has not ended; of one alone where it is named.</summary>
        internal static List<OpenCall> Open(PlatformContext context, string? station = null)
        {
            return (from row in context.Calls
                    join of in context.Stations on row.StationId equals of.Id
                    where row.EndedMs == null && (station == null || of.Name == station)
                        && !context.Calls.Any(other => other.StationId == row.StationId && other.EndedMs == null && other.Number < row.Number)
                    orderby row.StationId
                    select new OpenCall(of.Name, row.StationId, row.Number, row.Action, row.SentMs, row.ExpiresMs)).ToList();
        }

        /// <summary>When it is to be sent; null where it is not sent again.</summary>
        internal static long? DueMs(OpenCall call)
        {
            return call.SentMs is not { } sent ? 0 : call.Action == Reset ? null : sent + AgainMs;
        }

        /// <summary>Why it has to end without an answer; null while it need not.</summary>
        internal static string? OverBy(OpenCall call, long nowMs)
        {
            return call.Action == Reset && call.SentMs is { } sent ? (nowMs >= sent + PatienceMs ? "not answered" : null)
                : nowMs >= call.ExpiresMs ? Expired : null;
        }

        /// <summary>Notes that a call is sent now, unless another has done so since it was looked at.</summary>
        /// <returns>The rows that were changed: 1 for whoever may send it, 0 for all others.</returns>
        internal static int Send(PlatformContext context, OpenCall call, long nowMs)
        {
            return context.Calls.Where(row => row.StationId == call.StationId && row.Number == call.Number && row.EndedMs == null && row.SentMs == call.SentMs)
                .ExecuteUpdate(set => set.SetProperty(row => row.SentMs, (long?)nowMs));
        }

        /// <summary>Ends a call that was not answered.</summary>
        /// <returns>The rows that were changed.</returns>
        internal static int End(PlatformContext context, OpenCall call, long nowMs, string? error, string? note)
        {
            return context.Calls.Where(row => row.StationId == call.StationId && row.Number == call.Number && row.EndedMs == null && row.SentMs == call.SentMs)
                .ExecuteUpdate(set => set.SetProperty(row => row.EndedMs, (long?)nowMs).SetProperty(row => row.Error, error).SetProperty(row => row.Note, note));
        }

        /// <summary>Ends a call by its answer, unless it has ended before.</summary>
        /// <returns>The rows that were changed.</returns>
        internal static int Answer(PlatformContext context, CallRow call, (string? Answer, string? Error) answered, long nowMs)
        {
            return context.Calls.Where(row => row.StationId == call.StationId && row.Number == call.Number && row.EndedMs == null)
                .ExecuteUpdate(set => set.SetProperty(row => row.EndedMs, (long?)nowMs).SetProperty(row => row.Answer, answered.Answer).SetProperty(row => row.Error, answered.Error));
        }

        /// <summary>The call of an id that was sent to a station; null where none was.</summary>
        internal static CallRow? Find(PlatformContext context, string station, string id)
        {
            return context.Calls.AsNoTracking().FirstOrDefault(row => row.Id == id && row.SentMs != null && context.Stations.Any(of => of.Id == row.StationId && of.Name == station));
        }

        /// <summary>Whether a station was asked for its log under this number.</summary>
        internal static bool Asked(PlatformContext context, string station, long request)
        {
            return context.Calls.Any(row => row.Number == request && row.Action == StationWishes.GetLog && context.Stations.Any(of => of.Id == row.StationId && of.Name == station));
        }

        /// <summary>Notes at a GetLog how far the station is with it.</summary>
        /// <returns>The rows that were changed.</returns>
        internal static int NoteLog(PlatformContext context, string station, long request, string status)
        {
            return context.Calls.Where(row => row.Number == request && row.Action == StationWishes.GetLog && context.Stations.Any(of => of.Id == row.StationId && of.Name == station))
                .ExecuteUpdate(set => set.SetProperty(row => row.Note, status));
        }
    }
}
