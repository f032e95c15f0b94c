using System;
using System.Text;
using System.Threading;
using nanoFramework.Hardware.Esp32;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Messages;

namespace NanoCharger.Hal.Esp32
{
    /// <summary>One session with the MQTT broker, from connecting to the end. The library's client is used for one session only.</summary>
    /// <remarks>
    /// How M2Mqtt 5.1 behaves: its constructor looks the host name up, which stops all threads; a plain TCP connect blocks this
    /// thread only, and the wait for the broker's CONNACK ends by the library's own constant after 30 s; nothing reconnects by
    /// itself; a QoS 1 message is tried 3 times 1 s apart and then forgotten. Whatever goes wrong it throws, at any stage, and
    /// every exception means the same here: the session is over.
    /// </remarks>
    internal sealed class BrokerSession
    {
        private const ushort KeepAliveSeconds = 30;
        private const int SubscriptionTimeoutMillis = 10000;
        private const int InflightMessages = 8;
        private const int PacketOverheadBytes = 256;

        // The control thread's 20 ms block begins when this thread falls asleep. Waking later than that keeps it out of the block.
        private const int PauseMillis = 30;
        private const long SliceMicros = 5000;

        private readonly LinkOptions _options;
        private readonly MessageQueue _outgoing;
        private readonly MessageQueue _live;
        private readonly MessageQueue _incoming;
        private readonly byte[] _message;
        private readonly string _up;
        private readonly string _down;
        private readonly string _liveTopic;
        private readonly string _stateTopic;
        private MqttClient _client;
        private bool _subscribed;
        private bool _refused;
        private bool _closed;

        /// <param name="options">Broker and station.</param>
        /// <param name="outgoing">Messages to send.</param>
        /// <param name="live">What is told once, when none of those waits.</param>
        /// <param name="incoming">Where received messages go.</param>
        /// <param name="mostBytes">Longest message either way.</param>
        internal BrokerSession(LinkOptions options, MessageQueue outgoing, MessageQueue live, MessageQueue incoming, int mostBytes)
        {
            _options = options;
            _outgoing = outgoing;
            _live = live;
            _incoming = incoming;
            _message = new byte[mostBytes];
            string station = "nanocharger/v1/" + options.Station;
            _up = station + "/up";
            _down = station + "/dn";
            _liveTopic = station + "/live";
            _stateTopic = station + "/state";
        }

        /// <summary>Received messages dropped: retained ones, too long, or no room for them.</summary>
        internal int Dropped { get; private set; }

        /// <summary>Connects, subscribes and tells the station's state. Throws what the library throws, or when the broker refuses.</summary>
        internal void Open()
        {
            _subscribed = false;
            _refused = false;
            _closed = false;
            _client = new MqttClient(_options.BrokerHost, _options.BrokerPort, false, null, null, MqttSslProtocols.None);
            _client.ProtocolVersion = MqttProtocolVersion.Version_5;
            _client.MaximumPacketSize = (uint)(_message.Length + PacketOverheadBytes);
            _client.Settings.InflightQueueSize = InflightMessages;
            _client.MqttMsgPublishReceived += OnReceived;
            _client.MqttMsgSubscribed += OnSubscribed;
            _client.ConnectionClosed += OnClosed;

            MqttReasonCode answer = _client.Connect(
                _options.Station, null, null, true, MqttQoSLevel.AtLeastOnce, true, _stateTopic, StateText("offline"), true, KeepAliveSeconds);
            if (answer != MqttReasonCode.Success)
            {
                throw new Exception("broker refused: " + ((int)answer).ToString());
            }

            _client.Subscribe(new string[] { _down }, new MqttQoSLevel[] { MqttQoSLevel.AtLeastOnce });
            AwaitSubscription();
            Publish(_stateTopic, Encoding.UTF8.GetBytes(StateText("online")), MqttQoSLevel.AtLeastOnce, true);
        }

        /// <summary>Sends what is queued, in slices of at most 5 ms, until the connection ends.</summary>
        internal void Pump()
        {
            while (!_closed && _client.IsConnected)
            {
                long start = (long)HighResTimer.GetCurrent();
                while (PublishNext() && (long)HighResTimer.GetCurrent() - start < SliceMicros)
                {
                }

                Thread.Sleep(PauseMillis);
            }
        }

        /// <summary>Ends the session, however far it came. Throws nothing.</summary>
        internal void Close()
        {
            if (_client == null)
            {
                return;
            }

            MqttClient client = _client;
            _client = null;
            client.MqttMsgPublishReceived -= OnReceived;
            client.MqttMsgSubscribed -= OnSubscribed;
            client.ConnectionClosed -= OnClosed;
            client.Dispose();
        }

        private void AwaitSubscription()
        {
            for (int waited = 0; !_subscribed; waited += PauseMillis)
            {
                if (_refused || _closed || waited >= SubscriptionTimeoutMillis)
                {
                    throw new Exception("not subscribed");
                }

                Thread.Sleep(PauseMillis);
            }
        }

        // What must arrive goes first. False when nothing waits.
        private bool PublishNext()
        {
            int length = _outgoing.TryDequeue(_message);
            bool mustArrive = length > 0;
            length = mustArrive ? length : _live.TryDequeue(_message);
            if (length == 0)
            {
                return false;
            }

            // The library keeps the array until the broker has answered, so each message needs one of its own.
            byte[] message = new byte[length];
            Array.Copy(_message, 0, message, 0, length);
            Publish(mustArrive ? _up : _liveTopic, message, mustArrive ? MqttQoSLevel.AtLeastOnce : MqttQoSLevel.AtMostOnce, false);
            return true;
        }

        private void Publish(string topic, byte[] message, MqttQoSLevel level, bool retain)
        {
            _client.Publish(topic, message, null, null, level, retain);
        }

        private string StateText(string state)
        {
            return "{\"state\":\"" + state + "\",\"boot\":" + _options.Boot.ToString() + "}";
        }

        private void OnReceived(object sender, MqttMsgPublishEventArgs e)
        {
            byte[] message = e.Message;
            if (e.Topic != _down || message == null || message.Length == 0)
            {
                return;
            }

            // A call that the broker has kept is from whenever: what it asks for may be wrong by now, and each session would do it again.
            if (e.Retain || message.Length > _message.Length || !_incoming.TryEnqueue(message, message.Length))
            {
                Dropped++;
            }
        }

        private void OnSubscribed(object sender, MqttMsgSubscribedEventArgs e)
        {
            // Codes above QoS 2 are refusals (MQTT 5, 3.9.3).
            _subscribed = e.GrantedQoSLevels.Length > 0 && (int)e.GrantedQoSLevels[0] <= (int)MqttQoSLevel.ExactlyOnce;
            _refused = !_subscribed;
        }

        private void OnClosed(object sender, EventArgs e)
        {
            _closed = true;
        }
    }
}
