using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using NanoCharger.Emulation;

namespace NanoCharger.System.Tests.Link
{
    /// <summary>Stands between a station's real sockets and its broker on the loopback address, and does to each connection what its plan says. Whatever it keeps back it tells.</summary>
    internal sealed class FaultyProxy : IWire, IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly ConcurrentDictionary<WireHarmKind, int> _done = [];
        private readonly int _brokerPort;
        private readonly Func<int, WirePlan> _plans;
        private volatile ProxyConnection? _newest;
        private volatile bool _disposed;

        /// <param name="brokerPort">Where the broker listens on this machine.</param>
        /// <param name="tls">Whether the streams are TLS.</param>
        /// <param name="plans">Of each connection, by its number from 0 on.</param>
        internal FaultyProxy(int brokerPort, bool tls, Func<int, WirePlan> plans)
        {
            _brokerPort = brokerPort;
            _plans = plans;
            IsTls = tls;
            _listener.Start();
            _ = Serve();
        }

        public event Action<WireHarm>? Harmed;

        internal int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        internal bool IsTls { get; }

        /// <summary>True: from now on it begins nothing.</summary>
        internal Func<bool> Calm { get; set; } = () => false;

        /// <summary>Connections up to now.</summary>
        internal int Connections { get; private set; }

        /// <summary>How often it did what.</summary>
        internal IReadOnlyDictionary<WireHarmKind, int> Done => _done;

        /// <summary>Bytes of the newest connection that have passed.</summary>
        internal long Passed(WireWay way)
        {
            return _newest?.Passed(way) ?? 0;
        }

        /// <summary>Bytes of the newest connection's handshake.</summary>
        internal long HandshakeBytes(WireWay way)
        {
            return _newest?.HandshakeBytes(way) ?? 0;
        }

        public void Dispose()
        {
            _disposed = true;
            _listener.Dispose();
            _newest?.End();
        }

        /// <summary>Harm is done; a connection that has been followed by another interests nobody.</summary>
        internal void Tell(ProxyConnection connection, WireHarm harm, bool counts)
        {
            if (counts)
            {
                _done.AddOrUpdate(harm.Kind, 1, (_, count) => count + 1);
            }

            if (connection == _newest)
            {
                Harmed?.Invoke(harm);
            }
        }

        private async Task Serve()
        {
            while (!_disposed)
            {
                try
                {
                    Socket station = await _listener.AcceptSocketAsync();
                    Socket broker = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                    station.NoDelay = true;
                    ProxyConnection connection = new(this, station, broker, _plans(Connections));
                    _newest = connection;
                    Connections++;
                    await connection.Start(_brokerPort);
                }
                catch (Exception end) when (end is SocketException or ObjectDisposedException or InvalidOperationException)
                {
                    // Either we are at the end, or one connection is.
                }
            }
        }

        /// <summary>What it did, in a few words.</summary>
        public override string ToString()
        {
            return string.Join(", ", _done.OrderBy(pair => pair.Key).Select(pair => $"{pair.Value} {pair.Key}"));
        }
    }
}
