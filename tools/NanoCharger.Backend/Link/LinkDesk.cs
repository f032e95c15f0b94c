using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.People;
using NanoCharger.Backend.Stations;

namespace NanoCharger.Backend.Link
{
    /// <summary>The certificates of stations' links: takes their requests (OCPP 2.0.1, A02), has them signed, calls the stations with what was signed, and knows who is out.</summary>
    /// <remarks>What is asked for is stored before it is answered, and signed afterwards: so a restart forgets nothing, and of several workers one signs.</remarks>
    internal sealed class LinkDesk : IDisposable
    {
        internal const string CertificateSigned = "CertificateSigned";
        internal const string StationType = "ChargingStationCertificate";

        /// <summary>A station is signed for once in so long: a key that is made anew each minute is a fault, and fills the CA's book.</summary>
        internal static readonly TimeSpan Between = TimeSpan.FromHours(1);

        /// <summary>How soon something that was asked for, signed elsewhere or revoked by another program is seen.</summary>
        internal static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(5);

        private const long RestMs = 60_000;

        private static readonly TimeSpan Life = TimeSpan.FromDays(1);

        private readonly Func<PlatformContext> _read;
        private readonly Func<Func<PlatformContext, int>, Task> _write;
        private readonly Action<string> _wake;
        private readonly BackendOptions _options;
        private readonly ILinkSigner? _signer;
        private readonly LinkRules _rules;
        private readonly ITimer _timer;
        private readonly SemaphoreSlim _one = new(1);
        private readonly Bounded<string> _told = new();
        private volatile HashSet<string> _out = [];
        private volatile bool _waits = true;
        private long _restMs;

        /// <param name="read">A context to read by.</param>
        /// <param name="write">Does a unit of work.</param>
        /// <param name="wake">A call to a station is stored, and may be sent.</param>
        /// <param name="options">The clock, who signs, and the log.</param>
        internal LinkDesk(Func<PlatformContext> read, Func<Func<PlatformContext, int>, Task> write, Action<string> wake, BackendOptions options)
        {
            _read = read;
            _write = write;
            _wake = wake;
            _options = options;
            _signer = options.LinkSigner;
            _rules = new LinkRules(_signer is not null);
            _timer = options.TimeProvider.CreateTimer(_ => Remind(), null, BetweenLooks, BetweenLooks);
        }

        /// <summary>Whether a station's link is revoked: nothing is taken of what comes under its name.</summary>
        internal bool IsOut(string station)
        {
            return _out.Contains(station);
        }

        /// <summary>A station asks for a certificate.</summary>
        /// <returns>Why not, as a word of OCPP and a sentence; null where it is accepted, and stored.</returns>
        internal (string Code, Phrase Why)? Asked(string station, string pem, string type)
        {
            (string Code, Phrase Why)? refusal = null;
            Write(context => (refusal = _rules.Take(context, station, pem, type, Now())) is null ? context.SaveChanges() : 0);
            if (refusal is { } no && _told.Find(station) is var told && told != no.Why.ToString())
            {
                // Once for each reason: who asks each second writes no trail of it.
                _told.Keep(station, no.Why.ToString());
                _options.Log($"{station}: no certificate: {no.Why}");
                Write(context =>
                {
                    LinkTrail.Of(context, station, Now())?.Refused(no.Why);
                    return context.SaveChanges();
                });
            }

            _waits |= refusal is null;
            return refusal;
        }

        /// <summary>Looks who is out, and has signed what waits; one look at a time, and what it misses the next one sees.</summary>
        internal void Tick()
        {
            if (!_one.Wait(0))
            {
                return;
            }

            try
            {
                Look();
            }
            catch (Exception problem)
            {
                _options.Log($"certificates of stations: {problem.Message}");
            }
            finally
            {
                _one.Release();
            }
        }

        /// <inheritdoc cref="Tick"/>
        internal void Look()
        {
            List<(string Station, LinkCertificateRow Row)> waiting;
            using (PlatformContext context = _read())
            {
                _out = [.. context.Stations.Where(row => row.LinkRevokedMs != null).Select(row => row.Name)];
                waiting = _signer is null ? [] : [.. context.LinkCertificates.AsNoTracking().Where(row => row.EndedMs == null)
                    .Join(context.Stations, row => row.StationId, of => of.Id, (row, of) => new { of.Name, Row = row }).AsEnumerable().Select(one => (one.Name, one.Row))];
            }

            _waits = waiting.Count > 0;
            foreach ((string station, LinkCertificateRow row) in Now() < _restMs ? [] : waiting)
            {
                try
                {
                    Sign(station, row, _signer!);
                }
                catch (Exception problem)
                {
                    // A CA or a database that is away is not asked again each time: what was signed and cannot be stored would be signed anew.
                    _restMs = Now() + RestMs;
                    _options.Log($"{station}: its certificate is not signed yet: {problem.Message}");
                }
            }
        }

        /// <summary>A station's link counts no more, and what it waits for ends: what was asked for is signed for nobody, and what was signed is not handed on.</summary>
        internal static void PutOut(PlatformContext context, Station station, long nowMs)
        {
            station.LinkRevokedMs = nowMs;
            context.LinkCertificates.Where(row => row.StationId == station.Id && row.EndedMs == null).ExecuteUpdate(set => set.SetProperty(row => row.EndedMs, (long?)nowMs));
            context.Calls.Where(row => row.StationId == station.Id && row.EndedMs == null && row.Action == CertificateSigned)
                .ExecuteUpdate(set => set.SetProperty(row => row.EndedMs, (long?)nowMs).SetProperty(row => row.Error, CallBook.Dropped));
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _timer.Dispose();
            _one.Wait();
            _one.Release();
        }

        /// <summary>What is known to wait is looked at without anybody's help: where time is virtual nobody else's clock runs.</summary>
        private void Remind()
        {
            if (_waits)
            {
                Tick();
            }
        }

        private void Sign(string station, LinkCertificateRow row, ILinkSigner signer)
        {
            DateTimeOffset now = _options.TimeProvider.GetUtcNow();
            LinkRequest request = LinkRequest.Read(station, row.Request, out Phrase? problem) ?? throw new InvalidDataException(problem!.ToString());
            if (signer.Signed(request, row.Request, row.Number, now) is not { } chain)
            {
                return;
            }

            LinkChain? sound = LinkChain.Read(request, chain, now, out problem);
            if (Write(context => End(context, station, row, (sound, problem), now.ToUnixTimeMilliseconds())) > 0)
            {
                _options.Log(sound is null ? $"{station}: {problem}" : $"{station}: certificate {sound.Serial} is signed, until {Moves.Text(sound.NotAfter.ToUnixTimeMilliseconds())}");
                _wake(station);
            }
        }

        /// <summary>Of several workers the one that holds the station first hands its certificate on; another's is thrown away.</summary>
        private static int End(PlatformContext context, string station, LinkCertificateRow row, (LinkChain? Sound, Phrase? Problem) signed, long nowMs)
        {
            KeyRegister.Hold(context, station);
            if (context.LinkCertificates.FirstOrDefault(one => one.StationId == row.StationId && one.Number == row.Number && one.EndedMs == null) is not { } open)
            {
                return 0;
            }

            (open.EndedMs, open.Serial, open.NotAfterMs) = (nowMs, signed.Sound?.Serial, signed.Sound?.NotAfter.ToUnixTimeMilliseconds());
            LinkTrail trail = new(context, row.TenantId, station, nowMs);
            if (signed.Sound is not { } sound)
            {
                trail.Refused(signed.Problem!);
                return context.SaveChanges();
            }

            context.Stations.First(of => of.Id == row.StationId).LinkNotAfterMs = open.NotAfterMs;
            trail.Signed(sound);
            return context.SaveChanges() + CallBook.Store(context, station, new CallWish(CertificateSigned, _ => LinkChain.Payload(sound.Pem), "link", Life), nowMs);
        }

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
