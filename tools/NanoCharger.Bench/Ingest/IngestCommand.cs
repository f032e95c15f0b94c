using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using NanoCharger.Bench.Brokers;
using NanoCharger.Mqtt;
using NanoCharger.Verify;

namespace NanoCharger.Bench.Ingest
{
    /// <summary>The subcommand <c>ingest</c>: verified documents a second through the backend, over what .NET's bare verification does on one thread in the same run.</summary>
    public sealed class IngestCommand
    {
        private const string Both = "both";
        private const string Process = "process";
        private const string ThroughBroker = "mosquitto";

        private static readonly JsonSerializerOptions Format = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

        private readonly Option<int> _stations = new("--stations") { Description = "Stations, each with one call in flight.", HelpName = "N", DefaultValueFactory = _ => 100 };

        private readonly Option<int> _transactions = new("--transactions")
        {
            Description = "Transactions of each on each way; two documents to a transaction. From 500 on the heap is judged too.",
            HelpName = "N",
            DefaultValueFactory = _ => 50,
        };

        private readonly Option<string?> _database = new("--database")
        {
            Description = "A connection string of an empty PostgreSQL database (Host=...), or a new SQLite file; a temporary one without it.",
            HelpName = "FILE|Host=...",
        };

        private readonly Option<string> _way = new("--way") { Description = "In process, through a mosquitto of its own, or both.", DefaultValueFactory = _ => Both };

        private readonly Option<bool> _json = new("--json") { Description = "Prints the result as JSON." };

        /// <summary>The command with its options.</summary>
        public Command Build()
        {
            _way.AcceptOnlyFromAmong(Both, Process, ThroughBroker);
            var command = new Command("ingest", "Measures the backend's ingest, in process and through mosquitto, against bare verification on one thread. Exit code 1: slower than it must be.")
            {
                _stations, _transactions, _database, _way, _json,
            };
            command.SetAction((parsed, stop) => Task.FromResult(Run(parsed, stop)));
            return command;
        }

        private int Run(ParseResult parsed, CancellationToken stop)
        {
            if (parsed.GetValue(_stations) is < 1 or > 1_000 || parsed.GetValue(_transactions) is < 1 or > 10_000)
            {
                Console.Error.WriteLine("--stations must be 1..1000, --transactions 1..10000");
                return ExitCode.BadInput;
            }

            string folder = Directory.CreateTempSubdirectory("ingest").FullName;
            try
            {
                return Measure(parsed, parsed.GetValue(_database) ?? Path.Combine(folder, "ingest.db"), stop);
            }
            catch (InvalidDataException problem)
            {
                Console.Error.WriteLine(Printable.Line(problem.Message));
                return ExitCode.BadInput;
            }
            catch (Exception problem) when (problem is BrokerException or IOException)
            {
                Console.Error.WriteLine(Printable.Line(problem.Message));
                return ExitCode.Failed;
            }
            catch (OperationCanceledException)
            {
                return ExitCode.Stopped;
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        private int Measure(ParseResult parsed, string database, CancellationToken stop)
        {
            (int transactions, string way, bool json) = (parsed.GetValue(_transactions), parsed.GetValue(_way)!, parsed.GetValue(_json));
            string? notMeasured = way != Process ? Mosquitto.WhyNot : null;
            using IngestStations stations = new(parsed.GetValue(_stations));
            List<IngestFigures> all = [];
            if (way != ThroughBroker)
            {
                Tell(all, IngestRun.Direct(stations, database, transactions, stop), json);
            }

            if (way != Process && notMeasured is null)
            {
                Tell(all, IngestRun.ThroughMosquitto(stations, database, transactions, stop), json);
            }

            if (json)
            {
                Console.WriteLine(JsonSerializer.Serialize(new { stations = stations.Names.Count, transactions, ways = all, notMeasured }, Format));
            }
            else if (notMeasured is not null)
            {
                Console.WriteLine($"through mosquitto: not measured: {notMeasured}");
            }

            return all.Count > 0 && all.All(one => one.Problems.Count == 0) ? ExitCode.Ok : ExitCode.Failed;
        }

        private static void Tell(List<IngestFigures> all, IngestFigures one, bool json)
        {
            all.Add(one);
            if (json)
            {
                return;
            }

            Say($"{one.Way}: {one.Documents} documents");
            Say($"  bare verification, one thread   {one.Bare:0} documents/s, {one.BareProcessorMicros:0} µs of the processor each");
            Say($"  NanoCharger.Verify, one thread  {one.VerifyPart:0.00} of bare, by processor time (at least {IngestLimits.Verify:0.00})");
            Say($"  verified, stored, answered      {one.Rate:0} documents/s: 1/{one.TimesSlower:0.0} of bare (at least 1/{one.MostTimesSlower})");
            Say($"  answers after                   {one.Median:0.0} ms (p50), {one.Slowest:0.0} ms (p99)");
            Say($"  of this process a document      {one.ProcessorMicros:0} µs, {one.ProcessorMicros / one.BareProcessorMicros:0.0} times a bare verification; {one.AllocatedBytes} bytes allocated");
            Say($"  heap behind each part           {string.Join(" ", one.HeapKiB)} KiB{(one.JudgesHeap ? $" (the last at most {IngestLimits.HeapGrowth:0.0} times the first)" : "")}");
            foreach (string problem in one.Problems)
            {
                Say($"  NOT GOOD ENOUGH: {problem}");
            }
        }

        private static void Say(FormattableString line)
        {
            Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
        }
    }
}
