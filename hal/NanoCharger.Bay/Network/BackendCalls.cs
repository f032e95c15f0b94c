using System;
using System.Globalization;
using System.Text;
using System.Threading;
using NanoCharger.Mosquitto;

namespace NanoCharger.Bay.Network
{
    /// <summary>Sends the calls of the scenario's <c>command</c> to the station, as a backend would.</summary>
    internal sealed class BackendCalls : IDisposable
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

        private readonly string? _host;
        private readonly int _port;
        private readonly string _topic;
        private readonly ManualResetEventSlim _arrived = new ManualResetEventSlim();
        private MosquittoClient? _client;
        private volatile byte[] _awaited = [];
        private int _number;

        public BackendCalls(string? host, int port, string station)
        {
            _host = host;
            _port = port;
            _topic = "nanocharger/v1/" + station + "/dn";
        }

        /// <summary>Publishes the call, and returns when the broker has handed it on: virtual time stands still meanwhile.</summary>
        /// <returns>False when that took longer than 10 s of real time.</returns>
        public bool Send(TimedAction action)
        {
            if (_host is null)
            {
                return true;
            }

            _number++;
            string frame = string.Create(CultureInfo.InvariantCulture, $"[2,\"bay-{_number}\",\"{action.Text}\",{action.Payload}]");
            _awaited = Encoding.UTF8.GetBytes(frame);
            _arrived.Reset();
            Client().Publish(_topic, _awaited, 1, false);
            return _arrived.Wait(Patience);
        }

        public void Dispose()
        {
            _client?.Dispose();
            _arrived.Dispose();
        }

        private void Seen(byte[] payload)
        {
            if (payload.AsSpan().SequenceEqual(_awaited))
            {
                _arrived.Set();
            }
        }

        /// <summary>Listens to the station's topic too: its own message coming back shows that the broker has handed it to the station.</summary>
        private MosquittoClient Client()
        {
            if (_client is null)
            {
                _client = new MosquittoClient("bay-" + Guid.NewGuid().ToString("N"));
                _client.MessageReceived += message => Seen(message.Payload);
                _client.Connect(_host!, _port, 0, Patience);
                _client.Subscribe(_topic, 1, Patience);
            }

            return _client;
        }
    }
}
