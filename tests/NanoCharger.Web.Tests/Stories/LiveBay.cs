using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;
using NanoCharger.Bay;
using NanoCharger.Bench;
using NanoCharger.Broker;

namespace NanoCharger.Web.Tests.Stories
{
    /// <summary>A bay with the whole firmware in it at the story's broker. Its virtual time goes on only as far as it is let, and stands still while somebody is at the pages; the backend's clock is its.</summary>
    internal sealed class LiveBay : IDisposable
    {
        /// <summary>A car comes each nine minutes, the first one after four, and stays for a little more than six.</summary>
        private const int FirstSeconds = 240;
        private const int BetweenSeconds = 540;
        private const int ChargingSeconds = 380;
        private const int SipSeconds = 50;
        private const int LastSeconds = 6 * 3600;

        private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
        /// <summary>In real time; on a machine that has nothing else to do it is a second or two.</summary>
        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

        private readonly ChargingBay _bay;
        private readonly CancellationTokenSource _end = new();
        private readonly SemaphoreSlim _there = new(0);
        private readonly SemaphoreSlim _go = new(0);
        private readonly StringBuilder _printed = new();
        private readonly StringWriter _trace = new(CultureInfo.InvariantCulture);
        private Task<BayResult>? _running;

        /// <param name="broker">Where the firmware finds its backend.</param>
        /// <param name="clock">The backend's; it is turned by the bay's.</param>
        /// <param name="board">Which board: each has flash, key and meter of its own.</param>
        /// <param name="cars">Those that come, one after the other.</param>
        internal LiveBay(EmbeddedBroker broker, FakeTimeProvider clock, ulong board, params Car[] cars)
        {
            _bay = new ChargingBay(new BayOptions
            {
                Scenario = Scenario.Parse(Text(clock.GetUtcNow(), cars), "story"),
                Seed = board,
                Firmware = App.Program.Main,
                Commission = Commissioning.Write,
                BrokerHost = broker.Host,
                BrokerPort = broker.Port,
                JudgeClosing = true,
                Trace = _trace,
                Cancellation = _end.Token,
            });
            _bay.Console.Output += bytes => _printed.Append(Encoding.UTF8.GetString(bytes));
            _bay.Clock.CreateTimer(_ => clock.SetUtcNow(_bay.Clock.GetUtcNow()), null, Tick, Tick);
        }

        /// <summary>What it looks like just now.</summary>
        internal BayView View => _bay.View;

        private double Seconds => _bay.Clock.GetTimestamp() / 1e9;

        /// <summary>When a car has been there for so many minutes, in the bay's seconds.</summary>
        internal static double At(int car, double minutes)
        {
            return FirstSeconds + (car * BetweenSeconds) + (60 * minutes);
        }

        /// <summary>When a car has left and all is told.</summary>
        internal static double Gone(int car)
        {
            return At(car, 0) + ChargingSeconds + 60;
        }

        /// <summary>The patterns that its lamp has blinked, as somebody reads them who stands before it.</summary>
        internal IReadOnlyList<string> Blinked => LampReader.ReadAll(_bay.Lamp.Edges);

        /// <summary>Lets time go on until then; what has been already needs no waiting.</summary>
        internal async Task Until(double seconds)
        {
            if (seconds <= Seconds)
            {
                return;
            }

            using ITimer gate = _bay.Clock.CreateTimer(_ => Stand(), null, TimeSpan.FromSeconds(seconds - Seconds), Timeout.InfiniteTimeSpan);
            if (_running is null)
            {
                _running = Task.Factory.StartNew(_bay.Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            }
            else
            {
                _go.Release();
            }

            Task<bool> there = _there.WaitAsync(Patience);
            if (await Task.WhenAny(there, _running) == _running || !await there)
            {
                throw new TimeoutException(FormattableString.Invariant($"the bay came to {Seconds:0} s of {seconds:0} s, {_running.Exception}"));
            }
        }

        /// <summary>A technician types a line, and reads for a few seconds what is answered.</summary>
        internal async Task<string> Type(string line)
        {
            _printed.Clear();
            _bay.Console.Type(Encoding.ASCII.GetBytes(line + "\r"));
            await Until(Math.Ceiling(Seconds) + 8);
            return _printed.ToString();
        }

        /// <summary>Whether the contacts were closed while a car was there.</summary>
        internal bool Closed(int car)
        {
            _trace.Flush();
            return _trace.ToString().Split('\n').Where(line => line.Contains("\"event\":\"contactor\"", StringComparison.Ordinal) && line.Contains("\"closed\":true", StringComparison.Ordinal))
                .Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("t").GetDouble()).Any(at => at >= At(car, 0) && at <= Gone(car));
        }

        /// <summary>Its supply goes: that was it.</summary>
        /// <returns>The invariants that were broken.</returns>
        internal async Task<IReadOnlyList<string>> End()
        {
            await _end.CancelAsync();
            _go.Release();
            BayResult result = await _running!;
            return [.. result.Violations.Select(broken => broken.ToString()!)];
        }

        public void Dispose()
        {
            _end.Cancel();
            _go.Release();

            // Whatever it ended with: what the test has found is told, not this.
            ((IAsyncResult?)_running)?.AsyncWaitHandle.WaitOne(Patience);
            _end.Dispose();
            _there.Dispose();
            _trace.Dispose();
        }

        /// <summary>On the bay's own thread: its time stands still.</summary>
        private void Stand()
        {
            _there.Release();
            _go.Wait();
        }

        private static string Text(DateTimeOffset start, Car[] cars)
        {
            return FormattableString.Invariant($$$"""{"name": "story", "seed": 1, "utc": "{{{start:yyyy-MM-dd'T'HH:mm:ss'Z'}}}", "until": {{{LastSeconds}}}, "owed": "allowed", "timeline": [{{{string.Join(", ", cars.SelectMany(Timeline))}}}]}""");
        }

        private static IEnumerable<string> Timeline(Car car, int number)
        {
            double comes = At(number, 0);
            yield return FormattableString.Invariant($$$"""{"at": {{{comes}}}, "plug": {}}, {"at": {{{comes + 1}}}, "draw": "offered"}, {"at": {{{comes + 3}}}, "vehicle": "C"}""");
            if (car.Card.Length > 0)
            {
                yield return FormattableString.Invariant($$$"""{"at": {{{comes + 20}}}, "token": "{{{car.Card}}}"}""");
            }

            if (car.Rests)
            {
                yield return FormattableString.Invariant($$$"""{"at": {{{comes + 130}}}, "vehicle": "B"}, {"at": {{{comes + 200}}}, "vehicle": "C"}""");
            }

            yield return FormattableString.Invariant($$$"""{"at": {{{comes + (car.Sips ? SipSeconds : ChargingSeconds)}}}, "vehicle": "B"}, {"at": {{{comes + ChargingSeconds + 10}}}, "unplug": {}}""");
        }
    }

    /// <summary>A car that comes.</summary>
    /// <param name="Card">The card that is shown; empty: none is, it is a guest's.</param>
    /// <param name="Rests">It has enough for a while, and asks again.</param>
    /// <param name="Sips">It has enough after some seconds, and stands there full.</param>
    internal readonly record struct Car(string Card, bool Rests = false, bool Sips = false);
}
