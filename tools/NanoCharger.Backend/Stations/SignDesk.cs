using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Rating;
using NodaTime;

namespace NanoCharger.Backend.Stations
{
    /// <summary>Keeps the setting sign.at of each station as the prices of its tenant want it: looks every minute, and when a station starts.</summary>
    internal sealed class SignDesk : IDisposable
    {
        internal const string Setting = "sign.at";

        private const int Looked = 8;
        private const long HourMs = 3_600_000;

        private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

        private readonly Func<PlatformContext> _read;
        private readonly Action<string, CallWish, Func<PlatformContext, bool>> _store;
        private readonly BackendOptions _options;
        private readonly ITimer _timer;
        private readonly SemaphoreSlim _one = new(1);

        /// <summary>Of each station what it is known to sign at, so that nobody is asked about it each minute.</summary>
        private readonly Bounded<string> _settled = new();

        private readonly Bounded<string> _told = new();

        /// <param name="read">A context to read by.</param>
        /// <param name="store">Stores a call, if what it is given still says so within the unit of work.</param>
        /// <param name="options">The clock, who was heard, and the log.</param>
        internal SignDesk(Func<PlatformContext> read, Action<string, CallWish, Func<PlatformContext, bool>> store, BackendOptions options)
        {
            _read = read;
            _store = store;
            _options = options;
            _timer = options.TimeProvider.CreateTimer(_ => Tick(), null, Period, Period);
        }

        /// <summary>Looks at all stations that were heard within the hour.</summary>
        internal void Check()
        {
            IReadOnlyList<string> near = _options.Presence.Since(Now() - HourMs);
            if (near.Count == 0)
            {
                return;
            }

            using PlatformContext context = _read();
            ILookup<long, Offer> offers = Offers(context, Now());
            foreach (string station in near)
            {
                try
                {
                    Check(context, station, offers);
                }
                catch (InvalidDataException problem)
                {
                    // Too many calls wait for this one: the others are not to wait for that.
                    _options.Log($"{station}: its signing times are not told yet: {problem.Message}");
                }
            }
        }

        /// <summary>Looks at one that has started: it may be another board.</summary>
        internal void Check(string station)
        {
            _settled.Keep(station, "");
            using PlatformContext context = _read();
            Check(context, station, Offers(context, Now()));
        }

        /// <summary>A station has answered: one that does not take the times is told once, since nothing is stored for it until they change.</summary>
        internal void Answered(string station, CallRow call, string? answer)
        {
            if (call.Action != StationWishes.SetVariables || StationWishes.ValueOf(call.Payload, Setting) is not { } times)
            {
                return;
            }

            _settled.Keep(station, "");
            if (!IsTaken(answer))
            {
                _options.Log($"{station}: does not sign at {times} ({StationWishes.StatusOf(answer)}): what is charged there across them has the price of its begin");
            }
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _timer.Dispose();
            _one.Wait();
            _one.Release();
        }

        private void Check(PlatformContext context, string name, ILookup<long, Offer> offers)
        {
            if (context.Stations.Where(row => row.Name == name).Select(row => (long?)row.Id).FirstOrDefault() is not { } station)
            {
                return;
            }

            long tenant = context.Placements.Where(row => row.StationId == station).OrderBy(row => row.FromMs).Last().TenantId;
            SignTimes times = SignTimes.Of(offers[tenant], Instant.FromUnixTimeMilliseconds(Now()), Running(context, station));
            Tell(tenant, times);
            // With the hour: what an operator has set otherwise is seen then at the latest.
            string settled = FormattableString.Invariant($"{tenant} {Now() / HourMs} {times.Text}");
            if (_settled.Find(name) == settled)
            {
                return;
            }

            string? board = _options.Presence.Of(name)?.Board;
            if (Lacks(context, station, board, times.Text))
            {
                _store(name, StationWishes.Set(Setting, times.Text, "prices") with { Board = board }, inUnit => KeyRegister.Hold(inUnit, name) > 0 && Lacks(inUnit, station, board, times.Text));
            }
            else
            {
                _settled.Keep(name, settled);
            }
        }

        /// <summary>Whether it has to be told: by the newest word that it has taken, refused or not answered yet. What another board took counts no more.</summary>
        private bool Lacks(PlatformContext context, long station, string? board, string times)
        {
            long now = Now();
            long keySince = context.Keys.Where(row => row.StationId == station && row.FromMs <= now).Max(row => (long?)row.FromMs) ?? 0;
            foreach (CallRow call in context.Calls.AsNoTracking().Where(row => row.StationId == station && row.Action == StationWishes.SetVariables && row.Payload.Contains(Setting) && row.Error != CallBook.Expired)
                .OrderByDescending(row => row.Number).Take(Looked).AsEnumerable())
            {
                if (StationWishes.ValueOf(call.Payload, Setting) is not { } value)
                {
                    continue;
                }

                if (call.EndedMs is { } ended && (ended < keySince || (board is not null && call.Board is { } other && other != board)))
                {
                    break;
                }

                if (call.EndedMs is null || IsTaken(call.Answer) || value == times)
                {
                    return value != times;
                }
            }

            return times.Length > 0;
        }

        /// <summary>Since when which version is whose price, by tenant. What was edited, or cannot be read, is nobody's; nor is that of a card that has ended.</summary>
        private static ILookup<long, Offer> Offers(PlatformContext context, long nowMs)
        {
            HashSet<long> cards = [.. context.Cards.Where(row => row.ToMs == null || row.ToMs > nowMs).Select(row => row.Id)];
            return (from offer in context.Offers
                    join row in context.Tariffs on new { offer.TenantId, Id = offer.TariffId } equals new { row.TenantId, row.Id }
                    select new { offer.TenantId, offer.Audience, offer.FromMs, row }).AsNoTracking().AsEnumerable()
                .Select(one => (one.TenantId, Offer: Audience.Parse(one.Audience) is { } audience && (audience.CardNumber is not { } card || cards.Contains(card)) && TariffRegister.Read(one.row) is { } version ? new Offer(version, audience, one.FromMs) : null))
                .Where(one => one.Offer is not null).ToLookup(one => one.TenantId, one => one.Offer!);
        }

        /// <summary>The version by which a charge goes on there; null where none does. It keeps its times when the price has changed meanwhile.</summary>
        private static TariffVersion? Running(PlatformContext context, long station)
        {
            var last = context.Transactions.Where(row => row.StationId == station && (row.StartCameMs != null || row.EndCameMs != null)).OrderByDescending(row => row.StartCameMs ?? row.EndCameMs).Select(row => new { row.Tariff, row.Ended }).FirstOrDefault();
            try
            {
                return last is { Ended: false } ? TransactionRows.TariffOf(last.Tariff) : null;
            }
            catch (InvalidDataException)
            {
                // The audit tells it.
                return null;
            }
        }

        private void Tell(long tenant, SignTimes times)
        {
            string left = string.Join(", ", times.LeftOut);
            string name = FormattableString.Invariant($"{tenant}");
            if ((_told.Find(name) ?? "") != left)
            {
                _told.Keep(name, left);
                if (left.Length > 0)
                {
                    _options.Log($"a station signs at four times a day; tenant {tenant} has more, and these are left out (UTC): {left}");
                }
            }
        }

        private static bool IsTaken(string? answer)
        {
            return StationWishes.StatusOf(answer) is "Accepted" or "RebootRequired";
        }

        private void Tick()
        {
            if (!_one.Wait(0))
            {
                return;
            }

            try
            {
                Check();
            }
            catch (Exception problem)
            {
                _options.Log($"times at which stations sign: {problem.Message}");
            }
            finally
            {
                _one.Release();
            }
        }

        private long Now()
        {
            return _options.TimeProvider.GetUtcNow().ToUnixTimeMilliseconds();
        }
    }
}
