using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using NanoCharger.Bench;
using NanoCharger.Emulation;
using Xunit;
using Xunit.Abstractions;

namespace NanoCharger.System.Tests.Link
{
    /// <summary>Twenty charges a run through a proxy that cuts, silences, keeps back and delays, while broker, backend, network and power come and go: each is billed once, and its signature is valid.</summary>
    public sealed class ProxyRunTests(ITestOutputHelper output)
    {
        /// <summary>How many runs. <see cref="First"/>: the first one's seed. <see cref="Traces"/>: a folder for their traces.</summary>
        private const string Runs = "PROXY_RUNS";
        private const string First = "PROXY_FIRST";
        private const string Traces = "PROXY_TRACE";
        private const int AtOnce = 2;

        [Fact]
        public async Task Whatever_is_cut_kept_back_or_late_each_charge_is_billed_once_and_valid()
        {
            int runs = Number(Runs, 20);
            int first = Number(First, 1);
            Stopwatch watch = Stopwatch.StartNew();
            ConcurrentBag<string> wrong = [];
            ConcurrentDictionary<WireHarmKind, int> done = [];
            ConcurrentBag<RunSummary> played = [];
            ParallelOptions limit = new() { MaxDegreeOfParallelism = AtOnce };
            await Parallel.ForEachAsync(Enumerable.Range(first, runs), limit, (seed, stop) => new ValueTask(Task.Factory.StartNew(() => Play(seed), stop, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
            output.WriteLine($"{runs} runs, {played.Sum(summary => summary.Transactions.Count)} transactions, {played.Count(summary => summary.Reproducible)} runs reproducible, {Told(done)} in {watch.Elapsed.TotalSeconds:0} s");
            Assert.True(wrong.IsEmpty, string.Join("\n", wrong));
            if (runs >= 20)
            {
                Assert.Equal(Enum.GetValues<WireHarmKind>(), done.Keys.Order());
            }

            void Play(int seed)
            {
                using ProxyRun run = new((ulong)seed);
                try
                {
                    if (run.Play() is { } fault)
                    {
                        wrong.Add($"seed {seed}: {fault}; {run.Proxy}");
                    }

                    RunSummary summary = run.Played!.Summary;
                    played.Add(summary);
                    Keep(seed, run.Played.Trace);
                    output.WriteLine($"seed {seed}: {summary.Transactions.Count} transactions, {summary.VirtualSeconds:0} s in {summary.RealSeconds:0.0} s, {run.Proxy.Connections} connections, {run.Proxy}{(summary.Reproducible ? "" : ", not reproducible")}");
                }
                catch (Exception failure)
                {
                    wrong.Add($"seed {seed}: {failure}");
                }

                foreach ((WireHarmKind kind, int count) in run.Proxy.Done)
                {
                    done.AddOrUpdate(kind, count, (_, before) => before + count);
                }
            }
        }

        private static void Keep(int seed, string trace)
        {
            if (Environment.GetEnvironmentVariable(Traces) is { } folder)
            {
                Directory.CreateDirectory(folder);
                File.WriteAllText(Path.Combine(folder, $"{seed}.jsonl"), trace);
            }
        }

        private static int Number(string name, int otherwise)
        {
            return int.TryParse(Environment.GetEnvironmentVariable(name), out int number) ? number : otherwise;
        }

        private static string Told(IReadOnlyDictionary<WireHarmKind, int> done)
        {
            return string.Join(", ", done.OrderBy(pair => pair.Key).Select(pair => $"{pair.Value} times {pair.Key}"));
        }
    }
}
