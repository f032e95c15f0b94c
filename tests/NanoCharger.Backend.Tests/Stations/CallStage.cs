using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Ingest;
using NanoCharger.Backend.Stations;
using Xunit;

namespace NanoCharger.Backend.Tests.Stations
{
    /// <summary>An engine with the desk that calls its stations; what it sends is kept, in the order in which it was sent.</summary>
    internal sealed class CallStage : IDisposable
    {
        internal static readonly DateTimeOffset Begin = new(2026, 11, 22, 20, 0, 1, TimeSpan.Zero);

        private readonly Func<BackendOptions, BackendOptions> _change;

        internal CallStage(string database, string? given = null, FakeTimeProvider? clock = null, Func<BackendOptions, BackendOptions>? change = null, Action<IngestStep, bool>? at = null)
        {
            Clock = clock ?? new SleepClock(Begin);
            _change = change ?? (static options => options);
            Stage = new Stage(database, options => _change(options with { TimeProvider = Clock, Presence = new Presence(Clock) }), at, given);
            Open();
        }

        internal Stage Stage { get; }

        internal FakeTimeProvider Clock { get; }

        internal CallDesk Desk { get; private set; } = null!;

        /// <summary>Frames that were sent, each with its station in front.</summary>
        internal ConcurrentQueue<string> Sent { get; } = new();

        /// <summary>Is called with each frame as it is sent.</summary>
        internal Action<string> Sending { get; set; } = static _ => { };

        /// <summary>How the desk writes; for who dies before that is stored, or behind it.</summary>
        internal Func<Func<Func<PlatformContext, int>, Task>, Func<PlatformContext, int>, Task> Writing { get; set; } = static (write, work) => write(work);

        internal List<CallRow> Calls => Stage.All<CallRow>().OrderBy(row => row.StationId).ThenBy(row => row.Number).ToList();

        public void Dispose()
        {
            Desk.Dispose();
            Stage.Dispose();
        }

        /// <summary>A station that somebody has put up.</summary>
        internal void Know(string station = "bay")
        {
            Stage.Do(context =>
            {
                KeyRegister.StationOf(context, station, 0, out int rows);
                return rows + context.SaveChanges();
            });
        }

        internal void Restart()
        {
            Desk.Dispose();
            Stage.Restart();
            Open();
        }

        internal void Hear(string station = "bay")
        {
            Stage.Say("""[2,"h","Heartbeat",{}]""", station);
        }

        internal void Start(string station = "bay", string? serial = null)
        {
            string board = serial is null ? "" : $",\"serialNumber\":\"{serial}\"";
            Assert.StartsWith("""[3,"b",""", Stage.Say($$"""[2,"b","BootNotification",{"reason":"PowerUp","chargingStation":{"model":"m","vendorName":"v"{{board}}} }]""", station));
        }

        /// <summary>The station answers the last frame that was sent.</summary>
        internal void Answer(string payload, string station = "bay")
        {
            string id = Sent.Last().Split('"')[1];
            Stage.Say($"[3,\"{id}\",{payload}]", station);
        }

        internal int Logged(string what)
        {
            return Stage.Log.Count(line => line.Contains(what, StringComparison.Ordinal));
        }

        /// <summary>Time goes on; the desk looks every two seconds, somewhat oftener than whoever serves has it do.</summary>
        /// <param name="seconds">So long.</param>
        /// <param name="step">Less often, where nothing is awaited.</param>
        internal void Advance(double seconds, double step = 2)
        {
            for (double left = seconds; left > 0; left -= step)
            {
                Clock.Advance(TimeSpan.FromSeconds(Math.Min(step, left)));
                Desk.Tick();
            }
        }

        private void Open()
        {
            Desk = new CallDesk(
                () => Stage.Database.Context(),
                work => Writing(Stage.Engine.Write, work),
                (station, frame) =>
                {
                    Sending(Encoding.UTF8.GetString(frame));
                    Sent.Enqueue($"{station} {Encoding.UTF8.GetString(frame)}");
                },
                Stage.Options);
            Stage.Engine.Plain.Calls = Desk;
        }
    }
}
