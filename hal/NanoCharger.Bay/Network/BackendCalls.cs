using System;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using NanoCharger.Emulation;
using NanoCharger.Mqtt;

namespace NanoCharger.Bay.Network
{
    /// <summary>Calls to the station: those of the scenario's <c>command</c>, which it sends as a backend would, and those of the backend itself.</summary>
    /// <remarks>Each reaches the station at the seed's delay behind what caused it: the scenario's action, a message of the station, or a timer of the bay's clock.</remarks>
    internal sealed class BackendCalls : IDisposable
    {
        /// <summary>In a payload: the id of the transaction that is open, which a scenario's writer cannot know.</summary>
        private const string OpenTransaction = "$transaction";

        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

        private readonly Machine _machine;
        private readonly BayNetwork _network;
        private readonly Func<string> _station;
        private readonly Func<string> _transaction;
        private readonly BayDoor? _door;
        private readonly ConcurrentQueue<(string Topic, byte[] Frame)> _announced = new ConcurrentQueue<(string, byte[])>();
        private BrokerClient? _client;
        private int _number;

        /// <param name="machine">Takes the messages to the firmware.</param>
        /// <param name="network">What is up.</param>
        /// <param name="station">The station's id at this moment.</param>
        /// <param name="transaction">Number of the open transaction.</param>
        /// <param name="door">Where a scenario's calls come in; null: where the station does.</param>
        public BackendCalls(Machine machine, BayNetwork network, Func<string> station, Func<string> transaction, BayDoor? door)
        {
            _machine = machine;
            _network = network;
            _station = station;
            _transaction = transaction;
            _door = door;
        }

        /// <summary>A call was sent to a station that hears: its id, action and payload.</summary>
        public event Action<string, string, string>? Called;

        /// <summary>Publishes the call and waits, while virtual time stands still, until the station's client has it; without a session that has subscribed it is lost, as with a real broker.</summary>
        /// <returns>False when the station's client did not get it within 10 s of real time.</returns>
        public bool Send(TimedAction action)
        {
            BrokerReach reach = _network.Reach("", 0);
            string topic = "nanocharger/v1/" + _station() + "/dn";
            if (reach.State != BrokerState.Up || !_machine.Hears(topic))
            {
                return true;
            }

            _number++;
            string id = string.Create(CultureInfo.InvariantCulture, $"bay-{_number}");
            string payload = action.Payload.Replace(OpenTransaction, _station() + "-" + _transaction(), StringComparison.Ordinal);
            string frame = $"[2,\"{id}\",\"{action.Text}\",{payload}]";
            byte[] bytes = Encoding.UTF8.GetBytes(frame);
            Called?.Invoke(id, action.Text, payload);
            Client(reach).Publish(new BrokerMessage(topic, bytes, 1, false), Patience);
            return Await(topic, bytes);
        }

        /// <summary>The backend is about to call the station. From any thread.</summary>
        /// <param name="topic">Where to.</param>
        /// <param name="frame">The call as it will be published.</param>
        public void Announce(string topic, byte[] frame)
        {
            _announced.Enqueue((topic, frame));
        }

        /// <summary>Waits, while virtual time stands still, until the station's client has what the backend called it for up to now.</summary>
        /// <returns>False when one of them did not get there within 10 s of real time.</returns>
        public bool Deliver()
        {
            bool all = true;
            while (_announced.TryDequeue(out (string Topic, byte[] Bytes) call))
            {
                if (_machine.Hears(call.Topic))
                {
                    Frame frame = Frame.Read(call.Bytes);
                    Called?.Invoke(frame.Id, frame.Action, Frame.PayloadOf(call.Bytes));
                    all &= Await(call.Topic, call.Bytes);
                }
            }

            return all;
        }

        public void Dispose()
        {
            _client?.Dispose();
        }

        private bool Await(string topic, byte[] bytes)
        {
            return _machine.AwaitMessage((heard, message) => heard == topic && message.AsSpan().SequenceEqual(bytes), Patience);
        }

        private BrokerClient Client(BrokerReach reach)
        {
            if (_client is null)
            {
                _client = new BrokerClient(new BrokerLogin("bay-" + Guid.NewGuid().ToString("N")) { Tls = _door?.Tls() });
                _client.Connect(reach.Host, _door?.Port ?? reach.Port, Patience);
            }

            return _client;
        }
    }
}
