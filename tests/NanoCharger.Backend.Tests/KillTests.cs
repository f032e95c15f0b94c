using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using NanoCharger.Backend.Audit;
using NanoCharger.Backend.Data;
using NanoCharger.Bench.Brokers;
using Xunit;
using Xunit.Abstractions;

namespace NanoCharger.Backend.Tests
{
    /// <summary>Two workers, a broker, a database and stations that deliver, each a process or a client of its own; one of them is killed amid the work, by a signal that nobody can prepare for.</summary>
    public sealed class KillTests(ITestOutputHelper told) : IDisposable
    {
        private const int Stations = 6;

        /// <summary>The variable of the environment that plays so many runs, a third of each kind, instead of three.</summary>
        private const string More = "KILL_RUNS";

        /// <summary>Records that must come through beside and after each end: service goes on.</summary>
        private const int FurtherRecords = 40;

        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

        private readonly string _folder = Directory.CreateTempSubdirectory("kill").FullName;
        private readonly int _brokerPort = FreePort();
        private readonly List<HostProcess> _workers = [];
        private MosquittoProcess? _broker;
        private PostgresServer? _server;
        private int _acknowledged;

        public void Dispose()
        {
            _workers.ForEach(worker => worker.Dispose());
            _broker?.Stop();
            _server?.Dispose();
            Directory.Delete(_folder, recursive: true);
        }

        /// <summary>Run after run amid the same: what was killed has come again by the next one.</summary>
        [WorkersTheory]
        [InlineData("worker")]
        [InlineData("broker")]
        [InlineData("database")]
        public async Task Whatever_is_killed_each_transaction_is_stored_once_and_in_order_and_what_was_acknowledged_is_there(string victim)
        {
            int runs = int.TryParse(Environment.GetEnvironmentVariable(More), out int more) ? Math.Max(1, more / 3) : 1;
            _server = victim == "database" ? new PostgresServer() : null;
            string given = _server?.Create() ?? PostgresServer.NewDatabase();
            _broker = Mosquitto.Run(_brokerPort);
            List<PlainStation> stations = Enumerable.Range(0, Stations).Select(number => new PlainStation("s" + number, _brokerPort, () => Interlocked.Increment(ref _acknowledged))).ToList();
            try
            {
                Enrol(given, stations);
                _workers.AddRange(await HostProcess.ServeTwice(_folder, Options(given)));
                for (int seed = 1; seed <= runs; seed++)
                {
                    await Play(victim, given, new Random(seed), stations);
                    AssertSound(given, stations);
                    told.WriteLine($"{victim}, run {seed}: {_acknowledged} records, {stations.Sum(station => station.Repeats)} times one was sent again");
                }

                foreach (HostProcess worker in _workers)
                {
                    worker.Signal("TERM");
                    (int code, _, string errors) = worker.End();
                    Assert.True(code == 0, errors);
                }
            }
            finally
            {
                stations.ForEach(station => station.Dispose());
            }
        }

        /// <summary>Stations deliver, something is killed amid it, service goes on, and they come to an end.</summary>
        private async Task Play(string victim, string given, Random random, List<PlainStation> stations)
        {
            using CancellationTokenSource stop = new();
            Task[] delivering = stations.Select(station => station.Run(stop.Token)).ToArray();
            await Progress(random.Next(10, 100), delivering);
            await Kill(victim, given, random, delivering);
            await Progress(FurtherRecords, delivering);
            await stop.CancelAsync();
            await Task.WhenAll(delivering);
        }

        private async Task Kill(string victim, string given, Random random, Task[] delivering)
        {
            switch (victim)
            {
                case "worker":
                    HostProcess one = _workers[random.Next(2)];
                    _workers.Remove(one);
                    one.Kill();
                    one.Dispose();

                    await Progress(FurtherRecords, delivering);
                    _workers.Add(await HostProcess.Serve(_folder, Options(given)));
                    break;
                case "broker":
                    _broker!.Stop();
                    _broker = Mosquitto.Run(_brokerPort);
                    break;
                default:
                    Assert.True(_server!.KillOneOf(given), "no worker is connected");
                    await Progress(random.Next(FurtherRecords), delivering);
                    _server.Kill();
                    break;
            }
        }

        private string[] Options(string given)
        {
            return ["--shared", "--database", given, "--broker", $"mqtt://127.0.0.1:{_brokerPort}"];
        }

        /// <summary>Waits for so many records more.</summary>
        private async Task Progress(int records, Task[] delivering)
        {
            int wanted = Volatile.Read(ref _acknowledged) + records;
            for (Stopwatch waiting = Stopwatch.StartNew(); Volatile.Read(ref _acknowledged) < wanted; await Task.Delay(1))
            {
                if (delivering.FirstOrDefault(one => one.IsFaulted) is { } failed)
                {
                    await failed;
                }

                Assert.True(waiting.Elapsed < Patience, "nothing is acknowledged any more");
            }
        }

        private static void Enrol(string given, List<PlainStation> stations)
        {
            using PlatformDatabase database = PlatformDatabase.Open(given);
            using PlatformContext context = database.Context();
            House.EnsureFirst(context);
            stations.ForEach(station => KeyRegister.Enrol(context, station.Name, station.Key, KeyOrigin.Hand, 0, inPlaceOfOthers: true));
        }

        private static void AssertSound(string given, List<PlainStation> stations)
        {
            using PlatformDatabase database = PlatformDatabase.Open(given);
            Assert.Empty(new Auditor(database).Run().Findings);
            using PlatformContext context = database.Context();
            Assert.Empty(context.Findings.ToList());
            Assert.Empty(context.Refusals.ToList());
            ILookup<string, BilledTransaction> transactions = new Books(database, _ => { }).Transactions().ToLookup(one => one.Station);
            foreach (PlainStation station in stations)
            {
                long id = context.Stations.Single(one => one.Name == station.Name).Id;
                IEnumerable<long?> came = context.Events.Where(row => row.StationId == id).OrderBy(row => row.CameMs).ThenBy(row => row.DocumentNumber).Select(row => row.DocumentNumber).ToList();
                Assert.Equal(Enumerable.Range(1, station.Acknowledged).Select(number => (long?)number), came);
                Assert.Equal(station.Acknowledged, context.Documents.Count(row => row.StationId == id));
                Assert.Equal(station.Acknowledged / 2, transactions[station.Name].Count());
                Assert.All(transactions[station.Name], one => Assert.Equal((0.00m, 2), (one.Cost, one.EventCount)));
            }
        }

        private static int FreePort()
        {
            using TcpListener listener = new(IPAddress.Loopback, 0);
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
    }
}
