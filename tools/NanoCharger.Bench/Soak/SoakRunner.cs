using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using NanoCharger.Bay;
using NanoCharger.Broker;

namespace NanoCharger.Bench.Soak;

/// <summary>Plays many random scenarios, as many side by side as there are cores, at one embedded broker; each bay has its own backend, which serves its station only.</summary>
public sealed class SoakRunner
{
    private readonly SoakOptions _options;
    private readonly CancellationToken _stop;
    private readonly object _gate = new();
    private readonly List<SoakFinding> _findings = [];
    private readonly List<ulong> _unreproducible = [];
    private int _taken;
    private int _done;
    private int _transactions;
    private int _waived;
    private double _virtualSeconds;
    private double _deliveredWh;

    /// <param name="options">What to play.</param>
    /// <param name="stop">Ends it early.</param>
    public SoakRunner(SoakOptions options, CancellationToken stop = default)
    {
        _options = options;
        _stop = stop;
    }

    /// <summary>A seed has broken an invariant. Raised on the thread that played it.</summary>
    public event Action<SoakFinding>? Found;

    /// <summary>Seeds played so far.</summary>
    public int Done => Volatile.Read(ref _done);

    /// <summary>Plays all seeds and returns when the last one has ended.</summary>
    /// <exception cref="IOException">No broker could be started, or a file cannot be written.</exception>
    public SoakReport Run()
    {
        var watch = Stopwatch.StartNew();
        using EmbeddedBroker broker = EmbeddedBroker.Start();
        var address = new BrokerAddress(broker.Host, broker.Port);
        Thread[] workers = Enumerable.Range(0, Math.Min(Environment.ProcessorCount, _options.Seeds))
            .Select(number => new Thread(() => Work(address)) { Name = "soak " + number.ToString(CultureInfo.InvariantCulture) })
            .ToArray();
        foreach (Thread worker in workers)
        {
            worker.Start();
        }

        foreach (Thread worker in workers)
        {
            worker.Join();
        }

        return new SoakReport(
            _done,
            _virtualSeconds,
            watch.Elapsed.TotalSeconds,
            _transactions,
            _deliveredWh,
            _waived,
            _unreproducible.Order().ToList(),
            _findings.OrderBy(finding => finding.Seed).ToList(),
            _stop.IsCancellationRequested);
    }

    private void Work(BrokerAddress broker)
    {
        for (int number = Interlocked.Increment(ref _taken) - 1; number < _options.Seeds && !_stop.IsCancellationRequested; number = Interlocked.Increment(ref _taken) - 1)
        {
            ulong seed = _options.First + (ulong)number;
            try
            {
                Play(seed, broker);
            }
            catch (Exception failure)
            {
                // A bay or a backend that fails is a finding of its seed and must not end the other seeds.
                Tell(new SoakFinding(seed, 0, 0, "could not be played: " + failure, 1, Command(seed)));
            }

            Interlocked.Increment(ref _done);
        }
    }

    private void Play(ulong seed, BrokerAddress broker)
    {
        string text = SoakStory.Write(seed, _options.Minutes);
        Scenario scenario = Scenario.Parse(text, "soak-" + seed.ToString(CultureInfo.InvariantCulture) + ".json");
        using TextWriter? trace = Open(text);
        using var run = new BenchRun(new BenchOptions { Scenario = scenario, Broker = broker }, trace, _stop);
        RunReport report = run.Play();
        if (report.Stopped)
        {
            return;
        }

        if (_options.OutDirectory != null)
        {
            File.WriteAllText(Path.Combine(_options.OutDirectory, "summary.json"), report.Summary.ToJson());
        }

        Count(seed, report);
    }

    private StreamWriter? Open(string scenario)
    {
        if (_options.OutDirectory == null)
        {
            return null;
        }

        File.WriteAllText(Path.Combine(_options.OutDirectory, "scenario.json"), scenario);
        return new StreamWriter(Path.Combine(_options.OutDirectory, "trace.jsonl"), false, new UTF8Encoding(false), 1 << 16);
    }

    private void Count(ulong seed, RunReport report)
    {
        lock (_gate)
        {
            _virtualSeconds += report.Summary.VirtualSeconds;
            _transactions += report.Summary.Transactions.Count;
            _deliveredWh += report.Summary.Transactions.Sum(transaction => transaction.TrueEnergyWh);
            _waived += report.Summary.Waived.Count;
            if (!report.Summary.Reproducible)
            {
                _unreproducible.Add(seed);
            }
        }

        if (report.Violations.Count > 0)
        {
            Violation first = report.Violations.MinBy(violation => violation.Seconds)!;
            Tell(new SoakFinding(seed, first.Seconds, first.Invariant, first.What, report.Violations.Count, Command(seed)));
        }
    }

    private void Tell(SoakFinding finding)
    {
        lock (_gate)
        {
            _findings.Add(finding);
        }

        Found?.Invoke(finding);
    }

    private string Command(ulong seed)
    {
        return string.Create(
            CultureInfo.InvariantCulture,
            $"dotnet run -c Release --project tools/NanoCharger.Bench -- soak --first {seed} --seeds 1 --minutes {_options.Minutes} --out out/soak-{seed}");
    }
}
