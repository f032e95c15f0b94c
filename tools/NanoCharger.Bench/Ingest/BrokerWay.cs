using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using NanoCharger.Backend;
using NanoCharger.Mqtt;

namespace NanoCharger.Bench.Ingest
{
    /// <summary>Through a broker, by one connection for all stations: it is the backend that is measured, and what such a connection takes is taken from it.</summary>
    internal sealed class BrokerWay : IIngestWay
    {
        private const string Root = "nanocharger/v1/";
        private const int AtLeastOnce = 1;
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

        private readonly PaymentBackend _backend;
        private readonly BrokerClient _stations = new(new BrokerLogin("nanocharger-bench-stations"));
        private readonly string[] _up;
        private readonly Dictionary<string, int> _down;
        private readonly Action<byte[]>?[] _waiting;

        /// <exception cref="BrokerException">There is no broker.</exception>
        internal BrokerWay(PaymentBackend backend, IReadOnlyList<string> stations, int port)
        {
            _backend = backend;
            _up = [.. stations.Select(name => Root + name + "/up")];
            _down = stations.Index().ToDictionary(one => Root + one.Item + "/dn", one => one.Index);
            _waiting = new Action<byte[]>?[stations.Count];
            backend.Start();
            _stations.MessageReceived += OnAnswer;
            _stations.Connect("127.0.0.1", port, Patience);
            _stations.Subscribe(Root + "+/dn", AtLeastOnce, Patience);
        }

        /// <inheritdoc/>
        public void Send(int station, byte[] frame, Action<byte[]> answer)
        {
            Volatile.Write(ref _waiting[station], answer);
            _ = _stations.Post(new BrokerMessage(_up[station], frame, AtLeastOnce, Retain: false));
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _stations.Disconnect();
            _stations.Dispose();
            _backend.Stop();
        }

        private void OnAnswer(BrokerMessage message)
        {
            Interlocked.Exchange(ref _waiting[_down[message.Topic]], null)?.Invoke(message.Payload);
        }
    }
}
