using System;
using System.Collections.Concurrent;
using System.Globalization;
using System.Threading;
using NanoCharger.Backend;
using NanoCharger.Backend.Rating;
using NanoCharger.System.Tests.Brokers;

namespace NanoCharger.System.Tests.Payments
{
    /// <summary>The payment backend at a real broker, and a station that says what a test tells it to.</summary>
    internal sealed class BackendStage : IDisposable
    {
        public const string At1800 = "2026-11-22T18:00:00Z";
        public const string At1830 = "2026-11-22T18:30:00.500Z";
        public const string At2000 = "2026-11-22T20:00:00Z";

        public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

        /// <summary>2 h and 10 kWh: 0.50 + 3.90 + 2.40 = 6.80 net, 8.09 with 19 % on top.</summary>
        public static readonly TariffVersion Night = new()
        {
            Id = "night",
            StartFee = 0.50m,
            PerKilowattHour = 0.39m,
            PerMinute = 0.02m,
            TaxPercent = 19m,
        };

        public BackendStage(Func<BackendOptions, BackendOptions>? change = null)
        {
            BackendOptions options = Options(":memory:");
            Backend = new PaymentBackend(change is null ? options : change(options));
            Backend.Start();
            Station = new ScriptedStation(Broker, "bay");
        }

        public TestBroker Broker { get; } = TestBroker.Start();

        public BlockingCollection<string> Log { get; } = new();

        public PaymentBackend Backend { get; }

        public ScriptedStation Station { get; }

        public void Dispose()
        {
            Station.Dispose();
            Backend.Dispose();
            Broker.Dispose();
        }

        public static (int Sequence, string Payload)[] Charge(string id)
        {
            return
            [
                (0, ScriptedStation.Event(id, 0, "Started", At1800, 1234.567m)),
                (1, ScriptedStation.Event(id, 1, "Updated", At1830, 3000m)),
                (2, ScriptedStation.Event(id, 2, "Updated", At1830, 6000.001m)),
                (3, ScriptedStation.Event(id, 3, "Ended", At2000, 11_234.567m)),
            ];
        }

        public BackendOptions Options(string database)
        {
            return new BackendOptions
            {
                Accepts = static token => token == "04AABB",
                Host = Broker.Host,
                Port = Broker.Port,
                DatabasePath = database,
                Tariff = Night,
                TimeProvider = new StoppedClock(),
                Log = Log.Add,
            };
        }

        public void WaitForLog(string expected)
        {
            using CancellationTokenSource limit = new(Patience);
            while (Log.Take(limit.Token) != expected)
            {
            }
        }

        private sealed class StoppedClock : TimeProvider
        {
            public override DateTimeOffset GetUtcNow()
            {
                return DateTimeOffset.Parse("2026-11-22T17:00:00Z", CultureInfo.InvariantCulture);
            }
        }
    }
}
