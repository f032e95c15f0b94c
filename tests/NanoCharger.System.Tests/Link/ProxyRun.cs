using System;
using System.Globalization;
using System.IO;
using System.Linq;
using NanoCharger.Bay;
using NanoCharger.Bench;
using NanoCharger.Bench.Link;
using NanoCharger.Emulation;
using NanoCharger.System.Tests.Brokers;
using NanoCharger.System.Tests.Runs;

namespace NanoCharger.System.Tests.Link
{
    /// <summary>One <see cref="ProxyStory"/> with a <see cref="FaultyProxy"/> between the station and its broker: odd seeds over TLS at a broker with locks, even ones in clear.</summary>
    internal sealed class ProxyRun : IDisposable
    {
        /// <summary>Where handshakes may fall silent, that of this connection does.</summary>
        private const int SilentHandshake = 1;
        private const long SilentFromByte = 500;

        private readonly ulong _seed;
        private readonly ProxyStory _story;
        private readonly LinkBay? _locked;
        private readonly TestBroker? _broker;
        private BenchRun? _run;

        internal ProxyRun(ulong seed)
        {
            _seed = seed;
            bool tls = seed % 2 == 1;
            _story = new ProxyStory(seed, tls);
            _locked = tls ? new LinkBay() : null;
            _broker = tls ? null : TestBroker.Start();
            Chance dice = new(seed);
            Proxy = new FaultyProxy(_locked?.StationPort ?? _broker!.Port, tls, number => Plan(number, dice)) { Calm = IsCalm };
        }

        /// <summary>What did the harm.</summary>
        internal FaultyProxy Proxy { get; }

        /// <summary>What was played, for whoever looks for the cause.</summary>
        internal Played? Played { get; private set; }

        public void Dispose()
        {
            _run?.Dispose();
            Proxy.Dispose();
            _locked?.Dispose();
            _broker?.Dispose();
        }

        /// <summary>Plays it.</summary>
        /// <returns>What is wrong; null: nothing.</returns>
        internal string? Play()
        {
            BenchWire wire = new(Proxy.Port, Proxy);
            NetworkDelays? delays = _seed / 2 % 2 == 1 ? new NetworkDelays(0.1, 30) : null;
            Played = _locked is not null
                ? _locked.Play(_story.Until, _story.Timeline, _story.Settings, wire, delays, _seed)
                : PlayInClear(wire, delays);
            return Wrong(Played.Summary);
        }

        private WirePlan Plan(int number, Chance dice)
        {
            WirePlan drawn = WirePlan.Draw(dice, Proxy.IsTls, _story.SilentHandshakes);
            return _story.SilentHandshakes && number == SilentHandshake ? WirePlan.Silence(WireWay.Down, SilentFromByte) : drawn;
        }

        private Played PlayInClear(BenchWire wire, NetworkDelays? delays)
        {
            string text = string.Create(CultureInfo.InvariantCulture, $$$"""
                {
                  "name": "through a faulty proxy", "settings": {"nominal.volts": 230{{{_story.Settings}}}},
                  "until": {{{_story.Until}}}, "timeline": [{{{_story.Timeline}}}]
                }
                """);
            StringWriter trace = new();
            _run = new BenchRun(new BenchOptions { Scenario = Scenario.Parse(text, "test.json"), Seed = _seed, Broker = _broker!.Address, Wire = wire, Delays = delays }, trace);
            RunReport report = _run.Play();
            return new Played(report.Summary, trace.ToString(), _run.Records, _run.Events);
        }

        private string? Wrong(RunSummary summary)
        {
            string[] wrong =
            [
                .. summary.Violations,
                .. summary.Owed.Select(owed => "owed: " + owed),
                .. summary.SetAside,
                .. summary.Transactions.Where(one => !one.Delivered).Select(one => one.Id + " is not delivered"),
                .. summary.Transactions.Where(one => one.SignatureValid != true).Select(one => one.Id + " has no valid signature"),
            ];
            return wrong.Length > 0 ? string.Join("; ", wrong)
                : summary.Transactions.Count < ProxyStory.Charges - _story.Lost ? $"{summary.Transactions.Count} transactions only, and {_story.Lost} cards were lost"
                : null;
        }

        private bool IsCalm()
        {
            return (_run?.Bay ?? _locked?.Bay) is { } bay && bay.View.Seconds >= _story.CalmAt;
        }
    }
}
