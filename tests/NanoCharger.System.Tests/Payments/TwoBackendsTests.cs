using System;
using System.Threading;
using NanoCharger.Backend;
using NanoCharger.System.Tests.Brokers;
using Xunit;

namespace NanoCharger.System.Tests.Payments
{
    /// <summary>Two backends with the same options, as two processes have them.</summary>
    public sealed class TwoBackendsTests
    {
        [Theory]
        [AtEmbeddedBroker]
        [AtMosquitto]
        public void Two_backends_at_one_broker_leave_each_other_connected(BrokerKind kind)
        {
            using TestBroker broker = TestBroker.Start(kind);
            BackendOptions options = new() { Host = broker.Host, Port = broker.Port, Tariff = BackendStage.Night };
            using PaymentBackend first = new(options);
            using PaymentBackend second = new(options);
            int lost = 0;
            first.ConnectionLost += () => Interlocked.Increment(ref lost);
            second.ConnectionLost += () => Interlocked.Increment(ref lost);
            first.Start();
            second.Start();
            using ScriptedStation station = new(broker, "bay");

            // Each of them answers.
            Assert.Contains("currentTime", station.Ask("""[2,"1","Heartbeat",{}]"""), StringComparison.Ordinal);
            Assert.Contains("currentTime", station.NextAnswer(), StringComparison.Ordinal);
            Assert.True(first.IsConnected);
            Assert.True(second.IsConnected);
            Assert.Equal(0, lost);
        }
    }
}
