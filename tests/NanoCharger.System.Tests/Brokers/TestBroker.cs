using System;
using System.IO;
using NanoCharger.Bench;
using NanoCharger.Bench.Brokers;
using NanoCharger.Broker;

namespace NanoCharger.System.Tests.Brokers
{
    /// <summary>A broker of one test, on a free port of the loopback address.</summary>
    public sealed class TestBroker : IDisposable
    {
        private const int PortAttempts = 20;

        private readonly BrokerKind _kind;
        private EmbeddedBroker? _embedded;
        private MosquittoProcess? _mosquitto;

        private TestBroker(BrokerKind kind)
        {
            _kind = kind;
        }

        /// <summary>The address it listens on.</summary>
        public string Host => "127.0.0.1";

        /// <summary>Its TCP port; it stays the same over <see cref="Stop"/> and <see cref="Restart"/>.</summary>
        public int Port { get; private set; }

        /// <summary>Both, as the bench takes them.</summary>
        public BrokerAddress Address => new(Host, Port);

        /// <summary>Starts one and returns when it listens.</summary>
        public static TestBroker Start(BrokerKind kind = BrokerKind.Embedded)
        {
            TestBroker broker = new(kind);
            for (int attempt = 1; ; attempt++)
            {
                broker.Port = Mosquitto.FreePort();
                try
                {
                    broker.Restart();
                    return broker;
                }
                catch (IOException) when (attempt < PortAttempts)
                {
                    // Somebody else has taken the port meanwhile.
                }
            }
        }

        /// <summary>Ends it: its clients lose their connections, and what it retained is gone. Harmless when it does not run.</summary>
        public void Stop()
        {
            _embedded?.Dispose();
            _embedded = null;
            _mosquitto?.Stop();
            _mosquitto = null;
        }

        /// <summary>Starts it again, empty, on the same port.</summary>
        public void Restart()
        {
            if (_kind == BrokerKind.Embedded)
            {
                _embedded = EmbeddedBroker.Start(Port);
            }
            else
            {
                _mosquitto = Mosquitto.Run(Port);
            }
        }

        /// <inheritdoc cref="Stop"/>
        public void Dispose()
        {
            Stop();
        }
    }
}
