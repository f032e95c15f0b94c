using System;
using System.Globalization;
using System.Text;
using NanoCharger.Emulation;
using NanoCharger.Mosquitto;

namespace NanoCharger.Bay.Network
{
    /// <summary>Sends the calls of the scenario's <c>command</c> to the station, as a backend would.</summary>
    internal sealed class BackendCalls : IDisposable
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

        private readonly Machine _machine;
        private readonly BayNetwork _network;
        private readonly string _topic;
        private MosquittoClient? _client;
        private int _number;

        public BackendCalls(Machine machine, BayNetwork network, string station)
        {
            _machine = machine;
            _network = network;
            _topic = "nanocharger/v1/" + station + "/dn";
        }

        /// <summary>Publishes the call and waits, while virtual time stands still, until the station's client has it; without a session that has subscribed it is lost, as with a real broker.</summary>
        /// <returns>False when the station's client did not get it within 10 s of real time.</returns>
        public bool Send(TimedAction action)
        {
            BrokerReach reach = _network.Reach("", 0);
            if (reach.State != BrokerState.Up || !_machine.Hears(_topic))
            {
                return true;
            }

            _number++;
            string frame = string.Create(CultureInfo.InvariantCulture, $"[2,\"bay-{_number}\",\"{action.Text}\",{action.Payload}]");
            byte[] bytes = Encoding.UTF8.GetBytes(frame);
            Client(reach).Publish(_topic, bytes, 1, false);
            return _machine.AwaitMessage((topic, payload) => topic == _topic && payload.AsSpan().SequenceEqual(bytes), Patience);
        }

        public void Dispose()
        {
            _client?.Dispose();
        }

        private MosquittoClient Client(BrokerReach reach)
        {
            if (_client is null)
            {
                _client = new MosquittoClient("bay-" + Guid.NewGuid().ToString("N"));
                _client.Connect(reach.Host, reach.Port, 0, Patience);
            }

            return _client;
        }
    }
}
